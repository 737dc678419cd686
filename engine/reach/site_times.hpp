#pragma once

/// Travel times from many sites to many places, as far as they are short enough to matter: what placement, sizing and
/// isochrones share.

#include <span>
#include <vector>

#include "engine/reach/drive_time.hpp"

namespace planspiel::reach {

/// For each site the places that it reaches within a limit, ascending, with the drive time.
class SiteTimes {
 public:
  struct Reached {
    std::uint32_t place;
    float seconds;
  };
  std::size_t sites() const { return reached_.size(); }
  std::span<const Reached> operator[](std::size_t site) const { return reached_[site]; }
  void append(const SiteTimes& more) { reached_.insert(reached_.end(), more.reached_.begin(), more.reached_.end()); }

  /// Drives at the network's present hour, `off_road` included; batches of 64 sites, any number of threads.
  static SiteTimes search(const DriveNetwork& network, std::span<const RoadPlace> sites,
                          std::span<const MaybeRoadPlace> places, double limit_s);
  /// Replaces one site's row: it was dragged.
  void move(std::size_t site, const DriveNetwork& network, const RoadPlace& to, std::span<const MaybeRoadPlace> places,
            double limit_s);

 private:
  std::vector<std::vector<Reached>> reached_;
};

}  // namespace planspiel::reach
