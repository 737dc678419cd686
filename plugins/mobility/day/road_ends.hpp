#pragma once

/// Where traffic from outside enters the network: over the ends of its main roads.
///
/// A road end is a place where main roads (motorway to secondary, no ramps) end with no other main road ahead, seen
/// from the middle of the territory, or a motorway ends with no other motorway ahead; both carriageways, and other
/// roads that end within 2 km, are one. An external zone with main roads around it joins these. One farther out
/// enters over the road ends in its direction, by fixed shares
///   s(z, e) ∝ λ(e) · c(e) · exp(-(d(z, e) + d(e, middle) - least) / roads.ends_excess)
/// with c the capacity of the roads there, or what the roads behind take on the way to halfway to the middle, and λ ≤ 1
/// such that no end gets more than roads.ends_busy of its capacity in the busiest hour, as long as there is room
/// elsewhere. Shares are the same in and out: the directions of a day balance.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

struct RoadEnd {
  std::vector<NodeId> enter{}, leave{};  ///< where inbound roads begin, where outbound roads end
  Point place{};
  double capacity = 0.0;  ///< PCU/h, of the weaker direction and of the roads behind
};

std::vector<RoadEnd> find_road_ends(const Nodes& nodes, const Roads& roads, Point middle);

/// The middle of the residents of the territory.
Point middle_of(const Zones& zones);

/// PCU of each external zone in its busiest hour, in the direction of the tours' way in.
std::vector<double> busiest_hour(const Zones& zones, const ExternalDemand& external, const RoadCoefficients& c);

/// Who enters where. Trips start and end at centroids: one for each zone, then one for each road end.
class Entries {
 public:
  Entries() = default;
  /// `near` zones have roads of their own and enter at their own centroid.
  Entries(const Zones& zones, const std::vector<RoadEnd>& ends, std::span<const std::uint8_t> near,
          std::span<const double> demand, const RoadCoefficients& coefficients);

  /// A part of a zone's trips: the centroid, and the way outside the network.
  struct Way {
    std::uint32_t centroid = 0;
    float share = 1.0f, outside_s = 0.0f, outside_m = 0.0f;
  };
  std::span<const Way> of(ZoneId zone) const { return ways_[zone.index()]; }
  std::size_t zones() const { return ways_.size(); }
  std::size_t centroids() const { return centroids_; }

  /// Trips between zones as trips between centroids; both row-major, the diagonal of the latter 0.
  std::vector<float> spread(std::span<const float> trips) const;
  /// Which part of the way outside is added to what is known between centroids.
  enum class Outside { nothing, seconds, metres };
  /// Means between zones from values between centroids, by shares.
  void gather(std::span<const float> of_centroids, Outside outside, std::span<float> of_zones) const;

 private:
  std::vector<std::vector<Way>> ways_;  ///< of each zone
  std::size_t centroids_ = 0;
};

}  // namespace planspiel::mobility
