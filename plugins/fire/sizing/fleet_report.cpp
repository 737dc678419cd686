#include "plugins/fire/sizing/fleet_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace planspiel::fire {

namespace {

Value interval(const Estimate& estimate, double factor = 1.0) {
  return Value::table(
      {{"mean", factor * estimate.mean}, {"low", factor * estimate.low()}, {"high", factor * estimate.high()}});
}

std::string text_of(const Estimate& estimate, double factor, int digits, Language language) {
  if (std::isnan(estimate.mean)) return "–";
  if (std::isinf(estimate.mean)) return Text{"nie", "never"}.in(language);
  return format_number(factor * estimate.mean, digits, language) + " ± " +
         format_number(factor * estimate.half_width, digits, language);
}

/// What people call the numbers of a year.
Text title_of(const std::string& number, const Standards& standards) {
  static const std::map<std::string, Text> kTitles{
      {"incidents", {"Einsätze", "incidents"}},
      {"runs", {"Ausfahrten", "runs"}},
      {"runs.professional", {"Ausfahrten der Berufsfeuerwehr", "runs, professional units"}},
      {"first_due_busy", {"nächste Einheit im Einsatz", "first unit busy"}},
      {"response.median", {"Eintreffzeit, Median", "response time, median"}},
      {"response.p90", {"Eintreffzeit, 90 %", "response time, 90 %"}},
      {"lost", {"Einsätze ohne Einheit", "incidents without unit"}},
      {"missing_units", {"fehlende Einheiten", "units missing"}},
      {"move_ups", {"Nachrücken", "move-ups"}}};
  if (const auto known = kTitles.find(number); known != kTitles.end()) return known->second;
  for (const StandardId standard : standards.ids())
    if (number == "in_time." + standards.id[standard])
      return Text{"rechtzeitig: ", "in time: "} + Text{standards.title_de[standard], standards.title_en[standard]};
  return same_text(number);
}

const std::string& station_name(const FleetFindings& findings, StationNumber station) {
  return findings.tables.stations.name[findings.service.stations[station]];
}

std::string cut(const std::string& name, std::size_t width) {
  std::size_t bytes = 0, letters = 0;
  while (bytes < name.size() && letters < width) {
    do ++bytes;
    while (bytes < name.size() && (static_cast<unsigned char>(name[bytes]) & 0xc0) == 0x80);
    ++letters;
  }
  return name.substr(0, bytes) + std::string(width - letters, ' ');
}

/// Means over the years of each unit.
struct UnitMeans {
  double runs = 0.0, busy = 0.0;
};
std::vector<UnitMeans> unit_means(const FleetFindings& findings) {
  std::vector<UnitMeans> means(findings.service.problem.units.size());
  const auto years = static_cast<double>(findings.years.size());
  for (const YearSummary& year : findings.years)
    for (std::size_t unit = 0; unit < means.size(); ++unit) {
      means[unit].runs += static_cast<double>(year.units[unit].runs) / years;
      means[unit].busy += year.units[unit].busy / years;
    }
  return means;
}

void tell_numbers(const FleetFindings& findings, ToolAnswer& told) {
  Value numbers = Value::list(), yearly = Value::table();
  const Standards& standards = findings.tables.standards;
  told.text +=
      {fmt::format("{} simulierte Jahre der Feuerwehr, wie sie ist (Mittel ± 95-%-Intervall)\n", findings.years.size()),
       fmt::format("{} simulated years of the service as it is (mean ± 95 % interval)\n", findings.years.size())};
  for (const YearlyNumber& number : findings.numbers) {
    const Estimate mean = estimate(number.of_year);
    Value row = Value::table({{"name", number.name}, {"unit", number.unit}, {"value", interval(mean)}});
    Text change{};
    for (const YearlyNumber& before : findings.before) {
      if (before.name != number.name) continue;
      const Estimate difference = paired_difference(number.of_year, before.of_year);
      row.set("change", interval(difference));
      row.set("significant", difference.is_significant());
      change = in_both([&](Language language) {
        return pad_left((difference.mean >= 0.0 ? "+" : "") + text_of(difference, 1.0, 3, language), 23) +
               (difference.is_significant() ? "" : Text{" (nicht gesichert)", " (not significant)"}.in(language));
      });
    }
    const int digits = number.unit == "%" || number.unit == "min" ? 2 : 0;
    told.text += in_both([&](Language language) {
      return "  " + pad_right(title_of(number.name, standards).in(language), 62) + " " +
             pad_left(text_of(mean, 1.0, digits, language), 18) + " " + number.unit + change.in(language) + "\n";
    });
    numbers.push_back(row);
    Value values = Value::list();
    for (const double value : number.of_year) values.push_back(value);
    yearly.set(number.name, values);
  }
  told.answer.set("numbers", numbers);
  told.answer.set("yearly", yearly);
  if (!findings.before.empty())
    told.text += {"  letzte Spalten: Änderung gegen die frühere Antwort, Jahr für Jahr\n",
                  "  last columns: change against the earlier answer, year by year\n"};
}

void tell_units(const FleetFindings& findings, ToolAnswer& told) {
  const std::vector<UnitMeans> means = unit_means(findings);
  Value units = Value::list();
  std::size_t busiest = 0;
  for (std::size_t unit = 0; unit < means.size(); ++unit) {
    const CrewedUnit& crewed = findings.service.problem.units[unit];
    Value row = Value::table({{"station", station_name(findings, crewed.station)},
                              {"type", findings.service.types.name(crewed.type)},
                              {"functions", static_cast<std::size_t>(crewed.functions)},
                              {"runs_per_year", means[unit].runs},
                              {"busy", means[unit].busy}});
    for (std::size_t i = 0; i < findings.queue.unit.size(); ++i)
      if (findings.queue.unit[i] == unit) row.set("busy_hypercube", findings.queue.answer.busy[i]);
    units.push_back(row);
    if (means[unit].runs > means[busiest].runs) busiest = unit;
  }
  const CrewedUnit& crewed = findings.service.problem.units[busiest];
  told.answer.set("units", units);
  const std::string &type = findings.service.types.name(crewed.type), &station = station_name(findings, crewed.station);
  const double runs = means[busiest].runs, busy = 100.0 * means[busiest].busy;
  told.text +=
      {fmt::format("meistbeschäftigte Einheit: {}, {}, {:.0f} Ausfahrten im Jahr, {} % der Zeit im Einsatz\n\n", type,
                   station, runs, format_number(busy, 1, Language::de)),
       fmt::format("busiest unit: {} of {}, {:.0f} runs a year, busy {:.1f} % of the time\n\n", type, station, runs,
                   busy)};
}

/// Why a plan's coverage, the expected share and the simulated one differ: one cause for each step.
void tell_steps(const FleetFindings& findings, ToolAnswer& told) {
  AnswerTable table{.title = {"Von der Abdeckung zum simulierten Anteil", "From coverage to the simulated share"},
                    .columns = step_columns(),
                    .by_size = false};
  Value rows = Value::list();
  for (const StandardId standard : findings.tables.standards.ids()) {
    const std::size_t k = standard.index();
    const auto in_time = [k](const YearSummary& year) { return 100.0 * year.in_time[k]; };
    const Estimate idle = estimate(each(findings.never_busy, in_time)), busy = estimate(each(findings.years, in_time));
    const std::vector<double> values = step_values(findings.steps, standard, idle.mean, busy.mean);
    table.rows.push_back(
        {{findings.tables.standards.title_de[standard], findings.tables.standards.title_en[standard]}, values, {}});
    rows.push_back(Value::table({{"standard", findings.tables.standards.id[standard]},
                                 {"run_covered", values[0]},
                                 {"run_probable", values[1]},
                                 {"covered", values[2]},
                                 {"first_alarm", values[3]},
                                 {"with_spread", values[4]},
                                 {"expected", values[5]},
                                 {"simulated_never_busy", interval(idle)},
                                 {"simulated", interval(busy)}}));
  }
  told.answer.set("steps", rows);
  told.text += {
      "Warum Abdeckung, erwarteter und simulierter Anteil sich unterscheiden: die Tabelle am Ende, eine Ursache je "
      "Schritt.\n"
      "  Lauf             Abdeckung eines Laufs: Bewohner, schlechteste Stunde; alle Einheiten zu Hause, feste Zeiten\n"
      "  Lauf, erwartet   fire.probable des Laufs: Bewohner, schlechteste Stunde, mit Streuung und Stärke\n"
      "  alle Stunden     wie Lauf, aber die Einsätze, die das Schutzziel zählt, über alle Stunden\n"
      "  erster Alarm     nur die Einheiten, die der Plan der Einsatzart sofort schickt\n"
      "  + Streuung       Ausrück- und Fahrzeiten streuen um ihre Mediane\n"
      "  + Stärke         wie viele Freiwillige kommen, wird gezogen: der erwartete Anteil dieser Einsätze\n"
      "  niemand belegt   simuliert, jeder Einsatz findet alle Einheiten zu Hause: wie + Stärke, in seinem Intervall\n"
      "  + belegt         simuliert: Einheiten fehlen, wenn sie gebraucht werden, mit zweiten Alarmen\n\n",
      "Why coverage, the expected and the simulated share differ: the table at the end, one cause a step.\n"
      "  run          coverage of a run: residents, worst hour; all units at home, fixed times\n"
      "  run, expected  the run's fire.probable: residents, worst hour, with spread and strength\n"
      "  all hours    the same as run, but the incidents that the standard counts, over all hours\n"
      "  first alarm  only the units that the plan of the incident's type sends at once\n"
      "  + spread     turnouts and drives spread around their medians\n"
      "  + strength   how many volunteers come is drawn: the expected share of these incidents\n"
      "  nobody busy  simulated, each incident finds all units at home: as + strength, within its interval\n"
      "  + busy       simulated: units are away when they are needed, second alarms included\n\n"};
  told.tables.push_back(std::move(table));
}

void tell_table(const FleetFindings& findings, ToolAnswer& told) {
  Value rows = Value::list();
  const std::string& vehicle = findings.service.types.name(findings.problem->engines.front().type);
  const auto line = [](const std::string& station, const std::vector<std::string>& cells) {
    std::string text = "  " + cut(station, 30) + " " + pad_left(cells[0], 9);
    for (std::size_t i = 1; i < cells.size(); ++i) text += " " + pad_left(cells[i], i == 4 ? 21 : i == 5 ? 11 : 19);
    return text + "\n";
  };
  told.text +=
      {fmt::format("Fahrzeuge ({}) einer Wache, alle anderen wie heute: ihre Einsätze und die Stadt ({})\n", vehicle,
                   findings.standard) +
           line("Wache", {"Fahrzeuge", "alle belegt, %", "90 % bis, min", "rechtzeitig, %", "Stadt rechtzeitig, %",
                          "Mio. EUR/a"}),
       fmt::format("Engines ({}) of a station, all others as today: its first-due incidents and the city ({})\n",
                   vehicle, findings.standard) +
           line("station", {"engines", "all busy, %", "p90, min", "in time, %", "city in time, %", "mio. EUR/a"})};
  std::size_t sized = 0;
  for (std::size_t i = 0; i < findings.table.size(); ++i) {
    const SizingRow& row = findings.table[i];
    if (i > 0 && row.station != findings.table[i - 1].station) ++sized;
    const bool today = findings.engines[sized] == row.engines;
    const Value p90 = std::isfinite(row.p90_s.mean) ? interval(row.p90_s, 1.0 / 60.0) : Value();
    rows.push_back(Value::table({{"station", station_name(findings, row.station)},
                                 {"engines", static_cast<std::size_t>(row.engines)},
                                 {"today", today},
                                 {"first_due_busy", interval(row.first_due_busy)},
                                 {"p90_min", p90},
                                 {"station_in_time", interval(row.station_in_time)},
                                 {"city_in_time", interval(row.city_in_time)},
                                 {"eur_per_year", row.eur_per_year}}));
    told.text += in_both([&](Language language) {
      return line(station_name(findings, row.station),
                  {std::to_string(row.engines) + (today ? "*" : " "), text_of(row.first_due_busy, 100.0, 2, language),
                   text_of(row.p90_s, 1.0 / 60.0, 2, language), text_of(row.station_in_time, 100.0, 2, language),
                   text_of(row.city_in_time, 100.0, 2, language), format_number(row.eur_per_year / 1e6, 2, language)});
    });
  }
  told.text += {"  * heute; Euro nur dieser Fahrzeuge, angenommen (siehe --eur-per-position)\n",
                "  * today; euros of these engines only, assumed (see --eur-per-position)\n"};
  told.answer.set("table", rows);
}

void tell_smallest(const FleetFindings& findings, ToolAnswer& told) {
  if (!findings.smallest) return;
  const FleetProblem& problem = *findings.problem;
  const Fleet& fleet = findings.smallest->fleet;
  Value engines = Value::list();
  Text lines;
  for (std::size_t i = 0; i < fleet.engines.size(); ++i) {
    const std::string& name = station_name(findings, problem.engines[i].station);
    engines.push_back(Value::table({{"station", name},
                                    {"engines", static_cast<std::size_t>(fleet.engines[i])},
                                    {"today", static_cast<std::size_t>(findings.engines[i])}}));
    lines += {fmt::format("  {} {:>3} (heute {})\n", cut(name, 30), fleet.engines[i], findings.engines[i]),
              fmt::format("  {} {:>3} (today {})\n", cut(name, 30), fleet.engines[i], findings.engines[i])};
    if (fleet.engines[i] == findings.engines[i]) continue;
    const CrewedUnit& like = problem.engines[i];
    Value units = Value::list();
    for (const CrewedUnit& stays : problem.service.units)
      if (stays.station == like.station)
        units.push_back(Value::table({{"type", findings.service.types.name(stays.type)},
                                      {"functions", static_cast<std::int64_t>(stays.functions)}}));
    for (std::uint32_t engine = 0; engine < fleet.engines[i]; ++engine)
      units.push_back(Value::table({{"type", findings.service.types.name(like.type)},
                                    {"functions", static_cast<std::int64_t>(like.functions)}}));
    told.measures.push_back(Value::table({{"kind", "station_units"},
                                          {"name", name},
                                          {"units", units},
                                          {"turnout", fmt::format("{:g} s", like.turnout.typical_s)}}));
  }
  told.answer.set("smallest", Value::table({{"reached", findings.smallest->reached},
                                            {"engines", static_cast<std::size_t>(fleet.total())},
                                            {"stations", engines},
                                            {"in_time", interval(fleet.in_time)},
                                            {"target", problem.target},
                                            {"eur_per_year", fleet.eur_per_year},
                                            {"fleets_simulated", findings.smallest->simulated}}));
  const bool reached = findings.smallest->reached;
  told.text += {fmt::format("\nKleinste Flotte für {:g} % rechtzeitig ({}): {} Fahrzeuge, {} %, {} Mio. EUR/a{}\n",
                            100.0 * problem.target, findings.standard, fleet.total(),
                            text_of(fleet.in_time, 100.0, 2, Language::de),
                            format_number(fleet.eur_per_year / 1e6, 2, Language::de),
                            reached ? "" : "; NICHT erreicht: mehr war nicht erlaubt"),
                fmt::format("\nSmallest fleet for {:g} % in time ({}): {} engines, {} %, {:.2f} mio. EUR/a{}\n",
                            100.0 * problem.target, findings.standard, fleet.total(),
                            text_of(fleet.in_time, 100.0, 2, Language::en), fleet.eur_per_year / 1e6,
                            reached ? "" : "; NOT reached: this is the most that was allowed")};
  told.text += lines;
}

}  // namespace

