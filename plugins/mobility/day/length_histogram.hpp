#pragma once

#include <vector>

#include "engine/base/quantity.hpp"

namespace planspiel::mobility {

/// Weighted lengths of ways, in bins of 100 m up to 100 km: medians without keeping every way.
class LengthHistogram {
 public:
  LengthHistogram();
  /// So many ways of a length; what is longer than the last bin lies in it.
  void add(Metres length, double ways);
  void add(const LengthHistogram& other);
  /// Within a bin lengths are even. NaN where there is no way.
  double median_km() const;

 private:
  std::vector<double> ways_;  ///< by bin
  double all_ = 0.0;
};

}  // namespace planspiel::mobility
