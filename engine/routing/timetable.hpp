#pragma once

/// The timetable that public transport is searched in: vehicles by their stops, and ways on foot between stops. Made
/// once from runs and headways, then only read.

#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/quantity.hpp"
#include "engine/city/ids.hpp"

namespace planspiel {

/// Whole seconds since the midnight with which a day of service begins: 25:10 is ten past one in the night after it,
/// a negative time is on the day before.
struct ClockTime {
  std::int32_t second = 0;
  constexpr ClockTime() = default;
  constexpr explicit ClockTime(std::int32_t since_midnight_s) : second(since_midnight_s) {}
  constexpr static ClockTime at(int hour, int minute) { return ClockTime(3600 * hour + 60 * minute); }
  friend constexpr auto operator<=>(const ClockTime&, const ClockTime&) = default;
};

/// Parts of a second count as a whole one: nobody catches what left within it.
inline std::int32_t whole_seconds(Seconds span) { return static_cast<std::int32_t>(std::ceil(span.value)); }
inline ClockTime operator+(ClockTime time, Seconds span) { return ClockTime(time.second + whole_seconds(span)); }
constexpr Seconds operator-(ClockTime later, ClockTime earlier) { return Seconds(later.second - earlier.second); }

/// Vehicles that call at the same stops in the same order, none overtaking another.
struct PatternId : Id<PatternId> {
  using Id::Id;
};
/// One run of one vehicle; of a service by headway, the run that all its vehicles repeat.
struct VehicleRunId : Id<VehicleRunId> {
  using Id::Id;
};

/// A vehicle at a stop.
struct VehicleCall {
  StopId stop;
  ClockTime arrival, departure;
};

/// A run with times.
struct ScheduledRun {
  LineId line;
  std::vector<VehicleCall> calls{};  ///< in order, at least two
};

/// Vehicles leave the first stop of a line from `from` until before `to`, one in each `headway`.
struct HeadwayWindow {
  ClockTime from, to;
  Seconds headway;
};

/// One of several lines that are waited for together, and how often it is the one that comes.
struct LineShare {
  LineId line;
  double share = 1.0;
};

/// A service that has no times, only headways.
struct HeadwayService {
  LineId line;
  std::vector<StopId> stops{};     ///< in order, at least two
  std::vector<Seconds> arrival{};  ///< at each stop, since departure at the first
  std::vector<HeadwayWindow> windows{};
  std::vector<Seconds> dwell{};     ///< from arrival to departure at each stop; empty: none
  std::vector<LineShare> common{};  ///< lines that this stands for (common_lines.hpp); empty: `line` alone
};

/// A stop and the time on foot to or from it.
struct StopWalk {
  StopId stop;
  Seconds walk;  ///< a whole number in a timetable
};

/// A way on foot between stops, in one direction.
struct Footpath {
  StopId from, to;
  Seconds walk;
};

/// What a timetable is made of.
struct TransitService {
  std::size_t stops = 0;
  std::vector<ScheduledRun> runs{};
  std::vector<HeadwayService> headways{};
  std::vector<Footpath> footpaths{};
};

struct Timetable {
  /// A pattern at one of its stops.
  struct Call {
    PatternId pattern;
    std::uint32_t position;
  };

  Adjacency<PatternId, StopId> stops;           ///< in order
  Column<PatternId, VehicleRunId> first_run;    ///< runs of a pattern follow each other, the earliest first
  Column<PatternId, std::uint32_t> runs;        ///< how many; a service by headway has one
  Adjacency<PatternId, ClockTime> departure;    ///< position · runs + number of the vehicle; by headway as `arrival`
  Adjacency<PatternId, HeadwayWindow> windows;  ///< empty: it runs by times
  Column<VehicleRunId, PatternId> pattern;
  Column<VehicleRunId, LineId> line;
  Adjacency<VehicleRunId, LineShare> common;   ///< as of HeadwayService
  Adjacency<VehicleRunId, ClockTime> arrival;  ///< at each position; by headway, since departure at the first stop
  Adjacency<StopId, Call> calls;               ///< patterns that one may board there: never at their last stop
  Adjacency<StopId, StopWalk> footpaths;

  std::size_t stop_count() const { return footpaths.size(); }
  bool by_headway(PatternId which) const { return windows[which].size() > 0; }
};

/// Runs of one sequence of stops are split into as few patterns as it takes, greedily, so that in each of them no
/// vehicle overtakes another: the first that one can board is then the first to arrive, whatever its line. Throws
/// Error(internal) where a time runs backwards, a vehicle has less than two calls, a headway is not positive, or a stop
/// is not below `stops`.
Timetable make_timetable(const TransitService& service);

}  // namespace planspiel
