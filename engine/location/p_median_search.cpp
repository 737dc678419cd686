#include "engine/location/p_median_search.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/location/site_hash.hpp"

namespace planspiel::location {

namespace {

constexpr double kNoCost = std::numeric_limits<double>::infinity();
constexpr std::size_t kElite = 8;
constexpr int kMostRelinked = 12;

}  // namespace

/// A set with the nearest and the second nearest open site of each place.
struct MedianSearch::State {
  explicit State(const MedianCosts& all) : costs(all), is_open(all.sites(), 0), fixed(all.sites(), 0) {
    for (const SiteNumber site : all.fixed()) fixed[site] = 1;
  }

  void set(std::vector<SiteNumber> sites) {
    open = std::move(sites);
    std::fill(is_open.begin(), is_open.end(), 0);
    for (const SiteNumber site : open) is_open[site] = 1;
    first_cost.assign(costs.places(), kNoCost);
    second_cost.assign(costs.places(), kNoCost);
    first.assign(costs.places(), 0);
    second.assign(costs.places(), 0);
    for (const SiteNumber site : open) add_to_places(site);
    value = std::accumulate(first_cost.begin(), first_cost.end(), 0.0);
    loss.resize(costs.sites());
  }

  void add_to_places(SiteNumber site) {
    const double* cost = costs.from(site);
    for (std::size_t place = 0; place < costs.places(); ++place) {
      if (cost[place] < first_cost[place]) {
        second_cost[place] = first_cost[place];
        second[place] = first[place];
        first_cost[place] = cost[place];
        first[place] = site;
      } else if (cost[place] < second_cost[place]) {
        second_cost[place] = cost[place];
        second[place] = site;
      }
    }
  }

  struct Swap {
    double change = kNoCost;
    SiteNumber in = 0, out = 0;
  };

  /// The best site to give up for `in`, of those allowed.
  Swap best_swap(SiteNumber in, const std::vector<SiteNumber>& may_go) {
    for (const SiteNumber site : open) loss[site] = 0.0;
    const double* cost = costs.from(in);
    double gain = 0.0;
    for (std::size_t place = 0; place < costs.places(); ++place) {
      if (cost[place] < first_cost[place])
        gain += first_cost[place] - cost[place];
      else
        loss[first[place]] += std::min(cost[place], second_cost[place]) - first_cost[place];
    }
    Swap best{.in = in};
    for (const SiteNumber site : may_go)
      if (is_open[site] && !fixed[site] && loss[site] - gain < best.change) {
        best.change = loss[site] - gain;
        best.out = site;
      }
    return best;
  }

  void apply(const Swap& swap) {
    *std::find(open.begin(), open.end(), swap.out) = swap.in;
    is_open[swap.out] = 0;
    is_open[swap.in] = 1;
    const double* in_cost = costs.from(swap.in);
    for (std::size_t place = 0; place < costs.places(); ++place) {
      if (first[place] == swap.out || second[place] == swap.out) {
        find_two(place);
      } else if (in_cost[place] < first_cost[place]) {
        second_cost[place] = first_cost[place];
        second[place] = first[place];
        first_cost[place] = in_cost[place];
        first[place] = swap.in;
      } else if (in_cost[place] < second_cost[place]) {
        second_cost[place] = in_cost[place];
        second[place] = swap.in;
      }
    }
    value = std::accumulate(first_cost.begin(), first_cost.end(), 0.0);
  }

  void find_two(std::size_t place) {
    first_cost[place] = second_cost[place] = kNoCost;
    for (const SiteNumber site : open) {
      const double cost = costs.from(site)[place];
      if (cost < first_cost[place]) {
        second_cost[place] = first_cost[place];
        second[place] = first[place];
        first_cost[place] = cost;
        first[place] = site;
      } else if (cost < second_cost[place]) {
        second_cost[place] = cost;
        second[place] = site;
      }
    }
  }

  /// Swaps while any improves; sites in turn, each with its best partner.
  void interchange() {
    std::size_t without = 0;
    for (SiteNumber in = 0; without < costs.sites(); in = static_cast<SiteNumber>((in + 1) % costs.sites())) {
      ++without;
      if (is_open[in]) continue;
      const Swap swap = best_swap(in, open);
      if (!(swap.change < -1e-9 * value)) continue;
      apply(swap);
      without = 0;
    }
  }

