#pragma once

/// Quantities are types: they cost nothing at run time, and wrong sums do not compile.

#include <compare>
#include <string>
#include <string_view>

namespace planspiel {

/// A value with physical dimension metre^L · second^T · gram^M · euro^C, held in exactly these units.
/// Counts (vehicles, persons, crew functions) are dimensionless.
template <int L, int T, int M = 0, int C = 0>
struct Quantity {
  double value = 0.0;

  constexpr Quantity() = default;
  constexpr explicit Quantity(double in_base_units) : value(in_base_units) {}

  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator-() const { return Quantity(-value); }
  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value -= other.value;
    return *this;
  }
  constexpr Quantity& operator*=(double factor) {
    value *= factor;
    return *this;
  }
  constexpr Quantity& operator/=(double divisor) {
    value /= divisor;
    return *this;
  }

  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value + b.value); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value - b.value); }
  friend constexpr Quantity operator*(Quantity a, double b) { return Quantity(a.value * b); }
  friend constexpr Quantity operator*(double a, Quantity b) { return Quantity(a * b.value); }
  friend constexpr Quantity operator/(Quantity a, double b) { return Quantity(a.value / b); }
};

/// Product and quotient of two quantities; a dimensionless result is a plain double.
template <int L1, int T1, int M1, int C1, int L2, int T2, int M2, int C2>
constexpr auto operator*(Quantity<L1, T1, M1, C1> a, Quantity<L2, T2, M2, C2> b) {
  if constexpr (L1 + L2 == 0 && T1 + T2 == 0 && M1 + M2 == 0 && C1 + C2 == 0)
    return a.value * b.value;
  else
    return Quantity<L1 + L2, T1 + T2, M1 + M2, C1 + C2>(a.value * b.value);
}
template <int L1, int T1, int M1, int C1, int L2, int T2, int M2, int C2>
constexpr auto operator/(Quantity<L1, T1, M1, C1> a, Quantity<L2, T2, M2, C2> b) {
  if constexpr (L1 == L2 && T1 == T2 && M1 == M2 && C1 == C2)
    return a.value / b.value;
  else
    return Quantity<L1 - L2, T1 - T2, M1 - M2, C1 - C2>(a.value / b.value);
}
template <int L, int T, int M, int C>
constexpr auto operator/(double a, Quantity<L, T, M, C> b) {
  return Quantity<-L, -T, -M, -C>(a / b.value);
}

using Metres = Quantity<1, 0>;
using SquareMetres = Quantity<2, 0>;
using Seconds = Quantity<0, 1>;
using Speed = Quantity<1, -1>;  ///< metres per second
using Flow = Quantity<0, -1>;   ///< vehicles (or persons) per second; write per hour
using Grams = Quantity<0, 0, 1>;
using EmissionFactor = Quantity<-1, 0, 1>;     ///< grams per vehicle and metre
using EmissionRate = Quantity<0, -1, 1>;       ///< grams per second
using Energy = Quantity<2, -2, 1>;             ///< gram·m²/s² (1 J = 1000 of these)
using EnergyPerDistance = Quantity<1, -2, 1>;  ///< energy per vehicle and metre
using Euros = Quantity<0, 0, 0, 1>;
using EurosPerHour = Quantity<0, -1, 0, 1>;      ///< held per second; a value of time or a parking price
using EurosPerDistance = Quantity<-1, 0, 0, 1>;  ///< held per metre

inline namespace literals {
constexpr Metres operator""_m(long double v) { return Metres(double(v)); }
constexpr Metres operator""_km(long double v) { return Metres(double(v) * 1000.0); }
constexpr Seconds operator""_s(long double v) { return Seconds(double(v)); }
constexpr Seconds operator""_min(long double v) { return Seconds(double(v) * 60.0); }
constexpr Seconds operator""_h(long double v) { return Seconds(double(v) * 3600.0); }
constexpr Speed operator""_m_s(long double v) { return Speed(double(v)); }
constexpr Speed operator""_km_h(long double v) { return Speed(double(v) / 3.6); }
constexpr Flow operator""_per_h(long double v) { return Flow(double(v) / 3600.0); }
constexpr Grams operator""_g(long double v) { return Grams(double(v)); }
constexpr EmissionFactor operator""_g_km(long double v) { return EmissionFactor(double(v) / 1000.0); }
constexpr Energy operator""_kWh(long double v) { return Energy(double(v) * 3.6e9); }
constexpr Energy operator""_MJ(long double v) { return Energy(double(v) * 1.0e9); }
constexpr Euros operator""_EUR(long double v) { return Euros(double(v)); }
constexpr EurosPerHour operator""_EUR_h(long double v) { return EurosPerHour(double(v) / 3600.0); }
constexpr EurosPerDistance operator""_EUR_km(long double v) { return EurosPerDistance(double(v) / 1000.0); }
}  // namespace literals

constexpr double in_km(Metres q) { return q.value / 1000.0; }
constexpr double in_minutes(Seconds q) { return q.value / 60.0; }
constexpr double in_hours(Seconds q) { return q.value / 3600.0; }
constexpr double in_km_h(Speed q) { return q.value * 3.6; }
constexpr double in_per_hour(Flow q) { return q.value * 3600.0; }
constexpr double in_g_km(EmissionFactor q) { return q.value * 1000.0; }
constexpr double in_kWh(Energy q) { return q.value / 3.6e9; }

/// A unit people read and write: its symbol and what one of it is in base units (m, s, g, EUR).
/// `value_in_base_units = value · factor`.
struct Unit {
  std::string symbol;
  double factor = 1.0;
  int length = 0, time = 0, mass = 0, currency = 0;  ///< dimension exponents
  bool same_dimension(const Unit& other) const {
    return length == other.length && time == other.time && mass == other.mass && currency == other.currency;
  }
};

/// The unit with this symbol ("km/h", "EUR/day", "%"). Throws Error(config) that lists near symbols.
const Unit& unit(std::string_view symbol);

/// Reads "30 km/h" as base units of `wanted`'s dimension. Throws Error(config) with a right example where the
/// number or the unit is missing, unknown or of another dimension.
double parse_quantity(std::string_view text, const Unit& wanted);

/// "30 km/h": the shortest text that reads back as the same number.
std::string format_quantity(double in_base_units, const Unit& shown);

}  // namespace planspiel
