#include "engine/location/function_relaxation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace planspiel::location {
namespace {

constexpr std::size_t kCheckFunctionsEvery = 20;

/// Share of the inequality with divisor d that each size gives to a row that lacks so many functions; d = 0: in
/// proportion.
std::vector<double> shares(const std::vector<CrewSize>& sizes, double lacks, double divisor) {
  const auto rounded = [&](double functions) {
    return divisor == 0.0 ? functions : std::ceil(functions / divisor - 1e-6);
  };
  std::vector<double> share(sizes.size(), 0.0);
  for (std::size_t k = 1; k < sizes.size(); ++k)
    share[k] = std::min(1.0, rounded(std::min(sizes[k].functions, lacks)) / rounded(lacks));
  return share;
}

/// Inequalities that no other is everywhere as strong as; three at most.
std::vector<std::vector<double>> strongest_shares(const std::vector<CrewSize>& sizes, double lacks) {
  std::vector<double> divisors{0.0, lacks, lacks / 2.0, lacks / 3.0};
  for (std::size_t k = 1; k < sizes.size(); ++k) divisors.push_back(sizes[k].functions);
  std::vector<std::vector<double>> kept;
  for (const double divisor : divisors) {
    const std::vector<double> share = shares(sizes, lacks, divisor);
    const auto no_weaker = [](const std::vector<double>& a, const std::vector<double>& b) {
      return std::ranges::equal(a, b, [](double x, double y) { return x <= y + 1e-12; });
    };
    if (std::ranges::any_of(kept, [&](const auto& other) { return no_weaker(other, share); })) continue;
    std::erase_if(kept, [&](const auto& other) { return no_weaker(share, other); });
    if (kept.size() < 3) kept.push_back(share);
  }
  return kept;
}

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Nearest point with values ≥ 0 and Σ ≤ most (Σ = most where `equal`).
void project_simplex(std::span<double> values, double most, bool equal) {
  double sum = 0.0;
  for (const double v : values) sum += std::max(0.0, v);
  double shift = 0.0;
  if (sum > most || equal) {
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted, std::greater<>());
    double partial = 0.0;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
      partial += sorted[k];
      const double candidate = (partial - most) / double(k + 1);
      if (k + 1 == sorted.size() || sorted[k + 1] <= candidate) {
        shift = candidate;
        break;
      }
    }
  }
  for (double& v : values) v = std::max(0.0, v - shift);
}

}  // namespace

std::uint32_t decided_size(std::uint32_t left) { return std::uint32_t(std::countr_zero(left)); }

FunctionRelaxation::FunctionRelaxation(const FunctionModel& model, const SizesLeft& left)
    : model_(model), size_count_(model.sizes.size()) {
  sites_left_ = double(model.most_new);
  budget_left_ = model.budget;
  has_budget_ = std::isfinite(model.budget);
  decide(left);
  for (const CrewSize& size : model.sizes) cost_unit_ = std::max(cost_unit_, size.cost);
  x_.assign(site_.size() * size_count_, 0.0);
  const double share = std::clamp(sites_left_ / std::max(1.0, double(site_.size())), 0.0, 1.0);
  for (std::size_t k = 0; k < site_.size(); ++k)
    for (std::size_t s = 1; s < size_count_; ++s)
      if (sizes_[k] >> s & 1u) x_[k * size_count_ + s] = share / double(size_count_ - 1);
  multiplier_.assign(link_.size(), 0.0);
  for (std::size_t row = 0; row < weight_.size(); ++row)
    for (std::uint32_t c = link_first_[row]; c < link_first_[row + 1]; ++c)
      multiplier_[c] = 0.5 * weight_[row] / double(link_first_[row + 1] - link_first_[row]);
  score_.resize(x_.size());
  reached_.resize(link_.size());
  set_steps();
  score_of(multiplier_, score_);
  reached_by(x_, reached_);
  next_reached_ = reached_;
  used_sites_ = sum_of(x_);
  x_sum_.assign(x_.size(), 0.0);
  multiplier_sum_.assign(link_.size(), 0.0);
  restart_x_ = x_, restart_multiplier_ = multiplier_;
  best_bound_ = bound_of(multiplier_, score_);
  best_value_ = value_of(x_, reached_);
  restart_gap_ = last_gap_ = best_bound_ - best_value_;
  double rows = 1e-12, columns = 1e-12;
  for (std::size_t c = 0; c < link_.size(); ++c) rows += multiplier_[c] * multiplier_[c] / link_step_[c];
  for (std::size_t k = 0; k < x_.size(); ++k) columns += x_[k] * x_[k] / x_step_[k];
  ratio_ = std::sqrt(rows / columns * std::max(share, 1e-6));
}

