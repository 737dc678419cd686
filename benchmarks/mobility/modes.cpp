/// Mode choice and car demand of many tours between 200 zones. The shares are compared with the formula of the nested
/// logit written out plainly, the demand with a plain sum over tours.

#include <benchmark/benchmark.h>

#include <cmath>

#include "benchmarks/mobility/check.hpp"
#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/demand.hpp"

namespace planspiel::mobility {
namespace {

constexpr std::size_t kZones = 200;

/// Random times between zones; everybody owns everything and holds a pass.
struct Region {
  Supply supply{};
  Tours tours{};
  Coefficients coefficients = read_coefficients();
  TollSystem tolls{Tolls{}, Roads{}, Nodes{}, kZones};
  AroundConstants around{kZones};

  explicit Region(std::size_t count) {
    const RandomStream random(1, "benchmark.region");
    const auto matrix = [&](std::uint64_t draw, float least, float most) {
      ZoneMatrix<float> values(kZones);
      for (std::size_t pair = 0; pair < values.values().size(); ++pair)
        values.values()[pair] = least + (most - least) * static_cast<float>(random.uniform(pair, draw));
      return values;
    };
    supply.zones = kZones;
    supply.inside = Column<ZoneId, Flag>(kZones, 1);
    supply.walk_m = supply.bike_m = supply.car_m = supply.car_inside_m = matrix(0, 300.0f, 8000.0f);
    supply.transit.skims.resize(1);
    supply.transit.skims[0].cost_min = matrix(1, 5.0f, 60.0f);
    for (auto& car : supply.car_s) car = matrix(2, 120.0f, 2400.0f);
    supply.costs.parking_eur_h = supply.costs.parking_day = supply.costs.search_min = Column<ZoneId, double>(kZones);
    supply.costs.tickets.single = 3.0;
    supply.beyond_m = Column<ZoneId, float>(kZones);
    tours.residents.resize(kZones);
    for (std::size_t home = 0; home < kZones; ++home) {
      tours.first_of_zone.push_back(static_cast<std::uint32_t>(tours.tours.size()));
      for (std::uint64_t number = 0; number < count / kZones; ++number) {
        const std::uint64_t tour = home * count + number;
        tours.tours.push_back(
            {.home = static_cast<std::uint16_t>(home),
             .destination = static_cast<std::uint16_t>(random.uniform(tour, 3) * static_cast<double>(kZones)),
             .purpose = static_cast<std::uint8_t>(Purpose::leisure),
             .out_hour = static_cast<std::uint8_t>(random.uniform(tour, 4) * 12.0),
             .back_hour = static_cast<std::uint8_t>(12.0 + random.uniform(tour, 5) * 12.0),
             .person =
                 static_cast<std::uint8_t>(person::car | person::pass | person::bike | 1 << person::income_shift)});
      }
    }
    tours.first_of_zone.push_back(static_cast<std::uint32_t>(tours.tours.size()));
  }
  ModeLogit choice() const { return {supply, tolls, coefficients, around}; }

  /// Share of drivers by the formula, in double precision where the supply adds floats.
  double drivers(const Tour& tour) const {
    const ModeCoefficients& c = coefficients.modes;
    const ZoneId home = tour.home_zone(), there = tour.destination_zone();
    const double metres = double{supply.walk_m(home, there)} + double{supply.walk_m(there, home)};
    const double car =
        (double{supply.car_s[tour.out_hour](home, there)} + double{supply.car_s[tour.back_hour](there, home)}) / 60.0 +
        2.0 * c.car_fixed;
    const double transit =
        double{supply.transit.skims[0].cost_min(home, there)} + double{supply.transit.skims[0].cost_min(there, home)};
    const auto e = [&](double minutes, Mode mode, double nest) {
      return std::exp(-c.scale * (minutes + c.constant[mode.index()]) / nest);
    };
    const double active = e(c.walk_weight * metres / c.walk_m_min, mode::walk, c.nest_active) +
                          e(c.bike_weight * metres / c.bike_m_min + 2.0 * c.bike_fixed, mode::bike, c.nest_active);
    const double drive = e(car, mode::car_driver, c.nest_car),
                 ride = e(car + c.passenger[tour.purpose], mode::car_passenger, c.nest_car);
    const double cars = std::pow(drive + ride, c.nest_car);
    const double all = std::pow(active, c.nest_active) + e(transit, mode::transit, 1.0) + cars;
    return cars / all * drive / (drive + ride);
  }
};

void demand(benchmark::State& state) {
  const Region region(static_cast<std::size_t>(state.range(0)));
  const ThreadLimit threads(static_cast<int>(state.range(1)));
  const ModeLogit choice = region.choice();
  DemandAtTimes found;
  compute_demand(region.tours, choice, found);
  double cars = 0.0, expected = 0.0;
  for (const auto& hour : found.cars)
    for (const float trips : hour.values()) cars += double{trips};
  for (const Tour& tour : region.tours.tours) {
    const double drivers = region.drivers(tour);
    check_answer(std::abs(choice.choose(tour).share[mode::car_driver.index()] - drivers) < 1e-6,
                 "the share of drivers");
    expected += 2.0 * drivers;
  }
  check_answer(std::abs(cars / expected - 1.0) < 1e-5, "the sum of cars");
  for (auto _ : state) compute_demand(region.tours, choice, found);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(region.tours.tours.size()));
}

BENCHMARK(demand)->ArgsProduct({{50000, 400000}, {1, 2, 4, 8}})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace planspiel::mobility

BENCHMARK_MAIN();
