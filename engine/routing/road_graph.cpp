#include "engine/routing/road_graph.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/error.hpp"

namespace planspiel {
namespace {

Column<VertexId, VertexId> identity(std::size_t vertices) {
  Column<VertexId, VertexId> same(vertices);
  for (const VertexId vertex : same.ids()) same[vertex] = vertex;
  return same;
}

/// Arcs and vertices of a graph that grows while vertices are split.
struct Splitter {
  std::size_t vertices;
  Column<ArcId, VertexId> tail, head;

  VertexId add_vertex() { return VertexId(vertices++); }
  void add_passage(VertexId from, VertexId to) {
    tail.push_back(from);
    head.push_back(to);
  }
};

/// The part of `items` from `first` on that stands at the same vertex.
struct TurnAt {
  VertexId vertex;
  Turn turn;
  auto operator<=>(const TurnAt&) const = default;
};

/// Splits one vertex. Arcs without a part in any forbidden movement enter at the vertex itself (the inner side) and
/// leave from `outer`; each restricted arc gets a vertex of its own, with passages for what is allowed.
void split_vertex(Splitter& graph, SplitGraph& result, const RoadGraph& original, std::span<const TurnAt> forbidden) {
  const VertexId inner = forbidden.front().vertex;
  const VertexId outer = graph.add_vertex();
  result.arrives[inner] = outer;
  graph.add_passage(inner, outer);
  std::vector<ArcId> into;
  for (const TurnAt& item : forbidden) into.push_back(item.turn.into);
  std::sort(into.begin(), into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
  for (const ArcId arc : original.leaving[inner]) graph.tail[arc] = outer;
  for (const ArcId arc : into) {
    graph.tail[arc] = graph.add_vertex();
    graph.add_passage(inner, graph.tail[arc]);
  }
  for (std::size_t first = 0; first < forbidden.size();) {
    const ArcId from = forbidden[first].turn.from;
    std::size_t last = first;
    while (last < forbidden.size() && forbidden[last].turn.from == from) ++last;
    const VertexId arrival = graph.add_vertex();
    graph.head[from] = arrival;
    graph.add_passage(arrival, outer);
    for (const ArcId arc : into) {
      const auto same = [&](const TurnAt& item) { return item.turn.into == arc; };
      if (std::none_of(forbidden.begin() + first, forbidden.begin() + last, same)) {
        graph.add_passage(arrival, graph.tail[arc]);
      }
    }
    first = last;
  }
}

}  // namespace

RoadGraph make_road_graph(std::size_t vertices, Column<ArcId, VertexId> tail, Column<ArcId, VertexId> head) {
  PLANSPIEL_CHECK(tail.size() == head.size());
  for (const ArcId arc : tail.ids()) PLANSPIEL_CHECK(tail[arc].index() < vertices && head[arc].index() < vertices);
  RoadGraph graph{vertices, std::move(tail), std::move(head), {}, {}};
  graph.leaving = Adjacency<VertexId, ArcId>::grouped(vertices, graph.tail.values());
  graph.entering = Adjacency<VertexId, ArcId>::grouped(vertices, graph.head.values());
  return graph;
}

RoadGraph reversed(const RoadGraph& graph) {
  return {graph.vertices, graph.head, graph.tail, graph.entering, graph.leaving};
}

SplitGraph with_turns(const RoadGraph& graph, std::span<const Turn> forbidden) {
  std::vector<TurnAt> sorted;
  sorted.reserve(forbidden.size());
  for (const Turn& turn : forbidden) {
    PLANSPIEL_CHECK(turn.from.index() < graph.arcs() && turn.into.index() < graph.arcs());
    PLANSPIEL_CHECK(graph.head[turn.from] == graph.tail[turn.into]);
    sorted.push_back({graph.head[turn.from], turn});
  }
  std::sort(sorted.begin(), sorted.end());
  SplitGraph result{{}, identity(graph.vertices), identity(graph.vertices)};
  Splitter splitter{graph.vertices, graph.tail, graph.head};
  const std::span<const TurnAt> all(sorted);
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first;
    while (last < all.size() && all[last].vertex == all[first].vertex) ++last;
    split_vertex(splitter, result, graph, all.subspan(first, last - first));
    first = last;
  }
  result.graph = make_road_graph(splitter.vertices, std::move(splitter.tail), std::move(splitter.head));
  return result;
}

SplitGraph without_passage(const RoadGraph& graph, std::span<const VertexId> closed) {
  SplitGraph result{{}, identity(graph.vertices), identity(graph.vertices)};
  Splitter splitter{graph.vertices, graph.tail, graph.head};
  for (const VertexId vertex : closed) {
    if (graph.leaving[vertex].empty() || graph.entering[vertex].empty()) continue;
    if (result.arrives[vertex] != vertex) continue;  // named twice
    result.arrives[vertex] = splitter.add_vertex();
    for (const ArcId arc : graph.entering[vertex]) splitter.head[arc] = result.arrives[vertex];
  }
  result.graph = make_road_graph(splitter.vertices, std::move(splitter.tail), std::move(splitter.head));
  return result;
}

}  // namespace planspiel
