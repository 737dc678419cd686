#include "engine/routing/hierarchy.hpp"

#include <metis.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"

namespace planspiel {
namespace {

using Neighbours = std::vector<std::vector<std::uint32_t>>;

/// Neighbours of each vertex, either direction, ascending, without loops and repetitions.
Neighbours undirected(const RoadGraph& graph) {
  Neighbours neighbours(graph.vertices);
  for (const ArcId arc : graph.tail.ids()) {
    const VertexId a = graph.tail[arc], b = graph.head[arc];
    if (a == b) continue;
    neighbours[a.index()].push_back(b.value);
    neighbours[b.index()].push_back(a.value);
  }
  for (auto& list : neighbours) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return neighbours;
}

/// Order of the vertices that are not connectors, by nested dissection. `number` gives each its place among
/// them; the result gives its rank among them.
std::vector<idx_t> dissect(const Neighbours& neighbours, const std::vector<std::uint32_t>& inner,
                           const std::vector<std::uint32_t>& number) {
  std::vector<idx_t> first{0}, head;
  for (const std::uint32_t vertex : inner) {
    for (const std::uint32_t other : neighbours[vertex]) {
      if (number[other] != Hierarchy::kNoSlot) head.push_back(static_cast<idx_t>(number[other]));
    }
    first.push_back(static_cast<idx_t>(head.size()));
  }
  std::vector<idx_t> order(inner.size()), rank(inner.size());
  if (inner.size() < 3 || head.empty()) {
    for (std::size_t i = 0; i < inner.size(); ++i) rank[i] = static_cast<idx_t>(i);
    return rank;
  }
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_SEED] = 1;
  options[METIS_OPTION_NSEPS] = 4;
  static std::mutex one_at_a_time;  // METIS draws from a generator that all threads share; each call seeds it anew
  const std::lock_guard lock(one_at_a_time);
  auto count = static_cast<idx_t>(inner.size());
  const int status = METIS_NodeND(&count, first.data(), head.data(), nullptr, options, order.data(), rank.data());
  PLANSPIEL_CHECK(status == METIS_OK);
  return rank;
}

struct Order {
  std::vector<std::uint32_t> rank, vertex;
  std::uint32_t first_filled = 0;
};

/// Vertices that nothing enters, then those that nothing leaves, then the rest by nested dissection.
Order order_vertices(const RoadGraph& graph, const Neighbours& neighbours) {
  std::vector<Flag> entered(graph.vertices, 0), left(graph.vertices, 0);
  for (const ArcId arc : graph.tail.ids()) {
    if (graph.tail[arc] == graph.head[arc]) continue;
    left[graph.tail[arc].index()] = entered[graph.head[arc].index()] = 1;
  }
  Order order{std::vector<std::uint32_t>(graph.vertices), {}, 0};
  std::vector<std::uint32_t> inner, number(graph.vertices, Hierarchy::kNoSlot);
  for (std::uint32_t v = 0; v < graph.vertices; ++v) {
    if (!entered[v]) order.vertex.push_back(v);
  }
  for (std::uint32_t v = 0; v < graph.vertices; ++v) {
    if (entered[v] && !left[v]) order.vertex.push_back(v);
    if (entered[v] && left[v]) {
      number[v] = static_cast<std::uint32_t>(inner.size());
      inner.push_back(v);
    }
  }
  order.first_filled = static_cast<std::uint32_t>(order.vertex.size());
  const std::vector<idx_t> rank = dissect(neighbours, inner, number);
  order.vertex.resize(graph.vertices);
  for (std::size_t i = 0; i < inner.size(); ++i) order.vertex[order.first_filled + rank[i]] = inner[i];
  for (std::uint32_t r = 0; r < graph.vertices; ++r) order.rank[order.vertex[r]] = r;
  return order;
}

/// Position of `head` among the links of `rank`.
std::uint32_t find_link(const Hierarchy& h, std::uint32_t rank, std::uint32_t head) {
  const auto begin = h.link_head().begin() + h.first_link()[rank],
             end = h.link_head().begin() + h.first_link()[rank + 1];
  const auto found = std::lower_bound(begin, end, head);
  PLANSPIEL_CHECK(found != end && *found == head);
  return static_cast<std::uint32_t>(found - h.link_head().begin());
}

}  // namespace

Hierarchy::Hierarchy(const RoadGraph& graph) {
  eliminate(graph);
  list_triangles();
  map_arcs(graph);
}

void Hierarchy::eliminate(const RoadGraph& graph) {
  const Neighbours neighbours = undirected(graph);
  Order order = order_vertices(graph, neighbours);
  rank_ = std::move(order.rank);
  vertex_ = std::move(order.vertex);
  first_filled_ = order.first_filled;
  Neighbours higher(graph.vertices);
  for (std::uint32_t r = 0; r < graph.vertices; ++r) {
    for (const std::uint32_t other : neighbours[vertex_[r]]) {
      if (rank_[other] > r) higher[r].push_back(rank_[other]);
    }
    std::sort(higher[r].begin(), higher[r].end());
  }
  std::vector<std::uint32_t> merged;
  first_link_.assign(1, 0);
  for (std::uint32_t r = 0; r < graph.vertices; ++r) {
    check_stop();
    link_head_.insert(link_head_.end(), higher[r].begin(), higher[r].end());
    first_link_.push_back(static_cast<std::uint32_t>(link_head_.size()));
    if (r < first_filled_ || higher[r].size() < 2) continue;
    auto& parent = higher[higher[r].front()];  // eliminating r makes its higher neighbours a clique
    merged.clear();
    std::set_union(parent.begin(), parent.end(), higher[r].begin() + 1, higher[r].end(), std::back_inserter(merged));
    parent.swap(merged);
    std::vector<std::uint32_t>().swap(higher[r]);
  }
}

