#include "plugins/mobility/access/opportunities.hpp"

#include <algorithm>
#include <array>

#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/destinations.hpp"

namespace planspiel::mobility {

ZoneTimes walk_times(const CityTimetable& city, const Zones& zones, Seconds longest) {
  return reach::walks_among(city.streets, zones.centre.values(),
                            {.speed = city.access.speed, .reach = city.access.speed * longest});
}

ZoneTimes bike_times(const StreetTables& streets, const Coefficients& coefficients) {
  const auto metres = active_distances(streets, access::bike, crow_distances(streets.zones, coefficients.destinations),
                                       coefficients.roads);
  ZoneTimes times;
  for (const float each : metres.values()) times.push_back(double{each} / coefficients.modes.bike_m_min * 1.0_min);
  return times;
}

ZoneTimes transit_times(const CityTimetable& city, const Zones& zones, const TransitAccess& access,
                        const ZoneTimes& on_foot) {
  const auto around = reach::stops_around(city.streets, zones.centre.values(), city.access);
  const std::array<double, 1> share{access.share};
  const std::vector<Timetable> drawn = city.drawn_days(access.days, access.seed);
  const auto days = drawn.empty() ? std::span(&city.timetable, 1) : std::span(drawn);
  ZoneTimes times = time_quantiles({days, {.slack = access.slack}, access.window}, around, around, share);
  for (std::size_t pair = 0; pair < times.size(); ++pair)
    if (on_foot[pair] && (!times[pair] || *on_foot[pair] < *times[pair])) times[pair] = on_foot[pair];
  return times;
}

Column<ZoneId, double> within(const ZoneTimes& times, const Column<ZoneId, double>& what, Seconds limit) {
  Column<ZoneId, double> sums(what.size());
  for_each_row<ZoneId>(what.size(), [&](ZoneId from) {
    for (const ZoneId to : what.ids()) {
      const auto& time = times[from.index() * what.size() + to.index()];
      if (from == to || (time && *time <= limit)) sums[from] += what[to];
    }
  });
  return sums;
}

}  // namespace planspiel::mobility
