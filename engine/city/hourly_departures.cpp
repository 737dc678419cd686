#include "engine/city/hourly_departures.hpp"

#include <cmath>

namespace planspiel {

Hour hour_of(Seconds departure) {
  const double hour = std::fmod(std::floor(departure.value / 3600.0), 24.0);
  return Hour(static_cast<std::size_t>(hour < 0.0 ? hour + 24.0 : hour));
}

Column<LineId, std::array<double, Hour::kCount>> hourly_departures(const Departures& departures, std::size_t lines) {
  Column<LineId, std::array<double, Hour::kCount>> runs(lines, {});
  for (const DepartureId run : departures.ids())
    runs[departures.line[run]][hour_of(departures.time[run]).index()] += 1.0;
  return runs;
}

}  // namespace planspiel
