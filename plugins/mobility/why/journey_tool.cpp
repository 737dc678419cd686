#include "plugins/mobility/why/journey_tool.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/written_number.hpp"
#include "plugins/mobility/access/clock.hpp"
#include "plugins/mobility/day/options.hpp"
#include "plugins/mobility/why/journey_answer.hpp"
#include "plugins/mobility/why/stop_names.hpp"

namespace planspiel::mobility {

void JourneyOptions::describe(OptionSet& set) {
  const Text place{"Name der Haltestelle; mit `at` auch Länge und Breite: 11.575,48.137",
                   "name of the stop; with `at` also longitude and latitude: 11.575,48.137"};
  set.text("from", from, {{"Von", "From"}, place}).required();
  set.text("to", to, {{"Nach", "To"}, place}).required();
  set.integer("hour", hour, {{"Stunde", "Hour"}, {"8 ist 8 bis 9 Uhr", "8 is from 8 to 9 h"}}, {0, 23});
  set.text("at", at,
           {{"Ab", "At"},
            {"Fahrten des Fahrplans ab dieser Zeit, \"08:00\"; ohne: Minuten im Takt der Stunde",
             "journeys of the timetable from this time on, \"08:00\"; without: minutes by the headways of the hour"}});
  set.quantity(
      "window", window, "min",
      {{"Zeitraum", "Window"}, {"mit `at`: Aufbruch so lange danach", "with `at`: leaving until so long after"}},
      {1.0, 1440.0});
  set.quantity(
      "slack", slack, "min",
      {{"Reserve", "Slack"},
       {"mit `at`: am Halt mindestens vor jeder Abfahrt", "with `at`: at the stop before each departure, at least"}},
      {0.0, 60.0});
}

JourneyTool::JourneyTool(Ports& ports)
    : options_(ports.options<JourneyOptions>()),
      stops_(ports.table(tables::stops)),
      lines_(ports.table(tables::lines)),
      headways_(ports.table(tables::headways)),
      departures_(ports.table(tables::departures)),
      nodes_(ports.table(tables::nodes)),
      roads_(ports.table(tables::roads)),
      zones_(ports.table(tables::zones)),
      city_coefficients_(ports.table(kCityCoefficients)),
      rows_(ports.options_of<DayOptions>("mobility.day").coefficients),
      crs_(ports.profile().crs) {}

/// Two numbers are a door: "11.575,48.137".
std::optional<Point> JourneyTool::door_of(const std::string& name) const {
  const auto parts = split(name, ',');
  if (parts.size() != 2) return std::nullopt;
  const NumberMarks point{.decimal = '.'};
  const auto lon = read_number(trim(parts[0]), point).value, lat = read_number(trim(parts[1]), point).value;
  if (!lon || !lat) return std::nullopt;
  return Projection(crs_).to_metres(LonLat::degrees(*lon, *lat));
}

JourneyEnd JourneyTool::end_of(const std::string& name) const {
  const auto door = door_of(name);
  if (!door) return {.name = name, .stops = stops_named(stops_, name)};
  if (!timetable_->is_reached(*door))
    throw Error(ErrorKind::config, "no street for people on foot within " +
                                       format_number(reach::FootNetwork::kBeside.value) + " m of '" + name +
                                       "': write longitude and latitude of a place in the city, \"11.575,48.137\"");
  return {.name = name, .door = *door};
}

ToolAnswer JourneyTool::answer(const JourneyOptions& wanted) {
  const Coefficients coefficients = by_stage(coefficients_of(city_coefficients_, rows_));
  return wanted.at.empty() ? by_hour(wanted, coefficients) : by_timetable(wanted, coefficients);
}

ToolAnswer JourneyTool::by_timetable(const JourneyOptions& wanted, const Coefficients& coefficients) {
  const ClockTime first = clock_time("at", wanted.at);
  if (!timetable_)
    timetable_ = std::make_shared<const TimetableJourneys>(reach::TransitTables{stops_, lines_, headways_, departures_},
                                                           roads_, nodes_.size(), coefficients.transit);
  return answer_of(*timetable_, {end_of(wanted.from), end_of(wanted.to), {first, first + wanted.window}, wanted.slack});
}

ToolAnswer JourneyTool::by_hour(const JourneyOptions& wanted, const Coefficients& c) const {
  for (const std::string& name : {wanted.from, wanted.to})
    if (door_of(name))
      throw Error(
          ErrorKind::config,
          "'" + name + "' is a place: journeys from door to door are those of the timetable, " + "add --at 08:00");
  const std::vector<StopId> from = stops_named(stops_, wanted.from), to = stops_named(stops_, wanted.to);
  const ServiceOfDay day = service_of_day(lines_, headways_, departures_);
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
