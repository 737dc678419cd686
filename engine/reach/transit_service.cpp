#include "engine/reach/transit_service.hpp"

#include <array>
#include <cmath>

namespace planspiel::reach {

namespace {

constexpr Seconds kDay{86400.0};
constexpr std::size_t kHoursAgain = 6;  ///< of the next day: a journey that starts by midnight ends in them

ScheduledRun run_of(const Lines& lines, LineId line, Seconds start) {
  ScheduledRun vehicle{line};
  const auto stops = lines.stops[line];
  const auto arrival = lines.arrival[line], dwell = lines.dwell[line];
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const ClockTime here = ClockTime() + (start + arrival[i]);
    vehicle.calls.push_back({stops[i], here, dwell.empty() ? here : here + dwell[i]});
  }
  return vehicle;
}

void add_departures(const TransitTables& tables, TransitService& service) {
  for (const DepartureId departure : tables.departures.ids()) {
    const LineId line = tables.departures.line[departure];
    if (tables.lines.stops[line].size() < 2) continue;
    const Seconds start = tables.departures.time[departure], end = start + tables.lines.arrival[line].back();
    service.runs.push_back(run_of(tables.lines, line, start));
    if (end > kDay) service.runs.push_back(run_of(tables.lines, line, start - kDay));
    if (start < static_cast<double>(kHoursAgain) * 1.0_h)
      service.runs.push_back(run_of(tables.lines, line, start + kDay));
  }
}

/// Vehicles that leave in each hour of the day.
std::vector<std::array<double, 24>> vehicles_of(const TransitTables& tables) {
  std::vector<std::array<double, 24>> vehicles(tables.lines.size(), std::array<double, 24>{});
  for (const HeadwayId row : tables.headways.ids())
    for (std::size_t hour = 0; hour < 24; ++hour)
      if (tables.headways.hours[row].contains(hour))
        vehicles[tables.headways.line[row].index()][hour] += 1.0_h / tables.headways.headway[row];
  return vehicles;
}

/// From the hours of the night before that still matter until the first ones of the next day; hours of one headway are
/// one window.
std::vector<HeadwayWindow> windows_of(const std::array<double, 24>& vehicles, Seconds longest_ride) {
  std::vector<HeadwayWindow> windows;
  const int before = std::min(24, static_cast<int>(std::ceil(in_hours(longest_ride))));
  for (int hour = -before; hour < 24 + static_cast<int>(kHoursAgain); ++hour) {
    const double here = vehicles[static_cast<std::size_t>((hour + 24) % 24)];
    if (!(here > 0.0)) continue;
    const HeadwayWindow window{ClockTime::at(hour, 0), ClockTime::at(hour + 1, 0), 1.0_h / here};
    if (!windows.empty() && windows.back().to == window.from && windows.back().headway == window.headway)
      windows.back().to = window.to;
    else
      windows.push_back(window);
  }
  return windows;
}

void add_headways(const TransitTables& tables, TransitService& service) {
  const auto vehicles = vehicles_of(tables);
  for (const LineId line : tables.lines.ids()) {
    const auto stops = tables.lines.stops[line];
    const auto arrival = tables.lines.arrival[line], dwell = tables.lines.dwell[line];
    if (stops.size() < 2) continue;
    auto windows = windows_of(vehicles[line.index()], arrival.back());
    if (windows.empty()) continue;
    service.headways.push_back({line,
                                {stops.begin(), stops.end()},
                                {arrival.begin(), arrival.end()},
                                std::move(windows),
                                {dwell.begin(), dwell.end()}});
  }
}

}  // namespace

TransitService transit_service_of(const TransitTables& tables) {
  TransitService service{.stops = tables.stops.size()};
  add_departures(tables, service);
  add_headways(tables, service);
  return service;
}

}  // namespace planspiel::reach
