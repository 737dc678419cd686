#include "engine/location/unit_choice.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "engine/location/cover_interchange.hpp"

namespace planspiel::location {
namespace {

constexpr std::size_t kAnnealSteps = 2500;  ///< for each unit that is free
constexpr double kAnnealWork = 7.5e8;       ///< gains and losses that all steps may change

/// The model's least units and then the ones with the greatest fraction, made better by interchange.
std::vector<std::uint32_t> complete_from(const CoverModel& model, const RelaxedPoint& point, std::size_t steps,
                                         const SearchClock& clock) {
  std::vector<std::uint32_t> units_at = model.least;
  std::vector<SiteNumber> order(model.site_count());
  std::iota(order.begin(), order.end(), SiteNumber{0});
  std::ranges::sort(order, [&](SiteNumber a, SiteNumber b) {
    return point.units[a] != point.units[b] ? point.units[a] > point.units[b] : a < b;
  });
  auto there = std::accumulate(units_at.begin(), units_at.end(), std::size_t{0});
  for (const SiteNumber site : order)
    while (there < *model.units && units_at[site] < model.most[site] &&
           double(units_at[site]) + 0.5 < double(point.units[site])) {
      ++units_at[site];
      ++there;
    }
  CoverState state(model, units_at);
  add_greedily(state, model, *model.units);
  anneal(state, model, {.steps = steps, .random = clock.random("anneal"), .clock = &clock, .share = 0.85});
  interchange(state, model, &clock, 0.9);
  return state.units();
}

/// Steps of annealing for so many free units; fewer where each step changes many gains.
std::size_t anneal_steps(const CoverModel& model, std::size_t free_units) {
  const double pairs = double(model.rows.place_of.size());
  const double changes = 2.0 * pairs / double(std::max<std::size_t>(1, model.site_count())) * pairs /
                         double(std::max<std::size_t>(1, model.row_count()));
  return std::min(kAnnealSteps * free_units, std::size_t(kAnnealWork / std::max(1.0, changes)));
}

}  // namespace

void check_count(const CoverProblem& problem, std::size_t p) {
  std::vector<SiteNumber> fixed = problem.fixed;
  std::ranges::sort(fixed);
  const auto distinct = std::size_t(std::unique(fixed.begin(), fixed.end()) - fixed.begin());
  if (p > problem.sites() || p < distinct)
    throw Error(ErrorKind::config, "cover problem: " + std::to_string(p) + " sites are asked for; between " +
                                       std::to_string(distinct) + " (fixed) and " + std::to_string(problem.sites()) +
                                       " (all) can be open");
}

void close_dominated_sites(CoverModel& model) {
  std::size_t left = model.site_count();
  std::vector<bool> covers(model.row_count(), false);
  const auto dominates = [&](SiteNumber other, SiteNumber site) {  // `covers` holds the rows of `other`
    if (other == site || model.most[other] == 0 || model.cost[other] > model.cost[site]) return false;
    const auto rows = model.rows.covers(site);
    if (rows.size() > model.rows.covers(other).size()) return false;
    return std::ranges::all_of(rows, [&](std::uint32_t row) { return covers[row]; });
  };
  for (SiteNumber site = 0; site < model.site_count(); ++site) {
    if (model.least[site] > 0 || (model.units && left <= *model.units)) continue;
    const auto rows = model.rows.covers(site);
    bool dominated = rows.empty();
    if (!dominated) {
      const auto rarest =
          std::ranges::min_element(rows, {}, [&](std::uint32_t row) { return model.sites.of(row).size(); });
      for (const SiteNumber other : model.sites.of(*rarest)) {
        for (const std::uint32_t row : model.rows.covers(other)) covers[row] = true;
        dominated = dominates(other, site);
        for (const std::uint32_t row : model.rows.covers(other)) covers[row] = false;
        if (dominated) break;
      }
    }
    if (!dominated) continue;
    model.most[site] = 0;
    --left;
  }
}

LocationAnswer choose_units(const CoverModel& model, const SearchLimits& limits, const UnitChoiceOptions& options) {
  const SearchClock clock(limits);
  const bool is_warm = options.start && !options.start->units_at.empty();
  CoverState state(model, is_warm ? options.start->units_at : model.least);
  add_greedily(state, model, *model.units);
  interchange(state, model, &clock, 0.2);
  CoverSearchOptions search;
  search.limits = limits;
  search.limits.cpu_seconds = clock.left_seconds();
  search.root_share = 0.6;
  search.most_nodes = options.most_nodes;
  search.evaluate = options.evaluate;
  search.step = options.step;
  const std::size_t free_units = *model.units - std::accumulate(model.least.begin(), model.least.end(), std::size_t{0});
  search.complete = [&](const RelaxedPoint& point, bool at_root) {
    return complete_from(model, point, at_root ? anneal_steps(model, free_units) : 0, clock);
  };
  CoverSearchResult found =
      search_cover(model, state.units(), options.start ? std::move(options.start->point) : RelaxedPoint{}, search);
  LocationAnswer answer;
  for (SiteNumber site = 0; site < found.units_at.size(); ++site)
    answer.open.insert(answer.open.end(), found.units_at[site], site);
  answer.value = found.value;
  answer.bound = found.bound;
  answer.nodes = found.nodes;
  if (options.start) *options.start = {std::move(found.units_at), std::move(found.root)};
  return answer;
}

}  // namespace planspiel::location
