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
  EXPECT_NEAR(in_g_km(burnt[Pollutant::co2_ttw]), 150.0, 1e-9);
  EXPECT_NEAR(in_g_km(burnt[Pollutant::co2_wtw]), 190.0, 1e-9);
  EXPECT_NEAR(in_MJ_km(burnt.energy), 2.0, 1e-12);
}

TEST(Fuel, ElectricityHasNoCarbonAtTheVehicle) {
  const EmissionPerDistance drawn = drawing({.direct_g_per_kWh = 380, .upstream_g_per_kWh = 62}, Wh_per_km(200.0));
  EXPECT_EQ(drawn[Pollutant::co2_ttw], EmissionFactor(0.0));
  EXPECT_NEAR(in_g_km(drawn[Pollutant::co2_wtw]), 0.2 * 442.0, 1e-9);
}

TEST(Fuel, AYearWithoutElectricityListsTheYears) {
  const FactorTable table = FactorTable::shipped();
  EXPECT_NEAR(table.electricity(2023, "trend").wtw_g_per_kWh(), 442.0, 1e-9);
  EXPECT_NEAR(table.electricity(2025, "trend").wtw_g_per_kWh(), 406.0, 1e-9);
  try {
    table.electricity(1990, "trend");
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "no electricity of the year 1990: known are 2017 to 2040");
  }
}

TEST(Fuel, ElectricityGoesOnByTrendOrTarget) {
  const FactorTable table = FactorTable::shipped();
  // 363 g in 2024 less 16 years of (485 - 363) / 7 g
  EXPECT_NEAR(table.electricity(2040, "trend").direct_g_per_kWh, 363.0 - 16.0 * 122.0 / 7.0, 0.5);
  EXPECT_LT(table.electricity(2030, "target").wtw_g_per_kWh(), 0.65 * table.electricity(2030, "trend").wtw_g_per_kWh());
  for (const char* path : {"trend", "target"})
    for (std::int64_t year = 2026; year <= 2040; ++year)
      EXPECT_LT(table.electricity(year, path).wtw_g_per_kWh(), table.electricity(year - 1, path).wtw_g_per_kWh())
          << year;
}

}  // namespace
