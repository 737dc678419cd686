#pragma once

/// Distances and loads of many origins at once (Delling, Goldberg, Nowatzyk, Werneck 2013; Buchhold, Sanders,
/// Wagner 2019): 16 origins climb the hierarchy together, one sweep down the order gives all their distances, and a
/// sweep back over the same parents collects demand onto links. No path of a pair is ever built.
/// Results are the same bits for any number of threads.

#include <memory>
#include <span>
#include <vector>

#include "engine/routing/sweep_plan.hpp"

namespace planspiel {

/// Another property of arcs (length, toll), added up along the shortest paths.
template <class Real>
struct AlongPath {
  std::span<const Real> slot_value;  ///< from Metric::along
  std::span<Real> matrix;            ///< origins × destinations, row-major; infinity where unreachable
};

/// Distances from each origin to each destination: `matrix` is origins × destinations, row-major, in units of the
/// arc weights; infinity where there is no path.
template <class Real>
void sweep_distances(const SweepPlan& plan, const Metric<Real>& metric, std::span<Real> matrix,
                     std::span<const AlongPath<Real>> along = {});

/// What an all-or-nothing loading found.
struct LoadResult {
  double cost = 0.0;         ///< Σ demand · distance over the pairs that were loaded
  double unreachable = 0.0;  ///< demand of pairs without a path, not loaded
};

/// Adds the demand (origins × destinations, row-major) onto the arcs of the shortest paths. Pairs whose origin and
/// destination are the same vertex load nothing.
template <class Real>
LoadResult sweep_load(const SweepPlan& plan, const Metric<Real>& metric, std::span<const float> demand,
                      std::span<double> arc_flow);

/// Distances from the origins of one block, with the tree that they span: for callers that need paths. The metric
/// must not change while the object lives.
template <class Real>
class SweepTrees {
 public:
  SweepTrees(const SweepPlan& plan, const Metric<Real>& metric);
  ~SweepTrees();
  /// Sweeps the origins of one block; the object then answers for them.
  void sweep(std::size_t block);
  /// From the origin in `lane` of the block to a destination; infinity when unreachable.
  Real distance(std::size_t lane, std::size_t destination) const;
  /// Replaces `path` by the arcs of the shortest path in driving order; empty when unreachable or nothing to drive.
  void path(std::size_t lane, std::size_t destination, std::vector<ArcId>& path) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

extern template class SweepTrees<float>;
extern template class SweepTrees<double>;

}  // namespace planspiel
