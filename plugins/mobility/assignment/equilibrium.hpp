#pragma once

/// Deterministic user equilibrium on roads by bi-conjugate Frank–Wolfe (Mitradjieva & Lindberg 2013), with loadings
/// by the hierarchy's sweeps: few megabytes, good to a relative gap of about 1e-4. For tighter gaps: path_equilibrium.

#include <optional>
#include <span>
#include <vector>

#include "engine/routing/hierarchy.hpp"
#include "engine/routing/sweep.hpp"
#include "plugins/mobility/assignment/network.hpp"

namespace planspiel::mobility {

/// A network made ready for many loadings: hours, tolls and classes share one hierarchy. Answers may be asked from
/// several threads at once.
class ReadyNetwork {
 public:
  explicit ReadyNetwork(AssignmentNetwork network);
  ReadyNetwork(const ReadyNetwork&) = delete;
  ReadyNetwork& operator=(const ReadyNetwork&) = delete;

  const AssignmentNetwork& network() const { return network_; }
  const RoadGraph& graph() const { return network_.graph; }
  std::size_t zones() const { return network_.zones(); }
  const Hierarchy& hierarchy() const { return hierarchy_; }
  const SweepPlan& plan() const { return plan_; }

 private:
  AssignmentNetwork network_;
  Hierarchy hierarchy_;
  SweepPlan plan_;
};

/// A property of arcs (length, toll) to be summed along the cheapest paths, and where to put the sums.
struct SkimAlong {
  std::span<const double> arc_value;
  std::span<float> matrix;  ///< zones × zones, row-major
};

/// Cost of the cheapest path between all zones, row-major, and other properties along these paths. Infinity where
/// there is no path; the diagonal is 0.
void skim(const ReadyNetwork& ready, std::span<const double> arc_cost, std::span<float> cost,
          std::span<const SkimAlong> along = {});

/// An equilibrium of the same network and classes, under similar demand, delays or fixed costs. Its flows are scaled to
/// the new sum of demand and only the difference is loaded, on the paths that are cheapest there. That leaves its gap
/// nearly as it was: a change of demand by 2 % costs two iterations instead of sixty. A start that does not fit is left
/// aside: trips on a closed road, or (above 1e-4 of all flow) more trips taken away from roads than there were.
struct EquilibriumStart {
  std::span<const std::vector<double>> class_flow{};  ///< trips on each arc, for each class; empty: start from nothing
  std::span<const std::span<const float>> demand{};   ///< zones × zones, for each class
};

/// Finds the equilibrium.
Equilibrium solve_equilibrium(const ReadyNetwork& ready, const VolumeDelay& delay, std::span<const UserClass> classes,
                              const EquilibriumOptions& options = {}, const EquilibriumStart& start = {});

/// The relative gap of given class flows by Dijkstra in double precision: an independent check.
double relative_gap_by_dijkstra(const AssignmentNetwork& network, const VolumeDelay& delay,
                                std::span<const UserClass> classes, std::span<const std::vector<double>> class_flow);

/// Cost of an arc for a class at a travel time.
inline double arc_cost(const UserClass& users, double time, std::size_t arc) {
  return users.fixed_cost.empty() ? time : time + users.fixed_cost[arc];
}

}  // namespace planspiel::mobility
