#pragma once

/// The tours of a day: people, their activities, destinations and times put together; residents and people from around.

#include <array>
#include <vector>

#include "plugins/mobility/day/activities.hpp"
#include "plugins/mobility/day/destinations.hpp"
#include "plugins/mobility/day/sample.hpp"
#include "plugins/mobility/day/times.hpp"

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

  ZoneId home_zone() const { return ZoneId(std::size_t{home}); }
  ZoneId destination_zone() const { return ZoneId(std::size_t{destination}); }
  Hour out() const { return Hour(std::size_t{out_hour}); }
  Hour back() const { return Hour(std::size_t{back_hour}); }
  Income income() const { return static_cast<Income>(person >> person::income_shift); }
};
inline constexpr std::uint8_t kExternalTour = 100;
inline constexpr std::size_t kAroundKinds = 3;  ///< commuter, other, visitor, in the order of ExternalKind
inline constexpr std::uint8_t kCommuterTour = kExternalTour + static_cast<std::uint8_t>(ExternalKind::commuter),
                              kVisitorTour = kExternalTour + static_cast<std::uint8_t>(ExternalKind::visitor);

struct Tours {
  std::vector<Tour> tours{};                   ///< in the order of home zones
  std::vector<std::uint32_t> first_of_zone{};  ///< zone → first of its tours; one more than zones
  Column<ZoneId, double> residents{};          ///< simulated residents by zone (weighted)
  std::array<Column<ZoneId, double>, kAroundKinds>
      known_car_share{};  ///< of people from around by kind and zone: who comes by car where nothing changes

  std::size_t zones() const { return residents.size(); }
  /// Those that start in a zone.
  std::span<const Tour> of(ZoneId home) const {
    return {tours.data() + first_of_zone[home.index()], tours.data() + first_of_zone[home.index() + 1]};
  }
};

/// Everything that the tours of residents depend on.
struct PeopleTables {
  const Zones& zones;
  const PersonGroups& groups;
  const Behaviour& behaviour;
  const ExternalDemand& external;
};

/// The stages that say who makes which tour.
struct TourStages {
  const People& people;
  const Activities& activities;
  const Destinations& destinations;
  const Times& times;
};

Tours make_tours(const PeopleTables& tables, const TourStages& stages, const Sample& sample);

/// The same with the family's stages.
Tours make_tours(const PeopleTables& tables, const ZoneMatrix<float>& crow, const Coefficients& coefficients,
                 const Sample& sample);

/// Commuters from around work at home as residents do: where the share of those at home is another than the one that
/// their number was counted at, as many fewer or more of them come.
void scale_commuters(Tours& tours, double factor);

}  // namespace planspiel::mobility
