#include "plugins/fire/location/maximal_cover.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "plugins/fire/location/cover_interchange.hpp"
#include "plugins/fire/location/cover_search.hpp"
#include "plugins/fire/location/unit_choice.hpp"

namespace planspiel::fire {

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

}  // namespace planspiel::fire
