#include "engine/routing/sweep.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/stop.hpp"
#include "engine/routing/sweep_kernel.hpp"

namespace planspiel {
namespace {

/// Blocks of origins are dealt to this many chunks, whose loads are added in order: independent of threads.
constexpr std::size_t kChunks = 8;

/// Labels and parents of 16 lanes, for the climb of one block and for the sweep down.
template <class Real>
struct Labels {
  std::vector<Real> up, down;
  std::vector<Parent<Real>> up_parent, down_parent;
  std::vector<std::uint8_t> climbed;  ///< nodes of the sweep down that the climb labels

  void prepare(const SweepBlock& block, const SweepPlan& plan) {
    up.assign(block.up.size() * kLanes, std::numeric_limits<Real>::infinity());
    up_parent.assign(up.size(), -1);
    down.resize(plan.down().size() * kLanes);
    down_parent.resize(down.size());
    climbed.assign(plan.down().size(), 0);
    for (std::size_t lane = 0; lane < block.start.size(); ++lane) up[block.start[lane] * kLanes + lane] = Real{0};
  }
  void hand_over(const SweepBlock& block) {
    for (std::size_t node = 0; node < block.up.size(); ++node) {
      const std::uint32_t below = block.down_node[node];
      if (below == SweepPlan::kNone) continue;
      climbed[below] = 1;
      std::copy_n(up.data() + node * kLanes, kLanes, down.data() + below * kLanes);
      std::fill_n(down_parent.data() + below * kLanes, kLanes, Parent<Real>{-1});
    }
  }
};

PLANSPIEL_VECTOR_CLONES
void climb(const SweepNodes& nodes, const float* weight, float* label, std::int32_t* parent) {
  climb_lanes<float>(nodes, weight, label, parent);
}
PLANSPIEL_VECTOR_CLONES
void climb(const SweepNodes& nodes, const double* weight, double* label, std::int64_t* parent) {
  climb_lanes<double>(nodes, weight, label, parent);
}
PLANSPIEL_VECTOR_CLONES
void descend(const SweepNodes& nodes, const float* weight, const std::uint8_t* climbed, float* label,
             std::int32_t* parent) {
  descend_lanes<float>(nodes, weight, climbed, label, parent);
}
PLANSPIEL_VECTOR_CLONES
void descend(const SweepNodes& nodes, const double* weight, const std::uint8_t* climbed, double* label,
             std::int64_t* parent) {
  descend_lanes<double>(nodes, weight, climbed, label, parent);
}

/// Flows of 16 lanes on the nodes of a sweep, pushed from the leaves to the origins. `down` holds zeros before and
/// after.
struct LaneFlows {
  std::vector<double> up, down;
  double* slot;
};
template <class Real>
[[gnu::always_inline]] inline void gather_flows(const SweepPlan& plan, const SweepBlock& block,
                                                const Labels<Real>& labels, LaneFlows& flows) {
  const SweepNodes& down = plan.down();
  for (std::size_t node = down.size(); node-- > 0;) {
    push_flow<Real>(down, down.head.data(), flows.down.data() + node * kLanes,
                    labels.down_parent.data() + node * kLanes, flows.down.data(), flows.slot);
  }
  for (std::size_t node = block.up.size(); node-- > 0;) {
    double* flow = flows.up.data() + node * kLanes;
    if (const std::uint32_t below = block.down_node[node]; below != SweepPlan::kNone) {
      double* left = flows.down.data() + below * kLanes;  // where the sweep down found nothing shorter
      for (std::size_t lane = 0; lane < kLanes; ++lane) flow[lane] += left[lane];
      std::fill_n(left, kLanes, 0.0);
    }
    push_flow<Real>(block.up, block.up.tail.data(), flow, labels.up_parent.data() + node * kLanes, flows.up.data(),
                    flows.slot);
  }
}
PLANSPIEL_VECTOR_CLONES
void gather(const SweepPlan& plan, const SweepBlock& block, const Labels<float>& labels, LaneFlows& flows) {
  gather_flows<float>(plan, block, labels, flows);
}
PLANSPIEL_VECTOR_CLONES
void gather(const SweepPlan& plan, const SweepBlock& block, const Labels<double>& labels, LaneFlows& flows) {
  gather_flows<double>(plan, block, labels, flows);
}

/// Weights of the links that a sweep down follows, in its order.
template <class Real>
std::vector<Real> weights_down(const SweepPlan& plan, const Metric<Real>& metric) {
  PLANSPIEL_CHECK(&plan.hierarchy() == &metric.hierarchy());
  std::vector<Real> weight(plan.down().slot.size());
  for (std::size_t link = 0; link < weight.size(); ++link) weight[link] = metric.weight()[plan.down().slot[link]];
  return weight;
}

template <class Real>
void sweep_block(const SweepPlan& plan, const SweepBlock& block, const Metric<Real>& metric,
                 const std::vector<Real>& down_weight, Labels<Real>& labels) {
  labels.prepare(block, plan);
  climb(block.up, metric.weight().data(), labels.up.data(), labels.up_parent.data());
  labels.hand_over(block);
  descend(plan.down(), down_weight.data(), labels.climbed.data(), labels.down.data(), labels.down_parent.data());
}

/// Calls body(block number) for the blocks of one chunk.
template <class Body>
void for_blocks_of(std::size_t chunk, std::size_t blocks, Body&& body) {
  for (std::size_t block = chunk * blocks / kChunks; block < (chunk + 1) * blocks / kChunks; ++block) {
    check_stop();
    body(block);
  }
}

/// Sums of another property along the trees of a block.
template <class Real>
struct AlongTrees {
  std::vector<Real> up, down;

