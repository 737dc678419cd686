#pragma once

#include <memory>
#include <string>

#include "engine/run/tool.hpp"
#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/transit.hpp"
#include "plugins/mobility/why/timetable_journeys.hpp"

namespace planspiel::mobility {

struct JourneyOptions {
  std::string from, to;
  std::int64_t hour = 8;
  std::string at{};  ///< empty: no timetable, but the service of the hour
  Seconds window{3600.0}, slack{60.0};
  void describe(OptionSet& set);
};

/// `planspiel journey SCENARIO --from Hauptbahnhof --to Marienplatz --hour 8`: minutes from stop to stop by public
/// transport as mode choice counts them, in the service of the hour. Walks to the first stop and from the last are not
/// part of it. With `--at 08:00` instead: the journeys of the timetable from then on, from doors too (`--from
/// 11.575,48.137`), where walks are part of them.
class JourneyTool final : public Tool {
 public:
  explicit JourneyTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;
  /// {from, to, hour} or {from, to, at, window, slack}
  ToolAnswer update(const Value& edit, RunContext& context) override;

 private:
  ToolAnswer answer(const JourneyOptions& wanted);
  ToolAnswer by_timetable(const JourneyOptions& wanted, const Coefficients& coefficients);
  ToolAnswer by_hour(const JourneyOptions& wanted, const Coefficients& coefficients) const;
  std::optional<Point> door_of(const std::string& name) const;
  JourneyEnd end_of(const std::string& name) const;

  JourneyOptions options_;
  const Stops& stops_;
  const Lines& lines_;
  const Headways& headways_;
  const Departures& departures_;
  const Nodes& nodes_;
  const Roads& roads_;
  const Zones& zones_;
  const CityCoefficients& city_coefficients_;
  std::vector<NamedNumber> rows_;  ///< the coefficients as the scenario has them for the day
  std::string crs_;
  std::shared_ptr<const TimetableJourneys> timetable_{};  ///< once it was asked for
};

}  // namespace planspiel::mobility
