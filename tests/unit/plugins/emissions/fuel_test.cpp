#include "plugins/emissions/fuel.hpp"

#include <gtest/gtest.h>

#include "plugins/emissions/factor_table.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

TEST(Fuel, CarbonOfAMegajoule) {
  const FactorTable table = FactorTable::shipped();
  EXPECT_NEAR(table.fuel(Propulsion::diesel).ttw_g_per_MJ(), 74.22, 0.005);
  EXPECT_NEAR(table.fuel(Propulsion::petrol).ttw_g_per_MJ(), 72.39, 0.005);
  EXPECT_NEAR(table.fuel(Propulsion::diesel).wtw_g_per_MJ(), 74.22 + 18.9, 0.005);
}

TEST(Fuel, BurningKeepsTheTwoBoundariesApart) {
  const Fuel fuel{.co2_kg_per_kg = 3.0, .heat_MJ_per_kg = 40.0, .upstream_g_per_MJ = 20.0};  // 75 g/MJ, 95 g/MJ
  const EmissionPerDistance burnt = burning(fuel, 2.0);
  EXPECT_NEAR(in_g_km(burnt.co2_ttw), 150.0, 1e-9);
  EXPECT_NEAR(in_g_km(burnt.co2_wtw), 190.0, 1e-9);
  EXPECT_NEAR(in_MJ_km(burnt.energy), 2.0, 1e-12);
}

TEST(Fuel, ElectricityHasNoCarbonAtTheVehicle) {
  const EmissionPerDistance drawn = drawing({.direct_g_per_kWh = 380, .upstream_g_per_kWh = 62}, Wh_per_km(200.0));
  EXPECT_EQ(drawn.co2_ttw, EmissionFactor(0.0));
  EXPECT_NEAR(in_g_km(drawn.co2_wtw), 0.2 * 442.0, 1e-9);
}

TEST(Fuel, AYearWithoutElectricityListsTheYears) {
  const FactorTable table = FactorTable::shipped();
  EXPECT_NEAR(table.electricity(2023).wtw_g_per_kWh(), 442.0, 1e-9);
  EXPECT_NEAR(table.electricity(2025).wtw_g_per_kWh(), 406.0, 1e-9);
  try {
    table.electricity(1990);
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "no electricity of the year 1990: known are 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025");
  }
}

}  // namespace