  void add_up(const SweepPlan& plan, const SweepBlock& block, const Labels<Real>& labels, std::span<const Real> value) {
    const SweepNodes& nodes = plan.down();
    up.assign(labels.up.size(), Real{0});
    down.assign(labels.down.size(), Real{0});
    for (std::size_t i = 0; i < up.size(); ++i) {
      const auto link = labels.up_parent[i];
      if (link >= 0) up[i] = up[block.up.tail[link] * kLanes + i % kLanes] + value[block.up.slot[link]];
    }
    for (std::size_t node = 0; node < block.up.size(); ++node) {
      if (block.down_node[node] == SweepPlan::kNone) continue;
      std::copy_n(up.data() + node * kLanes, kLanes, down.data() + block.down_node[node] * kLanes);
    }
    for (std::size_t i = 0; i < down.size(); ++i) {
      const auto link = labels.down_parent[i];
      if (link >= 0) down[i] = down[nodes.head[link] * kLanes + i % kLanes] + value[nodes.slot[link]];
    }
  }
};

bool has_demand(const SweepPlan& plan, const SweepBlock& block, std::span<const float> demand) {
  return std::any_of(block.origin.begin(), block.origin.end(), [&](std::size_t origin) {
    const auto row = demand.subspan(origin * plan.destinations(), plan.destinations());
    return std::any_of(row.begin(), row.end(), [](float trips) { return trips > 0.0f; });
  });
}

/// Puts the demand of a block's origins on the nodes of its destinations.
template <class Real>
LoadResult place_demand(const SweepPlan& plan, const SweepBlock& block, const Labels<Real>& labels,
                        std::span<const float> demand, LaneFlows& flows) {
  LoadResult result;
  const std::size_t columns = plan.destinations();
  for (std::size_t j = 0; j < columns; ++j) {
    const std::size_t node = plan.target()[j] * kLanes;
    for (std::size_t lane = 0; lane < block.origin.size(); ++lane) {
      const double trips{demand[block.origin[lane] * columns + j]};
      if (!(trips > 0.0)) continue;
      if (labels.down[node + lane] == std::numeric_limits<Real>::infinity()) {
        result.unreachable += trips;
        continue;
      }
      flows.down[node + lane] += trips;
      result.cost += trips * double{labels.down[node + lane]};
    }
  }
  return result;
}

}  // namespace

template <class Real>
void sweep_distances(const SweepPlan& plan, const Metric<Real>& metric, std::span<Real> matrix,
                     std::span<const AlongPath<Real>> along) {
  const std::size_t columns = plan.destinations();
  PLANSPIEL_CHECK(matrix.size() == plan.origins() * columns);
  for (const AlongPath<Real>& extra : along) PLANSPIEL_CHECK(extra.matrix.size() == matrix.size());
  const std::vector<Real> down_weight = weights_down(plan, metric);
  for_each_block(kChunks, [&](std::size_t chunk) {
    Labels<Real> labels;
    AlongTrees<Real> sums;
    for_blocks_of(chunk, plan.blocks().size(), [&](std::size_t number) {
      const SweepBlock& block = plan.blocks()[number];
      sweep_block(plan, block, metric, down_weight, labels);
      const auto cell = [&](std::size_t lane, std::size_t j) { return block.origin[lane] * columns + j; };
      for (std::size_t lane = 0; lane < block.origin.size(); ++lane) {
        for (std::size_t j = 0; j < columns; ++j) matrix[cell(lane, j)] = labels.down[plan.target()[j] * kLanes + lane];
      }
      for (const AlongPath<Real>& extra : along) {
        sums.add_up(plan, block, labels, extra.slot_value);
        for (std::size_t lane = 0; lane < block.origin.size(); ++lane) {
          for (std::size_t j = 0; j < columns; ++j) {
            const bool reached = matrix[cell(lane, j)] < std::numeric_limits<Real>::infinity();
            extra.matrix[cell(lane, j)] =
                reached ? sums.down[plan.target()[j] * kLanes + lane] : std::numeric_limits<Real>::infinity();
          }
        }
      }
    });
  });
}

template <class Real>
LoadResult sweep_load(const SweepPlan& plan, const Metric<Real>& metric, std::span<const float> demand,
                      std::span<double> arc_flow) {
  PLANSPIEL_CHECK(demand.size() == plan.origins() * plan.destinations());
  PLANSPIEL_CHECK(arc_flow.size() == plan.hierarchy().arcs());
  const std::vector<Real> down_weight = weights_down(plan, metric);
  std::vector<std::vector<double>> slot_flow(kChunks);
  std::vector<LoadResult> part(kChunks);
  for_each_block(kChunks, [&](std::size_t chunk) {
    Labels<Real> labels;
    LaneFlows flows;
    slot_flow[chunk].assign(plan.hierarchy().slots(), 0.0);
    flows.slot = slot_flow[chunk].data();
    flows.down.assign(plan.down().size() * kLanes, 0.0);
    for_blocks_of(chunk, plan.blocks().size(), [&](std::size_t number) {
      const SweepBlock& block = plan.blocks()[number];
      if (!has_demand(plan, block, demand)) return;
      sweep_block(plan, block, metric, down_weight, labels);
      flows.up.assign(labels.up.size(), 0.0);
      const LoadResult placed = place_demand(plan, block, labels, demand, flows);
      part[chunk].cost += placed.cost;
      part[chunk].unreachable += placed.unreachable;
      gather(plan, block, labels, flows);
    });
  });
  LoadResult total;
  for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
    total.cost += part[chunk].cost;
    total.unreachable += part[chunk].unreachable;
    if (chunk == 0) continue;
    for (std::size_t slot = 0; slot < slot_flow[0].size(); ++slot) slot_flow[0][slot] += slot_flow[chunk][slot];
  }
  metric.unpack(slot_flow[0], arc_flow);
  return total;
}

