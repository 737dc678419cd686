#include "plugins/emissions/factor_tool.hpp"

#include <gtest/gtest.h>

#include "engine/run/ports.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

ToolAnswer answer(const std::string& toml) {
  const City empty;
  const Value options = parse_toml(toml, "line");
  DeclaringPorts ports("factor", empty, &options);
  FactorTool tool(ports);
  RunObserver observer;
  RunContext context(1, {}, observer);
  return tool.run(context);
}

TEST(FactorTool, AnswersAllFactorsOfAType) {
  const ToolAnswer found = answer("vehicle = \"car petrol medium Euro 4\"\nspeed = \"50 km/h\"");
  EXPECT_EQ(found.answer.at("vehicle").as_text(), "car petrol Medium Euro 4");
  EXPECT_NEAR(found.answer.at("co2_ttw_g_km").as_number(), 177.978, 1e-3);
  EXPECT_NEAR(found.answer.at("nox_g_km").as_number(), 0.045065, 1e-6);
  EXPECT_NEAR(found.answer.at("pm10_wear_g_km").as_number(), 0.026091, 1e-6);
  EXPECT_GT(found.answer.at("cold_start").at("co2_ttw_g").as_number(), 0.0);
  EXPECT_NE(found.text.find("CO2 at the exhaust (TTW)        178.0 g/km"), std::string::npos) << found.text;
}

TEST(FactorTool, ABatteryCarHasElectricityOnly) {
  const ToolAnswer found = answer("vehicle = \"car battery medium\"\nspeed = \"30 km/h\"\ngrid_year = 2023");
  const double kWh = found.answer.at("electricity_kWh_km").as_number();
  EXPECT_GT(kWh, 0.15);
  EXPECT_LT(kWh, 0.20);
  EXPECT_NEAR(found.answer.at("co2_wtw_g_km").as_number(), kWh * 442.0, 1e-6);
  EXPECT_EQ(found.answer.at("co2_ttw_g_km").as_number(), 0.0);
}

TEST(FactorTool, KnowsSegmentsByTheirBeginning) {
  const FactorTable table = FactorTable::shipped();
  EXPECT_EQ(parse_vehicle("Car  Diesel large EURO 6d", table).segment, "Large-SUV-Executive");
  EXPECT_EQ(parse_vehicle("heavy_truck diesel articulated Euro VI D-E", table).segment, "Articulated 34 - 40 t");
}

TEST(FactorTool, AnUnknownVehicleGetsTheNearestOne) {
  try {
    parse_vehicle("car petrol medium Euro 7d", FactorTable::shipped());
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "no factors for the vehicle 'car petrol medium Euro 7d': did you mean 'car petrol Medium Euro 6d'?");
  }
}

TEST(FactorTool, AnAmbiguousVehicleListsWhatItMayBe) {
  try {
    parse_vehicle("light_truck diesel rigid 7 Euro V", FactorTable::shipped());
    parse_vehicle("bus diesel urban Euro V", FactorTable::shipped());
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "the vehicle 'bus diesel urban Euro V' may be bus diesel Urban Buses Midi <=15 t Euro V or bus diesel "
                 "Urban Buses Standard 15 - 18 t Euro V or bus diesel Urban Buses Articulated >18 t Euro V");
  }
}

}  // namespace
