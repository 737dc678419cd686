#include "plugins/emissions/factor_table.hpp"

#include <gtest/gtest.h>

#include "plugins/emissions/vehicle_factors.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

std::string message_of(const FactorTable& table, const VehicleType& type) {
  try {
    table.hot(type, HotQuantity::nox);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(FactorTable, AMissingClassNamesTheRowAndWhatExists) {
  const FactorTable table = FactorTable::shipped();
  EXPECT_EQ(message_of(table, {Vehicle::car, Propulsion::hybrid, "Medium", "Euro 9"}),
            "no factor 'nox' for car hybrid Medium Euro 9: factors exist for Euro 4, Euro 5, Euro 6a-c, Euro 6d, Euro "
            "6d-temp");
  EXPECT_EQ(message_of(table, {Vehicle::car, Propulsion::petrol, "Huge", "Euro 4"}),
            "no factor 'nox' for car petrol Huge Euro 4: factors exist for segment Large-SUV-Executive, Medium, Small");
  EXPECT_EQ(message_of(table, {Vehicle::bus, Propulsion::gas, "Urban", "Euro VI"}),
            "no factor 'nox' for bus gas Urban Euro VI: factors exist for propulsion diesel");
}

TEST(FactorTable, EveryTypeItListsIsComplete) {
  const FactorTable table = FactorTable::shipped();
  EXPECT_GT(table.types().size(), 200u);
  for (const VehicleType& type : table.types()) EXPECT_NO_THROW(VehicleFactors(table, type, {})) << type.text();
}

TEST(FactorTable, NoHotFactorIsNegativeInItsRange) {
  const FactorTable table = FactorTable::shipped();
  for (const VehicleType& type : table.types()) {
    const VehicleFactors factors(table, type, {});
    for (double km_h = 5.0; km_h <= 130.0; km_h += 5.0) {
      const EmissionPerDistance emission = factors.at(Speed(km_h / 3.6));
      EXPECT_GT(emission.energy.value, 0.0) << type.text() << " at " << km_h;
      EXPECT_GE(emission[Pollutant::nox].value, 0.0) << type.text() << " at " << km_h;
      EXPECT_GE(emission[Pollutant::pm10], emission[Pollutant::pm25]) << type.text() << " at " << km_h;
    }
  }
}

TEST(FactorTable, ABrokenFileNamesTheLine) {
  const std::string_view hot =
      "vehicle,propulsion,segment,euro,technology,quantity,vmin,vmax,alpha,beta,gamma,delta,epsilon,zeta,eta,rf\n"
      "car,petrol,Medium,Euro 4,,nitrogen,5,130,0,0,1,0,0,0,1,0\n";
  try {
    FactorTable(
        {.hot = hot, .fuels = "", .grid = "", .wear = "", .cold = "", .vehicles = "", .transit = "", .year = ""});
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "hot_factors.csv:2: column 'quantity': unknown 'nitrogen'");
  }
}

}  // namespace
