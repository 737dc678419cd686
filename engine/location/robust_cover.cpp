#include "engine/location/robust_cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/location/cover_search.hpp"
#include "engine/location/cover_state.hpp"
#include "engine/location/maximal_cover.hpp"
#include "engine/location/place_classes.hpp"
#include "engine/location/search_clock.hpp"
#include "engine/location/unit_choice.hpp"

namespace planspiel::location {

namespace {

constexpr int kMostSteps = 40;  ///< of λ

/// All scenarios one after the other, their weights multiplied by λ.
CoverProblem blend(const std::vector<CoverProblem>& scenarios, const std::vector<double>& share,
                   const std::vector<SiteNumber>& fixed) {
  CoverProblem all;
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    for (const double weight : scenarios[s].weight) all.weight.push_back(share[s] * weight);
  all.places = all.weight.size();
  for (SiteNumber site = 0; site < scenarios[0].sites(); ++site) {
    std::size_t before = 0;
    for (const CoverProblem& scenario : scenarios) {
      for (const PlaceNumber place : scenario.covers(site))
        all.place_of.push_back(static_cast<PlaceNumber>(before + place));
      before += scenario.places;
    }
    all.first.push_back(static_cast<std::uint32_t>(all.place_of.size()));
  }
  all.fixed = fixed;
  return all;
}

class RegretSearch {
 public:
  RegretSearch(const RobustCoverProblem& problem, std::size_t p, const SearchLimits& limits)
      : p_(p), limits_(limits), clock_(limits), fixed_(problem.fixed), wanted_(problem.wanted) {
    std::sort(fixed_.begin(), fixed_.end());
    for (const CoverProblem& scenario : problem.scenarios) {
      CoverProblem merged = merge_places(scenario).problem;
      merged.fixed = fixed_;
      merged.cost.clear();
      scenarios_.push_back(std::move(merged));
    }
  }

  RobustCoverAnswer run() {
    for (std::size_t s = 0; s < scenarios_.size(); ++s) {
      const LocationAnswer alone = solve_maximal_cover(scenarios_[s], p_, left(0.1 + 0.4 * double(s + 1) / count()));
      answer_.best.push_back(wanted_.empty() ? alone.value : wanted_[s]);
      alone_.push_back(alone.open);
    }
    for (const std::vector<SiteNumber>& open : alone_) offer(open);
    lift();
    if (!is_closed()) branch();
    answer_.choice.open = best_;
    for (const CoverProblem& scenario : scenarios_) answer_.covered.push_back(covered(scenario, best_));
    answer_.choice.value = greatest(answer_.covered);
    answer_.choice.bound = std::min(answer_.choice.value, std::max(0.0, bound_));
    if (is_closed()) answer_.choice.bound = answer_.choice.value;
    return answer_;
  }

 private:
  bool is_closed() const { return best_value_ - bound_ <= 1e-9 * std::abs(answer_.best[0]); }

  double count() const { return static_cast<double>(scenarios_.size()); }
  SearchLimits left(double share) const {
    SearchLimits limits = limits_;
    limits.gap = 0.0;
    limits.cpu_seconds = std::max(0.05, clock_.left_seconds(share));
    return limits;
  }
  static double covered(const CoverProblem& problem, const std::vector<SiteNumber>& open) {
    std::vector<bool> is(problem.places, false);
    for (const SiteNumber site : open)
      for (const PlaceNumber place : problem.covers(site)) is[place] = true;
    double sum = 0.0;
    for (PlaceNumber place = 0; place < problem.places; ++place) sum += is[place] ? problem.weight[place] : 0.0;
    return sum;
  }
  double greatest(const std::vector<double>& reached) const {
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < reached.size(); ++s) most = std::max(most, answer_.best[s] - reached[s]);
    return most;
  }

  /// Lifts the bound by λ; what each λ likes best is a start of the search.
  void lift() {
    std::vector<double> share(scenarios_.size(), 1.0 / count());
    best_share_ = share;
    double step = 1.0;
    for (int round = 0; round < kMostSteps; ++round) {
      const LocationAnswer liked = solve_maximal_cover(blend(scenarios_, share, fixed_), p_, left(1.0));
      double value = -liked.bound;
      std::vector<double> regret;
      for (std::size_t s = 0; s < scenarios_.size(); ++s) {
        value += share[s] * answer_.best[s];
        regret.push_back(answer_.best[s] - covered(scenarios_[s], liked.open));
      }
      step = value > bound_ ? step : 0.7 * step;
      if (value > bound_) {
        bound_ = value;
        best_share_ = share;
      }
      offer(liked.open);
      if (scenarios_.size() == 1 || clock_.out(0.6) || best_value_ - bound_ <= limits_.gap * best_value_ || step < 1e-3)
        return;
      const double scale = std::max(1e-12, *std::max_element(regret.begin(), regret.end()));
      double sum = 0.0;
      for (std::size_t s = 0; s < share.size(); ++s) {
        share[s] = std::max(1e-6, share[s]) * std::exp(step * regret[s] / scale);
        sum += share[s];
      }
      for (double& one : share) one /= sum;
    }
  }

