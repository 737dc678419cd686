#pragma once

/// How travel time on a road grows with its traffic: t(x) = t0 · (1 + α · (x / c)^β), Bureau of Public Roads 1964, and
/// q · (x / c)^8 besides for the wait in front of a full junction at its end.
/// Time and volume may be in any unit, as long as all roads and the demand use the same.

#include <span>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/math.hpp"
#include "engine/routing/road_graph.hpp"

namespace planspiel::mobility {

/// What is known about a road.
struct RoadDelay {
  double free_time = 0.0;
  double capacity = 1.0;  ///< volume per period of the demand; above 0
  double alpha = 0.15;
  double beta = 4.0;   ///< 0, or at least 1
  double queue = 0.0;  ///< wait at the end at a volume of the capacity
};

/// Travel time, its slope and its integral for every arc.
class VolumeDelay {
 public:
  VolumeDelay() = default;
  /// Arcs without delay (passages, connectors): time 0 at any volume.
  explicit VolumeDelay(std::size_t arcs) : roads_(arcs) {}

  std::size_t size() const { return roads_.size(); }
  /// Throws Error(input) when a number is negative or not finite, the capacity is 0 or β lies between 0 and 1.
  void set(ArcId arc, const RoadDelay& road);

  /// Adds the delay of another road that the same volume drives: one after the other. Throws Error(internal) when the
  /// exponents differ.
  void append(ArcId arc, const VolumeDelay& other, ArcId road);

  double time(ArcId arc, double volume) const {
    const Curve& c = roads_[arc];
    return c.free + c.factor * power(volume, c.beta) + c.queue * eighth(volume);
  }
  /// The part of the time that is driving along the road, without the wait at its end.
  double running_time(ArcId arc, double volume) const { return time(arc, volume) - roads_[arc].queue * eighth(volume); }
  /// dt/dx
  double slope(ArcId arc, double volume) const {
    const Curve& c = roads_[arc];
    if (c.factor == 0.0) return 0.0;
    return c.factor * c.beta * power(volume, c.beta - 1.0) + 8.0 * c.queue * power(volume, 3.0) * power(volume, 4.0);
  }
  /// ∫ t dx from 0 to the volume
  double area(ArcId arc, double volume) const {
    const Curve& c = roads_[arc];
    return (c.free + c.factor * power(volume, c.beta) / (c.beta + 1.0) + c.queue * eighth(volume) / 9.0) * volume;
  }
  std::vector<double> times(std::span<const double> volume) const;
  /// Equal for arcs that may be merged into one: 0 without delay, else by the exponent (in quarters).
  std::uint8_t exponent_kind(ArcId arc) const {
    return roads_[arc].factor == 0.0 ? std::uint8_t{0} : static_cast<std::uint8_t>(1.0 + 4.0 * roads_[arc].beta);
  }

 private:
  /// t(x) = free + factor · x^beta + queue · x^8; a queue only where there is a factor
  struct Curve {
    double free = 0.0, factor = 0.0, beta = 4.0, queue = 0.0;
  };
  static double eighth(double x) {
    const double fourth = (x * x) * (x * x);
    return fourth * fourth;
  }
  static double power(double x, double exponent) {
    if (exponent == 4.0) return (x * x) * (x * x);
    if (exponent == 3.0) return x * x * x;
    if (exponent == 1.0) return x;
    if (exponent == 0.0) return 1.0;
    return x > 0.0 ? math::pow(x, exponent) : 0.0;
  }

  Column<ArcId, Curve> roads_;
};

}  // namespace planspiel::mobility
