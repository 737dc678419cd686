#include "plugins/mobility/assignment/shrink.hpp"

#include <algorithm>
#include <array>

#include "engine/base/error.hpp"

namespace planspiel::mobility {

namespace {

class Shrinker {
 public:
  Shrinker(const RoadGraph& full, std::span<const VertexId> kept, std::span<const std::uint8_t> kind)
      : full_(full), kind_(kind), keep_(full.vertices, 0), alive_(full.arcs(), 1), merged_(full.vertices, 0) {
    for (const VertexId vertex : kept) keep_[vertex.index()] = 1;
    for (std::size_t arc = 0; arc < full.arcs(); ++arc)
      if (full.tail[ArcId(arc)] == full.head[ArcId(arc)]) alive_[arc] = 0;  // a loop is never part of a path
  }

  ShrunkGraph make() {
    drop_dead_ends();
    for (std::size_t vertex = 0; vertex < full_.vertices; ++vertex) merged_[vertex] = is_inside_chain(VertexId(vertex));
    return build();
  }

 private:
  /// Up to three different neighbours by arcs that are alive; `in` and `out` count these arcs.
  struct Surroundings {
    std::array<VertexId, 3> neighbours{};
    std::size_t count = 0, in = 0, out = 0;
    void meet(VertexId other) {
      if (count < 3 && std::find(neighbours.begin(), neighbours.begin() + count, other) == neighbours.begin() + count)
        neighbours[count++] = other;
    }
  };

  Surroundings around(VertexId vertex) const {
    Surroundings found;
    for (const ArcId arc : full_.leaving[vertex])
      if (alive_[arc.index()]) {
        ++found.out;
        found.meet(full_.head[arc]);
      }
    for (const ArcId arc : full_.entering[vertex])
      if (alive_[arc.index()]) {
        ++found.in;
        found.meet(full_.tail[arc]);
      }
    return found;
  }

  /// A path that enters such a vertex can only turn round.
  bool is_dead_end(VertexId vertex) const {
    if (keep_[vertex.index()]) return false;
    const Surroundings found = around(vertex);
    return found.in + found.out > 0 && (found.count <= 1 || found.in == 0 || found.out == 0);
  }

  void drop_dead_ends() {
    std::vector<VertexId> open;
    for (std::size_t vertex = full_.vertices; vertex-- > 0;)
      if (is_dead_end(VertexId(vertex))) open.emplace_back(vertex);
    while (!open.empty()) {
      const VertexId vertex = open.back();
      open.pop_back();
      if (!is_dead_end(vertex)) continue;
      std::vector<VertexId> touched;
      for (const ArcId arc : full_.leaving[vertex])
        if (std::exchange(alive_[arc.index()], 0)) touched.push_back(full_.head[arc]);
      for (const ArcId arc : full_.entering[vertex])
        if (std::exchange(alive_[arc.index()], 0)) touched.push_back(full_.tail[arc]);
      for (const VertexId other : touched)
        if (is_dead_end(other)) open.push_back(other);
    }
  }

  /// The arc by which a path that came by `arc` goes on through a chain's vertex.
  ArcId next(ArcId arc) const {
    for (const ArcId leaving : full_.leaving[full_.head[arc]])
      if (alive_[leaving.index()] && full_.head[leaving] != full_.tail[arc]) return leaving;
    PLANSPIEL_CHECK(false);
    return arc;
  }

  bool is_inside_chain(VertexId vertex) const {
    if (keep_[vertex.index()]) return false;
    const Surroundings found = around(vertex);
    if (found.count != 2 || found.in != found.out || found.in > 2) return false;
    for (const ArcId arc : full_.entering[vertex]) {
      if (!alive_[arc.index()]) continue;
      std::size_t ways = 0;
      for (const ArcId leaving : full_.leaving[vertex])
        if (alive_[leaving.index()] && full_.head[leaving] != full_.tail[arc]) {
          ++ways;
          if (kind_[leaving.index()] != kind_[arc.index()]) return false;
        }
      if (ways != 1) return false;
    }
    return true;
  }

  ShrunkGraph build() const {
    ShrunkGraph result;
    result.arc_of.assign(full_.arcs(), ShrunkGraph::kNone);
    result.vertex_of.assign(full_.vertices, ShrunkGraph::kNone);
    std::vector<std::uint8_t> used(keep_);
    for (std::size_t arc = 0; arc < full_.arcs(); ++arc)
      if (alive_[arc])
        for (const VertexId end : {full_.tail[ArcId(arc)], full_.head[ArcId(arc)]})
          if (!merged_[end.index()]) used[end.index()] = 1;
    std::size_t vertices = 0;
    for (std::size_t vertex = 0; vertex < full_.vertices; ++vertex)
      if (used[vertex]) result.vertex_of[vertex] = static_cast<std::uint32_t>(vertices++);
    Column<ArcId, VertexId> tail, head;
    for (std::size_t arc = 0; arc < full_.arcs(); ++arc) {
      if (!alive_[arc] || merged_[full_.tail[ArcId(arc)].index()]) continue;
      ArcId last(arc);
      while (merged_[full_.head[last].index()]) last = next(last);
      if (full_.head[last] == full_.tail[ArcId(arc)]) continue;  // round and back: never part of a path
      const auto number = static_cast<std::uint32_t>(tail.size());
      result.arc_of[arc] = number;
      for (ArcId at(arc); at != last;) result.arc_of[(at = next(at)).index()] = number;
      tail.push_back(VertexId(std::size_t{result.vertex_of[full_.tail[ArcId(arc)].index()]}));
      head.push_back(VertexId(std::size_t{result.vertex_of[full_.head[last].index()]}));
    }
    result.graph = make_road_graph(vertices, std::move(tail), std::move(head));
    return result;
  }

  const RoadGraph& full_;
  std::span<const std::uint8_t> kind_;
  std::vector<std::uint8_t> keep_, alive_, merged_;
};

}  // namespace

std::vector<double> ShrunkGraph::sums(std::span<const double> of_full_arc) const {
  std::vector<double> sum(graph.arcs(), 0.0);
  for (std::size_t arc = 0; arc < arc_of.size(); ++arc)
    if (arc_of[arc] != kNone) sum[arc_of[arc]] += of_full_arc[arc];
  return sum;
}

std::vector<double> ShrunkGraph::spread(std::span<const double> of_arc) const {
  std::vector<double> values(arc_of.size(), 0.0);
  for (std::size_t arc = 0; arc < arc_of.size(); ++arc)
    if (arc_of[arc] != kNone) values[arc] = of_arc[arc_of[arc]];
  return values;
}

ShrunkGraph shrink(const RoadGraph& full, std::span<const VertexId> kept, std::span<const std::uint8_t> kind_of_arc) {
  PLANSPIEL_CHECK(kind_of_arc.size() == full.arcs());
  return Shrinker(full, kept, kind_of_arc).make();
}

}  // namespace planspiel::mobility
