#pragma once

/// The units of a site, as placement counts them.

#include <vector>

#include "plugins/fire/measures/new_unit.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

struct SiteUnit {
  double turnout_s = 0.0;
  double functions = 0.0;  ///< expected: crew · probability of turning out with it
  bool professional = true;
  Hours hours{};  ///< on duty
};
using SiteCrew = std::vector<SiteUnit>;  ///< by turnout

/// The units of a station that ever turn out.
SiteCrew crew_of(const Units& units, const Stations& stations, StationId station);
/// The units of a new, professional station.
SiteCrew new_crew(const std::vector<NewUnit>& units, Seconds turnout);

/// The turnout with which the crew of an hour brings the functions alone; infinite where it does not.
double turnout_with(const SiteCrew& crew, Hour hour, double functions, bool professional_only);

}  // namespace planspiel::fire
