#include "engine/routing/dijkstra.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace planspiel {

Dijkstra::Dijkstra(const RoadGraph& graph)
    : graph_(graph),
      distance_(graph.vertices, std::numeric_limits<double>::infinity()),
      parent_(graph.vertices, kNone),
      source_(graph.vertices, kNone),
      place_(graph.vertices, kNone) {}

bool Dijkstra::before(std::uint32_t a, std::uint32_t b) const {
  return distance_[a] < distance_[b] || (distance_[a] == distance_[b] && a < b);
}

void Dijkstra::sift_up(std::size_t at) {
  const std::uint32_t vertex = heap_[at];
  while (at > 0) {
    const std::size_t above = (at - 1) / 4;
    if (!before(vertex, heap_[above])) break;
    heap_[at] = heap_[above];
    place_[heap_[at]] = static_cast<std::uint32_t>(at);
    at = above;
  }
  heap_[at] = vertex;
  place_[vertex] = static_cast<std::uint32_t>(at);
}

void Dijkstra::sift_down(std::size_t at) {
  const std::uint32_t vertex = heap_[at];
  for (;;) {
    const std::size_t first = 4 * at + 1;
    if (first >= heap_.size()) break;
    std::size_t best = first;
    for (std::size_t child = first + 1; child < std::min(first + 4, heap_.size()); ++child) {
      if (before(heap_[child], heap_[best])) best = child;
    }
    if (!before(heap_[best], vertex)) break;
    heap_[at] = heap_[best];
    place_[heap_[at]] = static_cast<std::uint32_t>(at);
    at = best;
  }
  heap_[at] = vertex;
  place_[vertex] = static_cast<std::uint32_t>(at);
}

void Dijkstra::improve(std::uint32_t vertex, double distance, std::uint32_t parent, std::uint32_t source) {
  if (!(distance < distance_[vertex])) return;
  const bool fresh = distance_[vertex] == std::numeric_limits<double>::infinity();
  distance_[vertex] = distance;
  parent_[vertex] = parent;
  source_[vertex] = source;
  if (fresh) {
    touched_.push_back(vertex);
    place_[vertex] = static_cast<std::uint32_t>(heap_.size());
    heap_.push_back(vertex);
  }
  sift_up(place_[vertex]);
}

std::uint32_t Dijkstra::pop() {
  const std::uint32_t top = heap_.front();
  const std::uint32_t last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) {
    heap_.front() = last;
    sift_down(0);
  }
  place_[top] = kNone;
  return top;
}

void Dijkstra::settle(std::uint32_t vertex, std::span<const double> weight, double radius) {
  settled_.push_back(VertexId(vertex));
  for (const ArcId arc : graph_.leaving[VertexId(vertex)]) {
    const double distance = distance_[vertex] + weight[arc.index()];
    if (distance <= radius) improve(graph_.head[arc].value, distance, arc.value, source_[vertex]);
  }
}

void Dijkstra::run(std::span<const double> weight, std::span<const DijkstraSource> sources,
                   const DijkstraLimits& limits) {
  PLANSPIEL_CHECK(weight.size() == graph_.arcs());
  for (const std::uint32_t vertex : touched_) {
    distance_[vertex] = std::numeric_limits<double>::infinity();
    parent_[vertex] = source_[vertex] = place_[vertex] = kNone;
  }
  touched_.clear();
  heap_.clear();
  settled_.clear();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i].distance > limits.radius) continue;
    improve(sources[i].vertex.value, sources[i].distance, kNone, static_cast<std::uint32_t>(i));
  }
  std::size_t next_target = 0;  // all targets before this one are settled
  while (!heap_.empty()) {
    const std::uint32_t vertex = pop();
    settle(vertex, weight, limits.radius);
    if (limits.targets.empty()) continue;
    const auto done = [&](VertexId v) { return reached(v) && place_[v.index()] == kNone; };
    while (next_target < limits.targets.size() && done(limits.targets[next_target])) ++next_target;
    if (next_target == limits.targets.size()) break;
  }
  for (const std::uint32_t open : heap_) distance_[open] = std::numeric_limits<double>::infinity();
  for (const std::uint32_t open : heap_) parent_[open] = source_[open] = place_[open] = kNone;
}

std::vector<ArcId> Dijkstra::path_to(VertexId vertex) const {
  std::vector<ArcId> path;
  while (has_parent(vertex)) {
    path.push_back(parent(vertex));
    vertex = graph_.tail[path.back()];
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace planspiel
