#pragma once

/// Small networks for tests of the assignment.

#include <vector>

#include "engine/base/random.hpp"
#include "plugins/mobility/assignment/network.hpp"

namespace planspiel::mobility::test {

struct SmallNetwork {
  AssignmentNetwork network;
  VolumeDelay delay;
  std::vector<float> demand;
};

/// Braess 1968: A (0) → C (2) → B (1), A → D (3) → B, and the road C → D that makes everybody slower.
/// Zones are A and B. Times: A-C and D-B 10·x, A-D and C-B 50 + x, C-D 10 + x.
inline SmallNetwork braess() {
  SmallNetwork town;
  Column<ArcId, VertexId> tail{VertexId(0), VertexId(0), VertexId(2), VertexId(2), VertexId(3)};
  Column<ArcId, VertexId> head{VertexId(2), VertexId(3), VertexId(1), VertexId(3), VertexId(1)};
  town.network.graph = make_road_graph(4, std::move(tail), std::move(head));
  town.network.departs = town.network.arrives = {VertexId(0), VertexId(1)};
  town.delay = VolumeDelay(5);
  const RoadDelay steep{.free_time = 1e-8, .capacity = 1.0, .alpha = 1e9, .beta = 1.0};
  const RoadDelay flat{.free_time = 50.0, .capacity = 1.0, .alpha = 0.02, .beta = 1.0};
  town.delay.set(ArcId(0), steep);
  town.delay.set(ArcId(1), flat);
  town.delay.set(ArcId(2), flat);
  town.delay.set(ArcId(3), {.free_time = 10.0, .capacity = 1.0, .alpha = 0.1, .beta = 1.0});
  town.delay.set(ArcId(4), steep);
  return town;
}

/// A grid of side × side crossings with two-way streets of different speed and capacity, and a zone at each
/// crossing in the diagonal rows; demand is enough for queues.
inline SmallNetwork grid_city(std::size_t side) {
  const RandomStream random(side, "test.grid_city");
  SmallNetwork city;
  Column<ArcId, VertexId> tail, head;
  const auto street = [&](std::size_t a, std::size_t b) {
    tail.push_back(VertexId(a)), head.push_back(VertexId(b));
    tail.push_back(VertexId(b)), head.push_back(VertexId(a));
  };
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      if (column + 1 < side) street(row * side + column, row * side + column + 1);
      if (row + 1 < side) street(row * side + column, (row + 1) * side + column);
      if ((row + column) % 3 == 0) city.network.departs.push_back(VertexId(row * side + column));
    }
  }
  city.network.arrives = city.network.departs;
  city.network.graph = make_road_graph(side * side, std::move(tail), std::move(head));
  city.delay = VolumeDelay(city.network.graph.arcs());
  for (const ArcId arc : city.network.graph.tail.ids()) {
    city.delay.set(arc, {.free_time = 20.0 + 40.0 * random.uniform(arc.index(), 0),
                         .capacity = 400.0 + 800.0 * random.uniform(arc.index(), 1)});
  }
  const std::size_t zones = city.network.zones();
  city.demand.assign(zones * zones, 0.0f);
  for (std::size_t cell = 0; cell < city.demand.size(); ++cell) {
    if (cell / zones != cell % zones) city.demand[cell] = static_cast<float>(8.0 * random.uniform(cell, 2));
  }
  return city;
}

}  // namespace planspiel::mobility::test
