#pragma once

/// What is assigned to what: the network, the demand, the classes of users, and what comes out.

#include <span>
#include <vector>

#include "engine/routing/road_graph.hpp"
#include "plugins/mobility/assignment/volume_delay.hpp"

namespace planspiel::mobility {

/// A road graph with the vertices where the trips of each zone start and end.
struct AssignmentNetwork {
  RoadGraph graph;
  std::vector<VertexId> departs, arrives;  ///< of each zone

  std::size_t zones() const { return departs.size(); }
};

/// Users who see the same costs. All classes share the roads and their delays.
struct UserClass {
  std::span<const float> demand;         ///< trips per period, zones × zones, row-major; the diagonal is not assigned
  std::span<const double> fixed_cost{};  ///< of each arc, in units of time (toll / value of time, …); empty: none
  double pcu = 1.0;                      ///< volume that one trip adds (a lorry: about 2)
};

struct EquilibriumOptions {
  double gap = 1e-4;         ///< relative gap at which to stop
  int max_iterations = 500;  ///< all-or-nothing loadings at most
};

/// Flows at which (nearly) nobody can do better.
struct Equilibrium {
  std::vector<std::vector<double>> class_flow;  ///< trips on each arc, for each class
  std::vector<double> volume;                   ///< Σ pcu · flow
  std::vector<double> time;                     ///< travel time at that volume
  /// (Σ c·x − Σ d·u) / Σ c·x with c = time + fixed cost, u = cost of the shortest path, weighted by pcu.
  double relative_gap = 0.0;
  std::vector<std::vector<double>> cheapest_flow;  ///< of each class, if everybody took the cheapest path at `time`
  double objective = 0.0;                          ///< Beckmann: Σ ∫ t dx + Σ pcu · fixed cost · flow
  int iterations = 0;
  double unreachable = 0.0;       ///< trips of pairs without a path; not part of the flows
  std::vector<double> gap_trace;  ///< relative gap of each iteration
};

}  // namespace planspiel::mobility
