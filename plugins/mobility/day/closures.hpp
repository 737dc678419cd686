#pragma once

/// Roads that are closed to cars, the zones that lie among them, and where a car that may not go on is left.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/zone_matrix.hpp"

namespace planspiel::mobility {

/// Why somebody may drive where cars may not: nothing, a home in the closed area, goods to deliver there.
enum class Errand : std::uint8_t { none, resident, delivery };
inline constexpr std::array kErrands{Errand::none, Errand::resident, Errand::delivery};
constexpr std::uint8_t bit_of(Errand errand) { return static_cast<std::uint8_t>(1u << static_cast<unsigned>(errand)); }

/// Errands that may not use a road with this access, as bits. Goods drive wherever cars may.
std::uint8_t closed_to(std::int32_t access);

/// What the closed roads around a zone's centre mean to it.
struct ZoneAccess {
  std::uint8_t closed_to = 0;       ///< errands that may not drive up to it, as bits; 0: open to all
  std::uint32_t area = 0;           ///< of a closed zone: number of the connected piece of closed roads
  std::vector<NodeId> junctions{};  ///< of a closed zone: where those who may drive there join its roads

  bool closed() const { return closed_to != 0; }
  bool open_to(Errand errand) const { return (closed_to & bit_of(errand)) == 0; }
};

/// A zone is closed where more than half of the length of the local streets (tertiary and below) in it is closed to
/// cars; without any, where that holds of all streets within 250 m of its centre, nearer ones counting more, or where
/// the nearest junction is closed. A zone that is closed at its margin uses its open roads. External zones are never
/// closed.
Column<ZoneId, ZoneAccess> zone_access(const Nodes& nodes, const Roads& roads, const Zones& zones);

/// Where a tour's car starts and stops, and the way on foot from there.
struct CarEnds {
  ZoneId home{}, destination{};  ///< that the car drives from and to
  double walk_m = 0.0;           ///< one way, at both ends together
  bool possible = true;          ///< false: the walk would be longer than the longest, or the whole way
};

/// How far people walk from the edge of a closed area, and what walking weighs against driving there.
struct EdgeWalk {
  double longest_m = 0.0;      ///< beyond it the car is no alternative
  double seconds_per_m = 0.0;  ///< weighted
};

/// Where cars stop for zones that they may not reach: the open zone with the least sum of driving on the empty road,
/// searching and weighted walking. Chosen once: congestion moves no car from one edge to another.
class CarStops {
 public:
  CarStops() = default;  ///< nothing is closed
  /// Metres on foot and seconds of driving between zones, minutes of searching.
  CarStops(Column<ZoneId, ZoneAccess> access, ZoneMatrix<float> walk_m, ZoneMatrix<float> drive_s,
           Column<ZoneId, double> search_min, EdgeWalk walk);

  bool any() const { return any_; }
  bool closed(ZoneId zone) const { return any_ && access_[zone].closed(); }
  /// Of a person: a resident of a closed area whose residents are exempt drives everywhere in it, others nowhere.
  CarEnds ends(ZoneId home, ZoneId destination, Errand errand) const;
  /// Where the car of somebody who lives in a zone starts for a zone that it may drive up to.
  ZoneId start(ZoneId home, ZoneId destination) const {
    const bool elsewhere = closed(home) && !access_[home].open_to(Errand::resident);
    return elsewhere ? ZoneId(std::size_t{stop_[row_of_[home.index()] * access_.size() + destination.index()]}) : home;
  }
  /// Where goods for a zone are unloaded: there, or in the open zone nearest on foot, at whatever distance.
  ZoneId unload(ZoneId zone) const { return any_ ? unload_[zone.index()] : zone; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;
  bool may_drive_up(ZoneId zone, ZoneId home, Errand errand) const;
  std::uint32_t best_stop(ZoneId closed, ZoneId from) const;
  void fill();

  bool any_ = false;
  Column<ZoneId, ZoneAccess> access_{};
  std::vector<std::uint32_t> row_of_{};  ///< zone → row of `stop_`; kNone where open
  std::vector<std::uint32_t> stop_{};    ///< closed zone × the tour's other end → open zone
  std::vector<ZoneId> unload_{};         ///< by zone
  ZoneMatrix<float> walk_m_{}, drive_s_{};
  Column<ZoneId, double> search_min_{};
  EdgeWalk walk_{};
};

}  // namespace planspiel::mobility
