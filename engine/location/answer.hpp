#pragma once

/// What every location solver answers: a set of sites, its value, and what no set can beat.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace planspiel::location {

/// Number of a site or of a place with demand, in the order of the problem's input.
using SiteNumber = std::uint32_t;
using PlaceNumber = std::uint32_t;

struct LocationAnswer {
  std::vector<SiteNumber> open{};  ///< ascending
  double value = 0.0;              ///< objective of `open`, summed anew by the solver at the end
  double bound = 0.0;              ///< proven: no feasible set has a better value
  std::uint64_t nodes = 0;         ///< of the branch and bound; 0 where the root closed the gap
};

/// |value − bound| / |value|; 0 where both are equal.
inline double relative_gap(const LocationAnswer& answer) {
  const double distance = std::abs(answer.value - answer.bound);
  return distance == 0.0 ? 0.0 : distance / std::max(std::abs(answer.value), 1e-300);
}

/// When a solver may stop before the proof is complete. With a limit on seconds the answer depends on the machine; the
/// bound stays proven.
struct SearchLimits {
  double gap = 0.0;  ///< relative
  double cpu_seconds = std::numeric_limits<double>::infinity();
  /// What the names of its streams of random numbers begin with: who asks decides which numbers are drawn.
  std::string_view streams = "location";
};

}  // namespace planspiel::location
