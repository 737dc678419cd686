#include "engine/routing/road_graph.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/routing/dijkstra.hpp"

namespace planspiel {
namespace {

RoadGraph graph_of(std::size_t vertices, std::vector<std::pair<int, int>> arcs) {
  Column<ArcId, VertexId> tail, head;
  for (const auto& [from, to] : arcs) {
    tail.push_back(VertexId(static_cast<std::size_t>(from)));
    head.push_back(VertexId(static_cast<std::size_t>(to)));
  }
  return make_road_graph(vertices, std::move(tail), std::move(head));
}

double distance(const SplitGraph& split, std::vector<double> weight, std::size_t from, std::size_t to) {
  weight.resize(split.graph.arcs(), 0.0);  // passages are free
  Dijkstra search(split.graph);
  search.run(weight, split.departs[VertexId(from)]);
  return search.distance(split.arrives[VertexId(to)]);
}

TEST(RoadGraph, ListsArcsOfEachVertexInOrder) {
  const RoadGraph graph = graph_of(3, {{0, 1}, {2, 1}, {0, 2}});
  EXPECT_EQ(std::vector<ArcId>(graph.leaving[VertexId(0)].begin(), graph.leaving[VertexId(0)].end()),
            (std::vector<ArcId>{ArcId(0), ArcId(2)}));
  EXPECT_EQ(graph.entering[VertexId(1)].size(), 2u);
  EXPECT_EQ(graph.leaving[VertexId(1)].size(), 0u);
}

TEST(RoadGraph, RefusesAnArcToAMissingVertex) { EXPECT_THROW(graph_of(2, {{0, 2}}), Error); }

TEST(RoadGraph, ReversedGivesDistancesToAVertex) {
  const RoadGraph back = reversed(graph_of(3, {{0, 1}, {1, 2}}));
  Dijkstra search(back);
  search.run(std::vector<double>{2.0, 3.0}, VertexId(2));
  EXPECT_EQ(search.distance(VertexId(0)), 5.0);
}

// A crossing C (4) with arms W N E S (0 … 3): arcs 0-3 lead in, 4-7 lead out, each of weight 1.
RoadGraph crossing() { return graph_of(5, {{0, 4}, {1, 4}, {2, 4}, {3, 4}, {4, 0}, {4, 1}, {4, 2}, {4, 3}}); }
const std::vector<double> kOnes(8, 1.0);

TEST(WithTurns, ForbidsOnlyTheNamedMovement) {
  const SplitGraph split = with_turns(crossing(), std::vector<Turn>{{ArcId(0), ArcId(5)}});  // no left turn W → N
  EXPECT_EQ(distance(split, kOnes, 0, 1), 4.0);  // to another arm, round and back
  EXPECT_EQ(distance(split, kOnes, 0, 2), 2.0);
  EXPECT_EQ(distance(split, kOnes, 2, 1), 2.0);
  EXPECT_EQ(distance(split, kOnes, 0, 0), 0.0);
}

TEST(WithTurns, KeepsTripsThatStartOrEndAtTheCrossing) {
  const SplitGraph split = with_turns(crossing(), std::vector<Turn>{{ArcId(0), ArcId(5)}, {ArcId(1), ArcId(6)}});
  for (std::size_t arm = 0; arm < 4; ++arm) {
    EXPECT_EQ(distance(split, kOnes, arm, 4), 1.0);
    EXPECT_EQ(distance(split, kOnes, 4, arm), 1.0);
  }
}

TEST(WithTurns, AgreesWithTheMovementsOfEachPair) {
  const std::vector<Turn> forbidden{{ArcId(0), ArcId(5)}, {ArcId(0), ArcId(6)}, {ArcId(2), ArcId(5)}};
  const SplitGraph split = with_turns(crossing(), forbidden);
  for (std::uint32_t from = 0; from < 4; ++from) {
    for (std::uint32_t to = 0; to < 4; ++to) {
      if (from == to) continue;
      const Turn turn{ArcId(from), ArcId(to + 4)};
      const bool closed = std::find(forbidden.begin(), forbidden.end(), turn) != forbidden.end();
      EXPECT_EQ(distance(split, kOnes, from, to), closed ? 4.0 : 2.0) << from << " to " << to;
    }
  }
}

TEST(WithTurns, LeavesOtherVerticesAlone) {
  const SplitGraph split = with_turns(crossing(), {});
  EXPECT_EQ(split.graph.vertices, 5u);
  EXPECT_EQ(split.graph.tail, crossing().tail);
}

TEST(WithTurns, RefusesArcsThatDoNotMeet) {
  EXPECT_THROW(with_turns(crossing(), std::vector<Turn>{{ArcId(4), ArcId(5)}}), Error);
}

TEST(WithoutPassage, ClosesTheWayThroughAZone) {
  const RoadGraph graph = graph_of(3, {{0, 1}, {1, 2}});  // 0 → zone 1 → 2
  const SplitGraph split = without_passage(graph, std::vector<VertexId>{VertexId(1), VertexId(1)});
  EXPECT_EQ(distance(split, {1.0, 1.0}, 0, 2), HUGE_VAL);
  EXPECT_EQ(distance(split, {1.0, 1.0}, 0, 1), 1.0);
  EXPECT_EQ(distance(split, {1.0, 1.0}, 1, 2), 1.0);
}

}  // namespace
}  // namespace planspiel
