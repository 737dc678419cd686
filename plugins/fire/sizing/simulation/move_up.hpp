#pragma once

/// Greedy move-up: which idle unit should wait at which empty station.

#include <optional>
#include <vector>

#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire {

/// An idle unit that may move.
struct IdleUnit {
  std::uint32_t unit = 0;
  StationNumber home = 0, at = 0;
};

struct Move {
  std::uint32_t unit = 0;
  StationNumber to = 0;
};

/// Keeps, for each demand class, how many stations with an idle unit cover it.
class MoveUpPolicy {
 public:
  explicit MoveUpPolicy(const YearProblem& problem);

  /// The next move, if any, with units waiting (or on their way to wait) at `present` stations (counts of units) and
  /// those of `idle` free to move, in the hour of the day: first home, where the city loses nothing by it; else to the
  /// empty station with the most uncovered demand, by the unit whose leaving uncovers least (then the nearest).
  std::optional<Move> next(const std::vector<std::uint32_t>& present, const std::vector<IdleUnit>& idle, Hour hour);

 private:
  void update(const std::vector<std::uint32_t>& present, std::size_t block);
  double newly_covered(StationNumber to) const;
  double uncovered_by_leaving(StationNumber from, StationNumber to) const;
  bool covers(StationNumber station, DemandClass place) const {
    return covers_[(block_ * problem_.travel.stations + station) * problem_.travel.classes + place] != 0;
  }
  const std::vector<DemandClass>& covered_by(StationNumber station) const {
    return lists_[block_ * problem_.travel.stations + station];
  }

  const YearProblem& problem_;
  std::vector<Flag> covers_{};                     ///< block × station × class
  std::vector<std::vector<DemandClass>> lists_{};  ///< block × station: the same as lists
  std::vector<Flag> has_home_{};                   ///< stations of professional units
  std::vector<double> weight_{};                   ///< incidents per year of each class
  double total_ = 0.0;
  std::size_t block_ = ~std::size_t{0};
  std::vector<std::uint32_t> present_{}, covering_{};
};

}  // namespace planspiel::fire
