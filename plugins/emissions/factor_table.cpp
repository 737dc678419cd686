#include "plugins/emissions/factor_table.hpp"

#include <algorithm>
#include <set>

#include "emissions_code/cold_start_csv.hpp"
#include "emissions_code/fuels_csv.hpp"
#include "emissions_code/grid_csv.hpp"
#include "emissions_code/hot_factors_csv.hpp"
#include "emissions_code/transit_csv.hpp"
#include "emissions_code/vehicles_csv.hpp"
#include "emissions_code/wear_csv.hpp"
#include "emissions_code/year_csv.hpp"
#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::emissions {

namespace {

constexpr std::array<std::string_view, 4> kQuantityNames{"energy", "nox", "pm", "energy_electric"};
constexpr std::array<std::string_view, 3> kProcessNames{"tyre", "brake", "road"};

/// Rows of the data files: light and heavy trucks are one family of sizes.
std::string family(Vehicle vehicle) {
  if (vehicle == Vehicle::light_truck || vehicle == Vehicle::heavy_truck) return "truck";
  return std::string(kVehicleNames[static_cast<std::size_t>(vehicle)]);
}

/// The kinds of vehicle of the table fleet that a row of the data files is for.
std::vector<Vehicle> kinds_of(const std::string& family_name) {
  if (family_name == "truck") return {Vehicle::light_truck, Vehicle::heavy_truck};
  for (std::size_t i = 0; i < kVehicleNames.size(); ++i)
    if (kVehicleNames[i] == family_name) return {static_cast<Vehicle>(i)};
  return {};
}

std::string name_of(Propulsion propulsion) {
  return std::string(kPropulsionNames[static_cast<std::size_t>(propulsion)]);
}

template <class Names>
std::size_t index_of(const Csv& csv, std::size_t row, std::string_view column, const Names& names) {
  const std::string& text = csv.text(row, column);
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end())
    throw Error(ErrorKind::input, csv.place(row) + ": column '" + std::string(column) + "': unknown '" + text + "'");
  return static_cast<std::size_t>(found - names.begin());
}

/// The engine's fuel by its name in fuels.csv; empty where nothing burns.
std::string_view fuel_name(Propulsion propulsion) {
  switch (propulsion) {
    case Propulsion::petrol:
    case Propulsion::hybrid:
    case Propulsion::plug_in_hybrid:
      return "petrol";
    case Propulsion::diesel:
      return "diesel";
    case Propulsion::gas:
      return "gas";
    default:
      return "";
  }
}

}  // namespace

std::string VehicleType::text() const {
  std::string result = std::string(kVehicleNames[static_cast<std::size_t>(vehicle)]) + " " + name_of(propulsion);
  if (!segment.empty()) result += " " + segment;
  if (!euro.empty()) result += " " + euro;
  return result;
}

FactorTable::FactorTable(const FactorTexts& texts) {
  read_hot(texts.hot);
  read_fuels(texts.fuels);
  read_grid(texts.grid);
  read_wear(texts.wear);
  read_cold(texts.cold);
  read_vehicles(texts.vehicles);
  read_transit(texts.transit);
  read_year(texts.year);
}

FactorTable FactorTable::shipped() {
  return FactorTable({embedded::hot_factors_csv, embedded::fuels_csv, embedded::grid_csv, embedded::wear_csv,
                      embedded::cold_start_csv, embedded::vehicles_csv, embedded::transit_csv, embedded::year_csv});
}

void FactorTable::read_hot(std::string_view text) {
  const Csv csv = Csv::parse(text, "hot_factors.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const Key key{csv.text(row, "vehicle"), csv.text(row, "propulsion"), csv.text(row, "segment"),
                  csv.text(row, "euro")};
    const std::size_t quantity = index_of(csv, row, "quantity", kQuantityNames);
    const auto propulsion = static_cast<Propulsion>(index_of(csv, row, "propulsion", kPropulsionNames));
    auto [factors, is_new] = hot_.try_emplace(key);
    if (factors->second[quantity])
      throw Error(ErrorKind::input, csv.place(row) + ": a second row for " + join({key.begin(), key.end()}, " ") + " " +
                                        csv.text(row, "quantity"));
    factors->second[quantity] = HotFactor{
        csv.number(row, "vmin"),  csv.number(row, "vmax"),  csv.number(row, "alpha"),   csv.number(row, "beta"),
        csv.number(row, "gamma"), csv.number(row, "delta"), csv.number(row, "epsilon"), csv.number(row, "zeta"),
        csv.number(row, "eta"),   csv.number(row, "rf")};
    const std::string& technology = csv.text(row, "technology");
    hot_source_[key][quantity] = "EMEP/EEA guidebook 2019, 1.A.3.b.i-iv, Appendix 4" +
                                 (technology.empty() ? "" : ", technology " + technology) + " (" + csv.place(row) + ")";
    if (is_new)
      for (const Vehicle vehicle : kinds_of(key[0])) types_.push_back({vehicle, propulsion, key[2], key[3]});
  }
}

