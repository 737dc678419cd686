#include "plugins/fire/new_stations/site_task.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace planspiel::fire {

double Goal::score(std::span<const double> met, double met_in_all) const {
  if (over == OverHours::every) return met_in_all;
  if (over == OverHours::mean) return std::accumulate(met.begin(), met.end(), 0.0) / static_cast<double>(met.size());
  if (over == OverHours::worst) return *std::min_element(met.begin(), met.end());
  double regret = 0.0;
  for (std::size_t condition = 0; condition < met.size(); ++condition)
    regret = std::max(regret, best[condition] - met[condition]);
  return -regret;
}

MetWeights::MetWeights(const SiteTask& task)
    : task_(task),
      met_(task.met_anyway),
      met_in_all_(task.met_anyway_in_all),
      missing_(task.building.size(), static_cast<std::uint8_t>(task.situation.size())) {
  for (std::size_t at = 0; at < missing_.size(); ++at)
    for (const ConditionId condition : task.conditions())
      if (task.limit(at, condition) == std::numeric_limits<double>::infinity()) --missing_[at];
}

void MetWeights::meet(std::size_t at, ConditionId condition) {
  met_[condition.index()] += task_.weight[at];
  if (--missing_[at] == 0) met_in_all_ += task_.weight[at];
}

void MetWeights::miss(std::size_t at, ConditionId condition) {
  met_[condition.index()] -= task_.weight[at];
  if (missing_[at]++ == 0) met_in_all_ -= task_.weight[at];
}

}  // namespace planspiel::fire
