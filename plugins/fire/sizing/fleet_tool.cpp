#include "plugins/fire/sizing/fleet_tool.hpp"

#include <algorithm>

#include "plugins/fields.hpp"
#include "plugins/fire/fields.hpp"

namespace planspiel::fire {

namespace {

/// The service without the engines that are sized, one of them for each professional station, and how many there are.
FleetProblem fleet_problem(YearCase& service, const DispatchTables& tables, const FleetOptions& options,
                           std::vector<std::uint32_t>& present) {
  FleetProblem problem;
  const VehicleType type = service.types.number(options.vehicle);
  problem.service = service.problem;
  std::vector<CrewedUnit>& units = problem.service.units;
  for (std::size_t number = 0; number < service.stations.size(); ++number) {
    if (tables.stations.professional[service.stations[number]] == 0) continue;
    const auto here = [&](const CrewedUnit& unit) { return unit.station == number && unit.type == type; };
    const auto first = std::find_if(units.begin(), units.end(), here);
    CrewedUnit engine;
    if (first != units.end()) {
      engine = *first;
    } else {
      const auto any =
          std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.station == number; });
      if (any == units.end()) continue;  // a station without crews: nothing to size yet
      engine = *any;
      engine.type = type;
      engine.functions = static_cast<std::uint32_t>(options.crew);
    }
    present.push_back(static_cast<std::uint32_t>(std::count_if(units.begin(), units.end(), here)));
    std::erase_if(units, here);
    problem.engines.push_back(engine);
  }
  if (problem.engines.empty())
    throw Error(ErrorKind::config, "the city has no professional fire station with units: there is nothing to size");
  problem.least = static_cast<std::uint32_t>(options.least);
  problem.most = static_cast<std::uint32_t>(options.most);
  problem.target = options.target / 100.0;
  problem.costs = options.costs;
  return problem;
}

}  // namespace

void FleetOptions::describe(OptionSet& set) {
  set.text("standard", standard, {{"Schutzziel", "Standard"}, {"aus der Tabelle standards", "of the table standards"}});
  set.number("target", target,
             {{"Ziel", "Target"}, {"Prozent der Einsätze in der Frist", "percent of incidents in time"}}, {1.0, 100.0});
  set.integer("replications", replications,
              {{"Simulierte Jahre", "Simulated years"}, {"Wiederholungen", "replications"}}, {2, 1000});
  set.text("vehicle", vehicle,
           {{"Fahrzeugtyp", "Vehicle type"}, {"dessen Zahl gesucht wird", "whose number is looked for"}});
  set.integer("crew", crew,
              {{"Funktionen", "Functions"},
               {"eines solchen Fahrzeugs, wo es noch keines gibt", "of such a vehicle where there is none yet"}},
              {1, 100});
  set.integer("least", least, {{"Mindestens", "At least"}, {"Fahrzeuge je Wache", "engines of a station"}}, {0, 10});
  set.integer("most", most, {{"Höchstens", "At most"}, {"Fahrzeuge je Wache", "engines of a station"}}, {1, 10});
  set.boolean("smallest", smallest,
              {{"Kleinste Flotte", "Smallest fleet"}, {"die das Ziel erreicht", "that reaches the target"}});
  set.number("positions_per_function", costs.positions_per_function,
             {{"Stellen je Funktion", "Positions per function"}, {"rund um die Uhr", "around the clock"}}, {0.0, 20.0});
  set.number("eur_per_position", costs.eur_per_position,
             {{"Kosten je Stelle", "Cost of a position"}, {"EUR im Jahr", "EUR a year"}}, {0.0, 1e6});
  set.number("eur_per_vehicle", costs.eur_per_vehicle,
             {{"Kosten je Fahrzeug", "Cost of a vehicle"}, {"EUR im Jahr", "EUR a year"}}, {0.0, 1e7});
  set.text("against", against,
           {{"Vergleich mit", "Compare with"},
            {"JSON einer früheren Antwort", "JSON of an earlier answer: differences year by year"}});
  year.describe(set);
}

FleetTool::FleetTool(Ports& ports)
    : options_(ports.options<FleetOptions>()),
      tables_(ports),
      road_speed_(ports.reads(planspiel::fields::road_speed)),
      covered_(ports.reads(fields::coverage_residents)),
      probable_(ports.reads(fields::probable_residents)),
      residents_(ports.reads(fields::residents)) {}

/// The share of a run's indicator: of all residents, in the hour in which it is lowest.
std::vector<double> FleetTool::in_worst_hour(const Grid<DistrictId, double, StandardId, Hour>& share) const {
  std::vector<double> worst;
  for (const StandardId standard : tables_.standards.ids()) {
    double least = 1.0;
    for (const Hour hour : kHoursOfDay) {
      double sum = 0.0, all = 0.0;
      for (std::size_t district = 0; district < residents_.values().size(); ++district) {
        const double weight = residents_[DistrictId(district)];
        if (!(weight > 0.0)) continue;
        sum += weight * share(DistrictId(district), standard, hour);
        all += weight;
      }
      least = std::min(least, all > 0.0 ? sum / all : least);
    }
    worst.push_back(least);
  }
  return worst;
}

ToolAnswer FleetTool::run(RunContext& context) {
  if (options_.most < options_.least)
    throw Error(ErrorKind::config, "--most is below --least: no number of engines is left");
  const std::size_t standard = standard_named(tables_.standards, options_.standard).index();
  const Replications replications{static_cast<std::size_t>(options_.replications), context.seed()};
  std::vector<YearlyNumber> before;
  if (!options_.against.empty()) before = read_numbers(options_.against, replications.count);
  YearCase service = make_year_case(tables_, options_.year, road_speed_, context);
  FleetFindings findings{.service = service, .tables = tables_};
  findings.standard = options_.standard;
  findings.before = std::move(before);
  context.progress({"simulierte Jahre", "simulated years"}, 0.0);
  findings.years = simulate_years(service.problem, replications);
  findings.numbers = numbers_of(findings.years, service, tables_);
  findings.steps = steps_of(service.problem, options_.year.response.spread);
  findings.steps.run_covered = in_worst_hour(covered_);
  findings.steps.run_probable = in_worst_hour(probable_);
  YearProblem nobody_busy = service.problem;
  nobody_busy.dispatch.never_busy = true;
  findings.never_busy = simulate_years(nobody_busy, replications);
  findings.queue = queue_of_units(by_zones(service), {});
  FleetProblem problem = fleet_problem(service, tables_, options_, findings.engines);
  problem.standard = standard;
  problem.replications = replications;
  findings.problem = &problem;
  context.check_stop();
  context.progress({"Wachen und Fahrzeuge", "station and engines"}, 0.3);
  findings.table = sizing_table(problem, findings.engines, context.stop());
  if (options_.smallest) {
    context.progress({"kleinste Flotte", "smallest fleet"}, 0.6);
    findings.smallest = smallest_fleet(problem, FleetSearch::upward, context.stop());
  }
  return fire::describe(findings);
}

}  // namespace planspiel::fire