std::vector<YearlyNumber> numbers_of(const std::vector<YearSummary>& years, const YearCase& service,
                                     const DispatchTables& tables) {
  const auto professional_runs = [&](const YearSummary& year) {
    std::uint64_t runs = 0;
    for (std::size_t unit = 0; unit < year.units.size(); ++unit)
      if (service.problem.units[unit].professional) runs += year.units[unit].runs;
    return runs;
  };
  std::vector<YearlyNumber> numbers{
      {"incidents", "1/a", each(years, [](const YearSummary& year) { return year.incidents; })},
      {"runs", "1/a", each(years, [](const YearSummary& year) { return year.runs; })},
      {"runs.professional", "1/a", each(years, professional_runs)},
      {"first_due_busy", "%", each(years, [](const YearSummary& year) { return 100.0 * year.first_due_busy; })},
      {"response.median", "min", each(years, [](const YearSummary& year) { return year.median_first_s / 60.0; })},
      {"response.p90", "min", each(years, [](const YearSummary& year) { return year.p90_first_s / 60.0; })},
      {"lost", "1/a", each(years, [](const YearSummary& year) { return year.lost; })},
      {"missing_units", "1/a", each(years, [](const YearSummary& year) { return year.missing; })},
      {"move_ups", "1/a", each(years, [](const YearSummary& year) { return year.moves; })}};
  for (const StandardId standard : tables.standards.ids())
    numbers.push_back({"in_time." + tables.standards.id[standard], "%",
                       each(years, [&](const YearSummary& year) { return 100.0 * year.in_time[standard.index()]; })});
  return numbers;
}

std::vector<YearlyNumber> read_numbers(const std::string& file, std::size_t replications) {
  const Value answer = read_json(file);
  const Value* yearly = answer.is_table() ? answer.find("yearly") : nullptr;
  if (!yearly)
    throw Error(ErrorKind::input, file + " is no answer of this tool: keep one with --json, for example before.json");
  std::vector<YearlyNumber> numbers;
  for (const auto& [name, values] : yearly->members()) {
    YearlyNumber number{.name = name};
    for (const Value& value : values.items())
      number.of_year.push_back(value.is_null() ? std::nan("") : value.as_number());
    if (number.of_year.size() != replications)
      throw Error(ErrorKind::input, fmt::format("{} has {} simulated years, not {}: use --replications {} in both",
                                                file, number.of_year.size(), replications, number.of_year.size()));
    numbers.push_back(std::move(number));
  }
  return numbers;
}

ToolAnswer describe(const FleetFindings& findings) {
  ToolAnswer told;
  told.answer.set("replications", findings.years.size());
  told.answer.set("standard", findings.standard);
  tell_numbers(findings, told);
  tell_units(findings, told);
  tell_steps(findings, told);
  tell_table(findings, told);
  tell_smallest(findings, told);
  return told;
}

}  // namespace planspiel::fire