/// Counts what is decided, and opens the rows that the rest can still meet.
void FunctionRelaxation::decide(const SizesLeft& left) {
  std::vector<double> functions[2], further[2];
  for (std::size_t part = 0; part < 2; ++part) {
    functions[part].assign(model_.rows(), 0.0);
    further[part].assign(model_.rows(), 0.0);
  }
  for (SiteNumber site = 0; site < model_.sites(); ++site) {
    double here = model_.existing[site], more = 0.0;
    if (is_decided(left[site])) {
      const CrewSize& size = model_.sizes[decided_size(left[site])];
      here += size.functions;
      budget_left_ -= size.cost;
      sites_left_ -= decided_size(left[site]) > 0 ? 1.0 : 0.0;
    } else {
      more = model_.sizes[std::size_t(std::bit_width(left[site]) - 1)].functions;
      site_.push_back(site);
      sizes_.push_back(left[site]);
    }
    for (std::size_t part = 0; part < 2; ++part)
      for (const std::uint32_t row : model_.reach[part].covers(site)) {
        functions[part][row] += here;
        further[part][row] += more;
      }
  }
  budget_left_ += 1e-9 * (1.0 + std::abs(model_.budget));
  std::vector<std::uint32_t> first_link[2], link_count[2];
  for (auto& counts : link_count) counts.assign(model_.rows(), 0);
  for (auto& firsts : first_link) firsts.assign(model_.rows(), 0);
  for (std::uint32_t row = 0; row < model_.rows(); ++row) {
    const double lacks[2] = {model_.demand[0] - functions[0][row], model_.demand[1] - functions[1][row]};
    if (lacks[0] <= 0.0 && lacks[1] <= 0.0) base_ += model_.weight[row];
    const bool out_of_reach = further[0][row] < lacks[0] || further[1][row] < lacks[1];
    if ((lacks[0] <= 0.0 && lacks[1] <= 0.0) || out_of_reach || model_.weight[row] <= 0.0) continue;
    for (std::size_t part = 0; part < 2; ++part) {
      first_link[part][row] = std::uint32_t(link_.size());
      if (lacks[part] > 0.0)
        for (auto& share : strongest_shares(model_.sizes, lacks[part]))
          link_.push_back({std::uint32_t(weight_.size()), std::move(share)});
      link_count[part][row] = std::uint32_t(link_.size()) - first_link[part][row];
    }
    weight_.push_back(model_.weight[row]);
    link_first_.push_back(std::uint32_t(link_.size()));
  }
  list_links(first_link, link_count);
}

void FunctionRelaxation::list_links(const std::vector<std::uint32_t> (&first_link)[2],
                                    const std::vector<std::uint32_t> (&link_count)[2]) {
  for (const SiteNumber site : site_) {
    for (std::size_t part = 0; part < 2; ++part)
      for (const std::uint32_t row : model_.reach[part].covers(site))
        for (std::uint32_t c = 0; c < link_count[part][row]; ++c) site_link_.push_back(first_link[part][row] + c);
    site_link_first_.push_back(std::uint32_t(site_link_.size()));
  }
}

