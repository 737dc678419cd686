#include "engine/scenario/measures/signal_priority.hpp"

namespace planspiel {

void SignalPriority::describe(OptionSet& set) { where.describe(set); }

City apply(const SignalPriority& measure, City city) {
  Roads roads = city.copy(tables::roads);
  for (const EdgeId edge : select(measure.where, city)) roads.signal_priority[edge] = 1;
  return city.with(std::move(roads));
}

}  // namespace planspiel
