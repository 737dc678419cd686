#pragma once

/// Who lives in a city: residents, drawn one by one. The same person in every scenario.

#include <cstdint>

#include "engine/base/random.hpp"
#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// A synthetic resident.
struct Person {
  PersonGroupId group{};
  std::uint64_t address = 0;                                      ///< of draws that belong to the person
  bool licence = false, car = false, pass = false, bike = false;  ///< a car to count on; a season ticket
  Income income = Income::low;
  bool employed = false, student = false, at_home = false;  ///< works at home on the day
};

class People {
 public:
  People(const Zones& zones, const PersonGroups& groups, const PeopleCoefficients& coefficients, std::uint64_t seed);
  /// The zone's resident of a running number. Drawn by the zone's external id and the number, so that growth of one
  /// zone changes nobody elsewhere.
  Person resident(ZoneId zone, std::uint64_t number) const;

 private:
  const Zones& zones_;
  const PersonGroups& groups_;
  PeopleCoefficients coefficients_;
  RandomStream random_;
  double licences_ = 0.0;  ///< per resident
};

/// Fraction of the employed residents who work at home on the day.
double home_office_share(const PersonGroups& groups);

}  // namespace planspiel::mobility
