#include "engine/location/expected_cover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "engine/location/unit_choice.hpp"

namespace planspiel::location {
namespace {

constexpr std::size_t kMostLevels = 64;  ///< later units of a place count with the last level in the bound

double busy_of(const ExpectedCoverOptions& options, SiteNumber site) {
  return options.busy_of.empty() ? options.busy : options.busy_of[site];
}

void check_options(const CoverProblem& problem, const ExpectedCoverOptions& options) {
  if (!options.busy_of.empty() && options.busy_of.size() != problem.sites())
    throw Error(ErrorKind::config, "expected cover: " + std::to_string(options.busy_of.size()) + " busy shares for " +
                                       std::to_string(problem.sites()) + " sites; one each, or none, is needed");
  for (SiteNumber site = 0; site < problem.sites(); ++site)
    if (!(busy_of(options, site) >= 0.0 && busy_of(options, site) < 1.0))
      throw Error(ErrorKind::config, "expected cover: a busy share must be at least 0 and below 1, for site " +
                                         std::to_string(site) + " it is " + std::to_string(busy_of(options, site)));
}

CoverModel expected_model(const CoverProblem& problem, const ExpectedCoverOptions& options) {
  CoverModel model =
      cover_model(merge_places(problem).problem, std::min(kMostLevels, std::max<std::size_t>(1, options.units)));
  model.units = options.units;
  const auto most = options.most_per_site == 0 ? std::uint32_t(options.units) : options.most_per_site;
  std::ranges::fill(model.most, std::max(1u, most));
  for (std::uint32_t row = 0; row < model.row_count(); ++row) {
    double busy = 1.0;
    for (const SiteNumber site : model.sites.of(row)) busy = std::min(busy, busy_of(options, site));
    double all_busy = 1.0;
    for (std::size_t level = 0; level < model.levels; ++level) {
      const bool is_last = level + 1 == model.levels && model.levels < options.units;
      model.gain[row * model.levels + level] = model.rows.weight[row] * all_busy * (is_last ? 1.0 : 1.0 - busy);
      all_busy *= busy;
    }
  }
  return model;
}

void check_units(const CoverModel& model) {
  const auto least = std::accumulate(model.least.begin(), model.least.end(), std::size_t{0});
  const auto most = std::accumulate(model.most.begin(), model.most.end(), std::size_t{0});
  if (*model.units < least || *model.units > most)
    throw Error(ErrorKind::config, "expected cover: " + std::to_string(*model.units) +
                                       " units are asked for; between " + std::to_string(least) +
                                       " (one at each fixed site) and " + std::to_string(most) +
                                       " (all that the sites take) can be placed");
}

/// The objective with a busy share of its own at each site, over rows of places.
class FreeUnits {
 public:
  FreeUnits(const CoverProblem& rows, const ExpectedCoverOptions& options) : rows_(rows), options_(options) {}

  /// Probability that all units are busy, by row; units may be fractions.
  template <class Units>
  std::vector<double> all_busy(const Units& units_at) const {
    std::vector<double> busy(rows_.places, 1.0);
    for (SiteNumber site = 0; site < rows_.sites(); ++site) {
      if (!(units_at[site] > 0)) continue;
      const double factor = std::pow(busy_of(options_, site), double(units_at[site]));
      for (const PlaceNumber row : rows_.covers(site)) busy[row] *= factor;
    }
    return busy;
  }
  double value(std::span<const double> all_busy) const {
    double value = 0.0;
    for (std::size_t row = 0; row < all_busy.size(); ++row) value += rows_.weight[row] * (1.0 - all_busy[row]);
    return value;
  }
  /// Weight of the covered rows, each times the probability that nobody is free.
  double waiting(SiteNumber site, std::span<const double> all_busy) const {
    double sum = 0.0;
    for (const PlaceNumber row : rows_.covers(site)) sum += rows_.weight[row] * all_busy[row];
    return sum;
  }

