#include "plugins/fire/new_stations/placement_case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/run/results.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/incidents.hpp"

namespace planspiel::fire {

namespace {

using Speeds = HourlyColumn<EdgeId, Speed>;

std::vector<double> weights(const IncidentTables& tables, const PlacementOptions& options) {
  const Buildings& buildings = tables.buildings;
  std::vector<double> weight(buildings.size(), 1.0);
  if (options.weight == PlacedWeight::residents) weight = buildings.residents.values();
  if (options.weight == PlacedWeight::incidents) {
    HourlyColumn<BuildingId, double> incidents({buildings.size(), Hour::kCount});
    expect_incidents(tables.rates, buildings, jobs_of(buildings, tables.zones), incidents);
    for (const BuildingId building : buildings.ids()) {
      weight[building.index()] = 0.0;
      for (const Hour hour : kHoursOfDay)
        if (options.hours >> hour.index() & 1u) weight[building.index()] += incidents(building, hour);
    }
  }
  for (const BuildingId building : buildings.ids())
    if (!tables.zones.district[buildings.zone[building]]) weight[building.index()] = 0.0;  // outside the territory
  return weight;
}

/// Expected functions of a station's units.
double functions_of(const IncidentTables& tables, StationId station) {
  double sum = 0.0;
  for (const UnitId unit : tables.units.ids())
    if (tables.units.station[unit] == station)
      sum += static_cast<double>(tables.units.functions[unit]) * tables.units.availability[unit];
  return sum;
}

/// Speeds of another run of the same city.
std::unique_ptr<Speeds> speeds_of_run(const std::filesystem::path& folder, const Roads& roads) {
  const RunFolder run(folder);
  const FieldValues field = run.field(planspiel::fields::road_speed.spec.name);
  auto speeds = std::make_unique<Speeds>(std::vector<std::size_t>{roads.size(), Hour::kCount});
  if (run.row_ids(domain_of<EdgeId>) != roads.id.values() || field.grid->raw().size() != speeds->raw().size())
    throw Error(ErrorKind::input, folder.string() + " is a run of a city with other roads: give runs of the same city");
  std::copy(field.grid->raw().begin(), field.grid->raw().end(), speeds->raw().begin());
  return speeds;
}

/// Two sorted lists' common places.
std::vector<location::PlaceNumber> common(const std::vector<location::PlaceNumber>& a,
                                          const std::vector<location::PlaceNumber>& b) {
  std::vector<location::PlaceNumber> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

std::vector<location::PlaceNumber> within(std::span<const reach::SiteTimes::Reached> row, double limit_s) {
  std::vector<location::PlaceNumber> places;
  for (const auto& reached : row)
    if (double{reached.seconds} <= limit_s) places.push_back(reached.place);
  return places;
}

}  // namespace

void PlacementOptions::describe(OptionSet& set) {
  set.text("standard", standard, {{"Schutzziel", "Standard"}, {"Kennung", "id"}});
  set.choice("weight", weight, {{"Gewicht", "Weight"}, {"was gezählt wird", "what counts"}},
             {{"Bewohner", "residents"}, {"Einsätze", "incidents"}, {"Gebäude", "buildings"}});
  set.hours("hours", hours, {{"Stunden", "Hours"}, {"deren Verkehr gilt", "whose traffic counts"}});
  set.choice(
      "over_hours", over_hours,
      {{"Über die Stunden", "Over hours"},
       {"am meisten in der schlechtesten Stunde (wie die Kennzahl eines Laufs), in jeder erreicht, im Mittel, oder "
        "kleinstes größtes Bedauern",
        "most in the worst hour (as a run's indicator), reached in every hour, on average, or least greatest "
        "regret"}},
      {{"schlechteste Stunde", "worst hour"},
       {"jede Stunde", "every hour"},
       {"im Mittel", "on average"},
       {"kleinstes größtes Bedauern", "least greatest regret"}});
  set.texts("also", also,
            {{"Weitere Läufe", "Other runs"},
             {"Laufordner anderer Szenarien, deren Stau auch gilt",
              "run folders of other scenarios whose congestion counts too"}});
  set.text("candidates", candidates,
           {{"Kandidaten", "Candidates"},
            {"CSV mit name, lon, lat; leer: Raster", "CSV with name, lon, lat; empty: a grid"}});
  set.integer("candidate_count", candidate_count,
              {{"Zahl der Kandidaten", "Number of candidates"}, {"im Raster", "on the grid"}}, {1, 5000});
  set.quantity("turnout", turnout, "s", {{"Ausrückzeit", "Turnout"}, {"neuer Wachen", "of new stations"}},
               {0.0, 1800.0});
  drive.describe(set);
}

location::CoverProblem PlacementCase::cover(SituationId situation) const {
  location::CoverProblem problem;
  problem.places = weight.size();
  problem.weight = weight;
  for (std::size_t site = 0; site < sites.size(); ++site) {
    for (const location::PlaceNumber place :
         within(situations[situation].times[site], limit_s(situations[situation].turnout_s[site])))
      problem.place_of.push_back(place);
    problem.first.push_back(static_cast<std::uint32_t>(problem.place_of.size()));
  }
  for (std::size_t other = 0; other < other_crew.size(); ++other)
    for (const location::PlaceNumber place :
         within(others[situation].times[other], limit_s(others[situation].turnout_s[other])))
      problem.weight[place] = 0.0;
  return problem;
}

location::CoverProblem PlacementCase::cover_in_every() const {
  std::vector<location::CoverProblem> each;
  for (const SituationId situation : situations.ids()) each.push_back(cover(situation));
  location::CoverProblem problem;
  problem.places = weight.size();
  problem.weight = weight;
  for (std::size_t site = 0; site < sites.size(); ++site) {
    const auto of = [&](std::size_t i) {
      const auto row = each[i].covers(static_cast<location::SiteNumber>(site));
      return std::vector<location::PlaceNumber>(row.begin(), row.end());
    };
    std::vector<location::PlaceNumber> places = of(0);
    for (std::size_t i = 1; i < each.size(); ++i) places = common(places, of(i));
    problem.place_of.insert(problem.place_of.end(), places.begin(), places.end());
    problem.first.push_back(static_cast<std::uint32_t>(problem.place_of.size()));
  }
  for (std::size_t place = 0; place < weight.size(); ++place)
    if (std::all_of(each.begin(), each.end(),
                    [&](const location::CoverProblem& one) { return one.weight[place] == 0.0; }))
      problem.weight[place] = 0.0;
  return problem;
}

location::CoverProblem PlacementCase::cover_on_average() const {
  location::CoverProblem all;
  const std::size_t places = weight.size(), count = situations.size();
  all.places = places * count;
  std::vector<location::CoverProblem> each;
  for (std::size_t i = 0; i < count; ++i) {
    each.push_back(cover(SituationId(i)));
    for (const double w : each[i].weight) all.weight.push_back(w / static_cast<double>(count));
  }
  for (std::size_t site = 0; site < sites.size(); ++site) {
    for (std::size_t i = 0; i < count; ++i)
      for (const location::PlaceNumber place : each[i].covers(static_cast<location::SiteNumber>(site)))
        all.place_of.push_back(static_cast<location::PlaceNumber>(i * places + place));
    all.first.push_back(static_cast<std::uint32_t>(all.place_of.size()));
  }
  return all;
}

double PlacementCase::covered_by_others(SituationId situation) const {
  const location::CoverProblem problem = cover(situation);
  double covered = 0.0;
  for (std::size_t place = 0; place < weight.size(); ++place) covered += weight[place] - problem.weight[place];
  return covered;
}

double PlacementCase::covered_by_others_in_every() const {
  const location::CoverProblem problem = cover_in_every();
  double covered = 0.0;
  for (std::size_t place = 0; place < weight.size(); ++place) covered += weight[place] - problem.weight[place];
  return covered;
}

void PlacementCase::add_site(Candidate site) {
  for (Situation& situation : situations.values()) {
    situation.times.append(reach::SiteTimes::search(*situation.network, {&site.place, 1}, building, farthest_s));
    situation.turnout_s.push_back(situation.turnout_s.back());  // candidates are alike
  }
  sites.push_back(std::move(site));
  crew.push_back(crew.back());
  functions.insert(functions.begin() + static_cast<std::ptrdiff_t>(sites.size()) - 1, 0.0);
}

namespace {

/// Stations in service whose units turn out: those that may be moved are sites, the others count where they stand.
void add_stations(PlacementCase& made, const IncidentTables& tables,
                  const Column<StationId, reach::MaybeRoadPlace>& places, std::vector<double>& other_functions) {
  for (const StationId station : tables.stations.ids()) {
    SiteCrew crew = crew_of(tables.units, tables.stations, station);
    if (!places[station] || crew.empty()) continue;
    if (tables.stations.professional[station]) {
      made.sites.push_back({tables.stations.name[station], tables.stations.position[station], *places[station]});
      made.stations.push_back(station);
      made.crew.push_back(std::move(crew));
      made.functions.push_back(functions_of(tables, station));
    } else if (!made.demand.professional_only) {
      made.other_place.push_back(*places[station]);
      made.other_crew.push_back(std::move(crew));
      other_functions.push_back(functions_of(tables, station));
    }
  }
}

/// Hours of this scenario and of others of the same city.
void add_situations(PlacementCase& made, const IncidentTables& tables, const PlacementOptions& options,
                    const Speeds& road_speed, RunContext& context) {
  std::vector<reach::RoadPlace> sites;
  for (const Candidate& site : made.sites) sites.push_back(site.place);
  std::vector<std::pair<std::string, const Speeds*>> traffic{{"", &road_speed}};
  std::vector<std::unique_ptr<Speeds>> read;
  for (const std::string& folder : options.also) {
    read.push_back(speeds_of_run(folder, tables.roads));
    traffic.emplace_back(", " + std::filesystem::path(folder).filename().string(), read.back().get());
  }
  reach::DriveNetwork network(tables.roads, tables.nodes.size(), engine_law(options.drive));
  const double functions = options.first_unit_counts ? 1e-6 : made.demand.functions;
  const auto turnouts = [&](const std::vector<SiteCrew>& crews, Hour hour) {
    std::vector<double> turnout_s;
    for (const SiteCrew& crew : crews)
      turnout_s.push_back(turnout_with(crew, hour, functions, made.demand.professional_only));
    return turnout_s;
  };
  for (const auto& [suffix, speeds] : traffic)
    for (const Hour hour : kHoursOfDay) {
      if (!(options.hours >> hour.index() & 1u)) continue;
      context.check_stop();
      context.progress({"Fahrzeiten", "travel times"},
                       static_cast<double>(hour.index()) / static_cast<double>(Hour::kCount));
      use_hour(network, *speeds, hour);
      const auto now = std::make_shared<const reach::DriveNetwork>(network);
      const std::string name = fmt::format("{} h{}", hour.index(), suffix);
      made.situations.push_back({name, hour, now, reach::SiteTimes::search(*now, sites, made.building, made.farthest_s),
                                 turnouts(made.crew, hour)});
      made.others.push_back({name, hour, now,
                             reach::SiteTimes::search(*now, made.other_place, made.building, made.farthest_s),
                             turnouts(made.other_crew, hour)});
    }
}

}  // namespace

PlacementCase make_placement_case(const IncidentTables& tables, const PlacementOptions& options,
                                  const Speeds& road_speed, const std::string& crs, RunContext& context) {
  PlacementCase made;
  made.demand = demand_of(tables.standards, standard_named(tables.standards, options.standard));
  made.farthest_s = options.whole_city ? 7200.0 : made.limit_s(0.0);
  made.weight = weights(tables, options);
  const FirePlaces places(tables);
  std::vector<double> other_functions;
  add_stations(made, tables, places.station, other_functions);
  const auto candidates = options.candidates.empty()
                              ? candidates_on_grid(tables.nodes, tables.roads, places.opposite,
                                                   static_cast<std::size_t>(options.candidate_count))
                              : candidates_of_file(options.candidates, crs, tables.roads, places.opposite);
  made.sites.insert(made.sites.end(), candidates.begin(), candidates.end());
  made.crew.resize(made.sites.size(), new_crew(options.units, options.turnout));
  made.functions.resize(made.sites.size(), 0.0);
  made.functions.insert(made.functions.end(), other_functions.begin(), other_functions.end());
  made.building = places.building.values();
  for (std::size_t i = 0; i < made.building.size(); ++i)
    if (!(made.weight[i] > 0.0)) made.building[i].reset();
  add_situations(made, tables, options, road_speed, context);
  return made;
}

}  // namespace planspiel::fire
