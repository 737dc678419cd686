#include "plugins/fire/location/cover_interchange.hpp"

#include <numeric>
#include <optional>

#include "engine/base/random.hpp"

namespace planspiel::fire {
namespace {

/// Site with the greatest gain that may take a unit more and rests no longer; of equals the first.
std::optional<SiteNumber> best_to_add(const CoverState& state, const CoverModel& model,
                                      std::span<const std::size_t> rests_until, std::size_t step) {
  std::optional<SiteNumber> best;
  for (SiteNumber site = 0; site < state.sites(); ++site)
    if (state.units(site) < model.most[site] && rests_until[site] <= step && (!best || state.gain(site) > state.gain(*best)))
      best = site;
  return best;
}

std::optional<SiteNumber> best_to_drop(const CoverState& state, const CoverModel& model,
                                       std::span<const std::size_t> rests_until, std::size_t step) {
  std::optional<SiteNumber> best;
  for (SiteNumber site = 0; site < state.sites(); ++site)
    if (state.units(site) > model.least[site] && rests_until[site] <= step && (!best || state.loss(site) < state.loss(*best)))
      best = site;
  return best;
}

void restore(CoverState& state, const std::vector<std::uint32_t>& units_at) {
  for (SiteNumber site = 0; site < state.sites(); ++site)
    while (state.units(site) > units_at[site]) state.drop(site);
  for (SiteNumber site = 0; site < state.sites(); ++site)
    while (state.units(site) < units_at[site]) state.add(site);
}

}  // namespace

void add_greedily(CoverState& state, const CoverModel& model, std::size_t units) {
  const std::vector<std::size_t> rested(state.sites(), 0);
  for (auto there = std::accumulate(state.units().begin(), state.units().end(), std::size_t{0}); there < units; ++there) {
    const auto site = best_to_add(state, model, rested, 0);
    if (!site) return;
    state.add(*site);
  }
}

void interchange(CoverState& state, const CoverModel& model, const InterchangeOptions& options) {
  const RandomStream random(options.seed, "fire.location.interchange");
  std::vector<std::size_t> rests_until(state.sites(), 0);
  std::vector<std::uint32_t> best = state.units();
  double best_value = state.value();
  const auto units = std::accumulate(best.begin(), best.end(), std::size_t{0});
  for (std::size_t step = 1; step <= options.steps; ++step) {
    if (step % 64 == 0 && options.clock && options.clock->out(options.share)) break;
    const auto out = best_to_drop(state, model, rests_until, step);
    if (!out) continue;
    state.drop(*out);
    rests_until[*out] = step + 1 + std::size_t(random.uniform(step, 0) * (4.0 + 0.25 * double(units)));
    const auto in = best_to_add(state, model, rests_until, step);
    state.add(in.value_or(*out));
    if (in) rests_until[*in] = step + 1 + std::size_t(random.uniform(step, 1) * (1.0 + 0.25 * double(units)));
    if (state.value() <= best_value * (1.0 + 1e-12)) continue;
    best_value = state.value();
    best = state.units();
  }
  restore(state, best);
}

}  // namespace planspiel::fire
