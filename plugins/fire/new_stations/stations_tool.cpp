#include "plugins/fire/new_stations/stations_tool.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plugins/fire/new_stations/placement_answer.hpp"

namespace planspiel::fire {

namespace {

std::vector<NewUnit> read_units(const std::vector<std::string>& texts) {
  std::vector<NewUnit> units;
  for (const std::string& text : texts) {
    const auto colon = text.find(':');
    std::int64_t functions = 0;
    try {
      functions = colon == std::string::npos ? 0 : std::stoll(text.substr(colon + 1));
    } catch (const std::exception&) {
      functions = 0;
    }
    if (colon == 0 || functions < 1 || functions > 100)
      throw Error(ErrorKind::config, "the unit '" + text + "' is not TYPE:FUNCTIONS: for example HLF:6");
    units.push_back({text.substr(0, colon), functions});
  }
  return units;
}

Text title_of(PlacedWeight weight) {
  if (weight == PlacedWeight::buildings) return {"Gebäude", "buildings"};
  return weight == PlacedWeight::incidents ? Text{"Einsätze", "incidents"} : Text{"Bewohner", "residents"};
}

}  // namespace

void StationsOptions::describe(OptionSet& set) {
  set.integer("add", add, {{"Neue Wachen", "More stations"}, {"so viele mehr", "so many more"}}, {0, 200});
  set.integer("move", move, {{"Verlegte Wachen", "Stations moved"}, {"so viele verlegen", "move so many"}}, {0, 200});
  set.integer("total", total,
              {{"Wachen insgesamt", "Stations in all"}, {"auf freiem Feld, bis auf fix", "from scratch, but for fix"}},
              {0, 500});
  set.choice(
      "objective", objective,
      {{"Ziel", "Objective"},
       {"mclp: am meisten erreichen; lscp: alle mit den wenigsten; p-median: mittlere Fahrzeit; p-centre: längste "
        "Fahrzeit; backup: zweimal erreichen; functions: Funktionen nach AGBF; expected: mit belegten Einheiten",
        "mclp: reach most; lscp: all with fewest; p-median: mean drive time; p-centre: longest drive; backup: "
        "reach twice; functions: crew after AGBF; expected: with busy units"}},
      {{"am meisten erreichen", "reach most"},
       {"alle erreichen", "reach all"},
       {"mittlere Fahrzeit", "mean drive time"},
       {"längste Fahrzeit", "longest drive"},
       {"zweimal erreichen", "reach twice"},
       {"Funktionen", "crew"},
       {"mit belegten Einheiten", "with busy units"}});
  set.texts("fix", fix,
            {{"Bleibende Wachen", "Stations that stay"},
             {"Namen oder Kennungen; all: alle", "names or ids; all: every one"}});
  placement.describe(set);
  set.texts("units", units,
            {{"Einheiten neuer Wachen", "Units of new stations"}, {"z. B. HLF:6 HLF:4", "for example HLF:6 HLF:4"}});
  set.number("busy", busy, {{"Belegter Anteil", "Busy share"}, {"für expected", "for expected"}}, {0.0, 0.99});
  set.boolean("leave_out_unreachable", leave_out_unreachable,
              {{"Unerreichbare weglassen", "Leave out the unreachable"}, {"für lscp", "for lscp"}});
  set.number("gap", gap, {{"Lücke", "Gap"}, {"relativ, bei der aufgehört wird", "relative, at which to stop"}},
             {0.0, 0.5});
  set.number("seconds", seconds, {{"Rechenzeit", "CPU time"}, {"Sekunden, höchstens", "seconds, at most"}},
             {0.1, 86400.0});
}

StationsTool::StationsTool(Ports& ports)
    : options_(ports.options<StationsOptions>()),
      tables_(ports),
      road_speed_(ports.reads(planspiel::fields::road_speed)),
      crs_(ports.profile().crs) {}

ToolAnswer StationsTool::run(RunContext& context) {
  const int modes = (options_.add > 0) + (options_.move > 0) + (options_.total > 0);
  if (modes > 1 || (modes == 0 && options_.objective != Objective::lscp && options_.objective != Objective::backup))
    throw Error(ErrorKind::config, "say what to place: one of --add N, --move N, --total N");
  const std::vector<NewUnit> units = read_units(options_.units);
  PlacementOptions wanted = options_.placement;
  if (options_.objective == Objective::functions)
    wanted.standard = "agbf_2";  // the longer of both; agbf_1 is looked up beside
  wanted.whole_city = options_.objective == Objective::p_median || options_.objective == Objective::p_centre;
  wanted.first_unit_counts = options_.objective == Objective::functions;
  wanted.units = units;
  PlacementCase placement = make_placement_case(tables_, wanted, road_speed_, crs_, context);
  context.progress({"Standorte", "sites"}, 0.0);
  const PlacementQuestion question{
      .objective = options_.objective,
      .add = static_cast<std::size_t>(options_.add),
      .move = static_cast<std::size_t>(options_.move),
      .total = static_cast<std::size_t>(options_.total),
      .fixed = fixed_sites(placement),
      .over_hours = options_.placement.over_hours,
      .functions = units.front().functions,
      .busy = options_.busy,
      .leave_out_unreachable = options_.leave_out_unreachable,
      .limits = {.gap = options_.gap, .cpu_seconds = options_.seconds, .streams = kSearchStreams}};
  Placed placed = place_on_roads(placement, tables_, question, options_.placement.turnout, crs_, context);
  if (placed.unit.en.empty()) placed.unit = title_of(options_.placement.weight);
  return describe(placed, placement, tables_, units, options_.placement.turnout);
}

/// Sites of the stations named by `fix`.
std::vector<location::SiteNumber> StationsTool::fixed_sites(const PlacementCase& placement) const {
  std::vector<location::SiteNumber> fixed;
  std::vector<std::string> names;
  for (const StationId station : placement.stations) names.push_back(tables_.stations.name[station]);
  for (const std::string& name : options_.fix) {
    bool found = false;
    for (std::size_t site = 0; site < placement.stations.size(); ++site)
      if (name == "all" || name == names[site] || name == tables_.stations.id[placement.stations[site]]) {
        fixed.push_back(static_cast<location::SiteNumber>(site));
        found = true;
      }
    if (!found)
      throw Error(ErrorKind::config,
                  "fix: no professional station in service is called '" + name + "': " + nearest_known(name, names));
  }
  std::sort(fixed.begin(), fixed.end());
  fixed.erase(std::unique(fixed.begin(), fixed.end()), fixed.end());
  return fixed;
}

}  // namespace planspiel::fire
