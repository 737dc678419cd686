#pragma once

/// What traffic uses and emits: energy and pollutants that always go together.

#include <array>

#include "engine/base/id.hpp"
#include "engine/base/quantity.hpp"
#include "engine/city/domain.hpp"

namespace planspiel::emissions {

/// co2_ttw is CO2 at the exhaust (tank-to-wheel), co2_wtw is CO2e with the upstream of fuel and electricity
/// (well-to-wheel): two boundaries that are never added. pm25 is part of pm10; both hold exhaust and wear.
enum class Pollutant { co2_ttw, co2_wtw, nox, pm10, pm25 };
inline constexpr std::array kPollutantEntries{
    AxisEntry{"co2_ttw", "CO2 am Auspuff (Tank-to-Wheel)", "CO2 at the exhaust (tank-to-wheel)", "kg"},
    AxisEntry{"co2_wtw", "CO2e mit Vorkette (Well-to-Wheel)", "CO2e with upstream (well-to-wheel)", "kg"},
    AxisEntry{"nox", "NOx", "NOx", "g"}, AxisEntry{"pm10", "PM10 (Abgas und Abrieb)", "PM10 (exhaust and wear)", "g"},
    AxisEntry{"pm25", "PM2,5 (Abgas und Abrieb)", "PM2.5 (exhaust and wear)", "g"}};
struct PollutantAxis : Id<PollutantAxis> {
  using Id::Id;
  constexpr PollutantAxis(Pollutant p) : Id(static_cast<std::size_t>(p)) {}
  static constexpr std::size_t kCount = kPollutantEntries.size();
  static constexpr AxisDescriptor kAxis{"pollutant", "Schadstoff", "pollutant", kPollutantEntries};
};
inline constexpr IdRange<PollutantAxis> kPollutants{PollutantAxis::kCount};

/// Energy is final energy: fuel in the tank by its lower heating value, electricity at the socket (charging loss
/// included).
template <class EnergyAmount, class Mass>
struct Emission {
  EnergyAmount energy{};
  std::array<Mass, PollutantAxis::kCount> mass{};

  Mass& operator[](PollutantAxis pollutant) { return mass[pollutant.index()]; }
  const Mass& operator[](PollutantAxis pollutant) const { return mass[pollutant.index()]; }
  Emission& operator+=(const Emission& other) {
    energy += other.energy;
    for (const PollutantAxis each : kPollutants) (*this)[each] += other[each];
    return *this;
  }
  friend Emission operator+(Emission a, const Emission& b) { return a += b; }
  friend Emission operator*(Emission a, double factor) {
    a.energy = a.energy * factor;
    for (Mass& each : a.mass) each = each * factor;
    return a;
  }
  friend Emission operator*(double factor, const Emission& a) { return a * factor; }
};

/// Per vehicle and distance.
using EmissionPerDistance = Emission<EnergyPerDistance, EmissionFactor>;
/// Altogether.
using EmissionTotal = Emission<Energy, Grams>;

inline EmissionTotal operator*(const EmissionPerDistance& factor, Metres distance) {
  EmissionTotal total{.energy = factor.energy * distance};
  for (const PollutantAxis each : kPollutants) total[each] = factor[each] * distance;
  return total;
}

constexpr EnergyPerDistance MJ_per_km(double value) { return EnergyPerDistance(value * 1e6); }
constexpr EnergyPerDistance Wh_per_km(double value) { return EnergyPerDistance(value * 3600.0); }
constexpr double in_MJ_km(EnergyPerDistance q) { return q.value / 1e6; }
constexpr double in_kWh_km(EnergyPerDistance q) { return q.value / 3.6e6; }
constexpr double in_MJ(Energy q) { return q.value / 1e9; }
constexpr EmissionFactor g_per_km(double value) { return EmissionFactor(value / 1000.0); }

}  // namespace planspiel::emissions
