#include "plugins/fire/arrivals/reach_tool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/base/projection.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/station_place.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNoArrival_s = std::numeric_limits<double>::infinity();

const Field<BuildingId, double> kReached =
    Field<BuildingId, double>{
        "fire.reach",
        "",
        {"In der Frist erreicht", "Reached in time"},
        Better::more,
        {"1, wo das Schutzziel in der Stunde erfüllt ist, sonst 0", "1 where the standard is met in the hour, else 0"}}
        .as_flag();
const Field<BuildingId, Seconds> kArrival{"fire.reach_arrival",
                                          "min",
                                          {"Eintreffzeit der ersten Einheit", "Arrival of the first unit"},
                                          Better::less,
                                          {"vom Anruf, in der Stunde; keine Zahl, wo keine Einheit hinkommt",
                                           "from the call, in the hour; no number where no unit gets there"}};

}  // namespace

void ReachOptions::describe(OptionSet& set) {
  set.text("standard", standard, {{"Schutzziel", "Standard"}, {"Kennung", "id"}});
  set.integer("hour", hour, {{"Stunde", "Hour"}, {"deren Verkehr gilt", "whose traffic counts"}}, {0, 23});
  drive.describe(set);
  set.quantity("call_handling", call_handling, "s",
               {{"Notrufbearbeitung", "Call handling"}, {"für die Eintreffzeit", "for the time of arrival"}},
               {0.0, 600.0});
}

void ReachEdit::describe(OptionSet& set) {
  set.text("station", station, {{"Wache", "Station"}, {"Name oder Kennung, auch neu", "name or id, or a new one"}});
  set.place("at", at, {{"Ort", "Place"}, {"[Länge, Breite] in Grad", "[lon, lat] in degrees"}});
  set.integer("functions", functions, {{"Funktionen", "Functions"}, {"einer neuen Wache", "of a new station"}},
              {1, 1000});
  set.quantity("turnout", turnout, "s", {{"Ausrückzeit", "Turnout"}, {"einer neuen Wache", "of a new station"}},
               {0.0, 1800.0});
  set.integer("hour", hour, {{"Stunde", "Hour"}, {"ab jetzt", "from now on"}}, {-1, 23});
}

/// What stays between edits.
struct ReachTool::Prepared {
  Column<EdgeId, std::optional<EdgeId>> opposite;
  std::vector<reach::MaybeRoadPlace> building;
  Origins origins;
  RoadIndex index;
  reach::DriveNetwork network;
  Demand demand;
  std::vector<double> drive_s;  ///< buildings × stations
  std::vector<DutyUnit> units;  ///< on duty in the hour
  Served before;                ///< as the city is
};

ReachTool::ReachTool(Ports& ports)
    : options_(ports.options<ReachOptions>()),
      tables_(ports),
      zones_(ports.table(tables::zones)),
      road_speed_(ports.reads(planspiel::fields::road_speed)),
      crs_(ports.profile().crs) {}

void ReachTool::prepare() {
  const Demand demand = demand_of(tables_.standards, standard_named(tables_.standards, options_.standard));
  FirePlaces places(tables_);
  Origins origins = origins_of(places.station);
  prepared_ = std::shared_ptr<Prepared>(
      new Prepared{std::move(places.opposite),
                   std::move(places.building.values()),
                   std::move(origins),
                   RoadIndex(tables_.roads),
                   reach::DriveNetwork(tables_.roads, tables_.nodes.size(), engine_law(options_.drive)),
                   demand,
                   {},
                   {},
                   {}});
  search_hour();
}

/// Drives from all stations at the hour.
void ReachTool::search_hour() {
  Prepared& p = *prepared_;
  const Hour hour(static_cast<std::size_t>(options_.hour));
  use_hour(p.network, road_speed_, hour);
  p.units = units_on_duty(tables_.units, tables_.stations, p.origins.station, hour);
  reach::DriveTimes drive(p.network, p.origins.place);
  drive.search();
  const std::size_t count = drive.sites();
  p.drive_s.assign(p.building.size() * count, kNoArrival_s);
  for_each_piece(p.building.size(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
      if (p.building[at] && count > 0) drive.to(*p.building[at], {p.drive_s.data() + at * count, count});
  });
  p.before = serve(p.units, std::nullopt, {});
}

ReachTool::Column_s ReachTool::drive_from(const reach::RoadPlace& place) {
  Prepared& p = *prepared_;
  reach::DriveTimes drive(p.network, {place});
  drive.search();
  Column_s column(p.building.size(), kNoArrival_s);
  for_each_piece(p.building.size(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
      if (p.building[at]) drive.to(*p.building[at], {&column[at], 1});
  });
  return column;
}