  const MedianCosts& costs;
  std::vector<SiteNumber> open{};
  std::vector<std::uint8_t> is_open, fixed;
  std::vector<double> first_cost{}, second_cost{}, loss{};
  std::vector<SiteNumber> first{}, second{};
  double value = kNoCost;
};

MedianSearch::MedianSearch(const MedianCosts& costs, std::size_t p) : costs_(costs), p_(p) {}

void MedianSearch::start() {
  std::vector<SiteNumber> open = costs_.fixed();
  std::vector<std::uint8_t> is_open(costs_.sites(), 0);
  std::vector<double> least(costs_.places(), costs_.no_way());
  const auto gain_of = [&](SiteNumber site) {
    const double* cost = costs_.from(site);
    double gain = 0.0;
    for (std::size_t place = 0; place < least.size(); ++place) gain += std::max(0.0, least[place] - cost[place]);
    return gain;
  };
  const auto take = [&](SiteNumber site) {
    is_open[site] = 1;
    for (std::size_t place = 0; place < least.size(); ++place)
      least[place] = std::min(least[place], costs_.from(site)[place]);
  };
  for (const SiteNumber site : open) take(site);
  std::vector<double> gain(costs_.sites());  // of an earlier round: an upper bound
  for (SiteNumber site = 0; site < costs_.sites(); ++site) gain[site] = gain_of(site);
  while (open.size() < p_) {
    SiteNumber best = 0;
    double best_gain = -1.0;
    std::vector<SiteNumber> order;
    for (SiteNumber site = 0; site < costs_.sites(); ++site)
      if (!is_open[site]) order.push_back(site);
    std::stable_sort(order.begin(), order.end(), [&](SiteNumber a, SiteNumber b) { return gain[a] > gain[b]; });
    for (const SiteNumber site : order) {
      if (gain[site] <= best_gain) break;
      gain[site] = gain_of(site);
      if (gain[site] > best_gain) {
        best_gain = gain[site];
        best = site;
      }
    }
    open.push_back(best);
    take(best);
  }
  offer(open);
}

double MedianSearch::value_of(const std::vector<SiteNumber>& open) const {
  double sum = 0.0;
  std::vector<double> least(costs_.places(), kNoCost);
  for (const SiteNumber site : open) {
    const double* cost = costs_.from(site);
    for (std::size_t place = 0; place < least.size(); ++place) least[place] = std::min(least[place], cost[place]);
  }
  for (const double cost : least) sum += cost;
  return sum;
}

void MedianSearch::keep(const State& state) {
  std::vector<SiteNumber> open = state.open;
  std::sort(open.begin(), open.end());
  if (state.value < best_value_) {
    best_value_ = state.value;
    best_ = open;
  }
  for (const Elite& elite : elite_)
    if (elite.open == open) return;
  elite_.push_back({std::move(open), state.value});
  std::stable_sort(elite_.begin(), elite_.end(), [](const Elite& a, const Elite& b) { return a.value < b.value; });
  if (elite_.size() > kElite) elite_.pop_back();
}

bool MedianSearch::offer(std::vector<SiteNumber> open) {
  const double before = best_value_;
  std::uint64_t hash = 0;
  for (const SiteNumber site : open) hash += site_hash(site);
  const auto place = std::lower_bound(seen_.begin(), seen_.end(), hash);
  if (place != seen_.end() && *place == hash) return false;
  seen_.insert(place, hash);
  if (best_value_ < kNoCost && value_of(open) > promising_ * best_value_) return false;
  State state(costs_);
  state.set(std::move(open));
  state.interchange();
  std::vector<SiteNumber> found = state.open;
  std::sort(found.begin(), found.end());
  const bool known = std::any_of(elite_.begin(), elite_.end(), [&](const Elite& elite) { return elite.open == found; });
  const double value = state.value;
  keep(state);
  if (known || best_value_ == kNoCost) return best_value_ < before;
  const bool is_elite =
      std::any_of(elite_.begin(), elite_.end(), [&](const Elite& elite) { return elite.open == found; });
  promising_ = 1.002 + 0.96 * (promising_ - 1.002);  // the relaxation repeats itself: be harder to please
  if (is_elite && value < 1.01 * best_value_ && relinked_ < kMostRelinked) {
    ++relinked_;
    const std::vector<SiteNumber> partner = elite_.front().open == found ? elite_.back().open : elite_.front().open;
    if (partner != found) relink(partner, found);
  }
  return best_value_ < before;
}

/// Goes from one set to the other by the best swaps between them; interchange from the best set on the way.
double MedianSearch::relink(const std::vector<SiteNumber>& from, const std::vector<SiteNumber>& to) {
  State state(costs_);
  state.set(from);
  std::vector<SiteNumber> come, go;
  std::set_difference(to.begin(), to.end(), from.begin(), from.end(), std::back_inserter(come));
  std::set_difference(from.begin(), from.end(), to.begin(), to.end(), std::back_inserter(go));
  std::vector<SiteNumber> best;
  double best_value = kNoCost;
  while (come.size() > 1) {
    State::Swap best_swap;
    for (const SiteNumber in : come) {
      const State::Swap swap = state.best_swap(in, go);
      if (swap.change < best_swap.change) best_swap = swap;
    }
    state.apply(best_swap);
    std::erase(come, best_swap.in);
    std::erase(go, best_swap.out);
    if (state.value < best_value) {
      best_value = state.value;
      best = state.open;
    }
  }
  if (best.empty()) return kNoCost;
  state.set(best);
  state.interchange();
  keep(state);
  return state.value;
}

}  // namespace planspiel::location
