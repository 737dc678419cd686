#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/city/road_index.hpp"
#include "engine/reach/drive_time.hpp"
#include "engine/run/tool.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/fire_tables.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

struct ReachOptions {
  std::string standard = "hilfsfrist";
  std::int64_t hour = 17;
  DriveOptions drive{};
  Seconds call_handling = 90.0_s;  ///< call to alarm, for times of arrival; standards bring their own
  void describe(OptionSet& set);
};

/// What an edit asks for: a station (name or external id) at another place, or one that is not there yet.
struct ReachEdit {
  std::string station;  ///< empty: as the city is
  LonLat at{};
  std::int64_t functions = 6;  ///< of a new station
  Seconds turnout = 90.0_s;    ///< of a new station
  std::int64_t hour = -1;      ///< from now on; -1: as before
  void describe(OptionSet& set);
};

/// `planspiel reach SCENARIO`: who is reached in time in one hour; and, while a station is dragged, who would be. The
/// same arithmetic as the model fire.response, for one hour and one standard; an edit searches from one station only.
class ReachTool final : public Tool {
 public:
  explicit ReachTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;
  /// {station, at, functions, turnout, hour}: the answer with this one station moved or added; edits do not add up.
  ToolAnswer update(const Value& edit, RunContext& context) override;

 private:
  /// One station's drive to each building.
  using Column_s = std::vector<double>;
  struct Prepared;
  struct Served {
    std::vector<Flag> reached;  ///< whether the standard is met, by building
    Column_s first_s;           ///< alarm to first unit; infinite where none gets there
  };
  void prepare();
  void search_hour();
  Column_s drive_from(const reach::RoadPlace& place);
  Served serve(const std::vector<DutyUnit>& units, std::optional<std::size_t> replaced, const Column_s& column) const;
  ToolAnswer answer(const Served& served, const ReachEdit& edit, bool on_road) const;

  ReachOptions options_;
  FireTables tables_;
  const Zones& zones_;
  const HourlyColumn<EdgeId, Speed>& road_speed_;
  std::string crs_;
  std::shared_ptr<Prepared> prepared_;
};

}  // namespace planspiel::fire
