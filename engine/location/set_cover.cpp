#include "engine/location/set_cover.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/error.hpp"
#include "engine/location/set_cover_heuristic.hpp"
#include "engine/location/unit_choice.hpp"

namespace planspiel::location {
namespace {

void refuse_uncoverable(const CoverProblem& problem) {
  const auto places = uncoverable(problem);
  if (places.empty()) return;
  std::string names;
  for (std::size_t k = 0; k < std::min<std::size_t>(10, places.size()); ++k)
    names += (k == 0 ? "" : ", ") + std::to_string(places[k]);
  if (places.size() > 10) names += ", …";
  throw Error(ErrorKind::config, "set cover: no site covers " + std::to_string(places.size()) + " of " +
                                     std::to_string(problem.places) + " places (" + names +
                                     "); give these a site, a larger reach, or leave them out");
}

/// True where every site of `a` covers row b too: then who covers a has covered b.
bool sites_within(const CoveringSites& sites, std::uint32_t a, std::uint32_t b) {
  return std::ranges::includes(sites.of(b), sites.of(a));
}

/// Rows that are not covered by a fixed site and not covered with another row anyway.
std::vector<bool> needed_rows(const CoverProblem& rows) {
  const CoveringSites sites = covering_sites(rows);
  std::vector<bool> needed(rows.places, true);
  for (const SiteNumber site : rows.fixed)
    for (const PlaceNumber row : rows.covers(site)) needed[row] = false;
  for (std::uint32_t row = 0; row < rows.places; ++row) {
    if (!needed[row]) continue;
    const auto covering = sites.of(row);
    const SiteNumber smallest =
        *std::ranges::min_element(covering, {}, [&](SiteNumber s) { return rows.covers(s).size(); });
    for (const std::uint32_t other : rows.covers(smallest))
      if (other != row && needed[other] && sites_within(sites, row, other)) needed[other] = false;
  }
  return needed;
}

CoverProblem only(const CoverProblem& rows, const std::vector<bool>& needed) {
  std::vector<PlaceNumber> number(rows.places, 0);
  CoverProblem left;
  for (std::size_t row = 0; row < rows.places; ++row)
    if (needed[row]) number[row] = PlaceNumber(left.places++);
  left.weight.assign(left.places, 1.0);
  for (SiteNumber site = 0; site < rows.sites(); ++site) {
    for (const PlaceNumber row : rows.covers(site))
      if (needed[row]) left.place_of.push_back(number[row]);
    left.first.push_back(std::uint32_t(left.place_of.size()));
  }
  left.cost = rows.cost;
  left.fixed = rows.fixed;
  return left;
}

/// A row that stays uncovered costs what its cheapest site costs. Opening that site instead is never dearer, so the
/// best choice is a best cover, and the relaxation is that of set cover.
CoverModel penalised_model(const CoverProblem& problem) {
  CoverProblem rows = merge_places(problem).problem;
  CoverModel model = cover_model(only(rows, needed_rows(rows)), 1);
  for (SiteNumber site = 0; site < model.site_count(); ++site)
    model.cost[site] = rows.cost.empty() ? 1.0 : rows.cost[site];
  for (std::uint32_t row = 0; row < model.row_count(); ++row) {
    double cheapest = HUGE_VAL;
    for (const SiteNumber site : model.sites.of(row)) cheapest = std::min(cheapest, model.cost[site]);
    model.gain[row] = cheapest;
  }
  close_dominated_sites(model);
  return model;
}

/// Opens the cheapest site of each row that is left uncovered: what the penalty stands for.
void cover_all(const CoverModel& model, std::vector<std::uint32_t>& units_at) {
  for (std::uint32_t row = 0; row < model.row_count(); ++row) {
    const auto covering = model.sites.of(row);
    if (std::ranges::any_of(covering, [&](SiteNumber site) { return units_at[site] > 0; })) continue;
    const auto price = [&](SiteNumber site) { return model.most[site] > 0 ? model.cost[site] : HUGE_VAL; };
    units_at[*std::ranges::min_element(covering, {}, price)] = 1;
  }
}

}  // namespace

std::vector<PlaceNumber> uncoverable(const CoverProblem& problem) {
  std::vector<bool> covered(problem.places, false);
  for (const PlaceNumber place : problem.place_of) covered[place] = true;
  std::vector<PlaceNumber> places;
  for (std::size_t place = 0; place < problem.places; ++place)
    if (!covered[place]) places.push_back(PlaceNumber(place));
  return places;
}

LocationAnswer solve_set_cover(const CoverProblem& problem, const SearchLimits& limits) {
  check(problem);
  refuse_uncoverable(problem);
  const SearchClock clock(limits);
  const CoverModel model = penalised_model(problem);
  SetCoverHeuristic heuristic(model, clock.random("set_cover"));
  CoverSearchOptions options;
  options.limits = limits;
  options.covers_all = true;
  options.complete = [&](const RelaxedPoint& point, bool at_root) { return heuristic.cover(point, at_root ? 100 : 3); };
  const auto start = heuristic.cover(start_point(model), 0);
  CoverSearchResult found = search_cover(model, start, {}, options);
  cover_all(model, found.units_at);
  double penalties = 0.0;  // what the model's value counts for covered rows
  for (const double gain : model.gain) penalties += gain;
  LocationAnswer answer;
  std::vector<bool> covered(problem.places, false);
  for (SiteNumber site = 0; site < model.site_count(); ++site) {
    if (found.units_at[site] == 0) continue;
    answer.open.push_back(site);
    answer.value += model.cost[site];
    for (const PlaceNumber place : problem.covers(site)) covered[place] = true;
  }
  PLANSPIEL_CHECK(std::ranges::all_of(covered, [](bool yes) { return yes; }));
  answer.bound = std::min(answer.value, penalties - found.bound);
  answer.nodes = found.nodes;
  return answer;
}

}  // namespace planspiel::location
