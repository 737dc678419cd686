#pragma once

#include <memory>
#include <string>

#include "engine/run/tool.hpp"
#include "plugins/mobility/access/opportunities.hpp"
#include "plugins/mobility/city_coefficients.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

struct AccessOptions {
  std::string at = "08:00";
  Seconds window{3600.0}, step{300.0}, near{1800.0}, far{2700.0}, slack{60.0};
  double share = 0.5;
  std::int64_t days = 0;
  void describe(OptionSet& set);
};

/// `planspiel access SCENARIO --at 08:00`: how many jobs and school places people reach from where they live within
/// half an hour and three quarters, by public transport and on foot, by district.
class AccessTool final : public Tool {
 public:
  explicit AccessTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;

 private:
  struct Reached;
  Reached reached(RunContext& context) const;
  AnswerTable by_district(const Reached& reached) const;

  AccessOptions options_;
  reach::TransitTables tables_;
  const Nodes& nodes_;
  const Roads& roads_;
  const Zones& zones_;
  const Districts& districts_;
  const CityCoefficients& city_coefficients_;
  std::vector<NamedNumber> rows_;  ///< the coefficients as the scenario has them for the day
};

}  // namespace planspiel::mobility
