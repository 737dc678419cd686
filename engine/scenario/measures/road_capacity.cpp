#include "engine/scenario/measures/road_capacity.hpp"

namespace planspiel {

void RoadCapacity::describe(OptionSet& set) {
  where.describe(set);
  set.percent("change", change,
              {{"Änderung", "Change"}, {"der Kapazität, z. B. \"-50 %\"", "of the capacity, for example \"-50 %\""}},
              {-95.0, 300.0})
      .required();
}

City apply(const RoadCapacity& measure, City city) {
  Roads roads = city.copy(tables::roads);
  for (const EdgeId edge : select(measure.where, city)) roads.capacity[edge] *= 1.0 + measure.change;
  return city.with(std::move(roads));
}

}  // namespace planspiel
