#include "plugins/emissions/vehicle_factors.hpp"

#include <algorithm>

#include "engine/base/options.hpp"

namespace planspiel::emissions {

namespace {
constexpr std::array<HotQuantity, 3> kExhaust{HotQuantity::energy, HotQuantity::nox, HotQuantity::pm};
constexpr std::size_t index(HotQuantity quantity) { return static_cast<std::size_t>(quantity); }
}  // namespace

VehicleFactors::VehicleFactors(const FactorTable& table, const VehicleType& type, const Conditions& conditions)
    : type_(type),
      conditions_(conditions),
      mix_(table.electricity(conditions.grid_year, choice_name(conditions.grid_path))),
      wear_(table.wear(type)) {
  if (type.propulsion == Propulsion::battery) {
    battery_ = table.battery(type);
    return;
  }
  for (const HotQuantity quantity : kExhaust) {
    hot_[index(quantity)] = table.hot(type, quantity);
    if (type.vehicle == Vehicle::car) cold_[index(quantity)] = table.cold(type, quantity);
  }
  fuel_ = table.fuel(type.propulsion);
  if (type.propulsion == Propulsion::plug_in_hybrid) {
    hot_[index(HotQuantity::energy_electric)] = table.hot(type, HotQuantity::energy_electric);
    battery_ = table.battery(type);
  }
}

double VehicleFactors::engine_share() const {
  if (type_.propulsion == Propulsion::battery) return 0.0;
  return type_.propulsion == Propulsion::plug_in_hybrid ? 1.0 - conditions_.plug_in_electric : 1.0;
}

EnergyPerDistance VehicleFactors::electricity(Speed mean_speed) const {
  if (!battery_) return {};
  if (type_.propulsion == Propulsion::battery) return socket_energy(*battery_, mean_speed, conditions_.temperature_c);
  // A plug-in hybrid on its battery: the guidebook's curve at the battery holds base load but no heating.
  const double climate_W = battery_->auxiliaries_W(conditions_.temperature_c) - battery_->base_W;
  const EnergyPerDistance at_battery =
      MJ_per_km(hot_[index(HotQuantity::energy_electric)]->at(mean_speed)) + auxiliary_energy(climate_W, mean_speed);
  return at_battery / road_load::kChargingEfficiency * conditions_.plug_in_electric;
}

FactorParts VehicleFactors::parts(Speed mean_speed) const {
  FactorParts parts;
  const double engine = engine_share();
  if (engine > 0.0) {
    parts.exhaust = burning(fuel_, hot_[index(HotQuantity::energy)]->at(mean_speed) * engine);
    parts.fuel = parts.exhaust.energy;
    parts.exhaust[Pollutant::nox] = g_per_km(hot_[index(HotQuantity::nox)]->at(mean_speed) * engine);
    parts.exhaust[Pollutant::pm10] = parts.exhaust[Pollutant::pm25] =
        g_per_km(hot_[index(HotQuantity::pm)]->at(mean_speed) * engine);
  }
  parts.electricity = electricity(mean_speed);
  parts.exhaust += drawing(mix_, parts.electricity);
  parts.wear_pm10 = wear_.pm10(mean_speed);
  parts.wear_pm25 = wear_.pm25(mean_speed);
  return parts;
}

std::optional<Speed> VehicleFactors::held_at(HotQuantity quantity, Speed mean_speed) const {
  const auto& factor = hot_[index(quantity)];
  if (!factor) return std::nullopt;
  const Speed used = std::clamp(mean_speed, Speed(factor->vmin_km_h / 3.6), Speed(factor->vmax_km_h / 3.6));
  return used == mean_speed ? std::nullopt : std::optional(used);
}

EmissionPerDistance VehicleFactors::at(Speed mean_speed) const {
  FactorParts all = parts(mean_speed);
  all.exhaust[Pollutant::pm10] += all.wear_pm10;
  all.exhaust[Pollutant::pm25] += all.wear_pm25;
  return all.exhaust;
}

EmissionTotal VehicleFactors::cold_start(Metres trip, Speed mean_speed) const {
  const double engine = engine_share();
  if (engine == 0.0) return {};
  const auto extra = [&](HotQuantity quantity) {
    const auto& ratio = cold_[index(quantity)];
    return ratio ? ratio->extra_distance(trip, mean_speed, conditions_.temperature_c) : Metres(0.0);
  };
  const auto excess = [&](HotQuantity quantity) {
    return g_per_km(hot_[index(quantity)]->at(mean_speed) * engine) * extra(quantity);
  };
  const double energy_MJ_km = hot_[index(HotQuantity::energy)]->at(mean_speed) * engine;
  EmissionTotal total = burning(fuel_, energy_MJ_km) * extra(HotQuantity::energy);
  total[Pollutant::nox] = excess(HotQuantity::nox);
  total[Pollutant::pm10] = total[Pollutant::pm25] = excess(HotQuantity::pm);
  return total;
}

}  // namespace planspiel::emissions
