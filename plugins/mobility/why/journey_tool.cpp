#include "plugins/mobility/why/journey_tool.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "plugins/mobility/day/options.hpp"

namespace planspiel::mobility {

void JourneyOptions::describe(OptionSet& set) {
  set.text("from", from, {{"Von", "From"}, {"Name der Haltestelle", "name of the stop"}}).required();
  set.text("to", to, {{"Nach", "To"}, {"Name der Haltestelle", "name of the stop"}}).required();
  set.integer("hour", hour, {{"Stunde", "Hour"}, {"8 ist 8 bis 9 Uhr", "8 is from 8 to 9 h"}}, {0, 23});
}

JourneyTool::JourneyTool(Ports& ports)
    : options_(ports.options<JourneyOptions>()),
      stops_(ports.table(tables::stops)),
      lines_(ports.table(tables::lines)),
      headways_(ports.table(tables::headways)),
      zones_(ports.table(tables::zones)),
      city_coefficients_(ports.table(kCityCoefficients)),
      rows_(ports.options_of<DayOptions>("mobility.day").coefficients) {}

std::vector<StopId> JourneyTool::stops_named(const std::string& name) const {
  std::vector<StopId> named;
  std::vector<std::string> names;
  for (const StopId stop : stops_.ids()) {
    // "Hauptbahnhof" is the one that a timetable calls "Hauptbahnhof (S, U, Bus, Tram)".
    if (stops_.name[stop] == name || stops_.name[stop].starts_with(name + " (")) named.push_back(stop);
    names.push_back(stops_.name[stop]);
  }
  if (named.empty()) throw Error(ErrorKind::config, "no stop is called '" + name + "': " + nearest_known(name, names));
  return named;
}

ToolAnswer JourneyTool::answer(const JourneyOptions& wanted) const {
  const std::vector<StopId> from = stops_named(wanted.from), to = stops_named(wanted.to);
  const Coefficients c = by_stage(coefficients_of(city_coefficients_, rows_));
  const ServiceOfDay day = service_of_day(lines_, headways_);
  const auto& departures = day.departures_per_hour[day.of_hour[static_cast<std::size_t>(wanted.hour)]];
  const auto found = TransitRouter(stops_, lines_, zones_, c.transit).journey(from, to, departures);
  ToolAnswer result;
  result.answer = Value::table({{"from", wanted.from}, {"to", wanted.to}, {"hour", wanted.hour}});
  const Text title{fmt::format("{} - {}, {} Uhr: ", wanted.from, wanted.to, wanted.hour),
                   fmt::format("{} - {}, {} h: ", wanted.from, wanted.to, wanted.hour)};
  result.answer.set("connected", found.has_value());
  if (!found) {
    result.text = title + Text{"in dieser Stunde keine Verbindung\n", "no connection in this hour\n"};
    return result;
  }
  result.answer.set("minutes", found->time_min);
  result.answer.set("walk_minutes", found->walk_min);
  result.answer.set("generalised_minutes", found->cost_min);
  Value km = Value::table();
  for (std::size_t mode = 0; mode < found->ride_m.size(); ++mode)
    km.set(std::string(kTransitModeNames[mode]), found->ride_m[mode] / 1000.0);
  result.answer.set("km", km);
  const double all = found->time_min, walk = found->walk_min, cost = found->cost_min;
  result.text =
      title + Text{fmt::format("{} min, davon {} zu Fuß; {} generalisiert\n", format_number(all, 1, Language::de),
                               format_number(walk, 1, Language::de), format_number(cost, 1, Language::de)),
                   fmt::format("{:.1f} min, of these {:.1f} on foot; {:.1f} generalised\n", all, walk, cost)};
  return result;
}

ToolAnswer JourneyTool::run(RunContext&) { return answer(options_); }

ToolAnswer JourneyTool::update(const Value& edit, RunContext&) { return answer(read_options<JourneyOptions>(edit)); }

}  // namespace planspiel::mobility
