#include "engine/location/backup_cover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "engine/location/set_cover.hpp"
#include "engine/location/unit_choice.hpp"

namespace planspiel::location {
namespace {

double total_weight(const CoverProblem& problem) {
  return std::accumulate(problem.weight.begin(), problem.weight.end(), 0.0);
}

bool covers_all(const CoverProblem& problem, std::span<const std::uint32_t> units_at) {
  std::vector<bool> covered(problem.places, false);
  for (SiteNumber site = 0; site < problem.sites(); ++site)
    if (units_at[site] > 0)
      for (const PlaceNumber place : problem.covers(site)) covered[place] = true;
  return std::ranges::all_of(covered, [](bool yes) { return yes; });
}

/// The near rows of a model of two levels, then the wide ones of one.
CoverProblem both_reaches(const CoverProblem& near, const CoverProblem& wide) {
  CoverProblem both;
  both.places = near.places + wide.places;
  both.weight = near.weight;
  both.weight.insert(both.weight.end(), wide.weight.begin(), wide.weight.end());
  for (SiteNumber site = 0; site < near.sites(); ++site) {
    both.place_of.insert(both.place_of.end(), near.covers(site).begin(), near.covers(site).end());
    for (const PlaceNumber row : wide.covers(site)) both.place_of.push_back(PlaceNumber(near.places + row));
    both.first.push_back(std::uint32_t(both.place_of.size()));
  }
  both.fixed = near.fixed;
  return both;
}

std::vector<std::uint32_t> units_of(std::span<const SiteNumber> open, std::size_t sites) {
  std::vector<std::uint32_t> units_at(sites, 0);
  for (const SiteNumber site : open) ++units_at[site];
  return units_at;
}

/// The double standard with a price on the weight within the near reach: its part of the demand moves into the value.
class DoubleStandard {
 public:
  DoubleStandard(const CoverProblem& near, const CoverProblem& wide, const DoubleStandardOptions& options)
      : options_(options), near_(merge_places(near).problem), wide_(merge_places(wide).problem) {
    needed_ = options.near_share * total_weight(near) * (1.0 - 1e-12);
    whole_ = std::ranges::all_of(near.weight, [](double w) { return w == std::floor(w); });
    model_ = cover_model(both_reaches(near_, wide_), 2);
    model_.units = options.units;
    std::ranges::fill(model_.most, std::max(1u, options.most_per_site));
  }

  /// Renews the best choice. For choices that meet both demands, Σ w [n ≥ 2] + price · (Σ w [n ≥ 1] − needed) is no
  /// less than their value: its bound, which is returned, is theirs.
  LocationAnswer solve(double price, const SearchLimits& limits, std::uint64_t most_nodes) {
    for (std::uint32_t row = 0; row < near_.places; ++row) {
      model_.gain[2 * row] = price * near_.weight[row];
      model_.gain[2 * row + 1] = near_.weight[row];
    }
    model_.first_must = std::uint32_t(near_.places);
    model_.must = 2.0 * (1.0 + price) * total_weight(near_) + 1.0;
    for (std::size_t row = near_.places; row < model_.row_count(); ++row) model_.gain[2 * row] = model_.must;
    const double offset = model_.must * double(wide_.places) + price * needed_;
    UnitChoiceStart start{units_of(best_.open, model_.site_count()), {}};
    UnitChoiceOptions choice;
    choice.most_nodes = most_nodes;
    choice.evaluate = [&](std::span<const std::uint32_t> units_at) { return worth(units_at) + offset; };
    choice.step = whole_ ? 1.0 : 0.0;
    if (found()) choice.start = &start;
    LocationAnswer answer = choose_units(model_, limits, choice);
    if (!answer.open.empty() && (!found() || answer.value - offset > best_.value)) {
      best_.open = answer.open;
      best_.value = times_covered(near_, answer.open).twice;
    }
    answer.bound -= offset;
    if (whole_) answer.bound = std::floor(answer.bound + 1e-6);
    return answer;
  }

  /// The best choice seen that meets both demands.
  const LocationAnswer& best() const { return best_; }
  bool found() const { return !best_.open.empty(); }

 private:
  /// Weight covered twice; minus infinity where a demand is not met.
  double worth(std::span<const std::uint32_t> units_at) const {
    if (!covers_all(wide_, units_at)) return -HUGE_VAL;
    std::vector<SiteNumber> open;
    for (SiteNumber site = 0; site < units_at.size(); ++site) open.insert(open.end(), units_at[site], site);
    const TimesCovered covered = times_covered(near_, open);
    return covered.once < needed_ ? -HUGE_VAL : covered.twice;
  }

