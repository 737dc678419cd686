#pragma once

/// Covers near a fractional one: greedy by Lagrangian cost, removal of what is redundant, ruin and repair.

#include "engine/base/random.hpp"
#include "engine/location/cover_relaxation.hpp"
#include "engine/location/cover_state.hpp"

namespace planspiel::location {

class SetCoverHeuristic {
 public:
  /// Every row of the model must be coverable.
  SetCoverHeuristic(const CoverModel& model, const RandomStream& random);

  /// A cover that holds the sites with a fraction of one half or more, completed by the greatest cover per Lagrangian
  /// cost and made better by `steps` of ruin and repair.
  std::vector<std::uint32_t> cover(const RelaxedPoint& point, std::size_t steps);

 private:
  void complete(std::span<const double> reduced_cost, std::uint64_t draw);
  void drop_redundant();
  double cost() const;
  void ruin(std::uint64_t draw);

  const CoverModel& model_;
  RandomStream random_;
  CoverModel counted_;  ///< the same rows, each worth 1
  CoverState state_;
  std::uint64_t draws_ = 0;
};

}  // namespace planspiel::location
