#pragma once

/// Addressed random numbers: a draw is a function of (seed, stream, row, draw) and of nothing else.
/// Generator: Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/math.hpp"

namespace planspiel {

/// One Philox4x32-10 block of a counter under a key.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53u} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * counter[2];
    counter = {std::uint32_t(b >> 32) ^ counter[1] ^ key[0], std::uint32_t(b),
               std::uint32_t(a >> 32) ^ counter[3] ^ key[1], std::uint32_t(a)};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return counter;
}

/// FNV-1a, 64 bits: gives a stream its number.
constexpr std::uint64_t stream_number(std::string_view name) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : name) hash = (hash ^ std::uint8_t(c)) * 1099511628211ull;
  return hash;
}

class RandomStream {
 public:
  constexpr RandomStream(std::uint64_t seed, std::string_view name) {
    const std::uint64_t key = stream_number(name) ^ (seed * 0x9E3779B97F4A7C15ull);
    key_ = {std::uint32_t(key), std::uint32_t(key >> 32)};
  }

  /// Four independent 32-bit words at an address.
  constexpr std::array<std::uint32_t, 4> words(std::uint64_t row, std::uint64_t draw = 0) const {
    return philox({std::uint32_t(row), std::uint32_t(row >> 32), std::uint32_t(draw), std::uint32_t(draw >> 32)}, key_);
  }
  /// Uniform in the open interval (0, 1), 53 bits.
  constexpr double uniform(std::uint64_t row, std::uint64_t draw = 0) const {
    const auto w = words(row, draw);
    const std::uint64_t bits = (std::uint64_t{w[0]} << 21) ^ (w[1] >> 11);
    return (double(bits & ((1ull << 53) - 1)) + 0.5) * 0x1.0p-53;
  }
  /// Standard Gumbel by inversion.
  double gumbel(std::uint64_t row, std::uint64_t draw = 0) const { return -math::log(-math::log(uniform(row, draw))); }
  /// Exponential with mean 1.
  double exponential(std::uint64_t row, std::uint64_t draw = 0) const { return -math::log(uniform(row, draw)); }
  /// Standard normal (Box–Muller, one of the pair).
  double normal(std::uint64_t row, std::uint64_t draw = 0) const;

 private:
  std::array<std::uint32_t, 2> key_{};
};

inline double RandomStream::normal(std::uint64_t row, std::uint64_t draw) const {
  const auto w = words(row, draw);
  const double u = (double(w[0]) + 0.5) * 0x1.0p-32, v = (double(w[1]) + 0.5) * 0x1.0p-32;
  return math::sqrt(-2.0 * math::log(u)) * math::cos_turn(v);
}

}  // namespace planspiel