void FactorTable::read_fuels(std::string_view text) {
  const Csv csv = Csv::parse(text, "fuels.csv");
  for (std::size_t row = 0; row < csv.size(); ++row)
    fuels_[csv.text(row, "fuel")] = {csv.number(row, "co2"), csv.number(row, "heat"), csv.number(row, "upstream")};
}

void FactorTable::read_grid(std::string_view text) {
  const Csv csv = Csv::parse(text, "grid.csv");
  for (std::size_t row = 0; row < csv.size(); ++row)
    grid_[{static_cast<std::int64_t>(csv.number(row, "year")), csv.text(row, "path")}] = {
        csv.number(row, "direct"), csv.number(row, "upstream"),
        Text{csv.text(row, "source_de"), csv.text(row, "source")} + same_text(" (" + csv.place(row) + ")")};
}

void FactorTable::read_wear(std::string_view text) {
  const Csv csv = Csv::parse(text, "wear.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const std::size_t process = index_of(csv, row, "process", kProcessNames);
    wear_[process] = {csv.number(row, "car"), csv.number(row, "pm10"), csv.number(row, "pm25"),
                      csv.number(row, "battery")};
    van_tsp_[process] = csv.number(row, "van");
    if (csv.text(row, "process") == "road") truck_road_tsp_ = csv.number(row, "truck");
  }
}

void FactorTable::read_cold(std::string_view text) {
  const Csv csv = Csv::parse(text, "cold_start.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    index_of(csv, row, "quantity", kQuantityNames);
    cold_[{csv.text(row, "fuel"), csv.text(row, "segment"), csv.text(row, "euro"), csv.text(row, "quantity")}] = {
        csv.number(row, "bc0"), csv.number(row, "bc_km"), csv.number(row, "a"), csv.number(row, "b"),
        csv.number(row, "c"),   csv.number(row, "d"),     csv.number(row, "e"), csv.number(row, "f")};
  }
}

void FactorTable::read_vehicles(std::string_view text) {
  const Csv csv = Csv::parse(text, "vehicles.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const std::string& segment = csv.text(row, "segment");
    sizes_[{csv.text(row, "vehicle"), segment}] = {
        csv.number(row, "axles"),
        csv.number(row, "load"),
        {csv.number(row, "mass"), csv.number(row, "drag"), csv.number(row, "rolling"), csv.number(row, "dynamics"),
         csv.number(row, "base"), csv.number(row, "heat"), csv.number(row, "cool")}};
    for (const Vehicle vehicle : kinds_of(csv.text(row, "vehicle")))
      types_.push_back({vehicle, Propulsion::battery, segment, ""});
  }
}

void FactorTable::read_transit(std::string_view text) {
  const Csv csv = Csv::parse(text, "transit.csv");
  for (std::size_t row = 0; row < csv.size(); ++row) {
    index_of(csv, row, "mode", kTransitModeNames);
    train_kWh_per_km_[csv.text(row, "mode")] = csv.number(row, "energy");
  }
}

void FactorTable::read_year(std::string_view text) {
  const Csv csv = Csv::parse(text, "year.csv");
  for (std::size_t row = 0; row < csv.size(); ++row)
    if (csv.text(row, "quantity") == "working_days") working_days_ = csv.number(row, "value");
  if (!(working_days_ > 0.0)) throw Error(ErrorKind::input, "year.csv has no row 'working_days'");
}

std::string FactorTable::hot_source(const VehicleType& type, HotQuantity quantity) const {
  const auto found = hot_source_.find({family(type.vehicle), name_of(type.propulsion), type.segment, type.euro});
  if (found == hot_source_.end() || found->second[static_cast<std::size_t>(quantity)].empty()) fail_hot(type, quantity);
  return found->second[static_cast<std::size_t>(quantity)];
}

const HotFactor& FactorTable::hot(const VehicleType& type, HotQuantity quantity) const {
  const auto found = hot_.find({family(type.vehicle), name_of(type.propulsion), type.segment, type.euro});
  if (found == hot_.end() || !found->second[static_cast<std::size_t>(quantity)]) fail_hot(type, quantity);
  return *found->second[static_cast<std::size_t>(quantity)];
}

