#include "engine/location/cover_interchange.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/base/math.hpp"
#include "engine/base/random.hpp"

namespace planspiel::location {
namespace {

constexpr double kBrink = 15.0;  ///< temperatures below the best gain, where a site's chance is below 1e-6

/// Site with the greatest gain that may take a unit more; of equals the first.
std::optional<SiteNumber> best_to_add(const CoverState& state, const CoverModel& model) {
  std::optional<SiteNumber> best;
  for (SiteNumber site = 0; site < state.sites(); ++site)
    if (state.units(site) < model.most[site] && (!best || state.gain(site) > state.gain(*best))) best = site;
  return best;
}

/// The sites of all units that may move, a site once for each.
std::vector<SiteNumber> movable_units(const CoverState& state, const CoverModel& model) {
  std::vector<SiteNumber> units;
  for (SiteNumber site = 0; site < state.sites(); ++site)
    units.insert(units.end(), state.units(site) - model.least[site], site);
  return units;
}

/// Draws where a lifted unit goes.
class HeatBath {
 public:
  SiteNumber draw(const CoverState& state, const CoverModel& model, double temperature, double uniform) {
    const double best = state.gain(*best_to_add(state, model));
    candidates_.clear();
    chances_.clear();
    double sum = 0.0;
    for (SiteNumber site = 0; site < state.sites(); ++site) {
      if (state.units(site) >= model.most[site] || state.gain(site) < best - kBrink * temperature) continue;
      sum += math::exp((state.gain(site) - best) / temperature);
      candidates_.push_back(site);
      chances_.push_back(sum);
    }
    const auto at = std::ranges::upper_bound(chances_, uniform * sum);
    return candidates_[std::min<std::size_t>(std::size_t(at - chances_.begin()), candidates_.size() - 1)];
  }

 private:
  std::vector<SiteNumber> candidates_;
  std::vector<double> chances_;
};

void restore(CoverState& state, const std::vector<std::uint32_t>& units_at) {
  for (SiteNumber site = 0; site < state.sites(); ++site)
    while (state.units(site) > units_at[site]) state.drop(site);
  for (SiteNumber site = 0; site < state.sites(); ++site)
    while (state.units(site) < units_at[site]) state.add(site);
}

}  // namespace

void add_greedily(CoverState& state, const CoverModel& model, std::size_t units) {
  for (auto there = std::accumulate(state.units().begin(), state.units().end(), std::size_t{0}); there < units;
       ++there) {
    const auto site = best_to_add(state, model);
    if (!site) return;
    state.add(*site);
  }
}

void anneal(CoverState& state, const CoverModel& model, const AnnealOptions& options) {
  std::vector<SiteNumber> movable = movable_units(state, model);
  if (movable.empty() || options.steps == 0) return;
  const double granted = model.must * double(model.row_count() - model.first_must);
  const double least = std::max(1e-9 * magnitude(model), std::numeric_limits<double>::min());
  const double per_unit = std::max(least, (state.value() - granted) / double(movable.size()));
  const double cooling = math::pow(options.cold / options.hot, 1.0 / double(options.steps));
  double temperature = options.hot * per_unit, best_value = state.value();
  std::vector<std::uint32_t> best = state.units();
  HeatBath bath;
  for (std::size_t step = 0; step < options.steps; ++step, temperature *= cooling) {
    if (step % 64 == 63 && options.clock && options.clock->out(options.share)) break;
    SiteNumber& unit =
        movable[std::min(movable.size() - 1, std::size_t(options.random.uniform(step, 0) * double(movable.size())))];
    state.drop(unit);
    unit = bath.draw(state, model, temperature, options.random.uniform(step, 1));
    state.add(unit);
    if (state.value() <= best_value * (1.0 + 1e-12)) continue;
    best_value = state.value();
    best = state.units();
  }
  restore(state, best);
}

void interchange(CoverState& state, const CoverModel& model, const SearchClock* clock, double share) {
  std::vector<SiteNumber> movable = movable_units(state, model);
  std::size_t unmoved = 0;
  for (std::size_t k = 0; !movable.empty() && unmoved < movable.size(); k = (k + 1) % movable.size()) {
    if (clock && clock->out(share)) return;
    const double before = state.value();
    state.drop(movable[k]);
    const SiteNumber in = *best_to_add(state, model);
    const bool gains = state.value() + state.gain(in) > before + 1e-9 * std::abs(before);
    if (gains) movable[k] = in;
    state.add(movable[k]);
    unmoved = gains ? 0 : unmoved + 1;
  }
}

}  // namespace planspiel::location
