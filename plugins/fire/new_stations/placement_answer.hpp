#pragma once

/// Answers a question of placement and tells it.

#include <optional>

#include "engine/location/answer.hpp"
#include "engine/run/tool.hpp"
#include "plugins/fire/new_stations/refinement.hpp"
#include "plugins/fire/search_streams.hpp"

namespace planspiel::fire {

/// What the best sites are best at.
enum class Objective { mclp, lscp, p_median, p_centre, backup, functions, expected };
inline constexpr std::array<std::string_view, 7> kObjectiveNames{"mclp",   "lscp",      "p-median", "p-centre",
                                                                 "backup", "functions", "expected"};
inline std::span<const std::string_view> choice_names(Objective) { return kObjectiveNames; }

struct PlacementQuestion {
  Objective objective = Objective::mclp;
  std::size_t add = 0, move = 0, total = 0;
  std::vector<location::SiteNumber> fixed{};  ///< stations that stay, ascending
  OverHours over_hours = OverHours::worst;
  std::int64_t functions = 6;
  double busy = 0.2;
  bool leave_out_unreachable = false;
  location::SearchLimits limits{.streams = kSearchStreams};
};

/// How one situation likes the answer.
struct RegretRow {
  std::string situation;
  double value = 0.0;  ///< of the answer
  double best = 0.0;   ///< bound of what would be best for this situation alone
};

/// What value and bound hold for.
struct Proof {
  std::size_t candidates = 0;
  bool refined = false;   ///< over places along roads around each site
  bool complete = false;  ///< of one site: no candidate and no place along roads around it is better
  double candidate_value = 0.0, candidate_bound = 0.0;
};

struct Placed {
  location::LocationAnswer answer{};
  Text unit{};                     ///< of value and bound: "stations", "s"; empty: of the weight
  std::optional<double> before{};  ///< value of the stations as they stand; none where it cannot be compared
  double of = 0.0;                 ///< all weight; 0 where value is no share of it
  bool smaller_is_better = false;
  bool adds_crew = false;           ///< open sites get `functions` beside what is there; else they are all stations
  std::vector<double> functions{};  ///< crew added at each open site
  std::vector<RegretRow> regrets{};
  Text note{};        ///< what a reader must know about the bound
  Changes changes{};  ///< what a scenario builds
  Proof proof{};
};

/// The best candidates. Throws Error(config) for contradictions: more moves than stations, a standard that one unit
/// cannot meet.
Placed place(const PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question);

/// The same, then, where a run judges the objective (`mclp`, `functions`), the best places along roads around them,
/// with the run's numbers. Refined sites join the case's candidates.
Placed place_on_roads(PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question,
                      Seconds turnout, const std::string& crs, RunContext& context);

/// What the proof covers, in one sentence.
Text headline_of(const Placed& placed);

/// Numbers, and the measures that build the answer.
ToolAnswer describe(const Placed& placed, const PlacementCase& placement, const IncidentTables& tables,
                    const std::vector<NewUnit>& units, Seconds turnout);

}  // namespace planspiel::fire
