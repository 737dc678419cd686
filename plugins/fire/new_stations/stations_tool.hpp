#pragma once

#include "engine/run/tool.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/new_stations/placement_answer.hpp"
#include "plugins/fire/new_stations/placement_case.hpp"
#include "plugins/fire/options.hpp"

namespace planspiel::fire {

struct StationsOptions {
  std::int64_t add = 0, move = 0, total = 0;
  Objective objective = Objective::mclp;
  std::vector<std::string> fix{};
  PlacementOptions placement{};
  std::vector<std::string> units{"HLF:6", "HLF:4"};  ///< of a new station: vehicle type and functions
  double busy = 0.2;
  bool leave_out_unreachable = false;
  double gap = 0.0;
  double seconds = 60.0;
  void describe(OptionSet& set);
};

/// `planspiel stations SCENARIO --add 2`: the best sites, with a proven bound, as measures for a scenario.
class StationsTool final : public Tool {
 public:
  explicit StationsTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;

 private:
  std::vector<location::SiteNumber> fixed_sites(const PlacementCase& placement) const;

  StationsOptions options_;
  IncidentTables tables_;
  const HourlyColumn<EdgeId, Speed>& road_speed_;
  std::string crs_;
};

}  // namespace planspiel::fire
