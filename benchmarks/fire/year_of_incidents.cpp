/// Years of a fire service of Munich's size (32 stations, 60 units, 13,000 incidents) and of a quarter of it, without
/// and with move-up, on 1 and 2 threads. First checked: the incidents are as many as expected, and the same for all
/// threads.

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "plugins/fire/sizing/simulation/replications.hpp"

namespace planspiel::fire {
namespace {

constexpr std::size_t kReplications = 4;
using Law = Duration::Law;

void add_travel(YearProblem& problem, double side_km) {
  const RandomStream random(1, "benchmark.year");
  TravelTable& travel = problem.travel;
  for (std::size_t hour = 0; hour < 24; ++hour) travel.block[hour] = static_cast<std::uint8_t>(hour / 6);
  for (std::size_t block = 0; block < 4; ++block)
    for (std::size_t place = 0; place < travel.classes; ++place)
      for (std::size_t station = 0; station < travel.stations; ++station) {
        const double km = 1.3 * side_km *
                          std::hypot(random.uniform(place, 0) - random.uniform(1000000 + station, 0),
                                     random.uniform(place, 1) - random.uniform(1000000 + station, 1));
        travel.seconds.push_back(static_cast<float>((39.0 + 63.4 * km) * (1.0 + 0.1 * static_cast<double>(block))));
      }
}

void add_units(YearProblem& problem) {
  const Duration turnout{Law::lognormal, 75.0, 0.25}, volunteers_turnout{Law::lognormal, 240.0, 0.3};
  for (std::size_t s = 0; s < problem.travel.stations; ++s) {
    const auto station = static_cast<StationNumber>(s);
    if (s % 3 == 0) {  // professional: two engines and a ladder
      problem.units.push_back({.station = station, .turnout = turnout});
      problem.units.push_back({.station = station, .turnout = turnout});
      problem.units.push_back({.station = station, .type = 1, .functions = 2, .turnout = turnout});
    } else {
      problem.units.push_back({.station = station,
                               .turnout = volunteers_turnout,
                               .professional = false,
                               .shows_up = std::vector<double>(24, 0.7),
                               .least_functions = 3});
      if (s % 3 == 1 && s > 6) problem.units.push_back(problem.units.back());
    }
  }
}

/// `part` 4: all of Munich; 1: a quarter.
YearProblem service(std::size_t part, MoveUpRules::Policy policy) {
  YearProblem problem;
  problem.travel.stations = 8 * part;
  problem.travel.classes = 500 * part;
  add_travel(problem, 9.0 * std::sqrt(static_cast<double>(part)));
  add_units(problem);
  const auto rates = [&](double per_year) {
    return std::vector<double>(problem.travel.classes, per_year * static_cast<double>(part) / 4.0 /
                                                           static_cast<double>(problem.travel.classes));
  };
  std::vector<double> week;
  for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour) week.push_back(hour % 24 >= 8 && hour % 24 < 22 ? 1.3 : 0.6);
  problem.types = {{.name = "fire alarm",
                    .per_year = rates(7748),
                    .week = week,
                    .on_scene = {Law::lognormal, 1500, 0.6},
                    .first_alarm = {.needs = {{1, 1}}, .functions = 10.0},
                    .confirmed = 0.19,
                    .second_wave = {.functions = 6.0},
                    .exploration = {.typical_s = 180.0},
                    .on_scene_confirmed = {Law::lognormal, 3600, 0.8}},
                   {.name = "technical",
                    .per_year = rates(5500),
                    .week = week,
                    .on_scene = {Law::lognormal, 1500, 0.6},
                    .first_alarm = {.units = 1},
                    .standards = {1, 0, 0}}};
  problem.standards = {{.clock_starts_before_alarm_s = 90, .time_s = 600, .functions = 1},
                       {.time_s = 480, .functions = 10},
                       {.time_s = 780, .functions = 16}};
  problem.dispatch.travel_sigma = 0.2;
  problem.dispatch.move_up.policy = policy;
  for (std::size_t station = 0; station < problem.travel.stations; ++station)
    problem.dispatch.move_up.station_class.push_back(static_cast<DemandClass>(station));
  return problem;
}

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

void check_answer(const YearProblem& problem, std::size_t part) {
  const auto simulated = [&](int threads) {
    const ThreadLimit limit(threads);
    return simulate_years(problem, {.count = kReplications});
  };
  const auto one = simulated(1), two = simulated(2);
  for (std::size_t r = 0; r < kReplications; ++r) {
    const double expected = 13248.0 * static_cast<double>(part) / 4.0;
    demand(std::abs(static_cast<double>(one[r].incidents) - expected) < 5.0 * std::sqrt(expected) + 0.01 * expected,
           "not as many incidents as expected");
    demand(one[r].mean_first_s == two[r].mean_first_s && one[r].in_time == two[r].in_time,
           "two threads give another year than one");
  }
}

void years(benchmark::State& state) {
  const auto part = static_cast<std::size_t>(state.range(0));
  const YearProblem problem =
      service(part, state.range(1) == 0 ? MoveUpRules::Policy::none : MoveUpRules::Policy::greedy);
  check_answer(problem, part);
  const ThreadLimit threads(static_cast<int>(state.range(2)));
  for (auto _ : state) benchmark::DoNotOptimize(simulate_years(problem, {.count = kReplications}));
  state.counters["units"] = static_cast<double>(problem.units.size());
  state.counters["CPU_s_per_year"] = benchmark::Counter(
      static_cast<double>(kReplications), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// quarter and whole city; without and with move-up; threads
BENCHMARK(years)->ArgsProduct({{1, 4}, {0, 1}, {1, 2, 4}})->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace
}  // namespace planspiel::fire

BENCHMARK_MAIN();