template <class Real>
struct SweepTrees<Real>::State {
  const SweepPlan& plan;
  const Metric<Real>& metric;
  std::vector<Real> down_weight;
  std::size_t block = 0;
  Labels<Real> labels{};
};

template <class Real>
SweepTrees<Real>::SweepTrees(const SweepPlan& plan, const Metric<Real>& metric)
    : state_(std::make_unique<State>(State{plan, metric, weights_down(plan, metric)})) {}

template <class Real>
SweepTrees<Real>::~SweepTrees() = default;

template <class Real>
void SweepTrees<Real>::sweep(std::size_t block) {
  state_->block = block;
  sweep_block(state_->plan, state_->plan.blocks()[block], state_->metric, state_->down_weight, state_->labels);
}

template <class Real>
Real SweepTrees<Real>::distance(std::size_t lane, std::size_t destination) const {
  return state_->labels.down[state_->plan.target()[destination] * kLanes + lane];
}

template <class Real>
void SweepTrees<Real>::path(std::size_t lane, std::size_t destination, std::vector<ArcId>& path) const {
  path.clear();
  if (distance(lane, destination) == std::numeric_limits<Real>::infinity()) return;
  const SweepNodes& down = state_->plan.down();
  const SweepBlock& block = state_->plan.blocks()[state_->block];
  std::vector<std::uint32_t> slots;  // from the destination back to the origin
  std::size_t node = state_->plan.target()[destination];
  while (state_->labels.down_parent[node * kLanes + lane] >= 0) {
    const auto link = static_cast<std::size_t>(state_->labels.down_parent[node * kLanes + lane]);
    slots.push_back(down.slot[link]);
    node = down.head[link];
  }
  const auto& ranks = block.up.rank;
  node = static_cast<std::size_t>(std::lower_bound(ranks.begin(), ranks.end(), down.rank[node]) - ranks.begin());
  while (state_->labels.up_parent[node * kLanes + lane] >= 0) {
    const auto link = static_cast<std::size_t>(state_->labels.up_parent[node * kLanes + lane]);
    slots.push_back(block.up.slot[link]);
    node = block.up.tail[link];
  }
  for (std::size_t i = slots.size(); i-- > 0;) state_->metric.unpack(slots[i], path);
}

template class SweepTrees<float>;
template class SweepTrees<double>;
template void sweep_distances<float>(const SweepPlan&, const Metric<float>&, std::span<float>,
                                     std::span<const AlongPath<float>>);
template void sweep_distances<double>(const SweepPlan&, const Metric<double>&, std::span<double>,
                                      std::span<const AlongPath<double>>);
template LoadResult sweep_load<float>(const SweepPlan&, const Metric<float>&, std::span<const float>,
                                      std::span<double>);
template LoadResult sweep_load<double>(const SweepPlan&, const Metric<double>&, std::span<const float>,
                                       std::span<double>);

}  // namespace planspiel
