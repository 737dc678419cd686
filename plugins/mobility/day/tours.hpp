#pragma once

/// Who makes which tours: synthetic residents, people from around, each with a destination and two departure hours.

#include <array>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/options.hpp"

namespace planspiel::mobility {

/// What a person brings to mode choice, as bits of Tour::person.
namespace person {
inline constexpr std::uint8_t car = 1, pass = 2, bike = 4, income_shift = 4;  ///< income class in bits 4 and 5
}

/// Home – activity – home. 16 bytes: a day of Munich has about three million.
struct Tour {
  std::uint16_t home = 0, destination = 0;  ///< zone rows
  std::uint8_t purpose = 0;                 ///< Purpose; for people from around 100 + ExternalKind
  std::uint8_t out_hour = 0, back_hour = 0;
  std::uint8_t person = 0;
  float stay_h = 0.0f;  ///< hours at the activity
  float weight = 1.0f;
};
inline constexpr std::uint8_t kExternalTour = 100;
inline constexpr std::size_t kAroundKinds = 3;  ///< commuter, other, visitor, in the order of ExternalKind
inline constexpr std::uint8_t kCommuterTour = kExternalTour + static_cast<std::uint8_t>(ExternalKind::commuter),
                              kVisitorTour = kExternalTour + static_cast<std::uint8_t>(ExternalKind::visitor);

struct Tours {
  std::vector<Tour> tours;                   ///< in the order of home zones
  std::vector<std::uint32_t> first_of_zone;  ///< zone → first of its tours; one more than zones
  std::vector<double> residents;             ///< simulated residents by zone (weighted)
  std::array<std::vector<double>, kAroundKinds>
      known_car_share;  ///< of people from around by kind and zone: who comes by car where nothing changes
};

/// Everything that the tours of residents depend on.
struct PeopleTables {
  const Zones& zones;
  const PersonGroups& groups;
  const Behaviour& behaviour;
  const ExternalDemand& external;
};

/// Fraction of the employed residents who work at home on the day.
double home_office_share(const PersonGroups& groups);

/// Commuters from around work at home as residents do: where the share of those at home is another than the one that
/// their number was counted at, as many fewer or more of them come.
void scale_commuters(Tours& tours, double factor);

/// Airline distance of zone centres times a detour, at least the mean way inside a zone, metres; row-major.
std::vector<float> crow_distances(const Zones& zones, const DestinationCoefficients& coefficients);

/// Persons are drawn with addresses (zone and running number), so growth of one zone changes nobody elsewhere.
/// Residents and commuters from around are balanced with the same jobs, residents with the places of education
/// (Furness): arrivals are in proportion to them. All destinations depend on tables only, never on congestion: they
/// stay when a scenario changes roads or prices (short run).
Tours make_tours(const PeopleTables& tables, const DayOptions& options, std::uint64_t seed,
                 const std::vector<float>& crow, const Coefficients& coefficients);

}  // namespace planspiel::mobility
