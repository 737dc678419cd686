#include "plugins/mobility/day/transit_loads.hpp"

#include <algorithm>

namespace planspiel::mobility {

RiderTrips::RiderTrips(std::size_t zones) {
  out.fill(ZoneMatrix<float>(zones));
  back.fill(ZoneMatrix<float>(zones));
}

LineLoads::LineLoads(const Lines& lines, std::size_t stops)
    : lines_(lines), first_(lines.size()), boardings_(lines.size()), boarding_(stops), alighting_(stops) {
  std::size_t calls = 0;
  for (const LineId line : lines.ids()) {
    first_[line] = calls;
    calls += lines.stops[line].size();
  }
  change_.assign(calls, {});
}

void LineLoads::add(std::span<const LineRide> rides, std::span<const double> departures_per_hour, Hour hour,
                    double people) {
  double departures = 0.0;
  for (const LineRide& ride : rides) departures += departures_per_hour[ride.line];
  for (const LineRide& ride : rides) {
    const LineId line(std::size_t{ride.line});
    const double mine = people * departures_per_hour[ride.line] / departures;
    boardings_[line][hour.index()] += mine;
    boarding_[lines_.stops[line][ride.board]][hour.index()] += mine;
    alighting_[lines_.stops[line][ride.alight]][hour.index()] += mine;
    change_[first_[line] + ride.board][hour.index()] += mine;
    change_[first_[line] + ride.alight][hour.index()] -= mine;
  }
}

TransitLoads LineLoads::loads() const {
  TransitLoads loads{boardings_, Column<LineId, ByHour>(lines_.size()), boarding_, alighting_};
  for (const LineId line : lines_.ids()) {
    ByHour inside{};
    for (std::size_t call = first_[line]; call < first_[line] + lines_.stops[line].size(); ++call)
      for (std::size_t hour = 0; hour < Hour::kCount; ++hour) {
        inside[hour] += change_[call][hour];
        loads.fullest[line][hour] = std::max(loads.fullest[line][hour], inside[hour]);
      }
  }
  return loads;
}

}  // namespace planspiel::mobility
