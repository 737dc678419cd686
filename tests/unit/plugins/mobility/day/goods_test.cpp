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
      make_vehicle_trips(zones, city[tables::goods], city[tables::external_demand],
                         crow_distances(zones, read_coefficients().destinations), 1, 1.0, read_coefficients().goods);
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

}  // namespace
}  // namespace planspiel::mobility
