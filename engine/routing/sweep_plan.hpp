#pragma once

/// What a sweep from many origins to many destinations has to look at, found once per set of origins and
/// destinations and used for every metric.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/routing/hierarchy.hpp"

namespace planspiel {

/// Origins that are swept together, one per lane of the vector unit.
inline constexpr std::size_t kLanes = 16;

/// Ranks in the order in which a sweep visits them, with the links that it follows.
struct SweepNodes {
  std::vector<std::uint32_t> rank;
  std::vector<std::uint32_t> first;  ///< node → first of its links; one more than nodes
  std::vector<std::uint32_t> tail;   ///< link → node it belongs to
  std::vector<std::uint32_t> head;   ///< link → node at the upper end
  std::vector<std::uint32_t> slot;   ///< link → slot of the metric
  std::size_t size() const { return rank.size(); }
};

/// Up to 16 neighbouring origins and the part of the hierarchy that they climb.
struct SweepBlock {
  std::vector<std::uint32_t> origin;  ///< lane → number of the origin
  std::vector<std::uint32_t> start;   ///< lane → node of `up`
  SweepNodes up;                      ///< ranks ascending, links to higher nodes (upward slots)
  /// Node of `up` → node of the plan's `down`; kNone where no destination lies below.
  std::vector<std::uint32_t> down_node;
};

class SweepPlan {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  /// The same vertex may be named more than once.
  SweepPlan(const Hierarchy& hierarchy, std::span<const VertexId> origins, std::span<const VertexId> destinations);

  const Hierarchy& hierarchy() const { return *hierarchy_; }
  std::size_t origins() const { return origins_; }
  std::size_t destinations() const { return target_.size(); }
  const std::vector<SweepBlock>& blocks() const { return blocks_; }
  /// The ranks above destinations, descending, with links to higher nodes (downward slots).
  const SweepNodes& down() const { return down_; }
  /// Destination → node of `down`.
  const std::vector<std::uint32_t>& target() const { return target_; }

 private:
  void plan_down(std::span<const VertexId> destinations);
  SweepBlock plan_block(std::span<const std::uint32_t> origin, std::span<const VertexId> vertices);

  const Hierarchy* hierarchy_;
  std::size_t origins_;
  SweepNodes down_;
  std::vector<std::uint32_t> target_;
  std::vector<SweepBlock> blocks_;
  std::vector<std::uint32_t> down_of_rank_;
};

}  // namespace planspiel