  /// Closes the gap that λ leaves: for every set the mean over λ of what is covered, less the mean of the best, is no
  /// less than minus the greatest regret, so that branch and bound over the blend finds the least one.
  void branch() {
    if (clock_.out()) return;
    CoverModel model = cover_model(merge_places(blend(scenarios_, best_share_, fixed_)).problem, 1);
    model.gain = model.rows.weight;
    model.units = p_;
    close_dominated_sites(model);
    double best = 0.0;
    for (std::size_t s = 0; s < scenarios_.size(); ++s) best += best_share_[s] * answer_.best[s];
    std::vector<std::uint32_t> start(model.site_count(), 0);
    for (const SiteNumber site : best_) {
      start[site] = 1;
      model.most[site] = 1;
    }
    CoverSearchOptions options;
    options.limits = left(1.0);
    options.limits.gap = 0.0;
    options.evaluate = [&](std::span<const std::uint32_t> units_at) {
      std::vector<SiteNumber> open;
      for (SiteNumber site = 0; site < units_at.size(); ++site)
        if (units_at[site] > 0) open.push_back(site);
      std::vector<double> reached;
      for (const CoverProblem& scenario : scenarios_) reached.push_back(covered(scenario, open));
      return best - greatest(reached);
    };
    const CoverSearchResult found = search_cover(model, std::move(start), {}, options);
    bound_ = std::max(bound_, best - found.bound);
    if (best - found.value >= best_value_) return;
    best_value_ = best - found.value;
    best_.clear();
    for (SiteNumber site = 0; site < found.units_at.size(); ++site)
      if (found.units_at[site] > 0) best_.push_back(site);
  }

  /// Swaps while the greatest regret falls, or at the same greatest one the sum.
  void offer(const std::vector<SiteNumber>& start) {
    std::vector<CoverState> states;
    std::vector<std::uint8_t> is_open(scenarios_[0].sites(), 0), is_fixed = is_open;
    for (const SiteNumber site : fixed_) is_fixed[site] = 1;
    for (const CoverProblem& scenario : scenarios_) {
      states.emplace_back(scenario);  // the fixed sites are open
      for (const SiteNumber site : start)
        if (!is_fixed[site]) states.back().add(site);
    }
    std::vector<SiteNumber> open = start;
    for (const SiteNumber site : open) is_open[site] = 1;
    Rank now = rank(states, nullptr);
    for (bool improved = true; improved && !clock_.out();) {
      improved = false;
      for (SiteNumber& place : open) {
        if (is_fixed[place]) continue;
        const SiteNumber out = place;
        for (CoverState& state : states) state.drop(out);
        SiteNumber best = out;
        for (SiteNumber in = 0; in < is_open.size(); ++in) {
          if (is_open[in]) continue;
          const Rank with = rank(states, &in);
          if (!with.beats(now)) continue;
          now = with;
          best = in;
        }
        for (CoverState& state : states) state.add(best);
        if (best == out) continue;
        is_open[out] = 0;
        is_open[best] = 1;
        place = best;
        improved = true;
      }
    }
    if (!best_.empty() && !now.beats({best_value_, best_sum_})) return;
    best_ = open;
    std::sort(best_.begin(), best_.end());
    best_value_ = now.greatest;
    best_sum_ = now.sum;
  }

  struct Rank {
    double greatest = 0.0, sum = 0.0;
    bool beats(const Rank& other) const {
      const double margin = 1e-9 * std::abs(other.sum);
      if (greatest < other.greatest - margin) return true;
      return greatest <= other.greatest && sum < other.sum - margin;
    }
  };
  Rank rank(const std::vector<CoverState>& states, const SiteNumber* more) const {
    Rank rank{-std::numeric_limits<double>::infinity(), 0.0};
    for (std::size_t s = 0; s < states.size(); ++s) {
      const double regret = answer_.best[s] - states[s].value() - (more ? states[s].gain(*more) : 0.0);
      rank.greatest = std::max(rank.greatest, regret);
      rank.sum += regret;
    }
    return rank;
  }

  std::size_t p_;
  SearchLimits limits_;
  SearchClock clock_;
  std::vector<SiteNumber> fixed_;
  std::vector<double> wanted_;
  std::vector<CoverProblem> scenarios_;
  std::vector<std::vector<SiteNumber>> alone_;
  RobustCoverAnswer answer_;
  std::vector<SiteNumber> best_;
  std::vector<double> best_share_;  ///< λ at the bound
  double best_value_ = std::numeric_limits<double>::infinity(), best_sum_ = best_value_;
  double bound_ = 0.0;
};

}  // namespace

RobustCoverAnswer solve_least_regret(const RobustCoverProblem& problem, std::size_t p, const SearchLimits& limits) {
  if (problem.scenarios.empty()) throw Error(ErrorKind::config, "least regret: no scenario; give one or more");
  for (std::size_t s = 0; s < problem.scenarios.size(); ++s)
    if (problem.scenarios[s].sites() != problem.scenarios[0].sites())
      throw Error(ErrorKind::config,
                  fmt::format("least regret: scenario {} has {} sites, the first has {}; give all the same sites", s,
                              problem.scenarios[s].sites(), problem.scenarios[0].sites()));
  if (!problem.wanted.empty() && problem.wanted.size() != problem.scenarios.size())
    throw Error(ErrorKind::config, fmt::format("least regret: {} wanted values for {} scenarios; give one for each",
                                               problem.wanted.size(), problem.scenarios.size()));
  return RegretSearch(problem, p, limits).run();
}

}  // namespace planspiel::location
