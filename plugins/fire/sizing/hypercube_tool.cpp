#include "plugins/fire/sizing/hypercube_tool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plugins/fire/sizing/hypercube_file.hpp"

namespace planspiel::fire {

namespace {

Value number_or_none(double value) { return std::isfinite(value) ? Value(value) : Value(); }

bool is_solved_exactly(const HypercubeOptions& options, const queueing::HypercubeProblem& problem) {
  if (options.method == HypercubeMethod::exact) return true;
  if (options.method == HypercubeMethod::approximate || problem.units > queueing::kMostExactUnits) return false;
  std::size_t tie = 1, widest = 1;
  for (std::size_t k = 0; k < problem.tied.size(); ++k) {
    tie = problem.tied[k] ? tie + 1 : 1;
    widest = std::max(widest, tie);
  }
  return widest <= queueing::kMostTied;
}

Value units_of(const HypercubeFile& file, const queueing::HypercubeAnswer& answer) {
  Value units = Value::list();
  for (std::size_t n = 0; n < file.unit_names.size(); ++n)
    units.push_back(Value::table({{"unit", file.unit_names[n]},
                                  {"busy", answer.busy[n]},
                                  {"travel_min", number_or_none(answer.unit_travel_s[n] / 60.0)}}));
  return units;
}

Value places_of(const HypercubeFile& file, const queueing::HypercubeAnswer& answer) {
  Value places = Value::list();
  for (std::size_t j = 0; j < file.place_names.size(); ++j)
    places.push_back(Value::table({{"place", file.place_names[j]},
                                   {"first_due_busy", answer.first_due_busy[j]},
                                   {"travel_min", number_or_none(answer.atom_travel_s[j] / 60.0)}}));
  return places;
}

Text text_of(const HypercubeFile& file, const queueing::HypercubeAnswer& answer, bool exact) {
  const std::size_t units = file.unit_names.size(), places = file.place_names.size();
  Text text{fmt::format("{}: {} Einheiten, {} Orte\n", exact ? "genau" : "Näherung (Larson 1975, Jarvis 1985)", units,
                        places),
            fmt::format("{}: {} units, {} places\n", exact ? "exact" : "approximation (Larson 1975, Jarvis 1985)",
                        units, places)};
  const auto line = [&](const Text& name, double value, const char* unit) {
    text += in_both([&](Language language) {
      return pad_right(name.in(language), 22) + pad_left(format_number(value, 4, language), 8) + " " + unit + "\n";
    });
  };
  line({"alle im Einsatz", "all units busy"}, 100.0 * answer.all_busy, "%");
  line({"bedient", "calls served"}, 100.0 * answer.served, "%");
  line({"mittlere Wartezeit", "mean wait"}, 60.0 * answer.wait_hours, "min");
  line({"mittlere Fahrt", "mean travel"}, answer.travel_s / 60.0, "min");
  line({"aus fremdem Bereich", "out of the own area"}, 100.0 * answer.out_of_area, "%");
  return text;
}

/// A share in per cent and minutes of travel for each name.
AnswerTable table_of(Text title, Text share, const std::vector<std::string>& names, const std::vector<double>& shares,
                     const std::vector<double>& travel_s) {
  AnswerTable table{.title = std::move(title),
                    .columns = {{std::move(share), "%", 2}, {{"Fahrt", "travel"}, "min", 2}},
                    .by_size = false};
  for (std::size_t i = 0; i < names.size(); ++i)
    table.rows.push_back({same_text(names[i]), {100.0 * shares[i], travel_s[i] / 60.0}});
  return table;
}

}  // namespace

void HypercubeOptions::describe(OptionSet& set) {
  set.text("input", input, {{"Datei", "File"}, {"Orte, Einsätze und Wege", "places, calls and travel times"}})
      .required();
  set.number("service", service,
             {{"Einsatzdauer", "Service time"},
              {"Minuten bis wieder frei; 0: wie in der Datei", "minutes until free again; 0: as in the file"}},
             {0.0, 1e6});
  set.choice("all_busy", all_busy,
             {{"Wenn alle im Einsatz sind", "When all are busy"},
              {"lost: andere übernehmen; waits: der Einsatz wartet", "lost: others take the call; waits: it waits"}},
             {{"andere übernehmen", "others take the call"}, {"der Einsatz wartet", "the call waits"}});
  set.choice("method", method,
             {{"Verfahren", "Method"},
              {fmt::format("auto: genau bis {} Einheiten", queueing::kMostExactUnits),
               fmt::format("auto: exact up to {} units", queueing::kMostExactUnits)}},
             {{"nach Zahl der Einheiten", "by the number of units"}, {"genau", "exact"}, {"genähert", "approximate"}});
  set.text(
      "decimal", decimal,
      {{"Dezimalzeichen", "Decimal mark"}, {". oder ,; leer: wie die Tabelle es zeigt", ". or ,; empty: as it shows"}});
}

HypercubeTool::HypercubeTool(Ports& ports) : options_(ports.options<HypercubeOptions>()) {}

ToolAnswer HypercubeTool::run(RunContext& context) {
  HypercubeFile file = read_hypercube_file(options_.input, options_.service, options_.decimal);
  file.problem.all_busy = options_.all_busy;
  context.check_stop();
  const bool exact = is_solved_exactly(options_, file.problem);
  const queueing::HypercubeAnswer answer = exact ? solve_hypercube(file.problem) : approximate_hypercube(file.problem);
  ToolAnswer told;
  told.answer = Value::table({{"exact", exact},
                              {"all_busy", answer.all_busy},
                              {"served", answer.served},
                              {"wait_min", 60.0 * answer.wait_hours},
                              {"travel_min", number_or_none(answer.travel_s / 60.0)},
                              {"out_of_area", answer.out_of_area},
                              {"units", units_of(file, answer)},
                              {"places", places_of(file, answer)}});
  told.text = text_of(file, answer, exact);
  told.tables = {
      table_of({"Einheit", "Unit"}, {"im Einsatz", "busy"}, file.unit_names, answer.busy, answer.unit_travel_s),
      table_of({"Ort", "Place"}, {"nächste im Einsatz", "first unit busy"}, file.place_names, answer.first_due_busy,
               answer.atom_travel_s)};
  return told;
}

}  // namespace planspiel::fire
