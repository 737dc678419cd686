#include "engine/location/p_median_relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace planspiel::location {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

}  // namespace

MedianRelaxation::MedianRelaxation(const MedianCosts& costs, std::size_t p)
    : costs_(costs), p_(p), rho_(costs.sites()), is_open_(costs.sites()) {
  const std::size_t sites = costs.sites(), kept = std::min(sites, 100 + 8 * sites / p);
  std::vector<Entry> row(sites);
  all_first_.push_back(0);
  for (std::size_t place = 0; place < costs.places(); ++place) {
    for (SiteNumber site = 0; site < sites; ++site) row[site] = {costs.from(site)[place], site};
    const auto nearer = [](const Entry& a, const Entry& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.site < b.site;
    };
    std::partial_sort(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(kept), row.end(), nearer);
    all_.insert(all_.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(kept));
    all_first_.push_back(all_.size());
    limit_.push_back(kept < sites ? row[kept - 1].cost : kInfinite);
  }
}

MedianNode MedianRelaxation::root() const {
  MedianNode node;
  node.state.assign(costs_.sites(), SiteState::free);
  for (const SiteNumber site : costs_.fixed()) node.state[site] = SiteState::open;
  const std::size_t rank = std::min(all_first_[1] - 1, costs_.sites() / p_);
  for (std::size_t place = 0; place < costs_.places(); ++place) {
    const std::size_t first = all_first_[place];
    node.multiplier.push_back(std::min(limit_[place], all_[first + rank].cost));
  }
  node.usage.assign(costs_.sites(), 0.0f);
  return node;
}

void MedianRelaxation::adopt(const MedianNode& root) {
  make_lists(root);
  all_ = lists_;
  all_first_ = first_;
  limit_ = ceiling_;
}

void MedianRelaxation::make_lists(const MedianNode& node) {
  first_.resize(all_first_.size());
  lists_.resize(all_.size());
  ceiling_ = limit_;
  keep_serving(node, all_, all_first_);
  list_sites(node);
}

void MedianRelaxation::shorten_lists(const MedianNode& node) { keep_serving(node, lists_, first_); }

/// Leaves the sites that may still serve each place: not closed, and none behind the nearest that is open. `from` may
/// be `lists_` itself.
void MedianRelaxation::keep_serving(const MedianNode& node, const std::vector<Entry>& from,
                                    const std::vector<std::size_t>& from_first) {
  std::size_t kept = 0, begin = from_first[0];
  for (std::size_t place = 0; place < costs_.places(); ++place) {
    const std::size_t end = from_first[place + 1];
    for (std::size_t k = begin; k < end; ++k) {
      const Entry entry = from[k];
      const SiteState state = node.state[entry.site];
      if (state == SiteState::closed) continue;
      lists_[kept++] = entry;
      if (state != SiteState::open) continue;
      ceiling_[place] = std::min(ceiling_[place], entry.cost);
      break;
    }
    begin = end;
    first_[place + 1] = kept;
  }
  lists_.resize(kept);
  closed_since_ = 0;
}

void MedianRelaxation::list_sites(const MedianNode& node) {
  free_.clear();
  forced_.clear();
  for (SiteNumber site = 0; site < costs_.sites(); ++site) {
    if (node.state[site] == SiteState::free) free_.push_back(site);
    if (node.state[site] == SiteState::open) forced_.push_back(site);
  }
  wanted_ = p_ - forced_.size();
}

/// How many of the sites that L(u) opens serve each place.
void MedianRelaxation::count_services(const std::vector<double>& multiplier) {
  served_.assign(costs_.places(), 0.0);
  if (2 * p_ * costs_.places() > lists_.size()) {
    for (std::size_t place = 0; place < costs_.places(); ++place)
      for (std::size_t k = first_[place]; k < first_[place + 1] && lists_[k].cost < multiplier[place]; ++k)
        served_[place] += is_open_[lists_[k].site];
    return;
  }
  const auto serve = [&](SiteNumber site) {
    const double* cost = costs_.from(site);
    for (std::size_t place = 0; place < costs_.places(); ++place) served_[place] += cost[place] < multiplier[place];
  };
  for (const SiteNumber site : forced_) serve(site);
  for (std::size_t k = 0; k < wanted_; ++k) serve(free_[k]);
}

