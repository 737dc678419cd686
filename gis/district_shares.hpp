#pragma once

/// How much of an outline lies in each district.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/geometry.hpp"
#include "engine/city/places.hpp"

namespace planspiel {

class DistrictShares {
 public:
  explicit DistrictShares(const Districts& districts);
  ~DistrictShares();
  DistrictShares(const DistrictShares&) = delete;
  DistrictShares& operator=(const DistrictShares&) = delete;

  struct Home {
    std::optional<DistrictId> district{};  ///< the one with the largest share; none where most lies in no district
    double share = 0.0;                    ///< of the outline that lies in it
  };
  /// Of equal shares (within 1e-9) the district with the smaller id.
  Home home_of(const Polygon& outline) const;
  /// Pairs of districts that overlap by more than a thousandth of the smaller one: "'1' and '2' overlap by 0.30 km²".
  std::vector<Text> overlaps() const;

 private:
  struct Shape;
  const Districts& districts_;
  std::vector<std::unique_ptr<Shape>> shapes_;
};

}  // namespace planspiel
