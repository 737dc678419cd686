#include "plugins/mobility/why/journey_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/filled.hpp"
#include "plugins/mobility/access/clock.hpp"

namespace planspiel::mobility {

namespace {

const Field<StopId, Seconds> kPath{"mobility.journey_path",
                                   "min",
                                   {"Fahrt: Minuten seit dem Aufbruch", "Journey: minutes since leaving"},
                                   Better::neutral,
                                   {"an den Halten der Fahrt, die zuerst ankommt; kein Wert, wo sie nicht hält",
                                    "at the stops of the journey that arrives first; no value where it does not call"}};

int whole_minutes(Seconds span) { return static_cast<int>(std::lround(in_minutes(span))); }

/// Whoever is there at 8:26:30 is not there at 8:26.
ClockTime shown_end(const Journey& journey) {
  return ClockTime(60 * static_cast<std::int32_t>(std::ceil(journey.end().second / 60.0)));
}

Text changes_of(const Journey& journey) {
  const int changes = journey.boardings() - 1;
  if (changes == 0) return {"ohne Umstieg", "no change"};
  return changes == 1 ? Text{"1 Umstieg", "1 change"} : filled("{} Umstiege", "{} changes", changes);
}

Text ride_of(const TimetableJourneys& timetable, const Leg& leg) {
  const std::string line = timetable.line_names(leg), from = timetable.stop_name(*leg.from),
                    to = timetable.stop_name(*leg.to), start = shown_time(leg.start), end = shown_time(leg.end);
  if (!leg.headway)
    return filled("  {} {} ab {}, {} an {}\n", "  {} {} from {}, {} at {}\n", start, line, from, end, to);
  const double wait = in_minutes(*leg.headway / 2.0);
  if (!timetable.timetable().common[leg.ride->vehicle].empty())
    return filled("  etwa {} {} ab {}, {} an {} (was zuerst kommt, im Mittel {:.2g} min warten)\n",
                  "  about {} {} from {}, {} at {} (whichever comes first, {:.2g} min of waiting on average)\n", start,
                  line, from, end, to, wait);
  return filled("  etwa {} {} ab {}, {} an {} (alle {:.3g} min, im Mittel {:.3g} min warten)\n",
                "  about {} {} from {}, {} at {} (every {:.3g} min, {:.3g} min of waiting on average)\n", start, line,
                from, end, to, in_minutes(*leg.headway), wait);
}

/// Nothing for who stands there already.
Text walk_of(const TimetableJourneys& timetable, const Leg& leg, const std::string& door) {
  if (leg.start == leg.end) return {};
  return filled("  {} min zu Fuß nach {}\n", "  {} min on foot to {}\n", whole_minutes(leg.end - leg.start),
                leg.to ? timetable.stop_name(*leg.to) : door);
}

Text text_of(const TimetableJourneys& timetable, const Journey& journey, const std::string& door) {
  const bool expected =
      std::any_of(journey.legs.begin(), journey.legs.end(), [](const Leg& leg) { return leg.headway.has_value(); });
  const std::string start = shown_time(journey.start()), end = shown_time(shown_end(journey));
  const int minutes = whole_minutes(shown_end(journey) - journey.start());
  Text text = filled("{}{} - {}, {} min, {}\n", "{}{} - {}, {} min, {}\n",
                     expected ? Text{"im Mittel ", "on average "} : Text{}, start, end, minutes, changes_of(journey));
  for (const Leg& leg : journey.legs) text += leg.ride ? ride_of(timetable, leg) : walk_of(timetable, leg, door);
  return text;
}

AnswerTable::Row row_of(const TimetableJourneys& timetable, const Journey& journey) {
  std::vector<std::string> lines;
  for (const Leg& leg : journey.legs)
    if (leg.ride) lines.push_back(timetable.line_names(leg));
  const JourneyParts parts = parts_of(journey);
  return {same_text(shown_time(journey.start()) + " - " + shown_time(shown_end(journey)) + " " + join(lines, ", ")),
          {in_minutes(shown_end(journey) - journey.start()), static_cast<double>(parts.boardings - 1),
           in_minutes(parts.access + parts.transfer + parts.egress), in_minutes(parts.wait), in_minutes(parts.ride),
           timetable.generalised_minutes(journey)}};
}

AnswerTable table_of(const TimetableJourneys& timetable, const std::vector<Journey>& journeys) {
  AnswerTable table{.title = {"Fahrten", "Journeys"},
                    .columns = {{{"Dauer", "time"}, "min", 0},
                                {{"Umstiege", "changes"}, "", 0},
                                {{"zu Fuß", "on foot"}, "min", 0},
                                {{"Warten", "waiting"}, "min", 0},
                                {{"Fahren", "riding"}, "min", 0},
                                {{"generalisiert", "generalised"}, "min", 0}},
                    .by_size = false};
  for (const Journey& journey : journeys) table.rows.push_back(row_of(timetable, journey));
  return table;
}

Value value_of(const TimetableJourneys& timetable, const Leg& leg) {
  Value value = Value::table({{"start", shown_time(leg.start)}, {"end", shown_time(leg.end)}});
  if (leg.ride) value.set("line", timetable.line_names(leg));
  if (leg.from) value.set("from", timetable.stop_name(*leg.from));
  if (leg.to) value.set("to", timetable.stop_name(*leg.to));
  if (leg.headway) value.set("expected_wait_minutes", in_minutes(*leg.headway / 2.0));
  return value;
}

Value value_of(const TimetableJourneys& timetable, const Journey& journey) {
  const JourneyParts parts = parts_of(journey);
  Value legs = Value::list();
  for (const Leg& leg : journey.legs) legs.push_back(value_of(timetable, leg));
  return Value::table({{"start", shown_time(journey.start())},
                       {"end", shown_time(shown_end(journey))},
                       {"minutes", in_minutes(parts.total())},
                       {"changes", static_cast<std::int64_t>(parts.boardings - 1)},
                       {"access_minutes", in_minutes(parts.access)},
                       {"wait_minutes", in_minutes(parts.wait)},
                       {"ride_minutes", in_minutes(parts.ride)},
                       {"transfer_minutes", in_minutes(parts.transfer)},
                       {"egress_minutes", in_minutes(parts.egress)},
                       {"generalised_minutes", timetable.generalised_minutes(journey)},
                       {"legs", legs}});
}

FieldValues path_of(const TimetableJourneys& timetable, const Journey& journey) {
  auto field = std::make_shared<Grid<StopId, Seconds>>(std::vector<std::size_t>{timetable.tables().stops.size()});
  for (Seconds& value : field->values()) value = Seconds(std::numeric_limits<double>::quiet_NaN());
  for (const Leg& leg : journey.legs)
    if (leg.ride)
      for (const VehicleCall& call : calls_of(timetable.timetable(), leg))
        (*field)[call.stop] = call.arrival - journey.start();
  return {kPath.spec, field};
}

}  // namespace

ToolAnswer answer_of(const TimetableJourneys& timetable, const JourneyQuestion& question) {
  const std::vector<Journey> journeys = timetable.find(question);
  const auto walk = timetable.walk_all_the_way(question);
  ToolAnswer result;
  const std::string &from = question.from.name, &to = question.to.name;
  const std::string first = shown_time(question.window.first), end = shown_time(question.window.end);
  result.headline =
      filled("{} - {}, Aufbruch von {} bis {} Uhr", "{} - {}, leaving from {} until {}", from, to, first, end);
  Value list = Value::list();
  for (const Journey& journey : journeys) {
    result.text += text_of(timetable, journey, to);
    list.push_back(value_of(timetable, journey));
  }
  if (journeys.empty()) result.text = {"keine Fahrt in dieser Zeit\n", "no journey in this time\n"};
  result.answer = Value::table({{"from", from}, {"to", to}, {"at", first}, {"connected", !journeys.empty()}});
  result.answer.set("journeys", list);
  if (walk) {
    result.text += filled("zu Fuß {} min\n", "on foot {} min\n", whole_minutes(*walk));
    result.answer.set("walk_all_the_way_minutes", in_minutes(*walk));
  }
  if (journeys.empty()) return result;
  result.tables.push_back(table_of(timetable, journeys));
  const auto soonest = std::min_element(journeys.begin(), journeys.end(),
                                        [](const Journey& a, const Journey& b) { return a.end() < b.end(); });
  result.fields.emplace(kPath.spec.name, path_of(timetable, *soonest));
  return result;
}

}  // namespace planspiel::mobility
