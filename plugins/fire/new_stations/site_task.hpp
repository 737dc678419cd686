#pragma once

/// One new site beside everything that stands: which buildings hang on it, and what serving them is worth.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/location/answer.hpp"
#include "plugins/fire/new_stations/over_hours.hpp"

namespace planspiel::fire {

/// How the conditions (standards in hours) make one number of what is met in each.
struct Goal {
  OverHours over = OverHours::worst;
  std::vector<double> best{};  ///< of each condition, for regret: what would be best for it alone

  /// More is better. `met`: weight met in each condition; `met_in_all`: weight met in all of them at once.
  double score(std::span<const double> met, double met_in_all) const;
};

/// Buildings that a site can win or lose. A building meets a condition where the drive from the site is short enough.
struct SiteTask {
  Goal goal{};
  Column<ConditionId, SituationId> situation{};
  std::vector<location::PlaceNumber> building{};  ///< ascending
  std::vector<double> weight{};                   ///< of each of these buildings
  std::vector<double> limit_s{};     ///< building × condition: the longest drive; infinite: met anyway; < 0: never met
  std::vector<double> met_anyway{};  ///< of each condition: weight met without the site, by these and all others
  double met_anyway_in_all = 0.0;

  IdRange<ConditionId> conditions() const { return situation.ids(); }
  double limit(std::size_t at, ConditionId condition) const {
    return limit_s[at * situation.size() + condition.index()];
  }
};

/// Weights met while conditions of single buildings turn true and false.
class MetWeights {
 public:
  explicit MetWeights(const SiteTask& task);
  void meet(std::size_t at, ConditionId condition);
  void miss(std::size_t at, ConditionId condition);
  double score() const { return task_.goal.score(met_, met_in_all_); }
  const std::vector<double>& met() const { return met_; }

 private:
  const SiteTask& task_;
  std::vector<double> met_;
  double met_in_all_;
  std::vector<std::uint8_t> missing_;  ///< conditions of each building that are not met
};

}  // namespace planspiel::fire
