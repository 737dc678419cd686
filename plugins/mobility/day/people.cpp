#include "plugins/mobility/day/people.hpp"

#include <algorithm>

namespace planspiel::mobility {

namespace {

/// The external id's hash: rows may shift when zones are added, addresses may not.
std::uint64_t address_of(const Zones& zones, ZoneId zone) { return stream_number(zones.id[zone]) & 0xffffffffffull; }

PersonGroupId group_at(const PersonGroups& groups, double uniform) {
  double running = 0.0;
  for (const PersonGroupId group : groups.ids()) {
    running += groups.share[group];
    if (uniform < running) return group;
  }
  return PersonGroupId(groups.size() - 1);
}

}  // namespace

People::People(const Zones& zones, const PersonGroups& groups, const PeopleCoefficients& coefficients,
               std::uint64_t seed)
    : zones_(zones), groups_(groups), coefficients_(coefficients), random_(seed, "mobility.person") {
  for (const PersonGroupId group : groups.ids()) licences_ += groups.share[group] * groups.licence[group];
}

Person People::resident(ZoneId zone, std::uint64_t number) const {
  const std::uint64_t address = (address_of(zones_, zone) << 24) + number;
  const auto draw = [&](std::uint64_t which) { return random_.uniform(address, which); };
  const PersonGroupId group = group_at(groups_, draw(0));
  Person person{.group = group, .address = address};
  person.licence = draw(1) < groups_.licence[group];
  const double cars = std::min(1.0, coefficients_.drivers_per_car * zones_.cars_per_1000[zone] / 1000.0 / licences_);
  person.car = person.licence && draw(2) < cars;
  person.pass = draw(3) < groups_.transit_pass[group];
  person.bike = draw(4) < groups_.bike[group];
  const double income = draw(5), low = coefficients_.income_low;
  person.income = income < low                                 ? Income::low
                  : income < low + coefficients_.income_middle ? Income::middle
                                                               : Income::high;
  person.employed = draw(6) < groups_.employed[group];
  person.student = !person.employed && draw(7) < groups_.student[group] / std::max(1e-9, 1.0 - groups_.employed[group]);
  person.at_home = draw(8) < groups_.home_office[group];
  return person;
}

double home_office_share(const PersonGroups& groups) {
  double employed = 0.0, at_home = 0.0;
  for (const PersonGroupId group : groups.ids()) {
    employed += groups.share[group] * groups.employed[group];
    at_home += groups.share[group] * groups.employed[group] * groups.home_office[group];
  }
  return employed > 0.0 ? at_home / employed : 0.0;
}

}  // namespace planspiel::mobility
