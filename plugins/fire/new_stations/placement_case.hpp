#pragma once

/// A question of placement on the city: which sites there are, what they cover in the hours asked for, and what that is
/// worth.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/projection.hpp"
#include "engine/location/cover_problem.hpp"
#include "engine/reach/site_times.hpp"
#include "engine/run/model.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/fire_tables.hpp"
#include "plugins/fire/new_stations/candidates.hpp"
#include "plugins/fire/new_stations/over_hours.hpp"
#include "plugins/fire/new_stations/site_crew.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

/// What is to be reached.
enum class PlacedWeight { residents, incidents, buildings };
inline constexpr std::array<std::string_view, 3> kPlacedWeightNames{"residents", "incidents", "buildings"};
inline std::span<const std::string_view> choice_names(PlacedWeight) { return kPlacedWeightNames; }

/// Options of a placement that say what counts.
struct PlacementOptions {
  std::string standard = "hilfsfrist_professional";
  PlacedWeight weight = PlacedWeight::residents;
  std::uint32_t hours = 0x8080;  ///< 7 and 15 o'clock: the two slowest
  OverHours over_hours = OverHours::worst;
  std::vector<std::string> also{};  ///< run folders of other scenarios, whose congestion counts too
  std::string candidates{};         ///< CSV file; empty: a grid
  std::int64_t candidate_count = 300;
  Seconds turnout = 90.0_s;  ///< of new stations
  DriveOptions drive{};
  bool whole_city = false;         ///< times beyond the standard too (p-median); not an option of its own
  bool first_unit_counts = false;  ///< a site reaches with its first unit, whatever its crew; no option of its own
  std::vector<NewUnit> units{};    ///< of new stations; no option of its own
  void describe(OptionSet& set);
};

/// One hour of one scenario.
struct Situation {
  std::string name;  ///< "15 h", "15 h, city-toll"
  Hour hour{};
  std::shared_ptr<const reach::DriveNetwork> network{};  ///< at that hour
  reach::SiteTimes times{};                              ///< site → building
  std::vector<double> turnout_s{};  ///< of each site: until its crew of the hour is out; infinite where it is too small
};

struct PlacementCase {
  std::vector<Candidate> sites{};                 ///< stations in service that may be moved, then candidates
  std::vector<StationId> stations{};              ///< of the first sites
  std::vector<SiteCrew> crew{};                   ///< of each site; candidates: of a new station
  std::vector<double> weight{};                   ///< of each building
  std::vector<reach::MaybeRoadPlace> building{};  ///< of those that weigh something
  Column<SituationId, Situation> situations{};
  Column<SituationId, Situation> others{};      ///< stations that count but do not move (volunteers), site by site
  std::vector<reach::RoadPlace> other_place{};  ///< of these
  std::vector<SiteCrew> other_crew{};
  std::vector<double> functions{};  ///< expected crew at each site, then at each of `others`
  Demand demand{};
  double farthest_s = 0.0;  ///< drives that are searched

  /// Drive time that a turnout leaves, a millisecond forgiven.
  double limit_s(double turnout_s) const {
    return demand.time_s - demand.clock_starts_before_alarm_s - turnout_s + 1e-3;
  }
  /// One more candidate.
  void add_site(Candidate site);
  /// Which buildings each site reaches in time in a situation. Those that `others` reach weigh nothing: they are
  /// covered whatever is chosen.
  location::CoverProblem cover(SituationId situation) const;
  /// The same for all situations at once: covered in each of them.
  location::CoverProblem cover_in_every() const;
  /// The same for all situations, one after the other: the mean over them.
  location::CoverProblem cover_on_average() const;
  /// Weight of the buildings that `others` cover, in a situation.
  double covered_by_others(SituationId situation) const;
  double covered_by_others_in_every() const;
};

/// Throws Error(config) that names the standard, station or run folder at fault.
PlacementCase make_placement_case(const IncidentTables& tables, const PlacementOptions& options,
                                  const HourlyColumn<EdgeId, Speed>& road_speed, const std::string& crs,
                                  RunContext& context);

}  // namespace planspiel::fire
