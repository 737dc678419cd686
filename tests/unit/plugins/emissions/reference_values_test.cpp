#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "engine/base/csv.hpp"
#include "plugins/emissions/vehicle_factors.hpp"

using namespace planspiel;
using namespace planspiel::emissions;

namespace {

/// Values recomputed from the published coefficients by another program; they lie beside the project.
const std::filesystem::path kShared = std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "../shared";

const std::map<std::string, std::string> kLightClasses{
    {"PRE", "Euro 0"},  {"I", "Euro 1"}, {"II", "Euro 2"},          {"III", "Euro 3"},
    {"IV", "Euro 4"},   {"V", "Euro 5"}, {"VI A/B/C", "Euro 6a-c"}, {"VI D-TEMP", "Euro 6d-temp"},
    {"VI D", "Euro 6d"}};
const std::map<std::string, std::string> kHeavyClasses{
    {"PRE", "Euro 0"}, {"I", "Euro I"}, {"II", "Euro II"},           {"III", "Euro III"},
    {"IV", "Euro IV"}, {"V", "Euro V"}, {"VI A/B/C", "Euro VI A-C"}, {"VI D/E", "Euro VI D-E"}};

std::optional<VehicleType> type_of(const Csv& csv, std::size_t row) {
  const std::string &category = csv.text(row, "category"), &fuel = csv.text(row, "fuel");
  const std::map<std::string, Vehicle> vehicles{
      {"PC", Vehicle::car}, {"LCV", Vehicle::van}, {"TRUCKS", Vehicle::heavy_truck}, {"BUS", Vehicle::bus}};
  const std::map<std::string, Propulsion> fuels{
      {"G", Propulsion::petrol}, {"D", Propulsion::diesel}, {"G HY", Propulsion::hybrid}};
  if (!vehicles.contains(category) || !fuels.contains(fuel)) return std::nullopt;  // motorcycles
  const auto& classes = category == "PC" || category == "LCV" ? kLightClasses : kHeavyClasses;
  return VehicleType{vehicles.at(category), fuels.at(fuel), csv.text(row, "segment"),
                     classes.at(csv.text(row, "euro"))};
}

TEST(ReferenceValues, HotFactors) {
  if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "no reference cases beside the project (" << kShared << ")";
  const Csv csv = Csv::read(kShared / "cases/emissions/reference_values.csv");
  const FactorTable table = FactorTable::shipped();
  int compared = 0;
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const auto type = type_of(csv, row);
    if (!type) continue;
    ++compared;
    const Speed speed(csv.number(row, "speed_kmh") / 3.6);
    const FactorParts parts = VehicleFactors(table, *type, {}).parts(speed);
    const auto expect = [&](double ours, std::string_view column, double smallest) {
      const double published = csv.number(row, column);
      EXPECT_NEAR(ours, published, std::max(smallest, 2e-6 * published))
          << csv.place(row) << " " << type->text() << " " << column;
    };
    expect(in_MJ_km(parts.fuel), "energy_MJ_km", 1e-6);
    expect(in_g_km(parts.exhaust[Pollutant::co2_ttw]), "CO2_g_km", 1e-3);
    expect(in_g_km(parts.exhaust[Pollutant::nox]), "NOx_g_km", 1e-6);
    expect(in_g_km(parts.exhaust[Pollutant::pm10]), "PM_exhaust_g_km", 1e-7);
  }
  EXPECT_GT(compared, 200);
}

TEST(ReferenceValues, Wear) {
  if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "no reference cases beside the project (" << kShared << ")";
  const Csv csv = Csv::read(kShared / "cases/emissions/reference_values_nonexhaust.csv");
  const FactorTable table = FactorTable::shipped();
  ASSERT_EQ(csv.size(), 20u);
  const WearProcess tyre{.car_tsp_g_per_km = 0.0107, .pm10 = 0.6, .pm25 = 0.42},
      brake{.car_tsp_g_per_km = 0.0075, .pm10 = 0.98, .pm25 = 0.39},
      road{.car_tsp_g_per_km = 0.015, .pm10 = 0.5, .pm25 = 0.27};
  const std::map<std::string, Wear> wear{
      {"passenger_car", table.wear({Vehicle::car, Propulsion::petrol, "Medium", "Euro 4"})},
      {"lcv", table.wear({Vehicle::van, Propulsion::diesel, "N1-II", "Euro 4"})},
      {"hdv_4axle_load0.5",
       wear_of(tyre, truck_tyre_tsp(0.0107, 4, 0.5), brake, truck_brake_tsp(0.0075, 0.5), road, 0.076)},
      {"bus_2axle_load0.3",
       table.wear({Vehicle::bus, Propulsion::diesel, "Urban Buses Standard 15 - 18 t", "Euro V"})}};
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const Speed speed(csv.number(row, "speed_kmh") / 3.6);
    const Wear& vehicle = wear.at(csv.text(row, "vehicle"));
    EXPECT_NEAR(in_g_km(vehicle.pm10(speed)), csv.number(row, "total_PM10_g_km"), 1.1e-6) << csv.place(row);
    EXPECT_NEAR(in_g_km(vehicle.pm25(speed)), csv.number(row, "total_PM2.5_g_km"), 1.1e-6) << csv.place(row);
  }
}

}  // namespace
