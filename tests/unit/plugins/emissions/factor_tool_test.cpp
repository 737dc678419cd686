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

double factor(const ToolAnswer& found, const std::string& name) {
  return found.answer.at("factors").at(name).at("value").as_number();
}

TEST(FactorTool, EachFactorNamesItsUnitAndTheRowItIsFrom) {
  const ToolAnswer found = answer("vehicle = \"car petrol medium Euro 4\"\nspeed = \"50 km/h\"");
  const Value& nox = found.answer.at("factors").at("nox");
  EXPECT_EQ(nox.at("unit").as_text(), "g/km");
  EXPECT_TRUE(
      nox.at("source").as_text().starts_with("EMEP/EEA guidebook 2019, 1.A.3.b.i-iv, Appendix 4, technology PFI"))
      << nox.at("source").as_text();
  EXPECT_NE(nox.at("source").as_text().find("(hot_factors.csv:"), std::string::npos);
  EXPECT_TRUE(found.answer.at("warnings").items().empty());
}

TEST(FactorTool, ASpeedBelowTheRangeIsSaid) {
  const ToolAnswer found = answer("vehicle = \"van diesel N1-III Euro 4\"\nspeed = \"3 km/h\"");
  ASSERT_EQ(found.answer.at("warnings").items().size(), 1u);
  const std::string text = found.answer.at("warnings").items()[0].as_text();
  EXPECT_NE(text.find("are not known at 3 km/h: their values at "), std::string::npos) << text;
}

TEST(FactorTool, ListsEveryVehicleWithItsFactors) {
  const City empty;
  const Value options = parse_toml("speed = \"50 km/h\"", "line");
  DeclaringPorts ports("factors", empty, &options);
  RunObserver observer;
  RunContext context(1, {}, observer);
  const ToolAnswer found = FactorListTool(ports).run(context);
  const auto& list = found.answer.at("factors").items();
  ASSERT_EQ(list.size(), FactorTable::shipped().types().size());
  const auto petrol = std::find_if(list.begin(), list.end(), [](const Value& one) {
    return one.at("vehicle").as_text() == "car petrol Medium Euro 4";
  });
  ASSERT_NE(petrol, list.end());
  EXPECT_NEAR(petrol->at("factors").at("co2_ttw").at("value").as_number(), 177.978, 1e-3);
}

TEST(FactorTool, AnswersAllFactorsOfAType) {
  const ToolAnswer found = answer("vehicle = \"car petrol medium Euro 4\"\nspeed = \"50 km/h\"");
  EXPECT_EQ(found.answer.at("vehicle").as_text(), "car petrol Medium Euro 4");
  EXPECT_NEAR(factor(found, "co2_ttw"), 177.978, 1e-3);
  EXPECT_NEAR(factor(found, "nox"), 0.045065, 1e-6);
  EXPECT_NEAR(factor(found, "pm10_wear"), 0.026091, 1e-6);
  EXPECT_GT(found.answer.at("cold_start").at("factors").at("co2_ttw").at("value").as_number(), 0.0);
  EXPECT_NE(found.text.en.find("CO2 at the exhaust (TTW)        178.0 g/km"), std::string::npos) << found.text.en;
}

TEST(FactorTool, ABatteryCarHasElectricityOnly) {
  const ToolAnswer found = answer("vehicle = \"car battery medium\"\nspeed = \"30 km/h\"\ngrid_year = 2023");
  const double kWh = factor(found, "electricity");
  EXPECT_GT(kWh, 0.15);
  EXPECT_LT(kWh, 0.20);
  EXPECT_NEAR(factor(found, "co2_wtw"), kWh * 442.0, 1e-6);
  EXPECT_EQ(factor(found, "co2_ttw"), 0.0);
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
