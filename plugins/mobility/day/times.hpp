#pragma once

/// When people leave, how long they stay, when they come back.

#include <cstdint>
#include <span>

#include "engine/base/random.hpp"
#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// The hours in which a tour's two ways are made.
struct TourTimes {
  Hour out{}, back{};
  float stay_h = 0.0f;  ///< at the activity
};

class Times {
 public:
  explicit Times(const TimeCoefficients& coefficients) : coefficients_(coefficients) {}
  /// An hour of leaving home by `departure`, 24 shares; a stay around the mean; back after the way out and the stay.
  TourTimes draw(std::span<const double> departure, Seconds mean_stay, const RandomStream& random,
                 std::uint64_t tour) const;
  /// The mean stay of people from around.
  Seconds stay_of(ExternalKind kind) const;

 private:
  TimeCoefficients coefficients_;
};

}  // namespace planspiel::mobility
