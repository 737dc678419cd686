#include "engine/location/p_centre.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/location/cover_problem.hpp"
#include "engine/location/search_clock.hpp"
#include "engine/location/set_cover.hpp"

namespace planspiel::location {

namespace {

/// Which places with weight each site reaches within a distance. Empty where some place is reached by none.
std::optional<CoverProblem> within(const MedianProblem& problem, double reach) {
  CoverProblem cover;
  std::vector<PlaceNumber> number(problem.places);
  for (PlaceNumber place = 0; place < problem.places; ++place)
    if (problem.weight[place] > 0.0) number[place] = static_cast<PlaceNumber>(cover.places++);
  std::vector<bool> reached(cover.places, false);
  for (SiteNumber site = 0; site < problem.sites; ++site) {
    for (PlaceNumber place = 0; place < problem.places; ++place)
      if (problem.weight[place] > 0.0 && problem.to(place, site) <= reach) {
        cover.place_of.push_back(number[place]);
        reached[number[place]] = true;
      }
    cover.first.push_back(static_cast<std::uint32_t>(cover.place_of.size()));
  }
  if (std::find(reached.begin(), reached.end(), false) != reached.end()) return std::nullopt;
  cover.weight.assign(cover.places, 1.0);
  cover.fixed = problem.fixed;
  return cover;
}

/// Every distance that may be the answer, ascending.
std::vector<double> candidate_distances(const MedianProblem& problem) {
  std::vector<double> distances;
  double least = 0.0;  // each place has to reach its nearest site
  for (PlaceNumber place = 0; place < problem.places; ++place) {
    if (!(problem.weight[place] > 0.0)) continue;
    const auto row = problem.distance.begin() + static_cast<std::ptrdiff_t>(place * problem.sites);
    least = std::max(least, *std::min_element(row, row + static_cast<std::ptrdiff_t>(problem.sites)));
  }
  for (PlaceNumber place = 0; place < problem.places; ++place)
    if (problem.weight[place] > 0.0)
      for (SiteNumber site = 0; site < problem.sites; ++site)
        if (const double d = problem.to(place, site); d >= least && std::isfinite(d)) distances.push_back(d);
  std::sort(distances.begin(), distances.end());
  distances.erase(std::unique(distances.begin(), distances.end()), distances.end());
  return distances;
}

/// Fills up to p sites with any others.
std::vector<SiteNumber> filled(std::vector<SiteNumber> open, std::size_t p, std::size_t sites) {
  for (SiteNumber site = 0; open.size() < p && site < sites; ++site)
    if (!std::binary_search(open.begin(), open.end(), site))
      open.insert(std::lower_bound(open.begin(), open.end(), site), site);
  return open;
}

}  // namespace

double longest_distance(const MedianProblem& problem, std::span<const SiteNumber> open) {
  double longest = 0.0;
  for (PlaceNumber place = 0; place < problem.places; ++place) {
    if (!(problem.weight[place] > 0.0)) continue;
    double least = std::numeric_limits<double>::infinity();
    for (const SiteNumber site : open) least = std::min(least, problem.to(place, site));
    longest = std::max(longest, least);
  }
  return longest;
}

LocationAnswer solve_p_centre(const MedianProblem& problem, std::size_t p, const SearchLimits& limits) {
  check(problem, p);
  const SearchClock clock(limits);
  const std::vector<double> distances = candidate_distances(problem);
  LocationAnswer answer;
  // distances[low] and above are not excluded yet; `high` is the first known to be enough.
  std::size_t low = 0, high = distances.size();
  while (low < high && !clock.out()) {
    const std::size_t middle =
        high == distances.size() && high - low > 1 ? std::max(low, high - 1) : low + (high - low) / 2;
    const std::optional<CoverProblem> cover = within(problem, distances[middle]);
    LocationAnswer sites;
    if (cover) {
      SearchLimits left = limits;
      left.gap = 0.0;
      left.cpu_seconds = clock.left_seconds();
      sites = solve_set_cover(*cover, left);
      answer.nodes += sites.nodes;
    }
    if (cover && sites.value <= static_cast<double>(p)) {
      answer.open = sites.open;
      high = middle;
    } else if (!cover || sites.bound > static_cast<double>(p) + 1e-6) {
      low = middle + 1;
      if (middle + 1 == distances.size()) break;
    } else {
      break;  // no time left for the proof
    }
  }
  if (answer.open.empty())
    throw Error(ErrorKind::config,
                fmt::format("p-centre: no {} sites were found that reach all places; give more sites, or leave out the "
                            "places that are far off",
                            p));
  answer.open = filled(answer.open, p, problem.sites);
  answer.value = longest_distance(problem, answer.open);
  answer.bound = low < high ? distances[low] : answer.value;
  return answer;
}

}  // namespace planspiel::location
