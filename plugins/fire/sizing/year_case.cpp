#include "plugins/fire/sizing/year_case.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "plugins/fire/incidents.hpp"
#include "plugins/fire/site_times.hpp"

namespace planspiel::fire {

namespace {

constexpr double kFarthest_s = 7200.0;

/// Expected incidents a year of each building and type, and the zones that have any.
struct Expected {
  std::vector<std::vector<double>> of_type;  ///< type → building
  std::vector<double> all;                   ///< building
  std::vector<DemandClass> class_of_zone;    ///< kNone where nothing happens
  std::size_t classes = 0;
  static constexpr DemandClass kNone = ~DemandClass{0};
};

Expected expect(const YearTables& tables) {
  const Buildings& buildings = tables.buildings;
  const Column<BuildingId, double> jobs = jobs_of(buildings, tables.zones);
  Expected expected;
  expected.all.assign(buildings.size(), 0.0);
  for (const IncidentRateId type : tables.rates.ids()) {
    std::vector<double> of_type(buildings.size(), 0.0);
    for (const BuildingId building : buildings.ids()) {
      if (!tables.zones.district[buildings.zone[building]]) continue;
      of_type[building.index()] =
          tables.rates.per_resident[type] * buildings.residents[building] + tables.rates.per_job[type] * jobs[building];
      expected.all[building.index()] += of_type[building.index()];
    }
    expected.of_type.push_back(std::move(of_type));
  }
  std::vector<double> of_zone(tables.zones.size(), 0.0);
  for (const BuildingId building : buildings.ids())
    of_zone[buildings.zone[building].index()] += expected.all[building.index()];
  for (const double incidents : of_zone)
    expected.class_of_zone.push_back(incidents > 0.0 ? static_cast<DemandClass>(expected.classes++) : Expected::kNone);
  if (expected.classes == 0)
    throw Error(ErrorKind::config, "the city expects no incidents: fill the table incident_rates");
  return expected;
}

/// One block of drive times for each hour of the day.
TravelTable travel(const YearTables& tables, const YearOptions& options, const HourlyColumn<EdgeId, Speed>& road_speed,
                   const std::vector<RoadPlace>& sites, const Expected& expected, RunContext& context) {
  const auto opposite = opposite_links(tables.roads, tables.nodes.size());
  std::vector<MaybeRoadPlace> places = places_of(tables.buildings, tables.roads, opposite).values();
  for (std::size_t place = 0; place < places.size(); ++place)
    if (!(expected.all[place] > 0.0)) places[place].reset();
  TravelTable table;
  table.stations = sites.size();
  table.classes = expected.classes;
  DriveNetwork network(tables.roads, tables.nodes.size(), options.drive);
  for (const Hour hour : kHoursOfDay) {
    context.check_stop();
    context.progress("travel times", static_cast<double>(hour.index()) / 24.0);
    table.block[hour.index()] = static_cast<std::uint8_t>(hour.index());
    network.use_hour(road_speed, hour);
    const SiteTimes times = SiteTimes::search(network, sites, places, kFarthest_s);
    std::vector<double> sum(table.classes * sites.size(), 0.0), weight(sum.size(), 0.0);
    for (std::size_t site = 0; site < sites.size(); ++site)
      for (const auto& reached : times[site]) {
        const BuildingId building(std::size_t{reached.place});
        const DemandClass place = expected.class_of_zone[tables.buildings.zone[building].index()];
        const std::size_t cell = place * sites.size() + site;
        sum[cell] += expected.all[reached.place] * double{reached.seconds};
        weight[cell] += expected.all[reached.place];
      }
    for (std::size_t cell = 0; cell < sum.size(); ++cell)
      table.seconds.push_back(weight[cell] > 0.0 ? static_cast<float>(sum[cell] / weight[cell])
                                                 : std::numeric_limits<float>::infinity());
  }
  return table;
}

Duration lognormal(double median_s, double sigma) {
  if (!(sigma > 0.0) || !(median_s > 0.0)) return {Duration::Law::fixed, median_s, 0.0};
  return {Duration::Law::lognormal, median_s, sigma};
}

/// The standards that count incidents with so many functions under way: those of a single vehicle count all.
std::vector<Flag> standards_for(const Standards& standards, double functions) {
  std::vector<Flag> counting;
  for (const StandardId standard : standards.ids())
    counting.push_back(standards.functions[standard] <= 1 || standards.functions[standard] <= functions);
  return counting;
}

IncidentType incident_type(const YearTables& tables, IncidentRateId type, const Expected& expected, YearCase& service) {
  const IncidentRates& rates = tables.rates;
  IncidentType made;
  made.name = rates.id[type];
  made.per_year.assign(expected.classes, 0.0);
  for (const BuildingId building : tables.buildings.ids()) {
    const DemandClass place = expected.class_of_zone[tables.buildings.zone[building].index()];
    if (place != Expected::kNone) made.per_year[place] += expected.of_type[type.index()][building.index()];
  }
  const auto profile = rates.profile[type];
  for (std::size_t day = 0; day < 7 && profile.size() == Hour::kCount; ++day)
    made.week.insert(made.week.end(), profile.begin(), profile.end());
  constexpr double kUsual_s = 1800.0;  // where the table does not say
  made.on_scene =
      lognormal(rates.on_scene[type].value > 0.0 ? rates.on_scene[type].value : kUsual_s, rates.on_scene_spread[type]);
  made.first_alarm.functions = std::max(0.0, static_cast<double>(rates.functions[type]));
  if (rates.functions[type] == 0) made.first_alarm.units = 1;
  if (!rates.vehicle_type[type].empty())
    made.first_alarm.needs.push_back({type_number(service, rates.vehicle_type[type]), 1});
  made.standards = standards_for(tables.standards, made.first_alarm.functions);
  return made;
}

/// Those that turn out larger: the same first alarm, then a second wave.
IncidentType confirmed_type(const YearTables& tables, IncidentRateId type, const IncidentType& usual) {
  IncidentType made = usual;
  made.name += ", confirmed";
  made.confirmed = 1.0;
  made.second_wave = made.first_alarm;
  made.second_wave.functions =
      std::max(made.first_alarm.functions, static_cast<double>(tables.rates.reinforced_functions[type]));
  made.exploration = {Duration::Law::fixed, 180.0, 0.0};
  made.on_scene_confirmed = made.on_scene;
  made.on_scene_confirmed.typical_s *= 3.0;  // large incidents last longer (assumed)
  made.standards = standards_for(tables.standards, made.second_wave.functions);
  return made;
}

/// One incident type of the table: those that stay as first reported, and those that are reinforced.
void add_types(const YearTables& tables, IncidentRateId type, const Expected& expected, YearCase& service) {
  IncidentType usual = incident_type(tables, type, expected, service);
  const double reinforced = std::clamp(tables.rates.reinforced[type], 0.0, 1.0);
  if (reinforced > 0.0) {
    IncidentType confirmed = confirmed_type(tables, type, usual);
    for (double& rate : confirmed.per_year) rate *= reinforced;
    for (double& rate : usual.per_year) rate *= 1.0 - reinforced;
    service.problem.types.push_back(std::move(confirmed));
  }
  if (reinforced < 1.0) service.problem.types.push_back(std::move(usual));
}

std::vector<CrewedUnit> crewed_units(const YearTables& tables, const YearOptions& options, YearCase& service) {
  std::vector<CrewedUnit> units;
  for (const UnitId unit : tables.units.ids()) {
    const auto station = std::find(service.stations.begin(), service.stations.end(), tables.units.station[unit]);
    const double availability = tables.units.availability[unit];
    if (station == service.stations.end() || tables.units.functions[unit] < 1 || !(availability > 0.0)) continue;
    CrewedUnit made;
    made.station = static_cast<StationNumber>(station - service.stations.begin());
    made.type = type_number(service, tables.units.vehicle_type[unit]);
    made.functions = static_cast<std::uint32_t>(tables.units.functions[unit]);
    made.turnout = lognormal(tables.units.turnout[unit].value, options.turnout_spread);
    made.professional = tables.stations.professional[*station] != 0;
    made.hours = tables.units.hours[unit];
    if (availability < 1.0) made.shows_up.assign(24, availability);
    units.push_back(std::move(made));
  }
  if (units.empty())
    throw Error(ErrorKind::config, "no unit of the city turns out: fill the tables stations and units");
  return units;
}

}  // namespace

void YearOptions::describe(OptionSet& set) {
  drive.describe(set);
  set.number("spread", spread,
             {{"Streuung der Fahrzeit", "Spread of drive times"},
              {"Standardabweichung des Logarithmus", "standard deviation of the logarithm"}},
             {0.0, 2.0});
  set.number("turnout_spread", turnout_spread,
             {{"Streuung der Ausrückzeit", "Spread of turnouts"},
              {"Standardabweichung des Logarithmus", "standard deviation of the logarithm"}},
             {0.0, 2.0});
  set.quantity("call_handling", call_handling, "s",
               {{"Notrufbearbeitung", "Call handling"}, {"Anruf bis Alarm", "call to alarm"}}, {0.0, 600.0});
  set.boolean("back_first", back_first,
              {{"Erst zur Wache", "Back to the station first"},
               {"Einheiten sind erst an der Wache wieder frei", "units are free again at their station only"}});
}

YearTables::YearTables(Ports& ports)
    : roads(ports.table(tables::roads)),
      nodes(ports.table(tables::nodes)),
      buildings(ports.table(tables::buildings)),
      zones(ports.table(tables::zones)),
      stations(ports.table(tables::stations)),
      units(ports.table(tables::units)),
      standards(ports.table(tables::standards)),
      rates(ports.table(tables::incident_rates)),
      dispatch(ports.table(tables::dispatch)) {}

VehicleType type_number(YearCase& service, const std::string& name) {
  const auto found = std::find(service.types.begin(), service.types.end(), name);
  const auto number = static_cast<std::size_t>(found - service.types.begin());
  if (found == service.types.end()) service.types.push_back(name);
  if (number >= kAnyType) throw Error(ErrorKind::config, "the service has more than 254 vehicle types");
  return static_cast<VehicleType>(number);
}

YearCase make_year_case(const YearTables& tables, const YearOptions& options,
                        const HourlyColumn<EdgeId, Speed>& road_speed, RunContext& context) {
  YearCase service;
  const auto opposite = opposite_links(tables.roads, tables.nodes.size());
  const Origins origins = origins_of(places_of(tables.stations, tables.roads, opposite));
  service.stations = origins.station;
  YearProblem& problem = service.problem;
  problem.units = crewed_units(tables, options, service);
  const Expected expected = expect(tables);
  for (const IncidentRateId type : tables.rates.ids()) add_types(tables, type, expected, service);
  problem.travel = travel(tables, options, road_speed, origins.place, expected, context);
  for (const StandardId standard : tables.standards.ids())
    problem.standards.push_back(demand_of(tables.standards, standard));
  problem.dispatch.call_handling.typical_s = options.call_handling.value;
  problem.dispatch.travel_sigma = options.spread;
  problem.dispatch.free_again =
      options.back_first ? DispatchRules::FreeAgain::back_at_station : DispatchRules::FreeAgain::on_leaving_scene;
  for (const DispatchId row : tables.dispatch.ids()) {
    problem.dispatch.professional_first = tables.dispatch.first_due[row] == FirstDue::professional_first;
    if (tables.dispatch.move_up[row] == MoveUp::greedy) problem.dispatch.move_up.policy = MoveUpRules::Policy::greedy;
  }
  for (std::size_t station = 0; station < service.stations.size(); ++station) {  // the class that it reaches first
    DemandClass nearest = 0;
    for (DemandClass place = 0; place < expected.classes; ++place)
      if (problem.travel.to(0, place)[station] < problem.travel.to(0, nearest)[station]) nearest = place;
    problem.dispatch.move_up.station_class.push_back(nearest);
  }
  return service;
}

}  // namespace planspiel::fire
