#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plugins/fire/new_stations/placement_answer.hpp"

namespace planspiel::fire {

namespace {

Value degrees(LonLat at) { return Value::list({at.lon_deg, at.lat_deg}); }

Value add_measure(const std::string& name, Value at, const std::vector<NewUnit>& units, Seconds turnout) {
  Value list = Value::list();
  for (const NewUnit& unit : units) list.push_back(Value::table({{"type", unit.type}, {"functions", unit.functions}}));
  return Value::table({{"kind", "add_fire_station"},
                       {"name", name},
                       {"at", std::move(at)},
                       {"units", list},
                       {"turnout", fmt::format("{:g} s", turnout.value)}});
}

std::string percent_of(double value, double of, Language language) {
  return of > 0.0 ? " (" + format_number(100.0 * value / of, 2, language) + " %)" : "";
}

/// "1,516,790", "27.56", "20": a tenth of a per cent is never lost.
std::string amount(double value, Language language) {
  return format_number(value, std::abs(value) < 1000.0 && value != std::round(value) ? 2 : 0, language);
}

/// Names for stations that are built: none that the city has.
class NewNames {
 public:
  explicit NewNames(const Stations& stations) : stations_(stations) {}
  std::string next(std::string wish) {
    const auto taken = [&] { return std::ranges::find(stations_.name, wish) != stations_.name.end(); };
    while (wish.empty() || taken()) wish = fmt::format("Neue Wache {}", ++number_);
    return wish;
  }

