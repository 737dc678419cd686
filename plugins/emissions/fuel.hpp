#pragma once

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "plugins/emissions/emission.hpp"

namespace planspiel::emissions {

/// A fuel's heat and carbon.
struct Fuel {
  double co2_kg_per_kg = 0.0;      ///< CO2 of burning
  double heat_MJ_per_kg = 1.0;     ///< lower heating value
  double upstream_g_per_MJ = 0.0;  ///< CO2e of making and bringing it, per MJ burnt

  /// Tank-to-wheel CO2 per MJ burnt.
  double ttw_g_per_MJ() const { return 1000.0 * co2_kg_per_kg / heat_MJ_per_kg; }
  /// Well-to-wheel CO2e per MJ burnt. CH4 and N2O of the exhaust (below 1 %) are left out.
  double wtw_g_per_MJ() const { return ttw_g_per_MJ() + upstream_g_per_MJ; }
};

/// Electricity of one year.
struct ElectricityMix {
  double direct_g_per_kWh = 0.0;    ///< CO2 of the power stations
  double upstream_g_per_kWh = 0.0;  ///< CO2e of the upstream of their fuels
  Text source{};                    ///< of the numbers, with their place in grid.csv
  double wtw_g_per_kWh() const { return direct_g_per_kWh + upstream_g_per_kWh; }
};

/// Energy and both kinds of CO2 of burning a fuel.
inline EmissionPerDistance burning(const Fuel& fuel, double energy_MJ_per_km) {
  EmissionPerDistance emission;
  emission.energy = MJ_per_km(energy_MJ_per_km);
  emission[Pollutant::co2_ttw] = g_per_km(energy_MJ_per_km * fuel.ttw_g_per_MJ());
  emission[Pollutant::co2_wtw] = g_per_km(energy_MJ_per_km * fuel.wtw_g_per_MJ());
  return emission;
}

/// Energy and CO2e of drawing electricity; there is no CO2 at the vehicle.
inline EmissionPerDistance drawing(const ElectricityMix& mix, EnergyPerDistance at_socket) {
  EmissionPerDistance emission;
  emission.energy = at_socket;
  emission[Pollutant::co2_wtw] = g_per_km(in_kWh_km(at_socket) * mix.wtw_g_per_kWh());
  return emission;
}

}  // namespace planspiel::emissions
