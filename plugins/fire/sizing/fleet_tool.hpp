#pragma once

#include "engine/run/tool.hpp"
#include "plugins/fire/sizing/fleet_report.hpp"
#include "plugins/fire/sizing/year_case.hpp"

namespace planspiel::fire {

struct FleetOptions {
  YearOptions year{};
  std::string standard = "hilfsfrist_professional";
  double target = 90.0;  ///< percent of the incidents in time
  std::int64_t replications = 20;
  std::string vehicle = "HLF";  ///< type of the engines that are sized
  std::int64_t crew = 6;        ///< functions of one where a station has none yet
  std::int64_t least = 1, most = 3;
  bool smallest = false;
  FleetCosts costs{};
  std::string against{};  ///< an earlier answer as JSON; empty: none
  void describe(OptionSet& set);
};

/// `planspiel fleet SCENARIO`: simulated years of the service as it is, the planner's table station × engines and, with
/// `--smallest`, the smallest fleet that keeps the standard.
class FleetTool final : public Tool {
 public:
  explicit FleetTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;

 private:
  std::vector<double> in_worst_hour(const Grid<DistrictId, double, StandardId, Hour>& share) const;

  FleetOptions options_;
  DispatchTables tables_;
  const HourlyColumn<EdgeId, Speed>& road_speed_;
  const Grid<DistrictId, double, StandardId, Hour>&covered_, &probable_;  ///< residents, of a run
  const Grid<DistrictId, double>& residents_;
};

}  // namespace planspiel::fire
