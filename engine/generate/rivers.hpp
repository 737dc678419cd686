#pragma once

/// Where the rivers of a generated city are, so that nothing is built into them.

#include "engine/generate/facts.hpp"

namespace planspiel::generate {

class Rivers {
 public:
  explicit Rivers(const std::vector<River>& rivers);
  /// The place itself, or where it comes to lie when it moves away from the water to the first street.
  Point off(Point place) const;
  /// Whether the place is farther than this from the water.
  bool leave_room(Point place, Metres room) const;

 private:
  const std::vector<River>& rivers_;
  std::vector<Box> boxes_;  ///< with room for the first street
};

/// Adds the rivers to the land cover.
void make_water(CityBuilder& builder, const Facts& facts);

}  // namespace planspiel::generate
