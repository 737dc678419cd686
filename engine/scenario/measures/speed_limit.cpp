#include "engine/scenario/measures/speed_limit.hpp"

#include <algorithm>

namespace planspiel {

void SpeedLimit::describe(OptionSet& set) {
  where.describe(set);
  set.quantity("limit", limit, "km/h",
               {{"Höchstgeschwindigkeit", "Speed limit"}, {"z. B. \"30 km/h\"", "for example \"30 km/h\""}},
               {5.0, 200.0})
      .required();
}

Speed free_speed_after(Speed free_speed, Speed old_limit, Speed new_limit, RoadClass road_class) {
  const bool open_road = road_class <= RoadClass::trunk_link;
  const double at_limit = open_road ? 0.8 : 0.2;
  const double stretched = 1.0 + at_limit * (old_limit / new_limit - 1.0);
  return std::min(free_speed / stretched, new_limit);
}

City apply(const SpeedLimit& measure, City city) {
  Roads roads = city.copy(tables::roads);
  for (const EdgeId edge : select(measure.where, city)) {
    if (roads.limit[edge] == measure.limit) continue;
    roads.free_speed[edge] =
        free_speed_after(roads.free_speed[edge], roads.limit[edge], measure.limit, roads.road_class[edge]);
    roads.limit[edge] = measure.limit;
  }
  return city.with(std::move(roads));
}

}  // namespace planspiel