/// Each building where `column` stands for one station's drives.
ReachTool::Served ReachTool::serve(const std::vector<DutyUnit>& units, std::optional<std::size_t> replaced,
                                   const Column_s& column) const {
  const Prepared& p = *prepared_;
  const std::size_t count = p.origins.station.size();
  Served served{std::vector<Flag>(p.building.size(), 0), Column_s(p.building.size(), kNoArrival_s)};
  for_each_piece(p.building.size(), 512, [&](std::size_t begin, std::size_t end) {
    std::vector<double> drive_s(count + 1, kNoArrival_s);
    std::vector<Arrival> sorted;
    for (std::size_t at = begin; at < end; ++at) {
      if (!p.building[at]) continue;
      std::copy_n(p.drive_s.data() + at * count, count, drive_s.data());
      if (replaced) drive_s[*replaced] = column[at];
      sorted.clear();
      for (const DutyUnit& unit : units) {  // only who arrives in time matters, so most need not be sorted
        const double after_s = unit.turnout_s + drive_s[unit.station];
        served.first_s[at] = std::min(served.first_s[at], after_s);
        if (in_time(p.demand.clock_starts_before_alarm_s + after_s, p.demand))
          sorted.push_back({after_s, unit.functions, unit.professional, drive_s[unit.station]});
      }
      served.reached[at] = in_time(completion_s(sorted, p.demand), p.demand);
    }
  });
  return served;
}

ToolAnswer ReachTool::run(RunContext&) {
  prepare();
  return answer(prepared_->before, {}, true);
}

ToolAnswer ReachTool::update(const Value& edit, RunContext& context) {
  const auto wanted = read_options<ReachEdit>(edit);
  if (!prepared_) prepare();
  context.check_stop();
  if (wanted.hour >= 0 && wanted.hour != options_.hour) {
    options_.hour = wanted.hour;
    search_hour();
  }
  Prepared& p = *prepared_;
  if (wanted.station.empty()) return answer(p.before, wanted, true);
  const auto nearest = p.index.nearest(Projection(crs_).to_metres(wanted.at), kStationReach);
  Column_s column(p.building.size(), kNoArrival_s);
  if (nearest) column = drive_from({nearest->edge, p.opposite[nearest->edge], nearest->along});
  std::vector<DutyUnit> units = p.units;
  std::size_t number = p.origins.station.size();
  for (std::size_t i = 0; i < p.origins.station.size(); ++i) {
    const StationId station = p.origins.station[i];
    if (tables_.stations.name[station] == wanted.station || tables_.stations.id[station] == wanted.station) number = i;
  }
  if (number == p.origins.station.size())
    units.push_back({number, wanted.turnout.value, static_cast<double>(wanted.functions), true});
  return answer(serve(units, number, column), wanted, nearest.has_value());
}

ToolAnswer ReachTool::answer(const Served& served, const ReachEdit& edit, bool on_road) const {
  double all = 0.0, inside = 0.0, gained = 0.0, lost = 0.0;
  const std::vector<std::size_t> shape{served.reached.size()};
  auto field = std::make_shared<Grid<BuildingId, double>>(shape);
  auto arrival = std::make_shared<Grid<BuildingId, Seconds>>(shape);
  for (const BuildingId building : tables_.buildings.ids()) {
    const std::size_t at = building.index();
    const bool now = served.reached[at] != 0, before = prepared_->before.reached[at] != 0;
    (*field)[building] = now ? 1.0 : 0.0;
    const bool ever = served.first_s[at] < kNoArrival_s;
    (*arrival)[building] =
        ever ? options_.call_handling + Seconds(served.first_s[at]) : Seconds(std::numeric_limits<double>::quiet_NaN());
    if (!zones_.district[tables_.buildings.zone[building]]) continue;
    const double residents = tables_.buildings.residents[building];
    all += residents;
    if (now) inside += residents;
    if (now && !before) gained += residents;
    if (!now && before) lost += residents;
  }
  ToolAnswer result;
  result.answer = Value::table({{"standard", options_.standard},
                                {"hour", options_.hour},
                                {"station", edit.station},
                                {"on_road", on_road},
                                {"residents", inside},
                                {"residents_all", all},
                                {"share", all > 0.0 ? 100.0 * inside / all : 0.0},
                                {"residents_gained", gained},
                                {"residents_lost", lost}});
  const double share = all > 0.0 ? 100.0 * inside / all : 0.0;
  result.text = {fmt::format("{}, {} Uhr: {} von {} Bewohnern erreicht ({} %)\n", options_.standard, options_.hour,
                             format_number(inside, 0, Language::de), format_number(all, 0, Language::de),
                             format_number(share, 2, Language::de)),
                 fmt::format("{}, {} h: {:.0f} of {:.0f} residents reached ({:.2f} %)\n", options_.standard,
                             options_.hour, inside, all, share)};
  result.fields.emplace(kReached.spec.name, FieldValues{kReached.spec, field});
  result.fields.emplace(kArrival.spec.name, FieldValues{kArrival.spec, arrival});
  return result;
}

}  // namespace planspiel::fire