/// Diagonal steps: one over the sum of a column's, of a row's coefficients.
void FunctionRelaxation::set_steps() {
  x_step_.assign(x_.size(), 1.0);
  std::vector<double> link_sum(link_.size(), 0.0);
  for (std::size_t k = 0; k < site_.size(); ++k)
    for (std::size_t s = 1; s < size_count_; ++s) {
      double sum = 1.0 + model_.sizes[s].cost / cost_unit_;
      for (std::uint32_t at = site_link_first_[k]; at < site_link_first_[k + 1]; ++at) {
        const double share = link_[site_link_[at]].share[s];
        sum += share;
        link_sum[site_link_[at]] += share;
      }
      x_step_[k * size_count_ + s] = 1.0 / sum;
    }
  link_step_.resize(link_.size());
  for (std::size_t c = 0; c < link_.size(); ++c) link_step_[c] = 1.0 / std::max(1.0, link_sum[c]);
}

void FunctionRelaxation::score_of(std::span<const double> multiplier, std::vector<double>& score) const {
  std::ranges::fill(score, 0.0);
  for (std::size_t k = 0; k < site_.size(); ++k)
    for (std::uint32_t at = site_link_first_[k]; at < site_link_first_[k + 1]; ++at) {
      const double lambda = multiplier[site_link_[at]];
      const std::vector<double>& share = link_[site_link_[at]].share;
      if (lambda != 0.0)
        for (std::size_t s = 1; s < size_count_; ++s) score[k * size_count_ + s] += lambda * share[s];
    }
}

void FunctionRelaxation::reached_by(std::span<const double> x, std::vector<double>& reached) const {
  std::ranges::fill(reached, 0.0);
  for (std::size_t k = 0; k < site_.size(); ++k) {
    const auto mine = x.subspan(k * size_count_, size_count_);
    if (sum_of(mine) == 0.0) continue;
    for (std::uint32_t at = site_link_first_[k]; at < site_link_first_[k + 1]; ++at)
      for (std::size_t s = 1; s < size_count_; ++s) reached[site_link_[at]] += link_[site_link_[at]].share[s] * mine[s];
  }
}

/// The best sizes within the number of sites, with a price on costs.
double FunctionRelaxation::best_sizes(std::span<const double> score, double price) const {
  double sum = 0.0, free_sites = sites_left_;
  std::vector<double> optional;
  for (std::size_t k = 0; k < site_.size(); ++k) {
    double best = -HUGE_VAL;
    for (std::size_t s = 1; s < size_count_; ++s)
      if (sizes_[k] >> s & 1u) best = std::max(best, score[k * size_count_ + s] - price * model_.sizes[s].cost);
    if (sizes_[k] & 1u) {
      if (best > 0.0) optional.push_back(best);
    } else {
      sum += best;
      free_sites -= 1.0;
    }
  }
  const auto taken = optional.begin() + std::ptrdiff_t(std::clamp(free_sites, 0.0, double(optional.size())));
  std::nth_element(optional.begin(), taken, optional.end(), std::greater<>());
  return std::accumulate(optional.begin(), taken, sum);
}

/// Lagrangian bound; the price of the budget, by which it is convex, is found by golden section, and any is valid.
double FunctionRelaxation::bound_of(std::span<const double> multiplier, std::span<const double> score) const {
  const double rows = base_ + sum_of(weight_) - sum_of(multiplier);
  if (!has_budget_) return rows + best_sizes(score, 0.0);
  const auto at = [&](double price) { return rows + price * budget_left_ + best_sizes(score, price); };
  double low = 0.0, high = 0.0;
  for (std::size_t k = 0; k < score.size(); ++k)
    if (const double cost = model_.sizes[k % size_count_].cost; cost > 0.0) high = std::max(high, score[k] / cost);
  double best = std::min(at(low), at(high));
  constexpr double kGolden = 0.6180339887498949;
  for (int round = 0; round < 30; ++round) {
    const double a = high - kGolden * (high - low), b = low + kGolden * (high - low), at_a = at(a), at_b = at(b);
    best = std::min({best, at_a, at_b});
    (at_a < at_b ? high : low) = at_a < at_b ? b : a;
  }
  return best;
}