/// L(u), with `is_open_` the sites that it opens and `free_` in order of ρ about the last that it opens.
double MedianRelaxation::price(const std::vector<double>& multiplier, const MedianNode&) {
  std::fill(rho_.begin(), rho_.end(), 0.0);
  for (std::size_t place = 0; place < costs_.places(); ++place) {
    const double u = multiplier[place];
    for (std::size_t k = first_[place]; k < first_[place + 1] && lists_[k].cost < u; ++k)
      rho_[lists_[k].site] += lists_[k].cost - u;
  }
  const auto cheaper = [&](SiteNumber a, SiteNumber b) { return rho_[a] != rho_[b] ? rho_[a] < rho_[b] : a < b; };
  if (wanted_ < free_.size())
    std::nth_element(free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(wanted_), free_.end(), cheaper);
  std::fill(is_open_.begin(), is_open_.end(), 0);
  double value = std::accumulate(multiplier.begin(), multiplier.end(), 0.0);
  for (const SiteNumber site : forced_) {
    value += rho_[site];
    is_open_[site] = 1;
  }
  for (std::size_t k = 0; k < wanted_; ++k) {
    value += rho_[free_[k]];
    is_open_[free_[k]] = 1;
  }
  return value;
}

/// Opening a site that L(u) leaves closed costs ρ_j − (the dearest one opened); closing one that it opens, the cheapest
/// one left − ρ_j.
void MedianRelaxation::decide(MedianNode& node, double value, double cutoff) {
  if (wanted_ == 0 || wanted_ >= free_.size()) return;
  double dearest = -kInfinite;
  for (std::size_t k = 0; k < wanted_; ++k) dearest = std::max(dearest, rho_[free_[k]]);
  const double next = rho_[free_[wanted_]];
  std::size_t opened = 0, closed = 0;
  for (std::size_t k = 0; k < free_.size(); ++k) {
    const SiteNumber site = free_[k];
    if (k < wanted_ && value - rho_[site] + next >= cutoff) {
      node.state[site] = SiteState::open;
      ++opened;
    }
    if (k >= wanted_ && value + rho_[site] - dearest >= cutoff) {
      node.state[site] = SiteState::closed;
      ++closed;
    }
  }
  if (opened + closed == 0) return;
  list_sites(node);
  closed_since_ += closed;
  if (opened > 0 || closed_since_ > costs_.sites() / 20) shorten_lists(node);  // closed sites in lists cost time only
}

void MedianRelaxation::improve(MedianNode& node, const Effort& effort, const std::function<double()>& cutoff,
                               const Offer& offer, const SearchClock& clock) {
  make_lists(node);
  std::vector<double> multiplier = node.multiplier, direction(costs_.places(), 0.0), slope(costs_.places());
  double step = effort.step;
  int since = 0;
  for (int round = 0; round < effort.rounds; ++round) {
    if (wanted_ > free_.size() || node.bound >= cutoff() || clock.out()) return;
    for (std::size_t place = 0; place < costs_.places(); ++place)
      multiplier[place] = std::min(multiplier[place], ceiling_[place]);
    const double value = price(multiplier, node);
    for (const SiteNumber site : free_) node.usage[site] += 0.08f * ((is_open_[site] ? 1.0f : 0.0f) - node.usage[site]);
    const bool better = value > node.bound + 1e-7 * std::abs(node.bound);
    if (value > node.bound) {
      node.bound = value;
      node.multiplier = multiplier;
    }
    since = better ? 0 : since + 1;
    count_services(multiplier);
    double steepness = 0.0, along = 0.0, before = 0.0;
    for (std::size_t place = 0; place < costs_.places(); ++place) {
      slope[place] = 1.0 - served_[place];
      along += slope[place] * direction[place];
      before += direction[place] * direction[place];
    }
    if (round % 10 == 0 || (better && round % 3 == 0)) {
      std::vector<SiteNumber> open = forced_;
      open.insert(open.end(), free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(wanted_));
      offer(std::move(open));
    }
    const double target = cutoff();
    decide(node, value, target);
    if (since >= effort.patience) {
      step *= 0.5;
      since = 0;
      multiplier = node.multiplier;
      std::fill(direction.begin(), direction.end(), 0.0);
      if (step < 1e-3 * effort.step) return;
      continue;
    }
    const double turn = before > 0.0 && along < 0.0 ? -1.5 * along / before : 0.0;
    for (std::size_t place = 0; place < costs_.places(); ++place) {
      direction[place] = slope[place] + turn * direction[place];
      steepness += direction[place] * direction[place];
    }
    if (steepness == 0.0) return;  // each place is served once: the relaxation is solved
    const double length = step * (target - value + 1e-3 * std::abs(target)) / steepness;
    for (std::size_t place = 0; place < costs_.places(); ++place)
      multiplier[place] = std::max(0.0, multiplier[place] + length * direction[place]);
  }
}

}  // namespace planspiel::location
