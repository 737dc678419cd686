#include "engine/routing/raptor.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

namespace planspiel {

namespace {

constexpr std::int32_t kNever_s = std::numeric_limits<std::int32_t>::max();
constexpr std::uint32_t kNotQueued = 0xffffffffu;

/// When a vehicle of a service is expected at its first stop, so that one who would have to leave there at `ready_s`
/// gets on: half a headway later, in the window that brings the earliest one. Never falls with `ready_s`.
std::int32_t expected_start_s(std::span<const HeadwayWindow> windows, std::int32_t ready_s) {
  std::int32_t best_s = kNever_s;
  for (const HeadwayWindow& window : windows) {
    if (ready_s >= window.to.second) continue;
    const std::int32_t wait_s = whole_seconds(window.headway / 2.0);
    best_s = std::min(best_s, std::max(ready_s, window.from.second) + wait_s);
  }
  return best_s;
}

}  // namespace

Raptor::Raptor(const Timetable& timetable, RaptorOptions options)
    : timetable_(timetable),
      options_(options),
      stops_(timetable.stop_count()),
      slack_s_(whole_seconds(options.slack)),
      fresh_(stops_, 0),
      is_next_(stops_, 0),
      is_alighted_(stops_, 0),
      first_position_(timetable.stops.size(), kNotQueued) {
  PLANSPIEL_CHECK(options.most_boardings >= 0 && options.slack.value >= 0.0);
  const std::size_t labels = (static_cast<std::size_t>(options.most_boardings) + 1) * stops_;
  standing_s_.assign(labels, kNever_s);
  riding_s_.assign(labels, kNever_s);
  ride_.resize(labels);
  walked_from_.resize(labels);
}

void Raptor::run(std::span<const StopWalk> access, ClockTime departure) {
  std::fill(standing_s_.begin(), standing_s_.end(), kNever_s);
  std::fill(riding_s_.begin(), riding_s_.end(), kNever_s);
  run_earlier(access, departure);
}

void Raptor::run_earlier(std::span<const StopWalk> access, ClockTime departure) {
  start(access, departure);
  rounds();
}

void Raptor::start(std::span<const StopWalk> access, ClockTime departure) {
  for (const StopWalk& to : access) stand(0, to.stop, (departure + to.walk).second, to.stop);
}

void Raptor::rounds() {
  for (int round = 1; round <= options_.most_boardings && !next_fresh_.empty(); ++round) {
    fresh_list_.swap(next_fresh_);
    for (const StopId stop : fresh_list_) {
      is_next_[stop.index()] = 0;
      fresh_[stop.index()] = 1;
    }
    queue_patterns();
    for (const PatternId pattern : queue_) {
      if (timetable_.by_headway(pattern))
        scan_headway(round, pattern);
      else
        scan_times(round, pattern);
      first_position_[pattern.index()] = kNotQueued;
    }
    for (const StopId stop : fresh_list_) fresh_[stop.index()] = 0;
    fresh_list_.clear();
    walk(round);
  }
  for (const StopId stop : next_fresh_) is_next_[stop.index()] = 0;
  next_fresh_.clear();
}

void Raptor::queue_patterns() {
  queue_.clear();
  for (const StopId stop : fresh_list_)
    for (const Timetable::Call& call : timetable_.calls[stop]) {
      std::uint32_t& first = first_position_[call.pattern.index()];
      if (first == kNotQueued) queue_.push_back(call.pattern);
      first = std::min(first, call.position);
    }
}

/// One pass along the stops: ride on, and change to an earlier vehicle where a stop that was reached earlier in the
/// last round allows it. From other stops nothing better can start: they were boarded in an earlier round or search.
void Raptor::scan_times(int round, PatternId pattern) {
  const auto stops = timetable_.stops[pattern];
  const auto departure = timetable_.departure[pattern];
  const std::size_t runs = timetable_.runs[pattern];
  const VehicleRunId first_run = timetable_.first_run[pattern];
  const std::int32_t* before_s = standing_s_.data() + label(round - 1, 0);
  std::size_t vehicle = runs;  // none
  Ride ride;
  std::span<const ClockTime> arrival;
  for (std::size_t i = first_position_[pattern.index()]; i < stops.size(); ++i) {
    const std::size_t stop = stops[i].index();
    if (vehicle < runs && arrival[i].second < riding_s_[label(round, stop)]) {
      ride.alight = static_cast<std::uint32_t>(i);
      alight(round, stops[i], arrival[i].second, ride);
    }
    if (!fresh_[stop] || i + 1 == stops.size()) continue;
    const ClockTime* here = departure.data() + i * runs;
    const ClockTime ready(before_s[stop] + slack_s_);
    if (vehicle < runs && (vehicle == 0 || here[vehicle - 1] < ready)) continue;
    const auto earliest = static_cast<std::size_t>(std::lower_bound(here, here + vehicle, ready) - here);
    if (earliest >= vehicle) continue;  // at first: none departs any more
    vehicle = earliest;
    ride.vehicle = VehicleRunId(first_run.index() + vehicle);
    ride.board = static_cast<std::uint32_t>(i);
    arrival = timetable_.arrival[ride.vehicle];
  }
}

/// The same where vehicles have no times: one is known by when it leaves the first stop.
void Raptor::scan_headway(int round, PatternId pattern) {
  const auto stops = timetable_.stops[pattern];
  const auto windows = timetable_.windows[pattern];
  const VehicleRunId vehicle = timetable_.first_run[pattern];
  const auto arrival = timetable_.arrival[vehicle];  // both since the vehicle left the first stop
  const auto departure = timetable_.departure[pattern];
  const std::int32_t* before_s = standing_s_.data() + label(round - 1, 0);
  std::int32_t start_s = kNever_s;
  Ride ride{vehicle};
  for (std::size_t i = first_position_[pattern.index()]; i < stops.size(); ++i) {
    const std::size_t stop = stops[i].index();
    if (start_s != kNever_s && start_s + arrival[i].second < riding_s_[label(round, stop)]) {
      ride.alight = static_cast<std::uint32_t>(i);
      alight(round, stops[i], start_s + arrival[i].second, ride);
    }
    if (!fresh_[stop] || i + 1 == stops.size()) continue;
    const std::int32_t here_s = expected_start_s(windows, before_s[stop] + slack_s_ - departure[i].second);
    if (here_s >= start_s) continue;
    start_s = here_s;
    ride.board = static_cast<std::uint32_t>(i);
  }
}

void Raptor::alight(int round, StopId stop, std::int32_t time_s, const Ride& ride) {
  ride_[label(round, stop.index())] = ride;
  for (int later = round; later <= options_.most_boardings; ++later) {
    std::int32_t& best_s = riding_s_[label(later, stop.index())];
    if (time_s >= best_s) break;
    best_s = time_s;
  }
  if (is_alighted_[stop.index()]) return;
  is_alighted_[stop.index()] = 1;
  alighted_.push_back(stop);
}

void Raptor::stand(int round, StopId stop, std::int32_t time_s, StopId from) {
  if (time_s >= standing_s_[label(round, stop.index())]) return;
  walked_from_[label(round, stop.index())] = from;
  for (int later = round; later <= options_.most_boardings; ++later) {
    std::int32_t& best_s = standing_s_[label(later, stop.index())];
    if (time_s >= best_s) break;
    best_s = time_s;
  }
  if (is_next_[stop.index()]) return;
  is_next_[stop.index()] = 1;
  next_fresh_.push_back(stop);
}

void Raptor::walk(int round) {
  for (const StopId stop : alighted_) {
    is_alighted_[stop.index()] = 0;
    const std::int32_t time_s = riding_s_[label(round, stop.index())];
    stand(round, stop, time_s, stop);
    for (const StopWalk& to : timetable_.footpaths[stop])
      stand(round, to.stop, time_s + static_cast<std::int32_t>(to.walk.value), stop);
  }
  alighted_.clear();
}

std::optional<ClockTime> Raptor::arrival(StopId stop, int boardings) const {
  const std::int32_t time_s = standing_s_[label(boardings, stop.index())];
  return time_s == kNever_s ? std::nullopt : std::optional(ClockTime(time_s));
}

std::optional<ClockTime> Raptor::alighting(StopId stop, int boardings) const {
  const std::int32_t time_s = riding_s_[label(boardings, stop.index())];
  return time_s == kNever_s ? std::nullopt : std::optional(ClockTime(time_s));
}

int Raptor::boardings_of_arrival(StopId stop, int boardings) const {
  const std::int32_t time_s = standing_s_[label(boardings, stop.index())];
  while (boardings > 0 && standing_s_[label(boardings - 1, stop.index())] == time_s) --boardings;
  return boardings;
}

int Raptor::boardings_of_alighting(StopId stop, int boardings) const {
  const std::int32_t time_s = riding_s_[label(boardings, stop.index())];
  while (boardings > 0 && riding_s_[label(boardings - 1, stop.index())] == time_s) --boardings;
  return boardings;
}

std::vector<std::optional<ClockTime>> earliest_arrivals(const Timetable& timetable, const RaptorOptions& options,
                                                        std::span<const std::vector<StopWalk>> origins,
                                                        std::span<const ClockTime> departures) {
  const std::size_t stops = timetable.stop_count(), row = departures.size() * stops;
  std::vector<std::optional<ClockTime>> all(origins.size() * row);
  std::vector<std::size_t> latest_first(departures.size());
  std::iota(latest_first.begin(), latest_first.end(), std::size_t{0});
  std::stable_sort(latest_first.begin(), latest_first.end(),
                   [&](std::size_t a, std::size_t b) { return departures[a] > departures[b]; });
  for_each_piece(origins.size(), 4, [&](std::size_t begin, std::size_t end) {
    Raptor search(timetable, options);
    for (std::size_t origin = begin; origin < end; ++origin)
      for (const std::size_t departure : latest_first) {
        if (departure == latest_first.front())
          search.run(origins[origin], departures[departure]);
        else
          search.run_earlier(origins[origin], departures[departure]);
        for (const StopId stop : rows<StopId>(stops))
          all[origin * row + departure * stops + stop.index()] = search.arrival(stop);
      }
  });
  return all;
}

}  // namespace planspiel
