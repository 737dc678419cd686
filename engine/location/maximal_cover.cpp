#include "engine/location/maximal_cover.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "engine/location/cover_interchange.hpp"
#include "engine/location/cover_search.hpp"
#include "engine/location/unit_choice.hpp"

namespace planspiel::location {

namespace {

constexpr std::size_t kFewFree = 2;  ///< so many free sites are tried in all combinations

/// Gain of each site beside those that cover `covered`.
std::vector<double> gains_beside(const CoverProblem& problem, const std::vector<bool>& covered) {
  std::vector<double> gains(problem.sites(), 0.0);
  for (SiteNumber site = 0; site < problem.sites(); ++site)
    for (const PlaceNumber place : problem.covers(site))
      if (!covered[place]) gains[site] += problem.weight[place];
  return gains;
}

std::vector<SiteNumber> distinct(std::vector<SiteNumber> sites) {
  std::ranges::sort(sites);
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  return sites;
}

/// The best one or two sites beside the fixed ones, found by trying: a pair can gain no more than both alone, so
/// most pairs need no look. `fixed` ascending.
LocationAnswer try_all(const CoverProblem& problem, const std::vector<SiteNumber>& fixed, std::size_t free) {
  std::vector<bool> covered(problem.places, false);
  double sum = 0.0;
  for (const SiteNumber site : fixed)
    for (const PlaceNumber place : problem.covers(site)) {
      if (!covered[place]) sum += problem.weight[place];
      covered[place] = true;
    }
  const std::vector<double> gains = gains_beside(problem, covered);
  std::vector<SiteNumber> order;
  for (SiteNumber site = 0; site < problem.sites(); ++site)
    if (!std::ranges::binary_search(fixed, site)) order.push_back(site);
  std::ranges::stable_sort(order, [&](SiteNumber a, SiteNumber b) { return gains[a] > gains[b]; });
  std::vector<SiteNumber> best(order.begin(), order.begin() + std::ptrdiff_t(free));
  double best_gain = -1.0;
  if (free == 1) best_gain = gains[order[0]];
  for (std::size_t i = 0; free == 2 && i + 1 < order.size(); ++i) {
    if (gains[order[i]] + gains[order[i + 1]] <= best_gain) break;
    std::vector<bool> with_first = covered;
    for (const PlaceNumber place : problem.covers(order[i])) with_first[place] = true;
    for (std::size_t j = i + 1; j < order.size() && gains[order[i]] + gains[order[j]] > best_gain; ++j) {
      double gain = gains[order[i]];
      for (const PlaceNumber place : problem.covers(order[j]))
        if (!with_first[place]) gain += problem.weight[place];
      if (gain <= best_gain) continue;
      best_gain = gain;
      best = {order[i], order[j]};
    }
  }
  LocationAnswer answer{.open = fixed, .value = sum + best_gain, .bound = sum + best_gain};
  answer.open.insert(answer.open.end(), best.begin(), best.end());
  std::ranges::sort(answer.open);
  return answer;
}

}  // namespace

MaximalCoverSearch::MaximalCoverSearch(CoverProblem problem, std::size_t p) : problem_(std::move(problem)), p_(p) {
  check(problem_);
  check_count(problem_, p_);
}

void MaximalCoverSearch::replace(SiteNumber site, std::span<const PlaceNumber> covers) {
  CoverProblem changed = problem_;
  const std::size_t before = problem_.covers(site).size();
  const auto at = changed.place_of.begin() + changed.first[site];
  changed.place_of.erase(at, at + std::ptrdiff_t(before));
  changed.place_of.insert(changed.place_of.begin() + changed.first[site], covers.begin(), covers.end());
  for (std::size_t later = site + 1; later < changed.first.size(); ++later)
    changed.first[later] = std::uint32_t(changed.first[later] + covers.size() - before);
  check(changed);
  problem_ = std::move(changed);
}

LocationAnswer MaximalCoverSearch::solve(const SearchLimits& limits) {
  const SearchClock clock(limits);
  PlaceClasses classes = merge_places(problem_);
  const std::vector<SiteNumber> fixed = distinct(problem_.fixed);
  if (const std::size_t free = p_ - fixed.size(); free > 0 && free <= kFewFree)
    return try_all(classes.problem, fixed, free);
  CoverModel model = cover_model(std::move(classes.problem), 1);
  model.gain = model.rows.weight;
  model.units = p_;
  close_dominated_sites(model);
  UnitChoiceStart start;
  if (!units_at_.empty()) {
    start.units_at = units_at_;
    start.point = {std::vector<float>(model.row_count(), 0.0f), site_fraction_, step_ratio_};
    for (std::size_t place = 0; place < problem_.places; ++place)
      start.point.multiplier[classes.class_of[place]] += place_multiplier_[place];
    for (SiteNumber site = 0; site < model.site_count(); ++site)
      model.most[site] = std::max(model.most[site], units_at_[site]);
  }
  SearchLimits left = limits;
  left.cpu_seconds = clock.left_seconds();
  LocationAnswer answer = choose_units(model, left, {.start = &start});
  units_at_ = std::move(start.units_at);
  site_fraction_ = std::move(start.point.units);
  step_ratio_ = start.point.step_ratio;
  place_multiplier_.assign(problem_.places, 0.0f);
  for (std::size_t place = 0; place < problem_.places; ++place) {
    const std::uint32_t row = classes.class_of[place];
    if (model.gain[row] > 0.0)
      place_multiplier_[place] = float(double(start.point.multiplier[row]) * problem_.weight[place] / model.gain[row]);
  }
  return answer;
}

LocationAnswer solve_maximal_cover(const CoverProblem& problem, std::size_t p, const SearchLimits& limits) {
  return MaximalCoverSearch(problem, p).solve(limits);
}

double maximal_cover_bound(const CoverProblem& problem, std::span<const SiteNumber> open, std::size_t p) {
  std::vector<bool> covered(problem.places, false);
  double sum = 0.0;
  for (const SiteNumber site : open)
    for (const PlaceNumber place : problem.covers(site)) {
      if (!covered[place]) sum += problem.weight[place];
      covered[place] = true;
    }
  std::vector<double> gains = gains_beside(problem, covered);
  const std::size_t more = std::min(gains.size(), p - std::min(p, open.size()));
  std::ranges::partial_sort(gains, gains.begin() + std::ptrdiff_t(more), std::ranges::greater{});
  return std::accumulate(gains.begin(), gains.begin() + std::ptrdiff_t(more), sum);
}

}  // namespace planspiel::location
