#include "plugins/mobility/day/demand.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace planspiel::mobility {
namespace {

constexpr ZoneId kHome{0u}, kShop{1u};
constexpr float kNever = std::numeric_limits<float>::infinity();

/// Two zones between which one can only drive; tours of four residents from home to the shop, out at 10, back at 12.
struct Errands {
  Supply supply{};
  Tours tours{};
  Coefficients coefficients{};

  Errands() {
    supply.zones = 2;
    supply.inside = {1, 1};
    supply.walk_m = supply.bike_m = ZoneMatrix<float>(2, kNever);
    supply.transit.skims.resize(1);
    for (auto& car : supply.car_s) car = ZoneMatrix<float>(2, 300.0f);
    supply.car_m = supply.car_inside_m = ZoneMatrix<float>(2, 2000.0f);
    supply.costs.parking_eur_h = supply.costs.parking_day = supply.costs.search_min = Column<ZoneId, double>(2);
    supply.costs.tickets.single = 1.0;
    supply.beyond_m = Column<ZoneId, float>(2);
    coefficients.modes.scale = 0.05;
    coefficients.modes.walk_m_min = coefficients.modes.bike_m_min = 100.0;
    coefficients.modes.value_of_time = {0.2, 0.2, 0.2};
    coefficients.modes.constant[mode::car_passenger.index()] = 1e4;  // nobody rides along
    tours.tours.push_back({.home = 0,
                           .destination = 1,
                           .purpose = static_cast<std::uint8_t>(Purpose::shopping),
                           .out_hour = 10,
                           .back_hour = 12,
                           .person = person::car,
                           .stay_h = 1.0f,
                           .weight = 4.0f});
    tours.first_of_zone = {0, 1, 1};
    tours.residents = Column<ZoneId, double>(2);
  }
  DemandAtTimes demand() const {
    const TollSystem none(Tolls{}, Roads{}, Nodes{}, 2);
    DemandAtTimes found;
    compute_demand(tours, ModeLogit(supply, none, coefficients, AroundConstants(2)), found);
    return found;
  }
};

TEST(Demand, ATourIsACarThereAndBack) {
  const DemandAtTimes demand = Errands().demand();
  EXPECT_FLOAT_EQ(demand.cars[10](kHome, kShop), 4.0f);
  EXPECT_FLOAT_EQ(demand.cars[12](kShop, kHome), 4.0f);
  EXPECT_EQ(demand.cars[10](kShop, kHome), 0.0f);
  EXPECT_EQ(demand.cars[12](kHome, kShop), 0.0f);
  EXPECT_NEAR(demand.resident_trips[mode::car_driver.index()], 8.0, 1e-9);
}

TEST(Demand, WhoCannotDriveIsNoCar) {
  Errands errands;
  errands.tours.tours[0].person = 0;
  errands.coefficients.modes.constant = {};
  const DemandAtTimes demand = errands.demand();
  EXPECT_EQ(demand.cars[10](kHome, kShop), 0.0f);
  EXPECT_NEAR(demand.resident_trips[mode::car_passenger.index()], 8.0, 1e-9);
}

TEST(Demand, TheResidualIsWhatDiffersOverTheWhole) {
  HourlyMatrices a, b;
  for (std::size_t hour = 0; hour < 24; ++hour) a[hour] = b[hour] = ZoneMatrix<float>(2);
  a[8](kHome, kShop) = 10.0f;
  b[8](kHome, kShop) = 7.0f;
  b[9](kHome, kShop) = 1.0f;
  EXPECT_DOUBLE_EQ(residual(a, b), 0.4);
  EXPECT_DOUBLE_EQ(residual(a, a), 0.0);
}

TEST(Demand, MovesAPartOfTheWay) {
  HourlyMatrices a, b;
  for (std::size_t hour = 0; hour < 24; ++hour) a[hour] = b[hour] = ZoneMatrix<float>(2);
  a[8](kHome, kShop) = 10.0f;
  b[8](kHome, kShop) = 20.0f;
  move_towards(a, b, 0.75);
  EXPECT_FLOAT_EQ(a[8](kHome, kShop), 17.5f);
}

}  // namespace
}  // namespace planspiel::mobility
