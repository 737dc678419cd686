#include "engine/location/p_median_costs.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::location {

MedianCosts::MedianCosts(const MedianProblem& problem) : places_(0), sites_(problem.sites), fixed_(problem.fixed) {
  std::vector<PlaceNumber> weighty;
  for (PlaceNumber place = 0; place < problem.places; ++place)
    if (problem.weight[place] > 0.0) weighty.push_back(place);
  places_ = weighty.size();
  cost_.resize(places_ * sites_);
  double sum_of_largest = 0.0;
  for (std::size_t row = 0; row < places_; ++row) {
    double largest = 0.0;
    for (SiteNumber site = 0; site < sites_; ++site) {
      const double cost = problem.weight[weighty[row]] * problem.to(weighty[row], site);
      cost_[site * places_ + row] = cost;
      if (!std::isfinite(cost)) continue;
      largest = std::max(largest, cost);
      whole_ = whole_ && cost == std::floor(cost);
    }
    sum_of_largest += largest;
  }
  // dearer than every set that reaches all places, by no more than the costs are large
  no_way_ = whole_ || sum_of_largest == 0.0 ? 1.0 + std::ceil(sum_of_largest) : 2.0 * sum_of_largest;
  for (double& cost : cost_)
    if (!std::isfinite(cost)) cost = no_way_;
  whole_ = whole_ && no_way_ * static_cast<double>(places_ + 1) < 0x1p52;
  std::sort(fixed_.begin(), fixed_.end());
  fixed_.erase(std::unique(fixed_.begin(), fixed_.end()), fixed_.end());
}

}  // namespace planspiel::location
