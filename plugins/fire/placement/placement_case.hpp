#pragma once

/// A question of placement on the city: which sites there are, what they cover in the hours asked for, and what that is
/// worth.

#include <string>
#include <vector>

#include "engine/base/projection.hpp"
#include "engine/run/fields.hpp"
#include "engine/run/model.hpp"
#include "plugins/fire/location/cover_problem.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/placement/candidates.hpp"
#include "plugins/fire/site_times.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

/// Options of a placement that say what counts.
struct PlacementOptions {
  std::string standard = "hilfsfrist_professional";
  std::string weight = "residents";  ///< residents, incidents or buildings
  std::uint32_t hours = 0x8080;      ///< 7 and 15 o'clock: the two slowest
  std::string over_hours = "every";  ///< every: covered in each hour; mean; regret
  std::vector<std::string> also{};   ///< run folders of other scenarios, whose congestion counts too
  std::string candidates{};          ///< CSV file; empty: a grid
  std::int64_t candidate_count = 300;
  Seconds turnout = 90.0_s;  ///< of new stations
  DriveOptions drive{};
  bool whole_city = false;  ///< times beyond the standard too (p-median); not an option of its own
  void describe(OptionSet& set);
};

/// The tables of the city that a placement reads.
struct PlacementTables {
  explicit PlacementTables(Ports& ports);
  const Roads& roads;
  const Nodes& nodes;
  const Buildings& buildings;
  const Zones& zones;
  const Stations& stations;
  const Units& units;
  const Standards& standards;
  const IncidentRates& rates;
};

/// One hour of one scenario.
struct Situation {
  std::string name;   ///< "15 h", "15 h, city-toll"
  SiteTimes times{};  ///< site → building
};

struct PlacementCase {
  std::vector<Candidate> sites{};     ///< stations in service that may be moved, then candidates
  std::vector<StationId> stations{};  ///< of the first sites
  std::vector<double> turnout_s{};    ///< of each site
  std::vector<double> weight{};       ///< of each building
  std::vector<Situation> situations{};
  std::vector<Situation> others{};  ///< stations that count but do not move (volunteers), site by site
  std::vector<double> other_turnout_s{};
  std::vector<double> functions{};  ///< expected crew at each site, then at each of `others`
  Demand demand{};

  /// Drive time that a turnout leaves, a millisecond forgiven.
  double limit_s(double turnout) const { return demand.time_s - demand.clock_starts_before_alarm_s - turnout + 1e-3; }
  /// Which buildings each site reaches in time in a situation. Those that `others` reach weigh nothing: they are
  /// covered whatever is chosen.
  CoverProblem cover(std::size_t situation) const;
  /// The same for all situations at once: covered in each of them.
  CoverProblem cover_in_every() const;
  /// The same for all situations, one after the other: the mean over them.
  CoverProblem cover_on_average() const;
  /// Weight of the buildings that `others` cover, in a situation.
  double covered_by_others(std::size_t situation) const;
  double covered_by_others_in_every() const;
};

/// Throws Error(config) that names the standard, station or run folder at fault.
PlacementCase make_placement_case(const PlacementTables& tables, const PlacementOptions& options,
                                  const HourlyColumn<EdgeId, Speed>& road_speed, const std::string& crs,
                                  RunContext& context);

}  // namespace planspiel::fire