void Hierarchy::list_triangles() {
  for (std::uint32_t r = first_filled_; r < vertices(); ++r) {
    for (std::uint32_t i = first_link_[r]; i < first_link_[r + 1]; ++i) {
      const std::uint32_t lower = link_head_[i];
      std::uint32_t at = first_link_[lower];
      for (std::uint32_t j = i + 1; j < first_link_[r + 1]; ++j) {
        while (link_head_[at] != link_head_[j]) ++at;
        triangle_link_.push_back(at);
      }
    }
  }
}

void Hierarchy::map_arcs(const RoadGraph& graph) {
  slot_of_arc_.assign(graph.arcs(), kNoSlot);
  for (const ArcId arc : graph.tail.ids()) {
    const std::uint32_t from = rank(graph.tail[arc]), to = rank(graph.head[arc]);
    if (from < to) slot_of_arc_[arc.index()] = 2 * find_link(*this, from, to);
    if (from > to) slot_of_arc_[arc.index()] = 2 * find_link(*this, to, from) + 1;
  }
}

std::vector<std::uint32_t> Hierarchy::closure(std::vector<std::uint32_t> ranks) const {
  std::vector<Flag> seen(vertices(), 0);
  for (const std::uint32_t r : ranks) seen[r] = 1;
  for (std::size_t next = 0; next < ranks.size(); ++next) {
    for (std::uint32_t i = first_link_[ranks[next]]; i < first_link_[ranks[next] + 1]; ++i) {
      if (!std::exchange(seen[link_head_[i]], Flag{1})) ranks.push_back(link_head_[i]);
    }
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  return ranks;
}

template <class Real>
Metric<Real>::Metric(const Hierarchy& hierarchy)
    : hierarchy_(&hierarchy), weight_(hierarchy.slots()), via_(hierarchy.slots()) {}

template <class Real>
void Metric<Real>::customize(std::span<const Real> arc_weight) {
  const Hierarchy& h = *hierarchy_;
  PLANSPIEL_CHECK(arc_weight.size() == h.arcs());
  std::fill(weight_.begin(), weight_.end(), std::numeric_limits<Real>::infinity());
  std::fill(via_.begin(), via_.end(), Via{0, Via::kNothing});
  for (const ArcId arc : rows<ArcId>(h.arcs())) {
    const std::uint32_t slot = h.slot(arc);
    if (slot == Hierarchy::kNoSlot || !(arc_weight[arc.index()] < weight_[slot])) continue;
    weight_[slot] = arc_weight[arc.index()];
    via_[slot] = {arc.value, Via::kArc};
  }
  // Each rank's links are final when its turn comes, because shortcuts only lead upwards.
  const std::uint32_t* triangle = h.triangle_link().data();
  const auto relax = [&](std::uint32_t slot, std::uint32_t first, std::uint32_t second) {
    const Real detour = weight_[first] + weight_[second];
    if (!(detour < weight_[slot])) return;
    weight_[slot] = detour;
    via_[slot] = {first, second};
  };
  for (std::uint32_t r = h.first_filled(); r < h.vertices(); ++r) {
    for (std::uint32_t i = h.first_link()[r]; i < h.first_link()[r + 1]; ++i) {
      for (std::uint32_t j = i + 1; j < h.first_link()[r + 1]; ++j) {
        const std::uint32_t up = 2 * *triangle++;
        relax(up, 2 * i + 1, 2 * j);
        relax(up + 1, 2 * j + 1, 2 * i);
      }
    }
  }
}

template <class Real>
std::vector<Real> Metric<Real>::along(std::span<const Real> arc_value) const {
  PLANSPIEL_CHECK(arc_value.size() == hierarchy_->arcs());
  std::vector<Real> sum(via_.size(), Real{0});
  for (std::size_t slot = 0; slot < via_.size(); ++slot) {  // the parts of a shortcut have lower numbers
    const Via via = via_[slot];
    if (via.second == Via::kNothing) continue;
    sum[slot] = via.second == Via::kArc ? arc_value[via.first] : sum[via.first] + sum[via.second];
  }
  return sum;
}

template <class Real>
void Metric<Real>::unpack(std::span<double> slot_flow, std::span<double> arc_flow) const {
  for (std::size_t slot = via_.size(); slot-- > 0;) {
    const double flow = slot_flow[slot];
    if (flow == 0.0) continue;
    const Via via = via_[slot];
    if (via.second == Via::kArc) {
      arc_flow[via.first] += flow;
    } else {
      slot_flow[via.first] += flow;
      slot_flow[via.second] += flow;
    }
  }
}

template <class Real>
void Metric<Real>::unpack(std::uint32_t slot, std::vector<ArcId>& path) const {
  std::vector<std::uint32_t> pending{slot};
  while (!pending.empty()) {
    const Via via = via_[pending.back()];
    pending.pop_back();
    if (via.second == Via::kArc) {
      path.push_back(ArcId(via.first));
    } else if (via.second != Via::kNothing) {
      pending.push_back(via.second);
      pending.push_back(via.first);
    }
  }
}

template class Metric<float>;
template class Metric<double>;

}  // namespace planspiel
