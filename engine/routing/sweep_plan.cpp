#include "engine/routing/sweep_plan.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace planspiel {
namespace {

/// Where a vertex lies in the order: its own rank or, for a connector, that of its first inner neighbour, so that
/// neighbouring origins share a block.
std::uint32_t locality(const Hierarchy& h, VertexId vertex) {
  const std::uint32_t rank = h.rank(vertex);
  for (std::uint32_t i = h.first_link()[rank]; rank < h.first_filled() && i < h.first_link()[rank + 1]; ++i) {
    if (h.link_head()[i] >= h.first_filled()) return h.link_head()[i];
  }
  return rank;
}

/// Links of the listed ranks to listed higher ranks. `node_of` maps ranks to nodes.
template <class NodeOf>
void add_links(const Hierarchy& h, std::uint32_t direction, const NodeOf& node_of, SweepNodes& nodes) {
  nodes.first.assign(1, 0);
  for (std::uint32_t node = 0; node < nodes.size(); ++node) {
    const std::uint32_t rank = nodes.rank[node];
    for (std::uint32_t link = h.first_link()[rank]; link < h.first_link()[rank + 1]; ++link) {
      nodes.tail.push_back(node);
      nodes.head.push_back(node_of(h.link_head()[link]));
      nodes.slot.push_back(2 * link + direction);
    }
    nodes.first.push_back(static_cast<std::uint32_t>(nodes.head.size()));
  }
}

}  // namespace

SweepPlan::SweepPlan(const Hierarchy& hierarchy, std::span<const VertexId> origins,
                     std::span<const VertexId> destinations)
    : hierarchy_(&hierarchy), origins_(origins.size()), down_of_rank_(hierarchy.vertices(), kNone) {
  plan_down(destinations);
  std::vector<std::uint32_t> order(origins.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t at_a = locality(hierarchy, origins[a]), at_b = locality(hierarchy, origins[b]);
    return at_a != at_b ? at_a < at_b : a < b;
  });
  for (std::size_t first = 0; first < order.size(); first += kLanes) {
    const std::size_t count = std::min(kLanes, order.size() - first);
    blocks_.push_back(plan_block(std::span<const std::uint32_t>(order).subspan(first, count), origins));
  }
}

void SweepPlan::plan_down(std::span<const VertexId> destinations) {
  std::vector<std::uint32_t> ranks;
  for (const VertexId vertex : destinations) ranks.push_back(hierarchy_->rank(vertex));
  down_.rank = hierarchy_->closure(ranks);
  std::reverse(down_.rank.begin(), down_.rank.end());
  for (std::uint32_t node = 0; node < down_.size(); ++node) down_of_rank_[down_.rank[node]] = node;
  add_links(
      *hierarchy_, 1, [&](std::uint32_t rank) { return down_of_rank_[rank]; }, down_);
  for (const std::uint32_t rank : ranks) target_.push_back(down_of_rank_[rank]);
}

SweepBlock SweepPlan::plan_block(std::span<const std::uint32_t> origin, std::span<const VertexId> vertices) {
  SweepBlock block;
  block.origin.assign(origin.begin(), origin.end());
  std::vector<std::uint32_t> ranks;
  for (const std::uint32_t i : origin) ranks.push_back(hierarchy_->rank(vertices[i]));
  block.up.rank = hierarchy_->closure(ranks);
  const auto node_of = [&](std::uint32_t rank) {
    const auto& all = block.up.rank;
    return static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), rank) - all.begin());
  };
  add_links(*hierarchy_, 0, node_of, block.up);
  for (const std::uint32_t rank : ranks) block.start.push_back(node_of(rank));
  for (const std::uint32_t rank : block.up.rank) block.down_node.push_back(down_of_rank_[rank]);
  return block;
}

}  // namespace planspiel
