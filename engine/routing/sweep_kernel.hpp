#pragma once

/// The inner loops of a sweep: 16 lanes side by side. The same operations in the same order on every processor;
/// only the width of the registers differs.

#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include "engine/routing/sweep_plan.hpp"

// Sanitizers run too late for functions that are chosen while the program is loaded.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PLANSPIEL_VECTOR_CLONES __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define PLANSPIEL_VECTOR_CLONES
#endif

namespace planspiel {

/// Number of a link, as wide as the label beside which it is kept; -1: no parent.
template <class Real>
using Parent = std::conditional_t<sizeof(Real) == 4, std::int32_t, std::int64_t>;

/// A link to relax: label[to] = min(label[to], label[from] + weight), with `number` as new parent.
template <class Real>
struct Relax {
  Real weight;
  Parent<Real> number;
};

/// 16 labels in registers of 32 bytes.
template <class Real>
struct LaneRegisters {
  static constexpr std::size_t kWidth = 32 / sizeof(Real), kCount = kLanes / kWidth;
  typedef Real Reals __attribute__((vector_size(32)));
  typedef Parent<Real> Parents __attribute__((vector_size(32)));
  Reals label[kCount];
  Parents parent[kCount];

  [[gnu::always_inline]] void reset() {
    for (std::size_t i = 0; i < kCount; ++i) {
      label[i] = Reals{} + std::numeric_limits<Real>::infinity();
      parent[i] = Parents{} - 1;
    }
  }
  [[gnu::always_inline]] void load(const Real* labels, const Parent<Real>* parents) {
    std::memcpy(label, labels, sizeof(label));
    std::memcpy(parent, parents, sizeof(parent));
  }
  [[gnu::always_inline]] void store(Real* labels, Parent<Real>* parents) const {
    std::memcpy(labels, label, sizeof(label));
    std::memcpy(parents, parent, sizeof(parent));
  }
  [[gnu::always_inline]] void relax(const Real* from, Relax<Real> link) {
    for (std::size_t i = 0; i < kCount; ++i) {
      Reals reached;
      std::memcpy(&reached, from + i * kWidth, sizeof(reached));
      reached += link.weight;
      const Parents better = reached < label[i];
      label[i] = better ? reached : label[i];
      parent[i] = better ? Parents{} + link.number : parent[i];
    }
  }
};

/// Ranks ascending: each node's labels are final when its turn comes and are pushed up its links.
template <class Real>
[[gnu::always_inline]] inline void climb_lanes(const SweepNodes& nodes, const Real* weight, Real* label,
                                               Parent<Real>* parent) {
  LaneRegisters<Real> lanes;
  for (std::size_t link = 0; link < nodes.head.size(); ++link) {
    const std::size_t to = nodes.head[link] * kLanes;
    lanes.load(label + to, parent + to);
    lanes.relax(label + nodes.tail[link] * kLanes, {weight[nodes.slot[link]], static_cast<Parent<Real>>(link)});
    lanes.store(label + to, parent + to);
  }
}

/// Ranks descending: each node pulls from its upper neighbours, which are final. Nodes that the climb did not label
/// (`climbed` 0) start from nothing, so that nobody need clear the arrays. `weight` is by link.
template <class Real>
[[gnu::always_inline]] inline void descend_lanes(const SweepNodes& nodes, const Real* weight,
                                                 const std::uint8_t* climbed, Real* label, Parent<Real>* parent) {
  LaneRegisters<Real> lanes;
  const std::uint32_t* head = nodes.head.data();
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    lanes.reset();
    if (climbed[node]) lanes.load(label + node * kLanes, parent + node * kLanes);
    for (std::uint32_t link = nodes.first[node]; link < nodes.first[node + 1]; ++link) {
      lanes.relax(label + head[link] * kLanes, {weight[link], static_cast<Parent<Real>>(link)});
    }
    lanes.store(label + node * kLanes, parent + node * kLanes);
  }
}

/// Σ of 16 flows, always grouped in the same way.
[[gnu::always_inline]] inline double lane_sum(const double* flow) {
  double part[4];
  for (int i = 0; i < 4; ++i) part[i] = (flow[i] + flow[i + 4]) + (flow[i + 8] + flow[i + 12]);
  return (part[0] + part[1]) + (part[2] + part[3]);
}

/// Moves the flows of one node to the other ends of its parents, where there are parents, notes them on the slots and
/// leaves zeros behind. `other` gives the other end of a link.
template <class Real>
[[gnu::always_inline]] inline void push_flow(const SweepNodes& nodes, const std::uint32_t* other, double* flow,
                                             const Parent<Real>* parent, double* node_flow, double* slot_flow) {
  const double total = lane_sum(flow);
  if (total == 0.0) return;
  Parent<Real> differ = 0;
  for (std::size_t lane = 1; lane < kLanes; ++lane) differ |= parent[lane] ^ parent[0];
  if (differ == 0) {  // far from the origins all lanes share a parent
    if (parent[0] < 0) return;
    double* to = node_flow + other[parent[0]] * kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) to[lane] += flow[lane];
    std::memset(flow, 0, kLanes * sizeof(double));
    slot_flow[nodes.slot[static_cast<std::size_t>(parent[0])]] += total;
    return;
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const Parent<Real> link = parent[lane];
    if (link < 0 || flow[lane] == 0.0) continue;
    node_flow[other[link] * kLanes + lane] += flow[lane];
    slot_flow[nodes.slot[static_cast<std::size_t>(link)]] += flow[lane];
    flow[lane] = 0.0;
  }
}

}  // namespace planspiel
