/// Skims of public transport on a square net: one line along each row and column, in both directions, a stop and a zone
/// at each crossing. Stops lie too far apart to walk between, so that every way is known: along one line, or along two
/// with a change.

#include <benchmark/benchmark.h>

#include <cmath>

#include "benchmarks/mobility/check.hpp"
#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/transit.hpp"

namespace planspiel::mobility {
namespace {

constexpr double kApart_m = 1500.0, kRide_min = 3.0, kDepartures = 6.0;

struct SquareNet {
  std::size_t side;
  Zones zones{};
  Stops stops{};
  Lines lines{};
  TransitCoefficients coefficients = read_coefficients().transit;

  explicit SquareNet(std::size_t wanted) : side(wanted) {
    for (std::size_t at = 0; at < side * side; ++at) {
      const Point place =
          Point::metres(kApart_m * static_cast<double>(at % side), kApart_m * static_cast<double>(at / side));
      const ZoneId zone = zones.add(std::to_string(at));
      zones.centre[zone] = place;
      zones.district[zone] = DistrictId(0u);
      stops.position[stops.add(std::to_string(at))] = place;
    }
    std::vector<std::vector<StopId>> calls;
    for (std::size_t line = 0; line < side; ++line)
      for (const bool along_row : {true, false}) {
        std::vector<StopId> there;
        for (std::size_t at = 0; at < side; ++at) there.emplace_back(along_row ? line * side + at : at * side + line);
        calls.push_back(there);
        calls.emplace_back(there.rbegin(), there.rend());
      }
    for (std::size_t line = 0; line < calls.size(); ++line)
      lines.length[lines.add(std::to_string(line))] = Metres(kApart_m * static_cast<double>(side - 1));
    lines.stops = {};
    lines.arrival = {};
    for (const auto& stops_of_line : calls) {
      std::vector<Seconds> arrivals;
      for (std::size_t at = 0; at < side; ++at) arrivals.emplace_back(60.0 * kRide_min * static_cast<double>(at));
      lines.stops.push_back(stops_of_line);
      lines.arrival.push_back(arrivals);
    }
  }
  std::vector<double> departures() const { return std::vector<double>(lines.size(), kDepartures); }

  double cost(std::size_t from, std::size_t to) const {
    const TransitCoefficients& c = coefficients;
    const auto apart = [](std::size_t a, std::size_t b) { return static_cast<double>(a > b ? a - b : b - a); };
    const double across = apart(from % side, to % side), down = apart(from / side, to / side);
    const double wait = c.wait_weight * 30.0 / kDepartures, ends = 2.0 * c.walk_weight * c.access_fixed;
    return ends + kRide_min * (across + down) + wait + (is_on_one_line(from, to) ? 0.0 : wait + c.transfer);
  }
  bool is_on_one_line(std::size_t a, std::size_t b) const { return a % side == b % side || a / side == b / side; }
};

void skims(benchmark::State& state) {
  const SquareNet net(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  const TransitRouter router(net.stops, net.lines, net.zones, net.coefficients);
  const std::vector<double> departures = net.departures();
  const TransitSkims found = router.skim(departures);
  for (const ZoneId from : net.zones.ids())
    for (const ZoneId to : net.zones.ids())
      if (from != to)
        check_answer(std::abs(double{found.cost(from, to)} - net.cost(from.index(), to.index())) < 1e-3,
                     "generalised minutes between two zones");
  for (auto _ : state) benchmark::DoNotOptimize(router.skim(departures));
}

/// One trip from each zone to each other: who goes along a row and a column boards twice.
void riders(benchmark::State& state) {
  const SquareNet net(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  const TransitRouter router(net.stops, net.lines, net.zones, net.coefficients);
  const std::vector<double> departures = net.departures();
  const std::vector<Hour> hours{Hour{8u}};
  RiderTrips trips(net.zones.size());
  double expected = 0.0;
  for (const ZoneId from : net.zones.ids())
    for (const ZoneId to : net.zones.ids()) {
      if (from == to) continue;
      trips.out[8](from, to) = 1.0f;
      expected += net.is_on_one_line(from.index(), to.index()) ? 1.0 : 2.0;
    }
  const auto ride = [&] {
    LineLoads loads(net.lines, net.stops.size());
    router.ride(trips, hours, departures, loads);
    return loads.loads();
  };
  double boardings = 0.0;
  for (const ByHour& of_line : ride().boardings) boardings += of_line[8];
  check_answer(std::abs(boardings - expected) < 1e-6 * expected, "boardings of all lines");
  for (auto _ : state) benchmark::DoNotOptimize(ride());
}

BENCHMARK(riders)->ArgsProduct({{10, 24}, {1, 2}})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(skims)->ArgsProduct({{10, 24}, {1, 2, 4, 8}})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace planspiel::mobility

BENCHMARK_MAIN();
