#include "plugins/fire/sizing/year_case.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "engine/reach/site_times.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/incidents.hpp"
#include "plugins/fire/station_place.hpp"

namespace planspiel::fire {

namespace {

constexpr double kFarthest_s = 7200.0;
constexpr double kPiece_m = 100.0;  ///< of a street: drives along it differ by some seconds

/// Expected incidents a year of each building and type, and the class of each building.
struct Expected {
  std::vector<std::vector<double>> of_type;  ///< type → building
  std::vector<double> all;                   ///< building
  std::vector<DemandClass> class_of;         ///< of each building; kNone where nothing happens
  std::size_t classes = 0;
  static constexpr DemandClass kNone = ~DemandClass{0};
};

/// Pieces of streets by number, in the order of their first building; what has no road is one of them too.
std::vector<DemandClass> classes_of(const std::vector<double>& incidents, std::span<const reach::MaybeRoadPlace> places,
                                    const Roads& roads, std::size_t& count) {
  std::map<std::pair<std::size_t, long>, DemandClass> number;
  std::vector<DemandClass> of_building(incidents.size(), Expected::kNone);
  for (std::size_t building = 0; building < incidents.size(); ++building) {
    if (!(incidents[building] > 0.0)) continue;
    std::pair<std::size_t, long> piece{roads.size(), 0};
    if (const reach::MaybeRoadPlace& place = places[building]) {
      const bool turned = place->opposite && *place->opposite < place->edge;
      const double along = turned ? 1.0 - place->along : place->along;
      piece = {(turned ? *place->opposite : place->edge).index(),
               static_cast<long>(along * roads.length[place->edge].value / kPiece_m)};
    }
    const auto [found, is_new] = number.insert({piece, static_cast<DemandClass>(count)});
    if (is_new) ++count;
    of_building[building] = found->second;
  }
  return of_building;
}

Expected expect(const IncidentTables& tables, std::span<const reach::MaybeRoadPlace> places) {
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
  expected.class_of = classes_of(expected.all, places, tables.roads, expected.classes);
  if (expected.classes == 0)
    throw Error(ErrorKind::config, "the city expects no incidents: fill the table incident_rates");
  return expected;
}

/// One block of drive times for each hour of the day.
TravelTable travel(const FireTables& tables, const DriveOptions& options, const HourlyColumn<EdgeId, Speed>& road_speed,
                   const std::vector<reach::RoadPlace>& sites, std::vector<reach::MaybeRoadPlace> places,
                   const Expected& expected, RunContext& context) {
  for (std::size_t place = 0; place < places.size(); ++place)
    if (!(expected.all[place] > 0.0)) places[place].reset();
  TravelTable table;
  table.stations = sites.size();
  table.classes = expected.classes;
  reach::DriveNetwork network(tables.roads, tables.nodes.size(), engine_law(options));
  for (const Hour hour : kHoursOfDay) {
    context.check_stop();
    context.progress({"Fahrzeiten", "travel times"}, static_cast<double>(hour.index()) / 24.0);
    table.block[hour.index()] = static_cast<std::uint8_t>(hour.index());
    use_hour(network, road_speed, hour);
    const reach::SiteTimes times = reach::SiteTimes::search(network, sites, places, kFarthest_s);
    std::vector<double> sum(table.classes * sites.size(), 0.0), weight(sum.size(), 0.0);
    for (std::size_t site = 0; site < sites.size(); ++site)
      for (const auto& reached : times[site]) {
        const std::size_t cell = expected.class_of[reached.place] * sites.size() + site;
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

/// Which standards ask something of incidents with this first alarm.
std::vector<Flag> standards_for(const Standards& standards, const AlarmPlan& first_alarm) {
  std::vector<Flag> counting;
  for (const StandardId standard : standards.ids())
    counting.push_back(counts(demand_of(standards, standard), first_alarm));
  return counting;
}

IncidentType incident_type(const IncidentTables& tables, IncidentRateId type, const Expected& expected,
                           YearCase& service) {
  const IncidentRates& rates = tables.rates;
  IncidentType made;
  made.name = rates.id[type];
  made.per_year.assign(expected.classes, 0.0);
  for (const BuildingId building : tables.buildings.ids()) {
    const DemandClass place = expected.class_of[building.index()];
    if (place != Expected::kNone) made.per_year[place] += expected.of_type[type.index()][building.index()];
  }
  const auto profile = rates.profile[type];
  for (std::size_t day = 0; day < 7 && profile.size() == Hour::kCount; ++day)
    made.week.insert(made.week.end(), profile.begin(), profile.end());
  constexpr double kUsual_s = 1800.0;  // where the table does not say
  made.on_scene =
      lognormal(rates.on_scene[type].value > 0.0 ? rates.on_scene[type].value : kUsual_s, rates.on_scene_spread[type]);
  made.first_alarm = first_alarm_of(rates, type, service.types);
  made.standards = standards_for(tables.standards, made.first_alarm);
  return made;
}

/// Those that turn out larger: the same first alarm, then a second wave.
IncidentType confirmed_type(const IncidentRates& rates, IncidentRateId type, const IncidentType& usual) {
  IncidentType made = usual;
  made.name += ", confirmed";
  made.confirmed = 1.0;
  made.second_wave = made.first_alarm;
  made.second_wave.functions =
      std::max(made.first_alarm.functions, static_cast<double>(rates.reinforced_functions[type]));
  made.exploration = {Duration::Law::fixed, 180.0, 0.0};
  made.on_scene_confirmed = made.on_scene;
  made.on_scene_confirmed.typical_s *= 3.0;  // large incidents last longer (assumed)
  return made;
}

/// One incident type of the table: those that stay as first reported, and those that are reinforced.
void add_types(const IncidentTables& tables, IncidentRateId type, const Expected& expected, YearCase& service) {
  IncidentType usual = incident_type(tables, type, expected, service);
  const double reinforced = std::clamp(tables.rates.reinforced[type], 0.0, 1.0);
  if (reinforced > 0.0) {
    IncidentType confirmed = confirmed_type(tables.rates, type, usual);
    for (double& rate : confirmed.per_year) rate *= reinforced;
    for (double& rate : usual.per_year) rate *= 1.0 - reinforced;
    service.problem.types.push_back(std::move(confirmed));
  }
  if (reinforced < 1.0) service.problem.types.push_back(std::move(usual));
}

std::vector<CrewedUnit> crewed_units(const FireTables& tables, const YearOptions& options, YearCase& service) {
  std::vector<CrewedUnit> units;
  for (const UnitId unit : tables.units.ids()) {
    const auto station = std::find(service.stations.begin(), service.stations.end(), tables.units.station[unit]);
    const double availability = tables.units.availability[unit];
    if (station == service.stations.end() || tables.units.functions[unit] < 1 || !(availability > 0.0)) continue;
    CrewedUnit made;
    made.station = static_cast<StationNumber>(station - service.stations.begin());
    made.type = service.types.number(tables.units.vehicle_type[unit]);
    made.functions = static_cast<std::uint32_t>(tables.units.functions[unit]);
    made.turnout = lognormal(tables.units.turnout[unit].value, options.response.spread.turnout);
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
  response.describe(set);
  set.boolean("back_first", back_first,
              {{"Erst zur Wache", "Back to the station first"},
               {"Einheiten sind erst an der Wache wieder frei", "units are free again at their station only"}});
}

YearCase make_year_case(const DispatchTables& tables, const YearOptions& options,
                        const HourlyColumn<EdgeId, Speed>& road_speed, RunContext& context) {
  YearCase service;
  const FirePlaces on_roads(tables);
  const Origins origins = origins_of(on_roads.station);
  service.stations = origins.station;
  YearProblem& problem = service.problem;
  problem.units = crewed_units(tables, options, service);
  const std::vector<reach::MaybeRoadPlace>& places = on_roads.building.values();
  const Expected expected = expect(tables, places);
  for (const IncidentRateId type : tables.rates.ids()) add_types(tables, type, expected, service);
  problem.travel = travel(tables, options.response.drive, road_speed, origins.place, places, expected, context);
  for (const StandardId standard : tables.standards.ids())
    problem.standards.push_back(demand_of(tables.standards, standard));
  problem.dispatch.call_handling.typical_s = options.response.call_handling.value;
  problem.dispatch.travel_sigma = options.response.spread.drive;
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
  service.zone_of_class.assign(expected.classes, 0);
  for (const BuildingId building : tables.buildings.ids())
    if (expected.class_of[building.index()] != Expected::kNone)
      service.zone_of_class[expected.class_of[building.index()]] =
          static_cast<DemandClass>(tables.buildings.zone[building].index());
  return service;
}

YearProblem by_zones(const YearCase& service) {
  const YearProblem& fine = service.problem;
  YearProblem coarse = fine;
  std::map<DemandClass, DemandClass> number;
  for (const DemandClass zone : service.zone_of_class) number.insert({zone, 0});
  DemandClass next = 0;
  for (auto& [zone, group] : number) group = next++;
  const auto group_of = [&](std::size_t place) { return number.at(service.zone_of_class[place]); };
  coarse.travel.classes = number.size();
  std::vector<double> weight(fine.travel.classes, 0.0);
  for (std::size_t type = 0; type < fine.types.size(); ++type) {
    coarse.types[type].per_year.assign(number.size(), 0.0);
    for (std::size_t place = 0; place < weight.size(); ++place) {
      weight[place] += fine.types[type].per_year[place];
      coarse.types[type].per_year[group_of(place)] += fine.types[type].per_year[place];
    }
  }
  const std::size_t stations = fine.travel.stations, cells = number.size() * stations;
  std::vector<double> sum(fine.travel.blocks() * cells, 0.0), all(sum.size(), 0.0);
  for (std::size_t block = 0; block < fine.travel.blocks(); ++block)
    for (std::size_t place = 0; place < weight.size(); ++place)
      for (std::size_t station = 0; station < stations; ++station) {
        const auto drive_s = static_cast<double>(fine.travel.to(block, static_cast<DemandClass>(place))[station]);
        if (!(drive_s < std::numeric_limits<double>::infinity())) continue;
        const std::size_t cell = block * cells + group_of(place) * stations + station;
        sum[cell] += weight[place] * drive_s;
        all[cell] += weight[place];
      }
  coarse.travel.seconds.clear();
  for (std::size_t cell = 0; cell < sum.size(); ++cell)
    coarse.travel.seconds.push_back(all[cell] > 0.0 ? static_cast<float>(sum[cell] / all[cell])
                                                    : std::numeric_limits<float>::infinity());
  for (DemandClass& place : coarse.dispatch.move_up.station_class) place = group_of(place);
  return coarse;
}

}  // namespace planspiel::fire
