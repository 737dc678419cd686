#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plugins/fire/placement/placement_answer.hpp"

namespace planspiel::fire {

namespace {

/// A site of the answer and the station that moves there, if one does.
struct NewSite {
  SiteNumber site;
  std::optional<std::size_t> from{};
};

/// Pairs given up stations with new sites, nearest pairs first.
std::vector<NewSite> pair_moves(const std::vector<SiteNumber>& added, std::vector<std::size_t>& given_up,
                                const PlacementCase& placement) {
  std::vector<NewSite> sites;
  for (const SiteNumber site : added) sites.push_back({site});
  while (!given_up.empty()) {
    NewSite* best = nullptr;
    std::size_t station = 0;
    double best_m = 0.0;
    for (NewSite& site : sites) {
      if (site.from) continue;
      for (std::size_t i = 0; i < given_up.size(); ++i) {
        const double away_m =
            distance(placement.sites[site.site].position, placement.sites[given_up[i]].position).value;
        if (best && away_m >= best_m) continue;
        best = &site;
        station = i;
        best_m = away_m;
      }
    }
    if (!best) break;
    best->from = given_up[station];
    given_up.erase(given_up.begin() + static_cast<std::ptrdiff_t>(station));
  }
  return sites;
}

Value degrees(Point point, const Projection& projection) {
  const LonLat at = projection.to_degrees(point);
  const auto rounded = [](double d) { return std::round(d * 1e5) / 1e5; };
  return Value::list({rounded(at.lon_deg), rounded(at.lat_deg)});
}

Value add_measure(const std::string& name, Value at, const std::vector<NewUnit>& units, Seconds turnout) {
  Value list = Value::list();
  for (const NewUnit& unit : units) list.push_back(Value::table({{"type", unit.type}, {"functions", unit.functions}}));
  return Value::table({{"kind", "add_fire_station"},
                       {"name", name},
                       {"at", std::move(at)},
                       {"units", list},
                       {"turnout", fmt::format("{:g} s", turnout.value)}});
}

std::string percent_of(double value, double of) {
  return of > 0.0 ? fmt::format(" ({:.2f} %)", 100.0 * value / of) : "";
}

/// "1,516,790", "27.56", "20": a tenth of a per cent is never lost.
std::string amount(double value) {
  return format_number(value, std::abs(value) < 1000.0 && value != std::round(value) ? 2 : 0, Language::en);
}

}  // namespace

ToolAnswer describe(const Placed& placed, const PlacementCase& placement, const PlacementTables& tables,
                    const std::vector<NewUnit>& units, Seconds turnout, const std::string& crs) {
  const Projection projection(crs);
  const LocationAnswer& answer = placed.answer;
  std::vector<SiteNumber> added;
  std::vector<std::size_t> given_up;
  const bool only_adds = placed.adds_crew;
  for (const SiteNumber site : answer.open)
    if (site >= placement.stations.size() || only_adds) added.push_back(site);
  for (std::size_t station = 0; station < placement.stations.size() && !only_adds; ++station)
    if (!std::binary_search(answer.open.begin(), answer.open.end(), static_cast<SiteNumber>(station)))
      given_up.push_back(station);

  ToolAnswer told;
  Value open = Value::list(), sites = Value::list(), regrets = Value::list();
  for (const SiteNumber site : answer.open) open.push_back(placement.sites[site].name);
  std::string lines;
  std::size_t number = 0;
  const std::vector<NewSite> pairs = pair_moves(added, given_up, placement);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Candidate& site = placement.sites[pairs[i].site];
    const Value at = degrees(site.position, projection);
    const double lon = at.items()[0].as_number(), lat = at.items()[1].as_number();
    Value row = Value::table({{"site", site.name}, {"at", at}});
    if (pairs[i].from) {
      const std::string& name = tables.stations.name[placement.stations[*pairs[i].from]];
      row.set("moves", name);
      lines += fmt::format("  move  {} to {:.5f}, {:.5f} ({})\n", name, lon, lat, site.name);
      told.measures.push_back(Value::table({{"kind", "move_fire_station"}, {"name", name}, {"at", at}}));
    } else {
      const bool stands = pairs[i].site < placement.stations.size();
      std::string name =
          stands ? tables.stations.name[placement.stations[pairs[i].site]] + ", mehr Personal" : std::string();
      const auto taken = [&] { return std::ranges::find(tables.stations.name, name) != tables.stations.name.end(); };
      while (name.empty() || taken()) name = fmt::format("Neue Wache {}", ++number);
      std::vector<NewUnit> crew = units;
      if (only_adds) crew = {{units.front().type, static_cast<std::int64_t>(placed.functions[i])}};
      lines += fmt::format("  {} {} at {:.5f}, {:.5f} ({}{})\n", stands ? "crew " : "build", name, lon, lat, site.name,
                           only_adds ? fmt::format(", {:g} functions", placed.functions[i]) : "");
      told.measures.push_back(add_measure(name, at, crew, turnout));
    }
    sites.push_back(row);
  }
  for (const std::size_t station : given_up) {
    const std::string& name = tables.stations.name[placement.stations[station]];
    lines += fmt::format("  close {}\n", name);
    told.measures.push_back(Value::table({{"kind", "close_fire_station"}, {"name", name}}));
  }
  const std::string unit = placed.unit.empty() ? "" : " " + placed.unit;
  std::string table;
  for (const RegretRow& row : placed.regrets) {
    regrets.push_back(Value::table(
        {{"situation", row.situation}, {"value", row.value}, {"best", row.best}, {"regret", row.best - row.value}}));
    table += fmt::format("  {:<24} {:>14} {:>14} {:>12}\n", row.situation, amount(row.value), amount(row.best),
                         amount(std::abs(row.best - row.value)));
  }
  told.answer = Value::table({{"value", answer.value},
                              {"bound", answer.bound},
                              {"gap", relative_gap(answer)},
                              {"before", placed.before ? Value(*placed.before) : Value()},
                              {"of", placed.of},
                              {"open", open},
                              {"sites", sites},
                              {"regrets", regrets},
                              {"nodes", static_cast<std::size_t>(answer.nodes)}});
  const auto line = [&](const char* word, double value) {
    return fmt::format("{:<6} {}{}{}\n", word, amount(value), unit, percent_of(value, placed.of));
  };
  told.text = line("value", answer.value) + line("bound", answer.bound) +
              fmt::format("gap    {:.4f} %\n", 100.0 * relative_gap(answer)) +
              (placed.before ? line("today", *placed.before) : "") + (placed.note.empty() ? "" : placed.note + "\n") +
              lines;
  if (!table.empty())
    told.text += fmt::format("  {:<24} {:>14} {:>14} {:>12}\n", "situation", "reached", "best alone", "regret") + table;
  return told;
}

}  // namespace planspiel::fire
