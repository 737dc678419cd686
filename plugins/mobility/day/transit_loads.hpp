#pragma once

/// Who rides on which line: what trips between zones are for lines and stops.

#include <array>
#include <span>
#include <vector>

#include "plugins/mobility/day/direct_rides.hpp"
#include "plugins/mobility/day/zone_matrix.hpp"

namespace planspiel::mobility {

/// Trips by public transport, by the hour in which they start. Ways out and ways back stand apart, both by home and
/// destination: each home zone writes only its own rows.
struct RiderTrips {
  explicit RiderTrips(std::size_t zones);
  double between(ZoneId from, ZoneId to, Hour hour) const {
    return static_cast<double>(out[hour.index()](from, to)) + static_cast<double>(back[hour.index()](to, from));
  }
  HourlyMatrices out{}, back{};
};

/// A value of each hour of the day.
using ByHour = std::array<double, Hour::kCount>;

/// People per hour, which is that in which their trips start.
struct TransitLoads {
  Column<LineId, ByHour> boardings{};
  Column<LineId, ByHour> fullest{};  ///< in all vehicles of the line between two of its stops, where they are most
  Column<StopId, ByHour> boarding{}, alighting{};
};

/// Adds up rides on lines.
class LineLoads {
 public:
  LineLoads(const Lines& lines, std::size_t stops);
  /// People on a ride that some lines make, which share them by their departures.
  void add(std::span<const LineRide> rides, std::span<const double> departures_per_hour, Hour hour, double people);
  /// Of all rides added so far.
  TransitLoads loads() const;

 private:
  const Lines& lines_;
  Column<LineId, std::size_t> first_;  ///< of a line's stops in `change_`
  Column<LineId, ByHour> boardings_;
  Column<StopId, ByHour> boarding_, alighting_;
  std::vector<ByHour> change_;  ///< by line and its stops: people in the vehicles, more (or less) than before the stop
};

}  // namespace planspiel::mobility
