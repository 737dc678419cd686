#include "engine/location/set_cover_heuristic.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/stop.hpp"

namespace planspiel::location {
namespace {

CoverModel count_rows(CoverModel model) {
  model.gain.assign(model.row_count(), 1.0);
  return model;
}

}  // namespace

SetCoverHeuristic::SetCoverHeuristic(const CoverModel& model, const RandomStream& random)
    : model_(model), random_(random), counted_(count_rows(model)), state_(counted_, model.least) {}

double SetCoverHeuristic::cost() const {
  double sum = 0.0;
  for (SiteNumber site = 0; site < state_.sites(); ++site) sum += model_.cost[site] * state_.units(site);
  return sum;
}

/// Adds the site with the least (reduced) cost per new row until all rows are covered; costs are shaken by up to 10 %.
void SetCoverHeuristic::complete(std::span<const double> reduced_cost, std::uint64_t draw) {
  while (state_.value() < double(model_.row_count()) - 0.5) {
    std::optional<SiteNumber> best;
    double best_score = 0.0;
    for (SiteNumber site = 0; site < state_.sites(); ++site) {
      if (state_.units(site) >= model_.most[site] || state_.gain(site) < 0.5) continue;
      const double shaken = reduced_cost[site] * (1.0 + 0.1 * random_.uniform(draw, site));
      const double score = shaken > 0.0 ? shaken / state_.gain(site) : shaken * state_.gain(site);
      if (best && score >= best_score) continue;
      best = site;
      best_score = score;
    }
    state_.add(*best);
  }
}

void SetCoverHeuristic::drop_redundant() {
  while (true) {
    std::optional<SiteNumber> dearest;
    for (SiteNumber site = 0; site < state_.sites(); ++site)
      if (state_.units(site) > model_.least[site] && state_.loss(site) < 0.5 &&
          (!dearest || model_.cost[site] > model_.cost[*dearest]))
        dearest = site;
    if (!dearest) return;
    state_.drop(*dearest);
  }
}

/// Closes each open site with a chance of one in five.
void SetCoverHeuristic::ruin(std::uint64_t draw) {
  for (SiteNumber site = 0; site < state_.sites(); ++site)
    if (state_.units(site) > model_.least[site] && random_.uniform(draw, site) < 0.2) state_.drop(site);
}

std::vector<std::uint32_t> SetCoverHeuristic::cover(const RelaxedPoint& point, std::size_t steps) {
  std::vector<double> reduced(model_.site_count());
  for (SiteNumber site = 0; site < model_.site_count(); ++site) {
    while (state_.units(site) > model_.least[site]) state_.drop(site);
    reduced[site] = model_.cost[site];
    for (const std::uint32_t row : model_.rows.covers(site)) reduced[site] -= double(point.multiplier[row]);
    if (state_.units(site) < model_.most[site] && point.units[site] >= 0.5f) state_.add(site);
  }
  complete(reduced, ++draws_);
  drop_redundant();
  std::vector<std::uint32_t> best = state_.units();
  double best_cost = cost();
  for (std::size_t step = 0; step < steps; ++step) {
    check_stop();
    ruin(++draws_);
    complete(step % 2 == 0 ? std::span<const double>(reduced) : std::span<const double>(model_.cost), ++draws_);
    drop_redundant();
    const double now = cost();
    if (now <= best_cost) {
      best = state_.units();
      best_cost = now;
      continue;
    }
    for (SiteNumber site = 0; site < state_.sites(); ++site) {
      while (state_.units(site) > best[site]) state_.drop(site);
      while (state_.units(site) < best[site]) state_.add(site);
    }
  }
  return best;
}

}  // namespace planspiel::location
