#pragma once

/// Where people go. All destinations depend on tables only, never on congestion: they stay when a scenario changes
/// roads or prices (short run).

#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/furness.hpp"

namespace planspiel::mobility {

/// Airline distance of zone centres times a detour, at least the mean way inside a zone, metres.
ZoneMatrix<float> crow_distances(const Zones& zones, const DestinationCoefficients& coefficients);

/// What destinations hang on.
struct DestinationTables {
  const Zones& zones;
  const PersonGroups& groups;
  const ExternalDemand& external;
};

/// Residents and commuters from around are balanced with the same jobs, residents with the places of education
/// (Furness): arrivals are in proportion to them.
class Destinations {
 public:
  Destinations(const DestinationTables& tables, const ZoneMatrix<float>& crow,
               const DestinationCoefficients& coefficients);
  /// Of a resident, by a uniform number.
  ZoneId of_resident(ZoneId home, Purpose purpose, double uniform) const;
  /// Of somebody from around.
  ZoneId from_around(ZoneId home, ExternalKind kind, double uniform) const;

 private:
  void balance_jobs(const DestinationTables& tables, const DestinationCoefficients& coefficients);
  std::vector<DestinationTable> of_purpose_{};
  DestinationTable commuters_, others_;
};

}  // namespace planspiel::mobility
