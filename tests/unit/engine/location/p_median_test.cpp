#include "engine/location/p_median.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/random.hpp"
#include "engine/location/p_centre.hpp"
#include "plugins/fire/location_files/location_file.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();

/// Places and sites on a line, at these kilometres.
MedianProblem on_a_line(const std::vector<double>& places, const std::vector<double>& sites) {
  MedianProblem problem{.places = places.size(), .sites = sites.size()};
  problem.weight.assign(places.size(), 1.0);
  for (const double place : places)
    for (const double site : sites) problem.distance.push_back(std::abs(place - site));
  return problem;
}

MedianProblem random_problem(std::uint64_t seed, bool whole) {
  const RandomStream random(seed, "test.median");
  MedianProblem problem{.places = 14, .sites = 9};
  for (std::size_t place = 0; place < problem.places; ++place) {
    problem.weight.push_back(std::floor(5.0 * random.uniform(place, 100)));
    for (std::size_t site = 0; site < problem.sites; ++site) {
      const double d = 100.0 * random.uniform(place, site);
      problem.distance.push_back(whole ? std::floor(d) : d);
    }
  }
  return problem;
}

/// The least of a measure over all sets of p sites that hold the fixed ones.
template <class Measure>
double least_of_all(const MedianProblem& problem, std::size_t p, Measure&& measure) {
  double least = kNoWay;
  for (std::uint32_t set = 0; set < 1u << problem.sites; ++set) {
    std::vector<SiteNumber> open;
    for (SiteNumber site = 0; site < problem.sites; ++site)
      if (set >> site & 1) open.push_back(site);
    const bool holds = std::ranges::all_of(problem.fixed, [&](SiteNumber site) { return set >> site & 1; });
    if (open.size() == p && holds) least = std::min(least, measure(open));
  }
  return least;
}

std::string message_of(const MedianProblem& problem, std::size_t p) {
  try {
    solve_p_median(problem, p, {});
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(PMedian, OneSiteStandsAtTheMiddlePlace) {
  const std::vector<double> km{0.0, 1.0, 2.0, 10.0, 50.0};
  const LocationAnswer answer = solve_p_median(on_a_line(km, km), 1, {});
  EXPECT_EQ(answer.open, (std::vector<SiteNumber>{2}));
  EXPECT_EQ(answer.value, 2.0 + 1.0 + 0.0 + 8.0 + 48.0);
  EXPECT_EQ(answer.bound, answer.value);
}

TEST(PMedian, FindsTheBestOfAllSetsAndProvesIt) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    MedianProblem problem = random_problem(seed, seed % 2 == 0);
    const std::size_t p = 1 + seed % 4;
    if (seed % 3 == 0) problem.fixed = {static_cast<SiteNumber>(seed % 9)};
    const LocationAnswer answer = solve_p_median(problem, p, {});
    const double least = least_of_all(problem, p, [&](const auto& open) { return weighted_distance(problem, open); });
    EXPECT_EQ(answer.open.size(), p) << seed;
    for (const SiteNumber site : problem.fixed) EXPECT_TRUE(std::ranges::binary_search(answer.open, site)) << seed;
    EXPECT_NEAR(answer.value, least, 1e-9 * least) << seed;
    EXPECT_EQ(answer.value, weighted_distance(problem, answer.open)) << seed;
    EXPECT_EQ(answer.bound, answer.value) << seed;
  }
}

TEST(PMedian, AllSitesServeEachPlaceFromItsNearest) {
  const MedianProblem problem = random_problem(5, true);
  const LocationAnswer answer = solve_p_median(problem, problem.sites, {});
  double sum = 0.0;
  for (PlaceNumber place = 0; place < problem.places; ++place) {
    double least = kNoWay;
    for (SiteNumber site = 0; site < problem.sites; ++site) least = std::min(least, problem.to(place, site));
    sum += problem.weight[place] * least;
  }
  EXPECT_EQ(answer.value, sum);
}

TEST(PMedian, PlacesWithoutWayToASiteAreServedByAnother) {
  MedianProblem problem = on_a_line({0.0, 1.0, 9.0}, {0.0, 5.0, 9.0});
  problem.distance[2 * 3 + 0] = problem.distance[2 * 3 + 1] = kNoWay;  // the third place has the third site only
  EXPECT_EQ(solve_p_median(problem, 2, {}).open, (std::vector<SiteNumber>{0, 2}));
}

TEST(PMedian, NamesWhatIsWrong) {
  MedianProblem problem = on_a_line({0.0, 1.0}, {0.0, 1.0});
  EXPECT_EQ(message_of(problem, 3), "3 of 2 sites are to be chosen: choose 1 to 2");
  problem.distance[1] = -1.0;
  EXPECT_EQ(message_of(problem, 1), "the distance from place 0 to site 1 is -1: distances are 0 or more");
  problem.distance[1] = kNoWay;
  problem.distance[2] = kNoWay;
  EXPECT_NE(message_of(problem, 1).find("no 1 sites were found that reach all places"), std::string::npos);
  problem.weight[1] = std::nan("");
  EXPECT_EQ(message_of(problem, 1), "place 1 has the weight nan: weights are 0 or more");
}

TEST(PMedian, ReachesThePublishedOptimaWithProof) {
  if (test::published_cases().empty()) GTEST_SKIP() << "no folder ../shared with published cases";
  const auto cases = test::published_cases() / "p-median";
  const std::pair<const char*, double> published[] = {
      {"pmed1", 5819}, {"pmed5", 1355}, {"pmed10", 1255}, {"pmed13", 4374}};
  for (const auto& [name, optimum] : published) {
    const fire::LocationFile file = fire::read_orlib_pmed(cases / (std::string(name) + ".txt"));
    const LocationAnswer answer = solve_p_median(file.distances, *file.p, {});
    EXPECT_EQ(answer.value, optimum) << name;
    EXPECT_EQ(answer.bound, optimum) << name;
  }
}

TEST(PCentre, HalvesTheLongestWay) {
  const std::vector<double> km{0.0, 2.0, 10.0, 14.0};
  const LocationAnswer answer = solve_p_centre(on_a_line(km, {0.0, 2.0, 10.0, 12.0, 14.0}), 2, {});
  EXPECT_EQ(answer.value, 2.0);
  EXPECT_EQ(answer.bound, 2.0);
}

TEST(PCentre, FindsTheBestOfAllSets) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    MedianProblem problem = random_problem(seed, seed % 2 == 0);
    const std::size_t p = 1 + seed % 4;
    if (seed % 3 == 0) problem.fixed = {static_cast<SiteNumber>(seed % 9)};
    const LocationAnswer answer = solve_p_centre(problem, p, {});
    EXPECT_EQ(answer.open.size(), p) << seed;
    EXPECT_EQ(answer.value, least_of_all(problem, p, [&](const auto& open) { return longest_distance(problem, open); }))
        << seed;
    EXPECT_EQ(answer.bound, answer.value) << seed;
  }
}

}  // namespace
}  // namespace planspiel::location
