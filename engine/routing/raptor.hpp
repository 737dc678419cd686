#pragma once

/// Earliest arrivals by public transport in rounds, one for each boarding (Delling, Pajor, Werneck 2012: RAPTOR, and
/// its range queries rRAPTOR).

#include <optional>
#include <span>
#include <vector>

#include "engine/routing/timetable.hpp"

namespace planspiel {

struct RaptorOptions {
  int most_boardings = 6;
  Seconds slack{60.0};  ///< from standing at a stop to the departure of what one boards, at each boarding
};

/// A search with reusable memory. One object serves one thread. It keeps a reference to the timetable.
///
/// The way: on foot to a stop, then rides; between two rides, and after the last, one way on foot or none. Ways on foot
/// are those given; they are not joined to longer ones.
///
/// Where a service has only headways, its vehicles are counted on to come in the middle of a headway (what one waits on
/// average, alone on the line): arrivals are then expected ones. Lines that share a stretch are pooled where the
/// service says so (engine/routing/common_lines.hpp). For
/// what happens on single days, draw times (engine/routing/headway_draw.hpp).
class Raptor {
 public:
  explicit Raptor(const Timetable& timetable, RaptorOptions options = {});

  /// From now on: departure at a time, with the stops that are reached on foot.
  void run(std::span<const StopWalk> access, ClockTime departure);
  /// The same for a departure not later than that of the last search, with the same walks. What can leave later and
  /// arrive as early is kept: labels are then the best of leaving at `departure` or at any later one that was asked.
  void run_earlier(std::span<const StopWalk> access, ClockTime departure);

  const Timetable& timetable() const { return timetable_; }
  int most_boardings() const { return options_.most_boardings; }
  Seconds slack() const { return options_.slack; }

  /// Earliest time to stand at a stop after at most so many boardings, ways on foot included. No value: unreached.
  std::optional<ClockTime> arrival(StopId stop, int boardings) const;
  std::optional<ClockTime> arrival(StopId stop) const { return arrival(stop, options_.most_boardings); }
  /// Earliest time to get off a vehicle there; to walk on from.
  std::optional<ClockTime> alighting(StopId stop, int boardings) const;

  /// How a stop was reached by vehicle.
  struct Ride {
    VehicleRunId vehicle;
    std::uint32_t board = 0, alight = 0;  ///< positions in the vehicle's pattern
  };
  /// Least number of boardings that gives the same time as at most `boardings`.
  int boardings_of_arrival(StopId stop, int boardings) const;
  int boardings_of_alighting(StopId stop, int boardings) const;
  /// The ride that ends at a stop, where it is alighted after exactly so many boardings (boardings_of_alighting).
  const Ride& ride(StopId stop, int boardings) const { return ride_[label(boardings, stop.index())]; }
  /// Where one who stands at a stop after exactly so many boardings (boardings_of_arrival) has walked from; the stop
  /// itself where he got off there.
  StopId walked_from(StopId stop, int boardings) const { return walked_from_[label(boardings, stop.index())]; }

 private:
  std::size_t label(int boardings, std::size_t stop) const {
    return static_cast<std::size_t>(boardings) * stops_ + stop;
  }
  void start(std::span<const StopWalk> access, ClockTime departure);
  void rounds();
  void queue_patterns();
  void scan_times(int round, PatternId pattern);
  void scan_headway(int round, PatternId pattern);
  void alight(int round, StopId stop, std::int32_t time_s, const Ride& ride);
  void stand(int round, StopId stop, std::int32_t time_s, StopId from);
  void walk(int round);

  const Timetable& timetable_;
  RaptorOptions options_;
  std::size_t stops_;
  std::int32_t slack_s_;
  std::vector<std::int32_t> standing_s_, riding_s_;  ///< round · stops + stop; never rises from round to round
  std::vector<Ride> ride_;
  std::vector<StopId> walked_from_;
  std::vector<Flag> fresh_;  ///< by stop: stood at earlier, in the last round
  std::vector<StopId> fresh_list_, next_fresh_, alighted_;
  std::vector<Flag> is_next_, is_alighted_;    ///< by stop: in the lists of this round
  std::vector<std::uint32_t> first_position_;  ///< by pattern: where it is boarded first; kNotQueued: not
  std::vector<PatternId> queue_;
};

/// One search for each origin (its stops on foot) and departure, in parallel: arrival at each stop, by
/// origin · departures · stops, in the order given; no value where there is no way.
std::vector<std::optional<ClockTime>> earliest_arrivals(const Timetable& timetable, const RaptorOptions& options,
                                                        std::span<const std::vector<StopWalk>> origins,
                                                        std::span<const ClockTime> departures);

}  // namespace planspiel
