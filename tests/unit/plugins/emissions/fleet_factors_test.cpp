#include "plugins/emissions/fleet_factors.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/csv.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

void add(Fleet& fleet, const std::string& id, const VehicleType& type, double share) {
  const FleetId row = fleet.add(id);
  fleet.vehicle[row] = type.vehicle;
  fleet.propulsion[row] = type.propulsion;
  fleet.segment[row] = type.segment;
  fleet.euro[row] = type.euro;
  fleet.share[row] = share;
}

const VehicleType kPetrol{Vehicle::car, Propulsion::petrol, "Medium", "Euro 4"};
const VehicleType kBattery{Vehicle::car, Propulsion::battery, "Medium", ""};

std::string message_of(const Fleet& fleet) {
  try {
    FleetFactors(FactorTable::shipped(), fleet, Vehicle::car, {});
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

/// The fleet that ships with the built-in city.
Fleet munich() {
  const Csv csv = Csv::read(PLANSPIEL_SOURCE_DIR "/scenarios/munich/fleet.csv");
  Fleet fleet;
  const auto index = [&](std::size_t row, std::string_view column, const auto& names) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), csv.text(row, column)) - names.begin());
  };
  for (std::size_t row = 0; row < csv.size(); ++row)
    add(fleet, csv.text(row, "id"),
        {static_cast<Vehicle>(index(row, "vehicle", kVehicleNames)),
         static_cast<Propulsion>(index(row, "propulsion", kPropulsionNames)), csv.text(row, "segment"),
         csv.text(row, "euro")},
        csv.number(row, "share"));
  return fleet;
}

TEST(FleetFactors, AreTheMeanOverShares) {
  Fleet fleet;
  add(fleet, "p", kPetrol, 0.75);
  add(fleet, "b", kBattery, 0.25);
  const FactorTable table = FactorTable::shipped();
  const FleetFactors factors(table, fleet, Vehicle::car, {});
  EXPECT_NEAR(in_g_km(factors.exact(50.0_km_h)[Pollutant::co2_ttw]), 0.75 * 177.978, 1e-2);
  EXPECT_TRUE(FleetFactors(table, fleet, Vehicle::van, {}).empty());
}

TEST(FleetFactors, AMissingFactorNamesTheRowOfTheFleet) {
  Fleet fleet;
  add(fleet, "car-17", {Vehicle::car, Propulsion::petrol, "Medium", "Euro 8"}, 1.0);
  EXPECT_EQ(message_of(fleet),
            "fleet row 'car-17': no factor 'energy' for car petrol Medium Euro 8: factors exist for Euro 0, Euro 1, "
            "Euro 2, Euro 3, Euro 4, Euro 5, Euro 6a-c, Euro 6d, Euro 6d-temp");
}

TEST(FleetFactors, SharesMustSumToOne) {
  Fleet fleet;
  add(fleet, "p", kPetrol, 0.7);
  EXPECT_EQ(message_of(fleet), "the shares of 'car' in the table fleet sum to 0.7, not to 1");
  Fleet negative;
  add(negative, "p", kPetrol, -1.0);
  EXPECT_EQ(message_of(negative), "fleet row 'p': share -1 is negative or no number");
}

TEST(FleetFactors, TheTableOfSpeedsIsAsExactAsItSays) {
  const FactorTable table = FactorTable::shipped();
  const Fleet fleet = munich();
  for (const Vehicle vehicle : {Vehicle::car, Vehicle::van, Vehicle::light_truck, Vehicle::heavy_truck, Vehicle::bus}) {
    const FleetFactors factors(table, fleet, vehicle, {});
    for (double km_h = 5.0; km_h < 150.0; km_h += 0.37) {
      const EmissionPerDistance exact = factors.exact(Speed(km_h / 3.6)), quick = factors.at(Speed(km_h / 3.6));
      const double allowed = km_h < 20.0 ? 3e-4 : 2e-5;
      EXPECT_NEAR(quick.energy / exact.energy, 1.0, allowed) << km_h;
      EXPECT_NEAR(quick[Pollutant::nox] / exact[Pollutant::nox], 1.0, allowed) << km_h;
      EXPECT_NEAR(quick[Pollutant::co2_wtw] / exact[Pollutant::co2_wtw], 1.0, allowed) << km_h;
    }
  }
}

TEST(FleetFactors, MunichsCarsEmitAsCarsDo) {
  const FleetFactors cars(FactorTable::shipped(), munich(), Vehicle::car, {});
  const EmissionPerDistance city = cars.exact(30.0_km_h);
  EXPECT_GT(in_g_km(city[Pollutant::co2_ttw]), 170.0);
  EXPECT_LT(in_g_km(city[Pollutant::co2_ttw]), 215.0);
  EXPECT_GT(in_g_km(city[Pollutant::nox]), 0.15);
  EXPECT_LT(in_g_km(city[Pollutant::nox]), 0.40);
}

}  // namespace
