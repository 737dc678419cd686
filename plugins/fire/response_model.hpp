#pragma once

#include "engine/reach/drive_time.hpp"
#include "engine/run/model.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/chance.hpp"
#include "plugins/fire/coverage.hpp"
#include "plugins/fire/fields.hpp"
#include "plugins/fire/fire_tables.hpp"
#include "plugins/fire/first_alarm.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

/// The model fire.response: when units arrive at each building and cell in each hour of the day, and for whom the
/// response standards are met.
///   response after alarm = turnout + drive + off_road / v_off;  after the call: + call handling
///   a standard is met where Σ functions · availability of the units arrived within its time ≥ its functions
/// How likely it is met: of the units that the plan of the incident's type sends at once (chance.hpp), over the types
/// of which the standard asks something, by their incidents at the building.
class Response final : public Model {
 public:
  explicit Response(Ports& ports);
  void run(RunContext& context) override;

 private:
  struct Hourly;
  struct Groups;
  struct Alarms;
  Alarms alarms_of(const std::vector<Demand>& demands) const;
  void warn_of_stations(RunContext& context, const Column<StationId, reach::MaybeRoadPlace>& places) const;
  void serve_buildings(const Hourly& now, const Column<BuildingId, reach::MaybeRoadPlace>& places, Met<BuildingId>& met,
                       Met<BuildingId>& probable);
  void serve_cells(const Hourly& now, const Column<CellId, reach::MaybeRoadPlace>& places, Met<CellId>& met);
  Groups group();
  void cover_districts(const Groups& groups, Hour hour, const Met<BuildingId>& buildings,
                       const Met<BuildingId>& probable, const Met<CellId>& cells);

  ResponseOptions options_;
  DispatchTables tables_;
  const Cells& cells_;
  const Districts& districts_;
  const HourlyColumn<EdgeId, Speed>& road_speed_;
  HourlyColumn<BuildingId, Seconds>&first_, &second_;
  Grid<BuildingId, Seconds, StandardId>& completion_;
  Grid<BuildingId, double, StandardId>&in_time_, &probability_;
  HourlyColumn<CellId, Seconds>& cell_arrival_;
  HourlyColumn<BuildingId, double>& incidents_;
  Grid<DistrictId, double, StandardId, Hour>&covered_residents_, &covered_buildings_, &covered_incidents_,
      &covered_area_, &covered_area_all_, &probable_residents_, &probable_incidents_;
  Grid<DistrictId, double>&district_residents_, &district_buildings_;
  HourlyColumn<DistrictId, double>& district_incidents_;
  Grid<DistrictId, SquareMetres>&district_area_, &district_area_all_;
};

}  // namespace planspiel::fire
