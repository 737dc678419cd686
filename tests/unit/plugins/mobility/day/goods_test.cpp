#include "plugins/mobility/day/goods.hpp"

#include <gtest/gtest.h>

#include "plugins/mobility/day/tours.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

/// Zones A and B inside, x and y around; 200 tours of trucks from x into the town, 100 of cars from x to y.
City town_with_trucks() {
  return test::town("A---B", {.zones = true,
                              .more =
                                  [](CityBuilder& builder) {
                                    Zones& zones = builder[tables::zones];
                                    ExternalDemand& demand = builder[tables::external_demand];
                                    const ZoneId x = zones.add("x"), y = zones.add("y");
                                    zones.centre[x] = Point::metres(680000.0, 5335000.0);
                                    zones.centre[y] = Point::metres(700000.0, 5335000.0);
                                    const ExternalDemandId trucks = demand.add("trucks"),
                                                           through = demand.add("through");
                                    demand.demand_kind[trucks] = ExternalKind::heavy_truck;
                                    demand.demand_kind[through] = ExternalKind::through;
                                    demand.from[trucks] = demand.from[through] = x;
                                    demand.to[through] = y;
                                    demand.tours[trucks] = 200.0;
                                    demand.tours[through] = 100.0;
                                    demand.departure = {};
                                    for (int row = 0; row < 2; ++row)
                                      demand.departure.push_back(std::vector<double>(24, 1.0 / 24.0));
                                  }})
      .city;
}

TEST(VehicleTrips, MakeATourTwoTripsThereAndBack) {
  const City city = town_with_trucks();
  const Zones& zones = city[tables::zones];
  const auto trips =
      make_vehicle_trips({zones, city[tables::goods], city[tables::external_demand]},
                         crow_distances(zones, read_coefficients().destinations), read_coefficients().goods, {});
  const std::size_t x = zones.find("x")->index();
  double in = 0.0, out = 0.0, trucks = 0.0;
  for (const auto& hour : trips)
    for (const VehicleTrip& trip : hour) {
      (trip.from == x ? in : out) += trip.weight;
      if (trip.vehicle == 3) trucks += trip.weight;
    }
  EXPECT_DOUBLE_EQ(trucks, 400.0);
  EXPECT_DOUBLE_EQ(in, 300.0);
  EXPECT_DOUBLE_EQ(out, 300.0);
}

/// Vans of A with 300 residents and B with 100 jobs, which lie equally far.
TEST(VehicleTrips, OfGoodsAreMadeAndAttractedByResidentsAndJobs) {
  Zones zones;
  for (const char* name : {"a", "b"}) zones.district[zones.add(name)] = DistrictId(0u);
  zones.residents[ZoneId(0u)] = 300.0;
  zones.jobs[ZoneId(1u)] = 100.0;
  Goods goods;
  const GoodsId vans = goods.add("vans");
  goods.vehicle[vans] = Vehicle::van;
  goods.per_resident[vans] = 2.0;
  goods.per_job[vans] = 1.0;
  goods.mean_distance[vans] = Metres(5000.0);
  goods.departure = {};
  goods.departure.push_back(std::vector<double>(24, 1.0 / 24.0));
  const ExternalDemand nobody;
  const auto trips =
      make_vehicle_trips({zones, goods, nobody}, ZoneMatrix<float>(2, 1000.0f), read_coefficients().goods, {});
  double from_a = 0.0, to_b = 0.0, all = 0.0;
  for (const auto& hour : trips)
    for (const VehicleTrip& trip : hour) {
      EXPECT_EQ(trip.vehicle, static_cast<std::uint8_t>(Vehicle::van));
      all += trip.weight;
      from_a += trip.origin() == ZoneId(0u) ? trip.weight : 0.0;
      to_b += trip.destination() == ZoneId(1u) ? trip.weight : 0.0;
    }
  EXPECT_DOUBLE_EQ(all, 700.0);
  EXPECT_DOUBLE_EQ(from_a, 600.0);
  EXPECT_NEAR(to_b / all, 100.0 / 700.0, 0.04);  // both are as far: by what each makes
}

}  // namespace
}  // namespace planspiel::mobility
