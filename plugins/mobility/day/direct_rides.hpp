#pragma once

/// Rides without a change: what waiting costs, which lines go from stop to stop, and how lines of one way are pooled.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// Waiting for a service.
struct Wait {
  double at_stop_min = 0.0;  ///< standing there
  double cost_min = 0.0;     ///< weighted: standing there, and leaving at another time than wished
};

/// With a headway h = 60 / departures and H = transit.known_headway: up to H people come at random and wait h / 2.
/// Above it they know the timetable: they wait H / 2 and leave (h - H) / 2 earlier or later than they wish, which
/// counts at a weight of its own (schedule delay). Continuous, and it rises with the headway without end.
Wait wait_for(double departures_per_hour, const TransitCoefficients& coefficients);

/// One line between two of its stops.
struct LineRide {
  std::uint32_t line = 0;
  float minutes = 0.0f, metres = 0.0f;
  std::uint16_t board = 0, alight = 0;  ///< positions of the two stops on the line
};

/// From a stop to another without a change, by the lines that are worth taking.
struct DirectRide {
  std::uint32_t to = 0;                                    ///< row of the stop
  float cost = 0.0f;                                       ///< waiting, weighted, and riding, minutes
  float time = 0.0f;                                       ///< standing at the stop and riding, minutes
  std::array<float, TransitVehicleAxis::kCount> metres{};  ///< expected, by TransitMode
};

/// Common lines (Chriqui and Robillard 1975): lines by running time are added as long as they make the expected cost
/// less. `rides` in order of minutes; a line without departures adds nothing and is skipped.
std::span<const LineRide> worth_taking(std::span<const LineRide> rides, std::span<const double> departures_per_hour,
                                       const TransitCoefficients& coefficients);

/// Whoever waits takes the next that comes of the lines that are worth taking, so that n departures of one and m of
/// another are a service of n + m, and each carries its share of them. No value: no line runs.
std::optional<DirectRide> pooled(std::span<const LineRide> rides, const Lines& lines,
                                 std::span<const double> departures_per_hour, const TransitCoefficients& coefficients);

/// The direct rides of a service, by the stop where they start.
struct DirectRides {
  std::vector<std::uint32_t> first_of_stop{};  ///< stop → its first ride; one more than stops
  std::vector<DirectRide> rides{};
  std::vector<std::span<const LineRide>> lines{};  ///< of each ride, those worth taking
};

/// Which lines go from stop to stop, in any hour.
class LinesBetweenStops {
 public:
  LinesBetweenStops(const Lines& lines, std::size_t stops);
  /// `departures_per_hour` of each line.
  DirectRides pooled(std::span<const double> departures_per_hour, const TransitCoefficients& coefficients) const;

 private:
  const Lines& lines_;
  std::vector<std::uint32_t> first_pair_of_stop_;  ///< one more than stops
  std::vector<std::uint32_t> to_;                  ///< pair → stop
  std::vector<std::size_t> first_ride_of_pair_;    ///< one more than pairs
  std::vector<LineRide> rides_;                    ///< of each pair by minutes, then by line
};

/// Departures of every line in every hour; hours of the same service share it.
struct ServiceOfDay {
  std::vector<std::vector<double>> departures_per_hour{};  ///< service → line
  std::array<std::size_t, 24> of_hour{};                   ///< hour → service
};

/// Rows of one line and hour add up, runs of the timetable too: two rows of 20 minutes are six departures. A run counts
/// in the hour in which it leaves the line's first stop.
ServiceOfDay service_of_day(const Lines& lines, const Headways& headways, const Departures& timetable);

}  // namespace planspiel::mobility