void FactorTable::fail_hot(const VehicleType& type, HotQuantity quantity) const {
  std::set<std::string> propulsions, segments, classes;
  for (const auto& [key, factors] : hot_) {
    if (key[0] != family(type.vehicle)) continue;
    propulsions.insert(key[1]);
    if (key[1] != name_of(type.propulsion)) continue;
    segments.insert(key[2]);
    if (key[2] == type.segment) classes.insert(key[3]);
  }
  const auto listed = [](const std::set<std::string>& names) { return join({names.begin(), names.end()}, ", "); };
  std::string message =
      "no factor '" + std::string(kQuantityNames[static_cast<std::size_t>(quantity)]) + "' for " + type.text();
  if (segments.empty())
    message += ": factors exist for propulsion " + listed(propulsions);
  else if (classes.empty())
    message += ": factors exist for segment " + listed(segments);
  else
    message += ": factors exist for " + listed(classes);
  throw Error(ErrorKind::input, message);
}

const Fuel& FactorTable::fuel(Propulsion propulsion) const {
  const auto found = fuels_.find(fuel_name(propulsion));
  if (found == fuels_.end())
    throw Error(ErrorKind::input, "no fuel for propulsion '" + name_of(propulsion) + "' in fuels.csv");
  return found->second;
}

const ElectricityMix& FactorTable::electricity(std::int64_t year, std::string_view path) const {
  for (const std::string& of : {std::string(), std::string(path)})
    if (const auto found = grid_.find({year, of}); found != grid_.end()) return found->second;
  const std::int64_t first = grid_.begin()->first.first, last = grid_.rbegin()->first.first;
  if (year < first || year > last)
    throw Error(ErrorKind::config, "no electricity of the year " + std::to_string(year) + ": known are " +
                                       std::to_string(first) + " to " + std::to_string(last));
  throw Error(ErrorKind::config, "no electricity of the year " + std::to_string(year) + " on the path '" +
                                     std::string(path) + "': known are trend and target");
}

const FactorTable::Size& FactorTable::size(const VehicleType& type) const {
  const auto found = sizes_.find({family(type.vehicle), type.segment});
  if (found != sizes_.end()) return found->second;
  std::vector<std::string> segments;
  for (const auto& [key, known] : sizes_)
    if (key[0] == family(type.vehicle)) segments.push_back(key[1]);
  throw Error(ErrorKind::input, "no size for " + type.text() + ": sizes exist for segment " + join(segments, ", "));
}

Wear FactorTable::wear(const VehicleType& type) const {
  const Size& vehicle = size(type);
  std::array<double, 3> tsp{wear_[0].car_tsp_g_per_km, wear_[1].car_tsp_g_per_km, wear_[2].car_tsp_g_per_km};
  if (type.vehicle == Vehicle::van)
    tsp = van_tsp_;
  else if (type.vehicle != Vehicle::car)
    tsp = {truck_tyre_tsp(tsp[0], vehicle.axles, vehicle.load), truck_brake_tsp(tsp[1], vehicle.load), truck_road_tsp_};
  if (type.propulsion == Propulsion::battery || type.propulsion == Propulsion::fuel_cell)
    for (std::size_t process = 0; process < tsp.size(); ++process) tsp[process] *= wear_[process].battery;
  return wear_of(wear_[0], tsp[0], wear_[1], tsp[1], wear_[2], tsp[2]);
}

const BatteryVehicle& FactorTable::battery(const VehicleType& type) const { return size(type).battery; }

std::optional<ColdRatio> FactorTable::cold(const VehicleType& type, HotQuantity quantity) const {
  const std::string fuel(fuel_name(type.propulsion)), name(kQuantityNames[static_cast<std::size_t>(quantity)]);
  for (const Key& key :
       {Key{fuel, type.segment, type.euro, name}, Key{fuel, "all", type.euro, name}, Key{fuel, "all", "all", name}})
    if (const auto found = cold_.find(key); found != cold_.end()) return found->second;
  return std::nullopt;
}

EnergyPerDistance FactorTable::train(TransitMode mode) const {
  const std::string_view name = kTransitModeNames[static_cast<std::size_t>(mode)];
  const auto found = train_kWh_per_km_.find(name);
  if (found == train_kWh_per_km_.end())
    throw Error(ErrorKind::input, "no energy of a train for '" + std::string(name) + "' in transit.csv");
  return Wh_per_km(found->second * 1000.0);
}

}  // namespace planspiel::emissions
