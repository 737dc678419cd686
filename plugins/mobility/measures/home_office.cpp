#include "plugins/mobility/measures/home_office.hpp"

#include <algorithm>

namespace planspiel::mobility {

City apply(const HomeOffice& measure, City city) {
  PersonGroups groups = city.copy(tables::person_groups);
  double employed = 0.0, at_home = 0.0;
  for (const PersonGroupId group : groups.ids()) {
    employed += groups.share[group] * groups.employed[group];
    at_home += groups.share[group] * groups.employed[group] * groups.home_office[group];
  }
  if (!(employed > 0.0)) throw Error(ErrorKind::config, "the city's table 'person_groups' has nobody employed");
  const double factor = at_home > 0.0 ? measure.share / (at_home / employed) : 0.0;
  for (const PersonGroupId group : groups.ids())
    groups.home_office[group] = at_home > 0.0 ? std::min(0.95, groups.home_office[group] * factor) : measure.share;
  return city.with(std::move(groups));
}

}  // namespace planspiel::mobility
