#include "plugins/mobility/access/access_tool.hpp"

#include <array>

#include "engine/base/filled.hpp"
#include "plugins/mobility/access/clock.hpp"
#include "plugins/mobility/day/options.hpp"

namespace planspiel::mobility {

namespace {

const Field<ZoneId, double> kJobs{
    "mobility.jobs_in_reach",
    "",
    {"Arbeitsplätze in Reichweite", "Jobs in reach"},
    Better::more,
    {"mit dem ÖV oder zu Fuß, innerhalb von `near`", "by transit or on foot, within `near`"}};
const Field<ZoneId, double> kSchools{
    "mobility.school_places_in_reach",
    "",
    {"Schul- und Studienplätze in Reichweite", "School places in reach"},
    Better::more,
    {"mit dem ÖV oder zu Fuß, innerhalb von `near`", "by transit or on foot, within `near`"}};

FieldValues values_of(const Field<ZoneId, double>& field, const Column<ZoneId, double>& column) {
  auto grid = std::make_shared<Grid<ZoneId, double>>(std::vector<std::size_t>{column.size()});
  for (const ZoneId zone : column.ids()) (*grid)[zone] = column[zone];
  return {field.spec, grid};
}

/// Mean over residents; 0 where nobody lives.
double per_resident(const Zones& zones, const Column<ZoneId, double>& values,
                    const std::function<bool(ZoneId)>& counts) {
  double sum = 0.0, residents = 0.0;
  for (const ZoneId zone : zones.ids()) {
    if (!counts(zone)) continue;
    sum += zones.residents[zone] * values[zone];
    residents += zones.residents[zone];
  }
  return residents > 0.0 ? sum / residents : 0.0;
}

}  // namespace

/// What each zone reaches.
struct AccessTool::Reached {
  Column<ZoneId, double> jobs_near, jobs_far, schools_near, jobs_on_foot, jobs_by_bike;
};

void AccessOptions::describe(OptionSet& set) {
  set.text("at", at, {{"Ab", "At"}, {"früheste Zeit des Aufbruchs, \"08:00\"", "earliest time of leaving, \"08:00\""}});
  set.quantity("window", window, "min",
               {{"Zeitraum", "Window"}, {"Aufbruch so lange danach", "leaving until so long after"}}, {1.0, 1440.0});
  set.quantity("step", step, "min",
               {{"Schritt", "Step"}, {"zwischen zwei Aufbrüchen", "from one time of leaving to the next"}},
               {1.0, 60.0});
  set.percent("share", share,
              {{"Anteil", "Share"},
               {"der Aufbrüche, die höchstens so lange brauchen", "of the times of leaving that take at most so long"}},
              {1.0, 100.0});
  set.integer("days", days,
              {{"Tage", "Days"},
               {"mit ausgelosten Abfahrten der Linien, die nur einen Takt haben; 0: ihre mittleren Wartezeiten",
                "with drawn departures of lines that have only headways; 0: their mean waits"}},
              {0, 1000});
  set.quantity("near", near, "min", {{"Nah", "Near"}, {"für Karten und Tabelle", "for maps and table"}}, {1.0, 240.0});
  set.quantity("far", far, "min", {{"Fern", "Far"}, {"für die Tabelle", "for the table"}}, {1.0, 240.0});
  set.quantity(
      "slack", slack, "min",
      {{"Reserve", "Slack"}, {"am Halt mindestens vor jeder Abfahrt", "at the stop before each departure, at least"}},
      {0.0, 60.0});
}

AccessTool::AccessTool(Ports& ports)
    : options_(ports.options<AccessOptions>()),
      tables_{ports.table(tables::stops), ports.table(tables::lines), ports.table(tables::headways),
              ports.table(tables::departures)},
      nodes_(ports.table(tables::nodes)),
      roads_(ports.table(tables::roads)),
      zones_(ports.table(tables::zones)),
      districts_(ports.table(tables::districts)),
      city_coefficients_(ports.table(kCityCoefficients)),
      rows_(ports.options_of<DayOptions>("mobility.day").coefficients) {}

AccessTool::Reached AccessTool::reached(RunContext& context) const {
  const ClockTime first = clock_time("at", options_.at);
  const Coefficients coefficients = by_stage(coefficients_of(city_coefficients_, rows_));
  const CityTimetable city(tables_, roads_, nodes_.size(), coefficients.transit);
  context.progress({"Wege zu Fuß", "ways on foot"}, 0.1);
  const ZoneTimes on_foot = walk_times(city, zones_, std::max(options_.near, options_.far));
  context.progress({"Fahrten", "journeys"}, 0.3);
  const TransitAccess access{.window = {first, first + options_.window, options_.step},
                             .share = options_.share,
                             .slack = options_.slack,
                             .days = static_cast<std::size_t>(options_.days),
                             .seed = context.seed()};
  const ZoneTimes transit = transit_times(city, zones_, access, on_foot);
  return {within(transit, zones_.jobs, options_.near), within(transit, zones_.jobs, options_.far),
          within(transit, zones_.school_places, options_.near), within(on_foot, zones_.jobs, options_.near),
          within(bike_times({nodes_, roads_, zones_}, coefficients), zones_.jobs, options_.near)};
}

AnswerTable AccessTool::by_district(const Reached& reached) const {
  const double near = in_minutes(options_.near), far = in_minutes(options_.far);
  AnswerTable table{.title = filled("Was Bewohner in {:.3g} min erreichen, im Mittel",
                                    "What residents reach in {:.3g} min, mean", near),
                    .columns = {{{"Arbeitsplätze", "jobs"}, "", 0},
                                {filled("in {:.3g} min", "within {:.3g} min", far), "", 0},
                                {{"zu Fuß", "on foot"}, "", 0},
                                {{"mit dem Rad", "by bike"}, "", 0},
                                {{"Schulplätze", "school places"}, "", 0}}};
  const auto row = [&](const Text& label, const std::function<bool(ZoneId)>& counts) {
    return AnswerTable::Row{
        label,
        {per_resident(zones_, reached.jobs_near, counts), per_resident(zones_, reached.jobs_far, counts),
         per_resident(zones_, reached.jobs_on_foot, counts), per_resident(zones_, reached.jobs_by_bike, counts),
         per_resident(zones_, reached.schools_near, counts)}};
  };
  for (const DistrictId district : districts_.ids())
    table.rows.push_back(
        row(same_text(districts_.name[district]), [&](ZoneId zone) { return zones_.district[zone] == district; }));
  return largest_first(std::move(table));
}

ToolAnswer AccessTool::run(RunContext& context) {
  const Reached reached = this->reached(context);
  const auto inside = [&](ZoneId zone) { return zones_.district[zone].has_value(); };
  const double near = per_resident(zones_, reached.jobs_near, inside),
               far = per_resident(zones_, reached.jobs_far, inside),
               on_foot = per_resident(zones_, reached.jobs_on_foot, inside),
               by_bike = per_resident(zones_, reached.jobs_by_bike, inside),
               schools = per_resident(zones_, reached.schools_near, inside);
  ToolAnswer result;
  const ClockTime first = clock_time("at", options_.at);
  result.headline =
      filled("ÖV oder zu Fuß, Aufbruch von {} bis {} Uhr", "by transit or on foot, leaving from {} until {}",
             shown_time(first), shown_time(first + options_.window));
  const auto thousands = [](double value) {
    return in_both([&](Language language) { return format_number(value, 0, language); });
  };
  result.text = filled(
      "Ein Bewohner erreicht im Mittel {} Arbeitsplätze in {:.3g} min, {} in {:.3g} min; zu Fuß {}, mit dem Rad {}\n",
      "a resident reaches {} jobs within {:.3g} min on average, {} within {:.3g} min; on foot {}, by bike {}\n",
      thousands(near), in_minutes(options_.near), thousands(far), in_minutes(options_.far), thousands(on_foot),
      thousands(by_bike));
  result.answer = Value::table({{"jobs_near", near},
                                {"jobs_far", far},
                                {"jobs_on_foot", on_foot},
                                {"jobs_by_bike", by_bike},
                                {"school_places_near", schools}});
  result.tables.push_back(by_district(reached));
  result.fields.emplace(kJobs.spec.name, values_of(kJobs, reached.jobs_near));
  result.fields.emplace(kSchools.spec.name, values_of(kSchools, reached.schools_near));
  return result;
}

}  // namespace planspiel::mobility