/// Of the point shrunk into the number of sites and the budget.
double FunctionRelaxation::value_of(std::span<const double> x, std::span<const double> reached) const {
  double sites = 1e-300, cost = 1e-300;
  for (std::size_t k = 0; k < x.size(); ++k) {
    sites += x[k];
    cost += x[k] * model_.sizes[k % size_count_].cost;
  }
  const double shrink = std::min({1.0, sites_left_ / sites, has_budget_ ? budget_left_ / cost : 1.0});
  double value = base_;
  for (std::size_t row = 0; row < weight_.size(); ++row) {
    double share = 1.0;
    for (std::uint32_t c = link_first_[row]; c < link_first_[row + 1]; ++c)
      share = std::min(share, shrink * reached[c]);
    value += weight_[row] * share;
  }
  return value;
}

void FunctionRelaxation::project_site(std::size_t k) {
  double left[32];
  std::size_t count = 0;
  for (std::size_t s = 1; s < size_count_; ++s)
    if (sizes_[k] >> s & 1u) left[count++] = x_[k * size_count_ + s];
  project_simplex({left, count}, 1.0, !(sizes_[k] & 1u));
  count = 0;
  for (std::size_t s = 1; s < size_count_; ++s) x_[k * size_count_ + s] = sizes_[k] >> s & 1u ? left[count++] : 0.0;
}

void FunctionRelaxation::project_row(std::size_t row) {
  project_simplex({multiplier_.data() + link_first_[row], link_first_[row + 1] - link_first_[row]}, weight_[row],
                  false);
}

void FunctionRelaxation::step() {
  for (std::size_t k = 0; k < site_.size(); ++k) {
    for (std::size_t s = 1; s < size_count_; ++s) {
      const std::size_t at = k * size_count_ + s;
      const double price = sites_price_ + budget_price_ * model_.sizes[s].cost / cost_unit_;
      x_[at] += x_step_[at] / ratio_ * (score_[at] - price);
    }
    project_site(k);
  }
  reached_by(x_, next_reached_);
  for (std::size_t row = 0; row < weight_.size(); ++row) {
    for (std::uint32_t c = link_first_[row]; c < link_first_[row + 1]; ++c)
      multiplier_[c] -= ratio_ * link_step_[c] * (2.0 * next_reached_[c] - reached_[c] - 1.0);
    project_row(row);
  }
  std::swap(reached_, next_reached_);
  double sites = 0.0, cost = 0.0;
  for (std::size_t k = 0; k < x_.size(); ++k) {
    sites += x_[k];
    cost += x_[k] * model_.sizes[k % size_count_].cost / cost_unit_;
  }
  const double columns = std::max<double>(1.0, double(x_.size()));
  sites_price_ = std::max(0.0, sites_price_ - ratio_ / columns * (sites_left_ - 2.0 * sites + used_sites_));
  if (has_budget_)
    budget_price_ =
        std::max(0.0, budget_price_ - ratio_ / columns * (budget_left_ / cost_unit_ - 2.0 * cost + used_budget_));
  used_sites_ = sites;
  used_budget_ = cost;
  score_of(multiplier_, score_);
  for (std::size_t c = 0; c < link_.size(); ++c) multiplier_sum_[c] += multiplier_[c];
  for (std::size_t k = 0; k < x_.size(); ++k) x_sum_[k] += x_[k];
  sites_price_sum_ += sites_price_;
  budget_price_sum_ += budget_price_;
  ++steps_;
  ++since_restart_;
}

