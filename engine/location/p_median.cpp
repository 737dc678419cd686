#include "engine/location/p_median.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/error.hpp"
#include "engine/location/p_median_relaxation.hpp"
#include "engine/location/p_median_search.hpp"

namespace planspiel::location {

namespace {

[[noreturn]] void refuse_median(const std::string& what) { throw Error(ErrorKind::config, what); }

/// Branch and bound, the node with the lowest bound first.
class MedianTree {
 public:
  MedianTree(const MedianCosts& costs, std::size_t p, const SearchLimits& limits)
      : costs_(costs), limits_(limits), clock_(limits), search_(costs, p), relaxation_(costs, p), p_(p) {}

  LocationAnswer run() {
    search_.start();
    MedianNode root = relaxation_.root();
    improve(root, {.rounds = 6000, .step = 1.0, .patience = 60});
    relaxation_.adopt(root);
    push(std::move(root));
    while (!waiting_.empty() && !done()) {
      MedianNode node = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      if (node.bound < cutoff()) branch(std::move(node));
    }
    LocationAnswer answer{.open = search_.best(), .value = search_.value(), .nodes = nodes_};
    answer.bound = waiting_.empty() ? answer.value : std::min(answer.value, waiting_.begin()->first);
    if (answer.bound >= cutoff()) answer.bound = answer.value;
    return answer;
  }

 private:
  /// A bound of so much leaves nothing better.
  double cutoff() const {
    const double value = search_.value();
    return costs_.whole() ? value - 1.0 + 1e-6 : value * (1.0 - 1e-10);
  }
  bool done() const {
    const double bound = waiting_.begin()->first;
    return bound >= cutoff() || clock_.out() || search_.value() - bound <= limits_.gap * std::abs(search_.value());
  }
  void push(MedianNode node) {
    if (node.bound < cutoff()) waiting_.emplace(node.bound, std::move(node));
  }
  void improve(MedianNode& node, const MedianRelaxation::Effort& effort) {
    relaxation_.improve(
        node, effort, [&] { return cutoff(); },
        [&](std::vector<SiteNumber> open) { return search_.offer(std::move(open)); }, clock_);
  }

  /// Where only one set is left, its value counts and the node ends.
  bool is_leaf(const MedianNode& node) {
    std::vector<SiteNumber> open, all;
    for (SiteNumber site = 0; site < costs_.sites(); ++site) {
      if (node.state[site] == SiteState::open) open.push_back(site);
      if (node.state[site] != SiteState::closed) all.push_back(site);
    }
    if (all.size() < p_ || open.size() > p_) return true;  // no set is left
    if (open.size() != p_ && all.size() != p_) return false;
    search_.offer(open.size() == p_ ? open : all);
    return true;
  }

  void branch(MedianNode node) {
    ++nodes_;
    if (is_leaf(node)) return;
    const SiteNumber site = to_branch_on(node);
    for (const SiteState state : {SiteState::open, SiteState::closed}) {
      MedianNode child = node;
      child.state[site] = state;
      if (is_leaf(child)) continue;
      improve(child, {.rounds = 40, .step = 1.0, .patience = 5});
      if (clock_.out()) child.bound = std::max(child.bound, node.bound);
      if (child.bound < cutoff() && !is_leaf(child)) push(std::move(child));
    }
  }

  /// The free site that the relaxation is least sure of.
  SiteNumber to_branch_on(const MedianNode& node) const {
    SiteNumber best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (SiteNumber site = 0; site < costs_.sites(); ++site) {
      if (node.state[site] != SiteState::free) continue;
      const double unsure = std::abs(double{node.usage[site]} - 0.5);
      if (unsure < least) {
        least = unsure;
        best = site;
      }
    }
    return best;
  }

  const MedianCosts& costs_;
  SearchLimits limits_;
  SearchClock clock_;
  MedianSearch search_;
  MedianRelaxation relaxation_;
  std::size_t p_;
  std::multimap<double, MedianNode> waiting_;
  std::uint64_t nodes_ = 0;
};

}  // namespace

void check(const MedianProblem& problem, std::size_t p) {
  if (problem.weight.size() != problem.places || problem.distance.size() != problem.places * problem.sites)
    refuse_median(fmt::format("p-median: {} weights and {} distances for {} places and {} sites", problem.weight.size(),
                              problem.distance.size(), problem.places, problem.sites));
  for (PlaceNumber place = 0; place < problem.places; ++place) {
    if (!(problem.weight[place] >= 0.0) || !std::isfinite(problem.weight[place]))
      refuse_median(fmt::format("place {} has the weight {}: weights are 0 or more", place, problem.weight[place]));
    for (SiteNumber site = 0; site < problem.sites; ++site)
      if (!(problem.to(place, site) >= 0.0))
        refuse_median(fmt::format("the distance from place {} to site {} is {}: distances are 0 or more", place, site,
                                  problem.to(place, site)));
  }
  for (const SiteNumber site : problem.fixed)
    if (site >= problem.sites)
      refuse_median(fmt::format("site {} is to stay, but there are {} sites", site, problem.sites));
  if (p == 0 || p > problem.sites)
    refuse_median(fmt::format("{} of {} sites are to be chosen: choose 1 to {}", p, problem.sites, problem.sites));
  std::vector<SiteNumber> fixed = problem.fixed;
  std::sort(fixed.begin(), fixed.end());
  fixed.erase(std::unique(fixed.begin(), fixed.end()), fixed.end());
  if (fixed.size() > p) refuse_median(fmt::format("{} sites stay, more than the {} to be chosen", fixed.size(), p));
}

double weighted_distance(const MedianProblem& problem, std::span<const SiteNumber> open) {
  double sum = 0.0;
  for (PlaceNumber place = 0; place < problem.places; ++place) {
    if (problem.weight[place] == 0.0) continue;
    double least = std::numeric_limits<double>::infinity();
    for (const SiteNumber site : open) least = std::min(least, problem.to(place, site));
    sum += problem.weight[place] * least;
  }
  return sum;
}

LocationAnswer solve_p_median(const MedianProblem& problem, std::size_t p, const SearchLimits& limits) {
  check(problem, p);
  const MedianCosts costs(problem);
  LocationAnswer answer = MedianTree(costs, p, limits).run();
  if (answer.value >= costs.no_way())
    refuse_median(
        fmt::format("p-median: no {} sites were found that reach all places; give more sites, or leave out the places "
                    "that are far off",
                    p));
  const bool closed = answer.bound == answer.value;
  answer.value = weighted_distance(problem, answer.open);
  if (closed) answer.bound = answer.value;
  return answer;
}

}  // namespace planspiel::location
