#pragma once

#include "plugins/mobility/why/timetable_journeys.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::test {

/// A street of 2 km from A to B and on to C, a stop at each, and line 1 along it: 4 minutes from stop to stop. Runs at
/// 8:10 and 8:30, unless it has a headway instead. People walk 80 m a minute, and half a minute to a platform.
struct ValleyLine {
  Town valley = town("A---B---C", {.step = 500.0_m, .more = [](CityBuilder& builder) {
                                     Stops& stops = builder[tables::stops];
                                     for (const char letter : {'A', 'B', 'C'}) {
                                       const StopId stop = stops.add(std::string(1, letter));
                                       stops.name[stop] = letter;
                                       stops.position[stop] = place(builder, letter);
                                     }
                                   }});
  Lines lines{};
  Headways headways{};
  Departures departures{};
  mobility::TransitCoefficients coefficients{.walk_m_min = 80.0,
                                             .walk_weight = 2.0,
                                             .wait_weight = 1.5,
                                             .transfer = 5.0,
                                             .access = 1200.0_m,
                                             .change = 300.0_m,
                                             .walk_detour = 1.25,
                                             .access_fixed = 0.5,
                                             .change_fixed = 1.0};

  explicit ValleyLine(std::optional<Seconds> headway = {}) {
    const LineId line = add_line("1");
    if (headway) {
      add_headway(line, *headway);
    } else {
      for (const double minutes : {490.0, 510.0}) {
        const DepartureId row = departures.add(std::to_string(minutes));
        departures.line[row] = LineId(0u);
        departures.time[row] = minutes * 1.0_min;
      }
    }
  }
  ValleyLine(const ValleyLine&) = delete;
  void add_line_like_the_first() { add_headway(add_line("2"), headways.headway[HeadwayId(0u)]); }
  mobility::CityTimetable city() const {
    return {{valley.city[tables::stops], lines, headways, departures},
            valley.city[tables::roads],
            valley.city[tables::nodes].size(),
            coefficients};
  }
  mobility::TimetableJourneys journeys() const {
    return {{valley.city[tables::stops], lines, headways, departures},
            valley.city[tables::roads],
            valley.city[tables::nodes].size(),
            coefficients};
  }
  mobility::JourneyEnd stop(std::size_t row) const {
    return {.name = std::string(1, static_cast<char>('A' + row)), .stops = {StopId(row)}};
  }
  /// A door beside the street, so many metres east of A.
  mobility::JourneyEnd door(double east_m) const {
    const Point a = place(valley, 'A');
    return {.name = "door", .door = Point::metres(a.x_m + east_m, a.y_m)};
  }
  static mobility::JourneyQuestion question(mobility::JourneyEnd from, mobility::JourneyEnd to) {
    return {std::move(from), std::move(to), {ClockTime::at(8, 0), ClockTime::at(9, 0)}, 1.0_min};
  }

 private:
  LineId add_line(const std::string& name) {
    const LineId line = lines.add(name);
    lines.name[line] = name;
    lines.stops = with_last(lines.stops, {StopId(0u), StopId(1u), StopId(2u)});
    lines.arrival = with_last(lines.arrival, {0.0_min, 4.0_min, 8.0_min});
    return line;
  }
  void add_headway(LineId line, Seconds headway) {
    const HeadwayId row = headways.add(lines.name[line]);
    headways.line[row] = line;
    headways.headway[row] = headway;
  }
};

}  // namespace planspiel::test