  DoubleStandardOptions options_;
  CoverProblem near_, wide_;
  CoverModel model_;
  LocationAnswer best_;
  double needed_ = 0.0;
  bool whole_ = false;
};

void check_reaches(const CoverProblem& near, const CoverProblem& wide, const DoubleStandardOptions& options) {
  check(near);
  check(wide);
  if (near.places != wide.places || near.sites() != wide.sites() || near.weight != wide.weight ||
      near.fixed != wide.fixed)
    throw Error(
        ErrorKind::config,
        "double standard: the near and the wide problem must have the same places, weights, sites and fixed sites");
  if (!(options.near_share >= 0.0 && options.near_share <= 1.0))
    throw Error(ErrorKind::config, "double standard: the share within the near reach must lie between 0 and 1");
  const std::size_t most = near.sites() * std::max(1u, options.most_per_site);
  if (options.units > most || options.units < near.fixed.size())
    throw Error(ErrorKind::config, "double standard: " + std::to_string(options.units) +
                                       " units are asked for; between " + std::to_string(near.fixed.size()) + " and " +
                                       std::to_string(most) + " can be placed");
}

}  // namespace

TimesCovered times_covered(const CoverProblem& problem, std::span<const SiteNumber> units) {
  std::vector<std::uint32_t> count(problem.places, 0);
  for (const SiteNumber site : units)
    for (const PlaceNumber place : problem.covers(site)) ++count[place];
  TimesCovered covered;
  for (std::size_t place = 0; place < problem.places; ++place) {
    if (count[place] >= 1) covered.once += problem.weight[place];
    if (count[place] >= 2) covered.twice += problem.weight[place];
  }
  return covered;
}

BackupCoverAnswer solve_backup_cover(const CoverProblem& problem, const SearchLimits& limits) {
  const SearchClock clock(limits);
  CoverProblem equal = problem;
  equal.cost.clear();
  SearchLimits half = limits;
  half.cpu_seconds *= 0.5;
  BackupCoverAnswer answer;
  answer.cover = solve_set_cover(equal, half);

  CoverModel model = cover_model(merge_places(equal).problem, 2);
  model.units = answer.cover.open.size();
  model.must = total_weight(equal) + 1.0;  // more than all second units together are worth
  for (std::uint32_t row = 0; row < model.row_count(); ++row) {
    model.gain[2 * row] = model.must;
    model.gain[2 * row + 1] = model.rows.weight[row];
  }
  UnitChoiceStart start{units_of(answer.cover.open, model.site_count()), {}};
  SearchLimits rest = limits;
  rest.cpu_seconds = clock.left_seconds();
  answer.backup = choose_units(model, rest, {.start = &start});
  answer.backup.value = times_covered(equal, answer.backup.open).twice;
  answer.backup.bound = std::max(answer.backup.value, answer.backup.bound - model.must * double(model.row_count()));
  return answer;
}

LocationAnswer solve_double_standard(const CoverProblem& near, const CoverProblem& wide,
                                     const DoubleStandardOptions& options, const SearchLimits& limits) {
  check_reaches(near, wide, options);
  const SearchClock clock(limits);
  DoubleStandard standard(near, wide, options);
  constexpr double kPrices[] = {0.0, 1.0, 0.25, 4.0, 0.5, 2.0, 16.0, 64.0};
  double bound = HUGE_VAL, best_price = 0.0;
  std::size_t left = 2 * std::size(kPrices);  // half of the time is for the branch and bound
  for (const double price : kPrices) {
    SearchLimits part = limits;
    part.cpu_seconds = std::max(0.0, clock.left_seconds()) / double(left--);
    const LocationAnswer priced = standard.solve(price, part, 1);
    if (priced.bound < bound) bound = priced.bound, best_price = price;
  }
  SearchLimits rest = limits;
  rest.cpu_seconds = std::max(0.0, clock.left_seconds());
  const LocationAnswer proof = standard.solve(best_price, rest, ~std::uint64_t{0});
  bound = std::min(bound, proof.bound);
  if (!standard.found())
    throw Error(ErrorKind::config,
                "double standard: no choice of " + std::to_string(options.units) +
                    " units was found that covers every place within the wide reach and the share asked "
                    "for within the near one; give it more units or lower the share");
  LocationAnswer answer = standard.best();
  answer.bound = std::max(answer.value, bound);
  answer.nodes = proof.nodes;
  return answer;
}

}  // namespace planspiel::location
