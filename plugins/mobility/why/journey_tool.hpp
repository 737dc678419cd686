#pragma once

#include <string>

#include "engine/run/tool.hpp"
#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/transit.hpp"

namespace planspiel::mobility {

struct JourneyOptions {
  std::string from, to;
  std::int64_t hour = 8;
  void describe(OptionSet& set);
};

/// `planspiel journey SCENARIO --from Hauptbahnhof --to Marienplatz --hour 8`: minutes from stop to stop by public
/// transport as mode choice counts them, in the service of the hour. Walks to the first stop and from the last are not
/// part of it.
class JourneyTool final : public Tool {
 public:
  explicit JourneyTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;
  /// {from, to, hour}
  ToolAnswer update(const Value& edit, RunContext& context) override;

 private:
  ToolAnswer answer(const JourneyOptions& wanted) const;
  std::vector<StopId> stops_named(const std::string& name) const;

  JourneyOptions options_;
  const Stops& stops_;
  const Lines& lines_;
  const Headways& headways_;
  const Zones& zones_;
  const CityCoefficients& city_coefficients_;
  std::vector<NamedNumber> rows_;  ///< the coefficients as the scenario has them for the day
};

}  // namespace planspiel::mobility
