#pragma once

/// Weighted distances of a p-median problem, laid out for its search and its relaxation.

#include <vector>

#include "engine/location/p_median.hpp"

namespace planspiel::location {

/// Cost of serving a place from a site. "No way" is a cost that no good set pays.
class MedianCosts {
 public:
  explicit MedianCosts(const MedianProblem& problem);

  std::size_t places() const { return places_; }
  std::size_t sites() const { return sites_; }
  /// Of all places, from one site.
  const double* from(SiteNumber site) const { return cost_.data() + site * places_; }
  double no_way() const { return no_way_; }
  /// All costs are whole numbers that sums keep exactly.
  bool whole() const { return whole_; }
  const std::vector<SiteNumber>& fixed() const { return fixed_; }

 private:
  std::size_t places_, sites_;
  std::vector<double> cost_;  ///< site × place; places without weight are left out
  double no_way_ = 0.0;
  bool whole_ = true;
  std::vector<SiteNumber> fixed_;
};

}  // namespace planspiel::location
