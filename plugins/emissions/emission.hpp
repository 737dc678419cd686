#pragma once

/// What traffic uses and emits: six amounts that always go together.

#include <array>
#include <string_view>

#include "engine/base/quantity.hpp"

namespace planspiel::emissions {

/// Energy is final energy: fuel in the tank by its lower heating value, electricity at the socket (charging loss
/// included). co2_ttw is CO2 at the exhaust (tank-to-wheel), co2_wtw is CO2e with the upstream of fuel and electricity
/// (well-to-wheel): two boundaries that are never added. pm25 is part of pm10; both hold exhaust and wear.
template <class EnergyAmount, class Mass>
struct Emission {
  EnergyAmount energy{};
  Mass co2_ttw{}, co2_wtw{}, nox{}, pm10{}, pm25{};

  Emission& operator+=(const Emission& other) {
    energy += other.energy;
    co2_ttw += other.co2_ttw;
    co2_wtw += other.co2_wtw;
    nox += other.nox;
    pm10 += other.pm10;
    pm25 += other.pm25;
    return *this;
  }
  friend Emission operator+(Emission a, const Emission& b) { return a += b; }
  friend Emission operator*(const Emission& a, double factor) {
    return {a.energy * factor, a.co2_ttw * factor, a.co2_wtw * factor,
            a.nox * factor,    a.pm10 * factor,    a.pm25 * factor};
  }
  friend Emission operator*(double factor, const Emission& a) { return a * factor; }
};

/// Per vehicle and distance.
using EmissionPerDistance = Emission<EnergyPerDistance, EmissionFactor>;
/// Altogether.
using EmissionTotal = Emission<Energy, Grams>;

inline EmissionTotal operator*(const EmissionPerDistance& factor, Metres distance) {
  return {factor.energy * distance, factor.co2_ttw * distance, factor.co2_wtw * distance,
          factor.nox * distance,    factor.pm10 * distance,    factor.pm25 * distance};
}

constexpr EnergyPerDistance MJ_per_km(double value) { return EnergyPerDistance(value * 1e6); }
constexpr EnergyPerDistance Wh_per_km(double value) { return EnergyPerDistance(value * 3600.0); }
constexpr double in_MJ_km(EnergyPerDistance q) { return q.value / 1e6; }
constexpr double in_kWh_km(EnergyPerDistance q) { return q.value / 3.6e6; }
constexpr double in_MJ(Energy q) { return q.value / 1e9; }
constexpr EmissionFactor g_per_km(double value) { return EmissionFactor(value / 1000.0); }

}  // namespace planspiel::emissions
