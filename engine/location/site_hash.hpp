#pragma once

#include <cstdint>

namespace planspiel::location {

/// A fixed scrambled word for each site (splitmix64, Steele, Lea, Flood 2014). The sum over a set of sites is a hash of
/// the set that does not depend on their order.
constexpr std::uint64_t site_hash(std::uint32_t site) {
  std::uint64_t word = (std::uint64_t(site) + 1) * 0x9E3779B97F4A7C15ull;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ull;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBull;
  return word ^ (word >> 31);
}

}  // namespace planspiel::location
