#include "plugins/mobility/measures/transit_fare.hpp"

namespace planspiel::mobility {

City apply(const TransitFare& measure, City city) {
  Fares fares = city.copy(tables::fares);
  if (fares.size() == 0) throw Error(ErrorKind::config, "the city has no fares");
  for (const FareId fare : fares.ids()) fares.price[fare] *= 1.0 + measure.change;
  return city.with(std::move(fares));
}

}  // namespace planspiel::mobility
