#include "plugins/fire/new_stations/placement_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "engine/location/backup_cover.hpp"
#include "engine/location/expected_cover.hpp"
#include "engine/location/function_cover.hpp"
#include "engine/location/maximal_cover.hpp"
#include "engine/location/p_centre.hpp"
#include "engine/location/p_median.hpp"
#include "engine/location/place_classes.hpp"
#include "engine/location/robust_cover.hpp"
#include "engine/location/search_clock.hpp"
#include "engine/location/set_cover.hpp"

namespace planspiel::fire {

namespace {

constexpr std::size_t kMostSubsets = 220;  ///< choices of stations to move that are solved one by one

/// Solves with these stations staying and so many sites in all.
using Solve = std::function<location::LocationAnswer(const std::vector<location::SiteNumber>& fixed, std::size_t p,
                                                     const location::SearchLimits&)>;

struct Solver {
  Solve solve;
  std::function<double(const std::vector<location::SiteNumber>& fixed, std::size_t p)>
      bound{};  ///< quick; empty: there is none
};

std::vector<location::SiteNumber> stations_of(const PlacementCase& placement) {
  std::vector<location::SiteNumber> sites(placement.stations.size());
  std::iota(sites.begin(), sites.end(), location::SiteNumber{0});
  return sites;
}

double weight_covered(const location::CoverProblem& problem, std::span<const location::SiteNumber> open) {
  std::vector<Flag> covered(problem.places, Flag{0});
  for (const location::SiteNumber site : open)
    for (const location::PlaceNumber place : problem.covers(site)) covered[place] = 1;
  double sum = 0.0;
  for (std::size_t place = 0; place < problem.places; ++place)
    if (covered[place]) sum += problem.weight[place];
  return sum;
}

bool is_better(const location::LocationAnswer& a, const location::LocationAnswer& b, bool smaller) {
  return smaller ? a.value < b.value : a.value > b.value;
}

/// All sets of `count` among `items`, in lexicographic order.
std::vector<std::vector<location::SiteNumber>> subsets(const std::vector<location::SiteNumber>& items,
                                                       std::size_t count) {
  std::vector<std::vector<location::SiteNumber>> all;
  std::vector<location::SiteNumber> chosen;
  const std::function<void(std::size_t)> extend = [&](std::size_t next) {
    if (chosen.size() == count) {
      all.push_back(chosen);
      return;
    }
    for (std::size_t i = next; i < items.size() && all.size() <= kMostSubsets; ++i) {
      chosen.push_back(items[i]);
      extend(i + 1);
      chosen.pop_back();
    }
  };
  extend(0);
  return all;
}

std::vector<location::SiteNumber> without(const std::vector<location::SiteNumber>& all,
                                          const std::vector<location::SiteNumber>& some) {
  std::vector<location::SiteNumber> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

/// The best places for `question.move` of the stations. Each choice of stations to give up is solved by itself, the
/// most promising first, until the others' rough bounds are no better than the best answer; the bound is the best among
/// all.
location::LocationAnswer move_stations(const PlacementCase& placement, const PlacementQuestion& question,
                                       const Solver& solver, bool smaller) {
  const std::vector<location::SiteNumber> stations = stations_of(placement);
  const auto given_up = subsets(without(stations, question.fixed), question.move);
  if (given_up.empty())
    throw Error(ErrorKind::config, fmt::format("only {} stations may be moved, not {}",
                                               stations.size() - question.fixed.size(), question.move));
  if (given_up.size() > kMostSubsets)
    throw Error(ErrorKind::config,
                fmt::format("moving {} of {} stations has more than {} choices: fix some, or use --total",
                            question.move, stations.size() - question.fixed.size(), kMostSubsets));
  struct Choice {
    std::vector<location::SiteNumber> staying;
    double bound;
  };
  std::vector<Choice> choices;
  for (const auto& some : given_up) {
    std::vector<location::SiteNumber> staying = without(stations, some);
    const double bound = solver.bound ? solver.bound(staying, stations.size()) : 0.0;
    choices.push_back({std::move(staying), bound});
  }
  std::ranges::stable_sort(choices, [&](const Choice& a, const Choice& b) { return a.bound > b.bound; });
  const location::SearchClock clock(question.limits);
  location::SearchLimits limits = question.limits;
  location::LocationAnswer best;
  double bound = 0.0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (solver.bound && i > 0 && choices[i].bound <= best.value) {
      bound = std::max(bound, choices[i].bound);
      break;
    }
    limits.cpu_seconds = clock.left_seconds() / static_cast<double>(choices.size() - i);
    const location::LocationAnswer answer = solver.solve(choices[i].staying, stations.size(), limits);
    bound = i == 0 ? answer.bound : smaller ? std::min(bound, answer.bound) : std::max(bound, answer.bound);
    if (i == 0 || is_better(answer, best, smaller)) best = answer;
  }
  best.bound = bound;
  return best;
}

location::LocationAnswer answer_of(const PlacementCase& placement, const PlacementQuestion& question,
                                   const Solver& solver, bool smaller) {
  const std::vector<location::SiteNumber> stations = stations_of(placement);
  if (question.add > 0) return solver.solve(stations, stations.size() + question.add, question.limits);
  if (question.move > 0) return move_stations(placement, question, solver, smaller);
  return solver.solve(question.fixed, question.total, question.limits);
}

void needs_one_unit(const PlacementCase& placement, const PlacementQuestion& question) {
  if (placement.demand.functions > static_cast<double>(question.functions))
    throw Error(ErrorKind::config,
                fmt::format("the standard asks for {:g} functions, more than the first unit of a new station brings "
                            "({}): use --objective functions",
                            placement.demand.functions, question.functions));
}

/// Maximal and expected cover: the weight reached.
Placed place_cover(const PlacementCase& placement, const PlacementQuestion& question) {
  needs_one_unit(placement, question);
  const bool average = question.over_hours == OverHours::mean;
  const location::CoverProblem problem =
      location::merge_places(average ? placement.cover_on_average() : placement.cover_in_every()).problem;
  double always = 0.0;
  if (average)
    for (const SituationId situation : placement.situations.ids())
      always += placement.covered_by_others(situation) / static_cast<double>(placement.situations.size());
  else
    always = placement.covered_by_others_in_every();
  const bool expected = question.objective == Objective::expected;
  const auto options = [&](std::size_t p) {
    return location::ExpectedCoverOptions{.units = p, .most_per_site = 1, .busy = question.busy};
  };
  const Solve solve = [&](const std::vector<location::SiteNumber>& fixed, std::size_t p,
                          const location::SearchLimits& limits) {
    location::CoverProblem asked = problem;
    asked.fixed = fixed;
    return expected ? location::solve_expected_cover(asked, options(p), limits)
                    : location::solve_maximal_cover(asked, p, limits);
  };
  Solver solver{solve};
  if (!expected)
    solver.bound = [&](const std::vector<location::SiteNumber>& open, std::size_t p) {
      return location::maximal_cover_bound(problem, open, p);
    };
  Placed placed{.answer = answer_of(placement, question, solver, false)};
  const std::vector<location::SiteNumber> stations = stations_of(placement);
  placed.before = always + (expected ? expected_cover(problem, options(stations.size()), stations)
                                     : weight_covered(problem, stations));
  placed.answer.value += always;
  placed.answer.bound += always;
  placed.of = std::accumulate(placement.weight.begin(), placement.weight.end(), 0.0);
  return placed;
}

/// The greatest regret over the situations is least.
Placed place_robust(const PlacementCase& placement, const PlacementQuestion& question) {
  needs_one_unit(placement, question);
  location::RobustCoverProblem problem;
  for (const SituationId situation : placement.situations.ids()) {
    problem.scenarios.push_back(placement.cover(situation));
    problem.fixed = question.fixed;
  }
  const Solve solve = [&](const std::vector<location::SiteNumber>& fixed, std::size_t p,
                          const location::SearchLimits& limits) {
    location::RobustCoverProblem asked = problem;
    asked.fixed = fixed;
    return location::solve_least_regret(asked, p, limits).choice;
  };
  Placed placed{.answer = answer_of(placement, question, {solve}, true), .smaller_is_better = true};
  placed.note = {
      "Wert und Schranke sind das größte Bedauern: nicht erreichtes Gewicht, das die besten Standorte für diese "
      "Lage allein erreichten",
      "value and bound are the greatest regret: weight not reached that the best sites for that situation "
      "alone would reach"};
  return placed;
}

/// The weight reached in the hour in which it is least is greatest.
Placed place_worst(const PlacementCase& placement, const PlacementQuestion& question) {
  needs_one_unit(placement, question);
  const double all = std::accumulate(placement.weight.begin(), placement.weight.end(), 0.0);
  location::RobustCoverProblem problem;
  for (const SituationId situation : placement.situations.ids()) {
    problem.scenarios.push_back(placement.cover(situation));
    problem.wanted.push_back(all - placement.covered_by_others(situation));
  }
  const Solve solve = [&](const std::vector<location::SiteNumber>& fixed, std::size_t p,
                          const location::SearchLimits& limits) {
    location::RobustCoverProblem asked = problem;
    asked.fixed = fixed;
    location::LocationAnswer answer =
        location::solve_least_regret(asked, p, limits).choice;  // what the worst hour does not reach
    answer.value = all - answer.value;
    answer.bound = all - answer.bound;
    return answer;
  };
  const auto least_bound = [&](const std::vector<location::SiteNumber>& open, std::size_t p) {
    double least = all;
    for (std::size_t i = 0; i < problem.scenarios.size(); ++i)
      least = std::min(least, all - problem.wanted[i] + location::maximal_cover_bound(problem.scenarios[i], open, p));
    return least;
  };
  return {.answer = answer_of(placement, question, {solve, least_bound}, false), .of = all};
}

/// What every situation would like best, and what it gets.
void add_regrets(Placed& placed, const PlacementCase& placement, const PlacementQuestion& question) {
  if (placement.situations.size() < 2) return;
  for (const SituationId situation : placement.situations.ids()) {
    location::CoverProblem problem = location::merge_places(placement.cover(situation)).problem;
    const double always = placement.covered_by_others(situation);
    const Solver solver{
        [&](const std::vector<location::SiteNumber>& fixed, std::size_t p, const location::SearchLimits& limits) {
          problem.fixed = fixed;
          return location::solve_maximal_cover(problem, p, limits);
        },
        [&](const std::vector<location::SiteNumber>& open, std::size_t p) {
          return location::maximal_cover_bound(problem, open, p);
        }};
    const double best = always + answer_of(placement, question, solver, false).bound;
    placed.regrets.push_back(
        {placement.situations[situation].name, always + weight_covered(problem, placed.answer.open), best});
  }
}

/// The places that must be covered, alone. Throws Error(config) that names buildings that no site reaches.
location::CoverProblem all_places(const PlacementCase& placement, const IncidentTables& tables,
                                  const PlacementQuestion& question) {
  const location::CoverProblem problem = placement.cover_in_every();
  std::vector<Flag> reached(problem.places, Flag{0});
  for (const location::PlaceNumber place : problem.place_of) reached[place] = 1;
  std::vector<location::PlaceNumber> number(problem.places, 0);
  location::CoverProblem kept;
  std::vector<std::string> lost;
  for (std::size_t place = 0; place < problem.places; ++place) {
    if (!(problem.weight[place] > 0.0)) continue;
    if (!reached[place]) {
      const BuildingId building(place);
      const std::string& address = tables.buildings.address[building];
      lost.push_back(address.empty() ? tables.buildings.id[building] : address);
      continue;
    }
    number[place] = static_cast<location::PlaceNumber>(kept.places++) + 1;
    kept.weight.push_back(problem.weight[place]);
  }
  if (!lost.empty() && !question.leave_out_unreachable) {
    const std::size_t shown = std::min<std::size_t>(10, lost.size());
    throw Error(
        ErrorKind::config,
        fmt::format("{} buildings are reached from no site: {}{}; give more candidates, or "
                    "--leave-out-unreachable",
                    lost.size(), fmt::join(lost.begin(), lost.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                    lost.size() > shown ? ", …" : ""));
  }
  for (location::SiteNumber site = 0; site < problem.sites(); ++site) {
    for (const location::PlaceNumber place : problem.covers(site))
      if (number[place] > 0) kept.place_of.push_back(number[place] - 1);
    kept.first.push_back(static_cast<std::uint32_t>(kept.place_of.size()));
  }
  kept.fixed = question.fixed;
  return kept;
}

Placed place_all(const PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question) {
  needs_one_unit(placement, question);
  const location::CoverProblem problem = all_places(placement, tables, question);
  Placed placed;
  if (question.objective == Objective::lscp) {
    placed.answer = location::solve_set_cover(problem, question.limits);
    placed.unit = {"Wachen", "stations"};
    placed.smaller_is_better = true;
    placed.before = static_cast<double>(placement.stations.size());
    return placed;
  }
  const location::BackupCoverAnswer answer = location::solve_backup_cover(problem, question.limits);
  placed.answer = answer.backup;
  placed.of = std::accumulate(problem.weight.begin(), problem.weight.end(), 0.0);
  std::vector<int> times(problem.places, 0);
  for (const location::SiteNumber station : stations_of(placement))
    for (const location::PlaceNumber place : problem.covers(station)) ++times[place];
  placed.before = 0.0;
  for (std::size_t place = 0; place < problem.places; ++place)
    if (times[place] > 1) *placed.before += problem.weight[place];
  placed.note = {fmt::format("am wenigsten Wachen, die alle erreichen: {:g} (Schranke {:g}); der Wert ist, was sie "
                             "mindestens zweimal erreichen",
                             answer.cover.value, answer.cover.bound),
                 fmt::format("the fewest stations that reach all: {:g} (bound {:g}); value is what they reach at least "
                             "twice",
                             answer.cover.value, answer.cover.bound)};
  return placed;
}

/// Places of one street count together, at their mean time: exact for one station, an approximation of the nearest.
location::MedianProblem median_problem(const PlacementCase& placement, const IncidentTables& tables) {
  std::vector<std::size_t> group_of_link(tables.roads.size(), ~std::size_t{0}), group(placement.weight.size());
  location::MedianProblem problem;
  problem.sites = placement.sites.size();
  for (std::size_t place = 0; place < placement.weight.size(); ++place) {
    const auto road = tables.buildings.road[BuildingId(place)];
    if (!road || !(placement.weight[place] > 0.0)) continue;
    auto& at = group_of_link[road->index()];
    if (at == ~std::size_t{0}) {
      at = problem.weight.size();
      problem.weight.push_back(0.0);
    }
    group[place] = at;
    problem.weight[at] += placement.weight[place];
  }
  problem.places = problem.weight.size();
  std::vector<double> sum(problem.places * problem.sites, 0.0), seen(sum.size(), 0.0);
  for (const Situation& situation : placement.situations)
    for (std::size_t site = 0; site < problem.sites; ++site)
      for (const auto& reached : situation.times[site]) {
        const std::size_t cell = group[reached.place] * problem.sites + site;
        const double w = placement.weight[reached.place];
        sum[cell] += w * (situation.turnout_s[site] + double{reached.seconds});
        seen[cell] += w;
      }
  problem.distance.resize(sum.size());
  for (std::size_t cell = 0; cell < sum.size(); ++cell)
    problem.distance[cell] = seen[cell] > 0.0 ? sum[cell] / seen[cell] : 7200.0;  // no way: two hours
  return problem;
}

double mean_time(const location::MedianProblem& problem, std::span<const location::SiteNumber> open, bool longest) {
  double sum = 0.0, all = 0.0, most = 0.0;
  for (std::size_t place = 0; place < problem.places; ++place) {
    double least = 7200.0;
    for (const location::SiteNumber site : open)
      least = std::min(least, double{problem.distance[place * problem.sites + site]});
    sum += problem.weight[place] * least;
    all += problem.weight[place];
    most = std::max(most, least);
  }
  return longest ? most : sum / all;
}

Placed place_median(const PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question) {
  location::MedianProblem problem = median_problem(placement, tables);
  const bool longest = question.objective == Objective::p_centre;
  const double all = std::accumulate(problem.weight.begin(), problem.weight.end(), 0.0);
  const Solve solve = [&](const std::vector<location::SiteNumber>& fixed, std::size_t p,
                          const location::SearchLimits& limits) {
    problem.fixed = fixed;
    location::LocationAnswer answer =
        longest ? location::solve_p_centre(problem, p, limits) : location::solve_p_median(problem, p, limits);
    if (!longest) {
      answer.value /= all;
      answer.bound /= all;
    }
    return answer;
  };
  Placed placed{
      .answer = answer_of(placement, question, {solve}, true), .unit = same_text("s"), .smaller_is_better = true};
  placed.before = mean_time(problem, stations_of(placement), longest);
  placed.note = {"Ausrücken und Fahrt, Gebäude einer Straße zusammen an ihrer Mitte",
                 "turnout and drive, buildings of one street together at their mean"};
  return placed;
}

Placed place_functions(const PlacementCase& placement, const IncidentTables& tables,
                       const PlacementQuestion& question) {
  if (question.add == 0)
    throw Error(ErrorKind::config, "--objective functions adds crews to stations and sites: use it with --add N");
  const auto early = tables.standards.find("agbf_1"), late = tables.standards.find("agbf_2");
  if (!early || !late)
    throw Error(ErrorKind::config, "--objective functions needs the standards agbf_1 and agbf_2 in the city");
  const Demand first = demand_of(tables.standards, *early), second = demand_of(tables.standards, *late);
  if (first.time_s > second.time_s || first.functions > second.functions)
    throw Error(ErrorKind::config,
                fmt::format("the standards contradict each other: agbf_1 asks for {:g} functions in {:g} s, agbf_2 for "
                            "{:g} in {:g} s; the second has to be the later and larger one",
                            first.functions, first.time_s, second.functions, second.time_s));
  location::FunctionCoverProblem problem;
  problem.early_functions = first.functions;
  problem.late_functions = second.functions;
  PlacementCase quick = placement, slow = placement;
  for (PlacementCase* one : {&quick, &slow}) {  // volunteers are sites too: their functions count
    one->demand = one == &quick ? first : second;
    for (const SituationId situation : one->situations.ids()) {
      const std::vector<double>& more = one->others[situation].turnout_s;
      one->situations[situation].times.append(one->others[situation].times);
      one->situations[situation].turnout_s.insert(one->situations[situation].turnout_s.end(), more.begin(), more.end());
    }
    one->sites.resize(one->sites.size() + one->other_crew.size(), one->sites.front());
    one->other_crew.clear();
  }
  problem.early = quick.cover_in_every();
  problem.late = slow.cover_in_every();
  problem.existing = placement.functions;
  problem.sizes = {{6.0, 6.0}, {10.0, 10.0}, {16.0, 16.0}};
  for (location::SiteNumber site = 0; site < placement.sites.size(); ++site) problem.candidates.push_back(site);
  problem.most_new = question.add;
  const location::FunctionCoverAnswer answer = location::solve_function_cover(problem, question.limits);
  Placed placed{.answer = answer.choice, .adds_crew = true};
  placed.before = location::weight_met(problem, {}, {});
  placed.of = std::accumulate(placement.weight.begin(), placement.weight.end(), 0.0);
  for (const std::size_t size : answer.size) placed.functions.push_back(problem.sizes[size].functions);
  placed.note = {"Funktionen, die an jedem Standort zu den vorhandenen kommen",
                 "crew functions added at each site beside what is there"};
  return placed;
}

}  // namespace

Placed place(const PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question) {
  if (placement.sites.empty()) throw Error(ErrorKind::config, "the city has no place where a fire station could stand");
  const std::size_t most = placement.sites.size();
  if (question.total > most || question.add > most - placement.stations.size())
    throw Error(ErrorKind::config, fmt::format("there are only {} sites ({} stations and {} candidates)", most,
                                               placement.stations.size(), most - placement.stations.size()));
  Placed placed;
  const Objective objective = question.objective;
  if (objective == Objective::functions)
    placed = place_functions(placement, tables, question);
  else if (objective == Objective::p_median || objective == Objective::p_centre)
    placed = place_median(placement, tables, question);
  else if (objective == Objective::lscp || objective == Objective::backup)
    placed = place_all(placement, tables, question);
  else if (question.over_hours == OverHours::regret && objective == Objective::mclp)
    placed = place_robust(placement, question);
  else if (question.over_hours == OverHours::worst && objective == Objective::mclp && placement.situations.size() > 1)
    placed = place_worst(placement, question);
  else
    placed = place_cover(placement, question);
  if (objective == Objective::mclp) add_regrets(placed, placement, question);
  if (objective == Objective::mclp &&
      question.over_hours == OverHours::every)  // a place may owe its hours to different stations
    for (const RegretRow& row : placed.regrets)
      placed.answer.bound = &row == placed.regrets.data() ? row.best : std::min(placed.answer.bound, row.best);
  return placed;
}

}  // namespace planspiel::fire
