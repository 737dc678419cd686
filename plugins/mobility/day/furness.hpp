#pragma once

/// Shares of destinations by attraction and distance, and their balance with what is there.

#include <vector>

#include "engine/base/column.hpp"
#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/zone_matrix.hpp"

namespace planspiel::mobility {

/// Where people of each home zone go: weights attraction(to) · exp(-(d / scale)^shape), then cumulated shares.
class DestinationTable {
 public:
  /// `crow`: metres between zones.
  DestinationTable(const ZoneMatrix<float>& crow, Column<ZoneId, double> attraction, Decay decay);
  /// Adds who arrives in each zone when so many go from each; `factor` multiplies the attraction.
  void add_arrivals(const Column<ZoneId, double>& made, const Column<ZoneId, double>& factor,
                    Column<ZoneId, double>& arrivals) const;
  void scale_attraction(const Column<ZoneId, double>& factor);
  /// Turns weights into cumulated shares; a zone from which nothing can be reached keeps its people.
  void finish();
  /// By a uniform number. After finish().
  ZoneId draw(ZoneId home, double uniform) const;

 private:
  ZoneMatrix<float> weight_;  ///< of distance; after finish() cumulated shares
  Column<ZoneId, double> attraction_;
};

/// Those who share destinations: how many each zone makes, and where they may go.
struct Seekers {
  DestinationTable* table = nullptr;
  Column<ZoneId, double> made{};
};

/// One factor for each destination, for all seekers alike, so that the arrivals are in proportion to what is wanted
/// (Furness): every job once, for a resident or for somebody from around. Nothing happens where nobody seeks or nothing
/// is wanted.
void balance(const std::vector<Seekers>& all, Column<ZoneId, double> wanted, int rounds);

}  // namespace planspiel::mobility
