#pragma once

/// Houses before they are rows of the table of buildings: made along streets, or read from a file.

#include <optional>
#include <string>
#include <vector>

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

struct House {
  std::string id{};
  std::string address{};  ///< empty: the zone and a number
  Point centre{};
  std::vector<Point> footprint{};  ///< ring without repeating the first point
  Metres height{};
  double floors_m2 = 0.0;             ///< area of all storeys
  double homes = 1.0;                 ///< share of it in which people live
  std::optional<double> residents{};  ///< where a file says how many live there
  Certainty certainty = Certainty::assumed;
};

/// Houses on both sides of the local streets, about `settings.buildings` of them: a place every 28 m, kept by chance so
/// that dense sub-districts have closed rows; storeys by density. None stands in a river. With `roads`, the streets are
/// real ones: places follow each other with gaps of 2 m, and none stands on another road or in another house, as it
/// would where streets bend and meet.
std::vector<House> houses_along(const Streets& streets, const Facts& facts, const Settings& settings,
                                const Roads* roads = nullptr);

/// The house that a zone without a street gets at its centre.
House lone_house(Point centre, std::size_t zone);

/// As high as so many storeys and a roof.
Metres height_of(double storeys);
/// Storeys of a building of this height, at least one.
double storeys_in(Metres height);

}  // namespace planspiel::generate
