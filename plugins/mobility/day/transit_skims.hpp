#pragma once

/// What it takes to go from zone to zone by public transport, by period.

#include <array>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// Zones × zones, row-major; minutes and metres. Infinite cost: no connection.
struct TransitSkims {
  std::vector<float> cost_min;               ///< generalised: weighted walking and waiting, transfers
  std::vector<float> time_min;               ///< plain: walking, waiting, riding
  std::vector<float> walk_min;               ///< to, between and from stops
  std::array<std::vector<float>, 4> ride_m;  ///< by TransitMode
};

/// Least generalised time by rounds of boardings (RAPTOR's rounds, Delling, Pajor, Werneck 2012, on lines with
/// headways: the wait is half the headway, at most 10 minutes beyond which people know the timetable). At most four
/// boardings. Access and egress on foot to stops within 1.2 km of a zone's centre (walk 1.25 times the airline),
/// transfers on foot within 300 m; people of external zones reach rail stations within 25 km at 35 km/h. One best path;
/// common lines are not pooled.
class TransitRouter {
 public:
  TransitRouter(const Stops& stops, const Lines& lines, const Headways& headways, const Zones& zones,
                const Coefficients& coefficients);
  /// Skims of one period (the headways of its middle hour).
  TransitSkims skim(Period period) const;

 private:
  struct Walk {
    std::uint32_t stop;
    float minutes;
  };
  struct Label;
  void from_zone(std::size_t zone, const std::vector<float>& wait_min, TransitSkims& skims) const;
  void ride(std::size_t line, float wait, const std::vector<Label>& before, std::vector<Label>& after) const;

  const Stops& stops_;
  const Lines& lines_;
  const Headways& headways_;
  const Zones& zones_;
  const Coefficients& coefficients_;
  std::vector<std::vector<Walk>> access_;     ///< zone → stops
  std::vector<std::vector<Walk>> transfers_;  ///< stop → stops nearby
};

}  // namespace planspiel::mobility
