#include "engine/location/cover_model.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::location {

CoverModel cover_model(CoverProblem problem, std::size_t levels) {
  CoverModel model;
  model.rows = std::move(problem);
  model.sites = covering_sites(model.rows);
  model.levels = levels;
  model.gain.assign(model.row_count() * levels, 0.0);
  model.cost.assign(model.site_count(), 0.0);
  model.least.assign(model.site_count(), 0);
  model.most.assign(model.site_count(), 1);
  for (const SiteNumber site : model.rows.fixed) model.least[site] = 1;
  return model;
}

double value_of(const CoverModel& model, std::span<const std::uint32_t> units_at) {
  std::vector<std::uint32_t> count(model.row_count(), 0);
  double value = 0.0;
  for (SiteNumber site = 0; site < model.site_count(); ++site) {
    if (units_at[site] == 0) continue;
    value -= model.cost[site] * units_at[site];
    for (const std::uint32_t row : model.rows.covers(site)) count[row] += units_at[site];
  }
  for (std::uint32_t row = 0; row < model.row_count(); ++row)
    for (std::uint32_t k = 1; k <= std::min<std::size_t>(count[row], model.levels); ++k) value += model.gain_of(row, k);
  return value;
}

double magnitude(const CoverModel& model) {
  double sum = 0.0;
  for (const double gain : model.gain) sum += gain;
  for (SiteNumber site = 0; site < model.site_count(); ++site) sum += model.cost[site] * model.most[site];
  return sum;
}

bool is_whole(const CoverModel& model) {
  const auto whole = [](double x) { return x == std::floor(x) && std::abs(x) < 1e12; };
  return std::ranges::all_of(model.gain, whole) && std::ranges::all_of(model.cost, whole);
}

}  // namespace planspiel::location