 private:
  const CoverProblem& rows_;
  const ExpectedCoverOptions& options_;
};

/// Moves single units to where they gain most until no move gains.
void move_units(const FreeUnits& free, const CoverModel& model, const ExpectedCoverOptions& options,
                std::vector<std::uint32_t>& units_at, const SearchClock& clock) {
  double value = free.value(free.all_busy(units_at));
  bool moved = true;
  while (moved && !clock.out()) {
    moved = false;
    for (SiteNumber out = 0; out < model.site_count(); ++out) {
      if (units_at[out] <= model.least[out] || clock.out()) continue;
      --units_at[out];
      const auto busy = free.all_busy(units_at);
      const double without = free.value(busy);
      SiteNumber best = out;
      double best_gain = value - without + 1e-9 * value;
      for (SiteNumber in = 0; in < model.site_count(); ++in) {
        if (units_at[in] >= model.most[in]) continue;
        const double gain = (1.0 - busy_of(options, in)) * free.waiting(in, busy);
        if (gain > best_gain) best = in, best_gain = gain;
      }
      ++units_at[best];
      if (best == out) continue;
      value = without + best_gain;
      moved = true;
    }
  }
}

/// The objective is concave in fractional units: its tangent at any point lies above it, and the best choice under the
/// tangent bounds it. Steps towards that choice (Frank–Wolfe) lower the bound.
double tangent_bound(const CoverModel& model, const ExpectedCoverOptions& options, std::span<const std::uint32_t> start,
                     const SearchClock& clock) {
  constexpr double kNever = 1e-9;  // q = 0 has no tangent: such a unit is taken as almost never busy, which is less
                                   // than it is worth by 1e-9 of the weight; added below
  std::vector<double> x(start.begin(), start.end());
  double bound = HUGE_VAL, total = 0.0;
  for (const double weight : model.rows.weight) total += weight;
  ExpectedCoverOptions positive = options;
  positive.busy_of.resize(model.site_count());
  for (SiteNumber site = 0; site < model.site_count(); ++site)
    positive.busy_of[site] = std::max(kNever, busy_of(options, site));
  const FreeUnits smooth(model.rows, positive);
  std::vector<SiteNumber> order(model.site_count());
  std::iota(order.begin(), order.end(), SiteNumber{0});
  for (int step = 0; step < 400 && !clock.out(); ++step) {
    const auto busy = smooth.all_busy(x);
    std::vector<double> slope(x.size()), best(model.least.begin(), model.least.end());
    for (SiteNumber site = 0; site < x.size(); ++site)
      slope[site] = -std::log(positive.busy_of[site]) * smooth.waiting(site, busy);
    std::ranges::sort(order,
                      [&](SiteNumber a, SiteNumber b) { return slope[a] != slope[b] ? slope[a] > slope[b] : a < b; });
    double left = double(*model.units) - std::accumulate(best.begin(), best.end(), 0.0), tangent = smooth.value(busy);
    for (const SiteNumber site : order) {
      const double more = std::min(left, double(model.most[site] - model.least[site]));
      best[site] += more;
      left -= more;
    }
    for (SiteNumber site = 0; site < x.size(); ++site) tangent += slope[site] * (best[site] - x[site]);
    bound = std::min(bound, tangent);
    for (SiteNumber site = 0; site < x.size(); ++site) x[site] += 2.0 / (double(step) + 4.0) * (best[site] - x[site]);
  }
  return bound + kNever * total;
}

}  // namespace

double expected_cover(const CoverProblem& problem, const ExpectedCoverOptions& options,
                      std::span<const SiteNumber> units) {
  std::vector<std::uint32_t> units_at(problem.sites(), 0);
  for (const SiteNumber site : units) ++units_at[site];
  const FreeUnits free(problem, options);
  return free.value(free.all_busy(units_at));
}

LocationAnswer solve_expected_cover(const CoverProblem& problem, const ExpectedCoverOptions& options,
                                    const SearchLimits& limits) {
  check(problem);
  check_options(problem, options);
  const SearchClock clock(limits);
  const CoverModel model = expected_model(problem, options);
  check_units(model);
  const FreeUnits free(model.rows, options);
  UnitChoiceOptions choice;
  if (!options.busy_of.empty()) choice.most_nodes = 1;
  LocationAnswer answer = choose_units(model, limits, choice);
  if (!options.busy_of.empty()) {
    std::vector<std::uint32_t> units_at(model.site_count(), 0);
    for (const SiteNumber site : answer.open) ++units_at[site];
    move_units(free, model, options, units_at, clock);
    answer.open.clear();
    for (SiteNumber site = 0; site < model.site_count(); ++site)
      answer.open.insert(answer.open.end(), units_at[site], site);
    answer.bound = std::min(answer.bound, tangent_bound(model, options, units_at, clock));
  }
  answer.value = expected_cover(problem, options, answer.open);
  answer.bound = std::max(answer.bound, answer.value);
  return answer;
}

}  // namespace planspiel::location