 private:
  const Stations& stations_;
  std::size_t number_ = 0;
};

/// One new site: a line, a row and the measure that builds it.
void tell_site(const NewSite& built, std::size_t number, const Placed& placed, const PlacementCase& placement,
               const IncidentTables& tables, const std::vector<NewUnit>& units, Seconds turnout, NewNames& names,
               Value& sites, ToolAnswer& told) {
  const std::string& candidate = placement.sites[built.site].name;
  const Text origin = built.moved > 0.5_m ? Text{fmt::format("{:.0f} m von {}", built.moved.value, candidate),
                                                 fmt::format("{:.0f} m from {}", built.moved.value, candidate)}
                                          : same_text(candidate);
  const std::string place = fmt::format("{:.6f}, {:.6f}", built.at.lon_deg, built.at.lat_deg);
  const Value at = degrees(built.at);
  Value row = Value::table({{"site", candidate}, {"at", at}, {"moved_m", built.moved.value}});
  if (built.from) {
    const std::string& name = tables.stations.name[placement.stations[*built.from]];
    row.set("moves", name);
    told.text += {fmt::format("  verlegen {} nach {} ({})\n", name, place, origin.de),
                  fmt::format("  move  {} to {} ({})\n", name, place, origin.en)};
    told.measures.push_back(Value::table({{"kind", "move_fire_station"}, {"name", name}, {"at", at}}));
  } else {
    const bool stands = built.site < placement.stations.size();
    const std::string name =
        names.next(stands ? tables.stations.name[placement.stations[built.site]] + ", mehr Personal" : "");
    std::vector<NewUnit> crew = units;
    if (placed.adds_crew) crew = {{units.front().type, static_cast<std::int64_t>(placed.functions[number])}};
    Text functions{};
    if (placed.adds_crew)
      functions = {fmt::format(", {:g} Funktionen", placed.functions[number]),
                   fmt::format(", {:g} functions", placed.functions[number])};
    told.text +=
        {fmt::format("  {} {} bei {} ({}{})\n", stands ? "Personal" : "bauen   ", name, place, origin.de, functions.de),
         fmt::format("  {} {} at {} ({}{})\n", stands ? "crew " : "build", name, place, origin.en, functions.en)};
    told.measures.push_back(add_measure(name, at, crew, turnout));
  }
  sites.push_back(row);
}

/// What each situation reaches beside what would be best for it.
void tell_regrets(const Placed& placed, ToolAnswer& told) {
  Value regrets = Value::list();
  const auto line = [](const std::string& name, const std::string& value, const std::string& best,
                       const std::string& regret) {
    return "  " + pad_right(name, 24) + " " + pad_left(value, 14) + " " + pad_left(best, 14) + " " +
           pad_left(regret, 12) + "\n";
  };
  if (!placed.regrets.empty())
    told.text +=
        {line("Lage", "erreicht", "allein bestens", "Bedauern"), line("situation", "reached", "best alone", "regret")};
  for (const RegretRow& row : placed.regrets) {
    regrets.push_back(Value::table(
        {{"situation", row.situation}, {"value", row.value}, {"best", row.best}, {"regret", row.best - row.value}}));
    told.text += in_both([&](Language language) {
      return line(row.situation, amount(row.value, language), amount(row.best, language),
                  amount(std::abs(row.best - row.value), language));
    });
  }
  told.answer.set("regrets", regrets);
}

Value value_of(const Proof& proof) {
  return Value::table({{"candidates", proof.candidates},
                       {"candidate_value", proof.candidate_value},
                       {"candidate_bound", proof.candidate_bound},
                       {"refined", proof.refined},
                       {"refined_within_m", proof.refined ? kRefinedWithin.value : 0.0}});
}

}  // namespace

Text headline_of(const Placed& placed) {
  const Proof& proof = placed.proof;
  const bool closed = location::relative_gap({.value = proof.candidate_value, .bound = proof.candidate_bound}) < 1e-9;
  const std::string gap = fmt::format(
      "{:.2f}", 100.0 * location::relative_gap({.value = proof.candidate_value, .bound = proof.candidate_bound}));
  const std::string n = std::to_string(proof.candidates);
  Text text{closed ? "Bewiesen: keine Wahl unter den " + n + " Kandidaten ist besser"
                   : "Unter den " + n + " Kandidaten ist keine Wahl um mehr als " + gap + " % besser (bewiesen)",
            closed ? "Proven: no choice among the " + n + " candidates is better"
                   : "Among the " + n + " candidates no choice is better by more than " + gap + " % (proven)"};
  if (!proof.refined) {
    text.de += "; andere Orte wurden nicht geprüft";
    text.en += "; other places were not tried";
    return text;
  }
  const std::string km = fmt::format("{:g}", kRefinedWithin.value / 1000.0);
  text.de += "; danach auf alle Orte an Straßen verfeinert: im Umkreis von " + km +
             " km um jeden neuen Standort ist keiner besser, gerechnet wie ein Lauf" +
             (proof.complete ? "" : " und jeder Standort für sich") + "; weiter entfernte Orte sind nicht bewiesen";
  text.en += "; then refined over all places along roads: within " + km +
             " km of each new site none is better, judged as a run does" +
             (proof.complete ? "" : ", each site by itself") + "; places farther away are not proven";
  return text;
}

ToolAnswer describe(const Placed& placed, const PlacementCase& placement, const IncidentTables& tables,
                    const std::vector<NewUnit>& units, Seconds turnout) {
  const location::LocationAnswer& answer = placed.answer;
  ToolAnswer told;
  told.headline = headline_of(placed);
  const auto line = [&](const Text& word, double value) {
    return in_both([&](Language language) {
      const std::string& unit = placed.unit.in(language);
      return pad_right(word.in(language), language == Language::de ? 9 : 6) + " " + amount(value, language) +
             (unit.empty() ? "" : " " + unit) + percent_of(value, placed.of, language) + "\n";
    });
  };
  told.text = line({"Wert", "value"}, answer.value) + line({"Schranke", "bound"}, answer.bound);
  told.text += {"Lücke     " + format_number(100.0 * location::relative_gap(answer), 4, Language::de) + " %\n",
                fmt::format("gap    {:.4f} %\n", 100.0 * location::relative_gap(answer))};
  if (placed.before) told.text += line({"heute", "today"}, *placed.before);
  if (!placed.note.en.empty()) told.text += placed.note + same_text("\n");
  Value open = Value::list(), sites = Value::list();
  for (const location::SiteNumber site : answer.open) open.push_back(placement.sites[site].name);
  NewNames names(tables.stations);
  for (std::size_t i = 0; i < placed.changes.built.size(); ++i)
    tell_site(placed.changes.built[i], i, placed, placement, tables, units, turnout, names, sites, told);
  for (const std::size_t station : placed.changes.closed) {
    const std::string& name = tables.stations.name[placement.stations[station]];
    told.text += {fmt::format("  schließen {}\n", name), fmt::format("  close {}\n", name)};
    told.measures.push_back(Value::table({{"kind", "close_fire_station"}, {"name", name}}));
  }
  told.answer = Value::table({{"value", answer.value},
                              {"bound", answer.bound},
                              {"gap", location::relative_gap(answer)},
                              {"before", placed.before ? Value(*placed.before) : Value()},
                              {"of", placed.of},
                              {"open", open},
                              {"sites", sites},
                              {"proof", value_of(placed.proof)},
                              {"nodes", static_cast<std::size_t>(answer.nodes)}});
  tell_regrets(placed, told);
  return told;
}

}  // namespace planspiel::fire
