#include "plugins/fire/engine_speed.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::fire {

Speed engine_speed(Speed free, Speed in_hour, const DriveOptions& options, bool free_way) {
  const double ratio = in_hour / free;
  const double flowing = std::isnan(ratio) || free_way ? 1.0 : std::clamp(ratio, 0.0, 1.0);
  return std::min(options.fastest, options.faster * free) * (1.0 - options.congestion * (1.0 - flowing));
}

reach::FleetLaw engine_law(const DriveOptions& options) {
  return {.may_use =
              [](const Roads& roads, EdgeId edge) {
                return (roads.access[edge] & access::emergency) != 0 && roads.road_class[edge] <= RoadClass::service;
              },
          .speed =
              [options](const Roads& roads, EdgeId edge, Speed in_hour) {
                const bool free_way = roads.bus_lane[edge] || roads.signal_priority[edge];
                return engine_speed(roads.free_speed[edge], in_hour, options, free_way);
              },
          .off_road_speed = options.off_road_speed,
          .junction_delay = options.junction_delay};
}

void use_hour(reach::DriveNetwork& network, const HourlyColumn<EdgeId, Speed>& road_speed, Hour hour) {
  network.use_hour([&](EdgeId edge) { return road_speed(edge, hour); });
}

}  // namespace planspiel::fire
