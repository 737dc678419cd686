#pragma once

/// Our own exp and log, where results depend on them: the same bits in every C library, inlined and vectorisable.

#include <bit>
#include <cmath>
#include <cstdint>

namespace planspiel::math {

/// e^x, relative error below 4e-16; 0 below -708, infinity above 709.7.
inline double exp(double x) {
  if (!(x > -708.0)) return x != x ? x : 0.0;
  if (x > 709.7) return HUGE_VAL;
  const double shifted = x * 1.4426950408889634 + 0x1.8p52;  // x / ln 2, rounded to an integer in the low bits
  const double n = shifted - 0x1.8p52;
  const double r = (x - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33;  // |r| <= ln2 / 2
  double p = 1.0 / 6227020800.0;  // Taylor series to r^13: the remainder is below 1e-17
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  const auto exponent = static_cast<std::int64_t>(n);
  return p * std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// Natural logarithm of a positive normal number, relative error below 4e-16; -infinity at 0, NaN below.
inline double log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -HUGE_VAL : std::nan("");
  if (x == HUGE_VAL) return x;
  int denormal_shift = 0;
  if (x < 0x1.0p-1022) {
    x *= 0x1.0p54;
    denormal_shift = -54;
  }
  std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  int exponent = int(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0xfffffffffffffull) | 0x3ff0000000000000ull);  // [1, 2)
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  const double s = (m - 1.0) / (m + 1.0), z = s * s;  // log m = 2 atanh s, |s| < 0.1716
  double p = 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  const double e = exponent + denormal_shift;
  return e * 0x1.62e42fee00000p-1 + (2.0 * s + (2.0 * s * z * p + e * 0x1.a39ef35793c76p-33));
}

inline double sqrt(double x) { return std::sqrt(x); }  // correctly rounded by IEEE 754
/// x^y for x > 0.
inline double pow(double x, double y) { return exp(y * log(x)); }
/// cos(2·pi·turn), turn in [0, 1]: absolute error below 1e-15.
inline double cos_turn(double turn) {
  double t = turn - 0.5;  // cos(2πturn) = -cos(2πt), t in [-0.5, 0.5]
  t = t < 0 ? -t : t;
  const bool flip = t > 0.25;  // cos(2πt) = -cos(2π(0.5 - t))
  if (flip) t = 0.5 - t;
  const double y = 6.283185307179586 * t, z = y * y;  // y in [0, π/2]
  double term = 1.0, sum = 1.0;
  for (int k = 1; k <= 12; ++k) {
    term *= -z / double((2 * k - 1) * (2 * k));
    sum += term;
  }
  return flip ? sum : -sum;
}

/// Φ(x), the standard normal distribution: Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8.
inline double normal_cdf(double x) {
  const double away = x < 0.0 ? -x : x;
  if (!(away < 38.0)) return x < 0.0 ? 0.0 : x > 0.0 ? 1.0 : x;
  const double t = 1.0 / (1.0 + 0.2316419 * away);
  const double p = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const double tail = 0.3989422804014327 * exp(-0.5 * away * away) * p;
  return x < 0.0 ? tail : 1.0 - tail;
}

}  // namespace planspiel::math
