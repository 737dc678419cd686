#include "plugins/fire/arrivals/engines_tool.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/station_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace planspiel::fire {

namespace {

double minutes(double seconds) { return seconds / 60.0; }

}  // namespace

void EnginesOptions::describe(OptionSet& set) {
  set.text("row", row, {{"Gebäude", "Building"}, {"Kennung", "id"}});
  set.integer("hour", hour, {{"Stunde", "Hour"}, {"deren Verkehr gilt", "whose traffic counts"}}, {0, 23});
  drive.describe(set);
}

/// What stays between questions: an hour's drives from all stations.
struct EnginesTool::Prepared {
  FirePlaces places;
  Origins origins;
  reach::DriveNetwork network;
  reach::DriveTimes drive;
  std::optional<Hour> hour{};

  Prepared(const FireTables& tables, const DriveOptions& options)
      : places(tables),
        origins(origins_of(places.station)),
        network(tables.roads, tables.nodes.size(), engine_law(options)),
        drive(network, origins.place) {}
};

EnginesTool::EnginesTool(Ports& ports)
    : options_(ports.options<EnginesOptions>()),
      tables_(ports),
      road_speed_(ports.reads(planspiel::fields::road_speed)) {}

void EnginesTool::prepare(Hour hour) {
  if (!prepared_) prepared_ = std::make_shared<Prepared>(tables_, options_.drive);
  if (prepared_->hour == hour) return;
  use_hour(prepared_->network, road_speed_, hour);
  prepared_->drive.search();
  prepared_->hour = hour;
}

/// "HLF, Feuerwache 4"; the second of a kind at a station is "HLF 2, Feuerwache 4".
std::vector<std::string> EnginesTool::names() const {
  std::map<std::string, int> seen;
  std::vector<std::string> names;
  for (const UnitId unit : tables_.units.ids()) {
    const std::string &type = tables_.units.vehicle_type[unit],
                      &station = tables_.stations.name[tables_.units.station[unit]];
    const int number = ++seen[type + station];
    names.push_back(type + (number > 1 ? " " + std::to_string(number) : "") + ", " + station);
  }
  return names;
}

ToolAnswer EnginesTool::answer(const EnginesOptions& wanted) {
  const BuildingId building = row_named(tables_.buildings, wanted.row);
  const Hour hour(static_cast<std::size_t>(wanted.hour));
  prepare(hour);
  const Prepared& p = *prepared_;
  std::vector<double> drive_s(p.origins.station.size(), std::numeric_limits<double>::infinity());
  if (const auto& place = p.places.building[building]) p.drive.to(*place, drive_s);
  std::vector<DutyUnit> units = units_on_duty(tables_.units, tables_.stations, p.origins.station, hour);
  const auto after_s = [&](const DutyUnit& unit) { return unit.turnout_s + drive_s[unit.station]; };
  std::stable_sort(units.begin(), units.end(),
                   [&](const DutyUnit& a, const DutyUnit& b) { return after_s(a) < after_s(b); });
  AnswerTable engines{.title = {"Wer kommt wann", "Who comes when"},
                      .columns = {{{"nach Alarm", "after the alarm"}, "min", 1},
                                  {{"Funktionen", "functions"}, "", 1},
                                  {{"zusammen", "together"}, "", 1}},
                      .by_size = false};
  const std::vector<std::string> name = names();
  double together = 0.0;
  for (const DutyUnit& unit : units) {
    if (after_s(unit) == std::numeric_limits<double>::infinity()) break;
    together += unit.functions;
    const std::string& label = name[unit.unit.index()];
    engines.rows.push_back({{label, label}, {minutes(after_s(unit)), unit.functions, together}});
  }
  AnswerTable met{.title = {"Schutzziele", "Response standards"},
                  .columns = {{{"erfüllt nach", "met after"}, "min", 1}, {{"Frist", "limit"}, "min", 1}},
                  .by_size = false};
  std::vector<Arrival> sorted;
  arrivals(units, drive_s, sorted);
  for (const StandardId standard : tables_.standards.ids()) {
    const Demand demand = demand_of(tables_.standards, standard);
    met.rows.push_back({{tables_.standards.title_de[standard], tables_.standards.title_en[standard]},
                        {minutes(completion_s(sorted, demand)), minutes(demand.time_s)}});
  }
  ToolAnswer result;
  result.answer = Value::table({{"row", wanted.row}, {"hour", wanted.hour}, {"units", engines.rows.size()}});
  const std::string& address = tables_.buildings.address[building];
  const std::string where = fmt::format("{}, {} ", address.empty() ? wanted.row : address, wanted.hour);
  result.text = {where + "Uhr\n", where + "h\n"};
  result.tables = {std::move(engines), std::move(met)};
  return result;
}

ToolAnswer EnginesTool::run(RunContext&) { return answer(options_); }

ToolAnswer EnginesTool::update(const Value& edit, RunContext& context) {
  context.check_stop();
  return answer(read_options<EnginesOptions>(edit));
}

}  // namespace planspiel::fire