void FunctionRelaxation::check_point() {
  std::vector<double> mean_x = x_sum_, mean_multiplier = multiplier_sum_, mean_score(x_.size()),
                      mean_reached(link_.size());
  for (double& x : mean_x) x /= double(since_restart_);
  for (double& lambda : mean_multiplier) lambda /= double(since_restart_);
  score_of(mean_multiplier, mean_score);
  reached_by(mean_x, mean_reached);
  const double bound = bound_of(multiplier_, score_), value = value_of(x_, reached_);
  const double mean_bound = bound_of(mean_multiplier, mean_score), mean_value = value_of(mean_x, mean_reached);
  best_bound_ = std::min({best_bound_, bound, mean_bound});
  best_value_ = std::max({best_value_, value, mean_value});
  const double gap = bound - value, mean_gap = mean_bound - mean_value, better = std::min(gap, mean_gap);
  const bool lengthy = double(since_restart_) > 0.4 * double(steps_) && since_restart_ >= 5 * kCheckFunctionsEvery;
  const bool restart = better < 0.3 * restart_gap_ || (better < 0.8 * restart_gap_ && better > last_gap_) || lengthy;
  last_gap_ = better;
  if (!restart) return;
  if (mean_gap < gap) {
    x_ = std::move(mean_x), multiplier_ = std::move(mean_multiplier);
    score_ = std::move(mean_score), reached_ = std::move(mean_reached);
    sites_price_ = sites_price_sum_ / double(since_restart_),
    budget_price_ = budget_price_sum_ / double(since_restart_);
    used_sites_ = sum_of(x_), used_budget_ = 0.0;
    for (std::size_t k = 0; k < x_.size(); ++k) used_budget_ += x_[k] * model_.sizes[k % size_count_].cost / cost_unit_;
  }
  double rows = 0.0, columns = 0.0;
  for (std::size_t c = 0; c < link_.size(); ++c)
    rows += (multiplier_[c] - restart_multiplier_[c]) * (multiplier_[c] - restart_multiplier_[c]) / link_step_[c];
  for (std::size_t k = 0; k < x_.size(); ++k) columns += (x_[k] - restart_x_[k]) * (x_[k] - restart_x_[k]) / x_step_[k];
  if (rows > 1e-20 && columns > 1e-20) ratio_ = std::sqrt(ratio_ * std::sqrt(rows / columns));
  restart_x_ = x_, restart_multiplier_ = multiplier_;
  std::ranges::fill(x_sum_, 0.0);
  std::ranges::fill(multiplier_sum_, 0.0);
  sites_price_sum_ = budget_price_sum_ = 0.0;
  since_restart_ = 0;
  restart_gap_ = better;
}

void FunctionRelaxation::run(double cutoff, std::size_t steps, const SearchClock& clock, double share) {
  for (std::size_t done = 0; done < steps && !weight_.empty(); ++done) {
    const double allowed = std::max(1e-9 * std::abs(best_bound_), 0.05 * (best_value_ - cutoff));
    if (best_bound_ < cutoff || best_bound_ - best_value_ <= allowed) return;
    step();
    if (since_restart_ % kCheckFunctionsEvery != 0) continue;
    check_point();
    if (clock.out(share)) return;
  }
}

FunctionRelaxation::Branch FunctionRelaxation::branch() const {
  Branch best;
  double best_doubt = -1.0;
  for (std::size_t k = 0; k < site_.size(); ++k) {
    const auto mine = std::span(x_).subspan(k * size_count_, size_count_);
    const double grown = sum_of(mine);
    std::size_t largest = 1;
    for (std::size_t s = 2; s < size_count_; ++s)
      if (mine[s] > mine[largest]) largest = s;
    const bool may_stay = sizes_[k] & 1u;
    const double doubt = may_stay ? std::min(grown, 1.0 - grown) : 0.0,
                 size_doubt = std::max(0.0, grown - mine[largest]);
    if (std::max(doubt, size_doubt) <= best_doubt) continue;
    best_doubt = std::max(doubt, size_doubt);
    const bool by_size = !may_stay || size_doubt > doubt;
    std::uint32_t part = by_size ? 1u << largest : 1u;
    if ((sizes_[k] & part) == 0 || (sizes_[k] & ~part) == 0) part = 1u << decided_size(sizes_[k]);
    best = {site_[k], sizes_[k] & part};
  }
  return best;
}

}  // namespace planspiel::location
