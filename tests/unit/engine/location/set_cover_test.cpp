#include "engine/location/set_cover.hpp"

#include <numeric>

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

double cost_of(const CoverProblem& problem, const std::vector<SiteNumber>& open) {
  double sum = 0.0;
  for (const SiteNumber site : open) sum += problem.cost.empty() ? 1.0 : problem.cost[site];
  return sum;
}

bool are_all_covered(const CoverProblem& problem, const std::vector<SiteNumber>& open) {
  return std::ranges::all_of(test::times(problem, open), [](std::size_t n) { return n > 0; });
}

double cheapest_of_all(const CoverProblem& problem) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p <= problem.sites(); ++p)
    best = std::min(best, -test::best_of_all(problem, p, 1, [&](const std::vector<SiteNumber>& open) {
                      return are_all_covered(problem, open) ? -cost_of(problem, open)
                                                            : -std::numeric_limits<double>::infinity();
                    }));
  return best;
}

TEST(SetCover, TakesTwoCheapSitesBeforeOneDearOne) {
  // A covers all for 5; B and C cover the halves for 2 each.
  CoverProblem problem = test::problem_of({{0, 1, 2, 3}, {0, 1}, {2, 3}}, {1, 1, 1, 1});
  problem.cost = {5.0, 2.0, 2.0};
  const LocationAnswer answer = solve_set_cover(problem, {});
  EXPECT_EQ(answer.open, (std::vector<SiteNumber>{1, 2}));
  EXPECT_EQ(answer.value, 4.0);
  EXPECT_EQ(answer.bound, 4.0);
}

TEST(SetCover, KeepsFixedSitesAndCountsTheirCost) {
  CoverProblem problem = test::problem_of({{0, 1, 2, 3}, {0, 1}, {2, 3}}, {1, 1, 1, 1});
  problem.cost = {5.0, 2.0, 2.0};
  problem.fixed = {0};
  const LocationAnswer answer = solve_set_cover(problem, {});
  EXPECT_EQ(answer.open, (std::vector<SiteNumber>{0}));
  EXPECT_EQ(answer.value, 5.0);
  EXPECT_EQ(answer.bound, 5.0);
}

TEST(SetCover, NamesPlacesThatNoSiteCovers) {
  const CoverProblem problem = test::problem_of({{0, 2}}, {1, 1, 1, 1});
  EXPECT_EQ(uncoverable(problem), (std::vector<PlaceNumber>{1, 3}));
  try {
    solve_set_cover(problem, {});
    FAIL() << "places 1 and 3 cannot be covered";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::config);
    EXPECT_STREQ(
        error.what(),
        "set cover: no site covers 2 of 4 places (1, 3); give these a site, a larger reach, or leave them out");
  }
}

TEST(SetCover, NamesTenOfManyUncoverablePlaces) {
  const CoverProblem problem = test::problem_of({{}}, std::vector<double>(12, 1.0));
  try {
    solve_set_cover(problem, {});
    FAIL() << "nothing is covered";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("12 of 12 places (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …)"), std::string::npos);
  }
}

TEST(SetCover, FindsTheCheapestOfAllChoices) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CoverProblem problem = test::random_problem(seed, {.places = 14, .sites = 9, .density = 0.25, .coverable = true});
    const RandomStream random(seed, "test.cost");
    if (seed % 3 != 0)
      for (std::size_t s = 0; s < problem.sites(); ++s) {
        const double cost = 1.0 + 9.0 * random.uniform(s);
        problem.cost.push_back(seed % 3 == 1 ? cost : std::floor(cost));
      }
    if (seed % 4 == 0) problem.fixed = {SiteNumber(seed % 9)};
    const LocationAnswer answer = solve_set_cover(problem, {});
    EXPECT_TRUE(are_all_covered(problem, answer.open)) << seed;
    EXPECT_TRUE(test::holds(answer.open, problem.fixed)) << seed;
    EXPECT_NEAR(answer.value, cost_of(problem, answer.open), 1e-9) << seed;
    EXPECT_NEAR(answer.value, cheapest_of_all(problem), 1e-9) << seed;
    EXPECT_LE(answer.bound, answer.value) << seed;
    EXPECT_NEAR(answer.bound, answer.value, 1e-6) << seed;
  }
}

TEST(SetCover, FindsAPlantedPartition) {
  // Ten sites part 200 places for 20 each; 300 others cover as many places each for 21.
  const RandomStream random(7, "test.planted");
  std::vector<std::vector<PlaceNumber>> lists(310);
  for (PlaceNumber place = 0; place < 200; ++place) {
    lists[place % 10].push_back(place);
    for (std::size_t s = 10; s < lists.size(); ++s)
      if (random.uniform(place, s) < 0.1) lists[s].push_back(place);
  }
  CoverProblem problem = test::problem_of(lists, std::vector<double>(200, 1.0));
  for (std::size_t s = 0; s < lists.size(); ++s) problem.cost.push_back(s < 10 ? 20.0 : 1.05 * double(lists[s].size()));
  const LocationAnswer answer = solve_set_cover(problem, {});
  EXPECT_EQ(answer.open, (std::vector<SiteNumber>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));  // every place costs at least 1
  EXPECT_NEAR(answer.bound, 200.0, 1e-4);
}

TEST(SetCover, BoundStaysBelowTheCoverWhereTimeIsShort) {
  const CoverProblem town = test::random_town(3, 300, 0.12);
  SearchLimits limits;
  limits.cpu_seconds = 0.0;
  const LocationAnswer hasty = solve_set_cover(town, limits), patient = solve_set_cover(town, {.gap = 0.1});
  EXPECT_TRUE(are_all_covered(town, hasty.open));
  EXPECT_LE(hasty.bound, patient.value);
  EXPECT_LE(patient.bound, hasty.value);
  EXPECT_LE(relative_gap(patient), 0.1);
}

class PublishedSetCover : public testing::TestWithParam<std::string> {};
TEST_P(PublishedSetCover, IsSolvedToProof) {
  PLANSPIEL_NEEDS_CASES(cases);
  std::ifstream optima = test::open_case(cases / "set-cover/optima.csv");
  std::map<std::string, double> optimum;
  for (std::string line; std::getline(optima, line);)
    if (line.starts_with("scp")) optimum[line.substr(0, line.find(','))] = std::stod(line.substr(line.find(',') + 1));
  const CoverProblem problem = test::read_scp(cases / "set-cover" / (GetParam() + ".txt"));
  SearchLimits limits;
#ifdef __SANITIZE_ADDRESS__
  limits.cpu_seconds = 400.0;  // some fifteen times slower
#else
  limits.cpu_seconds = 60.0;
#endif
  const LocationAnswer answer = solve_set_cover(problem, limits);
  EXPECT_TRUE(are_all_covered(problem, answer.open));
  EXPECT_EQ(cost_of(problem, answer.open), optimum.at(GetParam()));
  EXPECT_EQ(answer.value, optimum.at(GetParam()));
  EXPECT_EQ(answer.bound, optimum.at(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(OrLibrary, PublishedSetCover,
                         testing::Values("scp41", "scp42", "scp43", "scp44", "scp45", "scp46", "scp47", "scp48",
                                         "scp49", "scp410", "scpa1", "scpa2", "scpa3", "scpa4", "scpa5", "scpe1",
                                         "scpe2", "scpe3", "scpe4", "scpe5"));

TEST(SetCover, SanFranciscoNeedsEightSites) {
  PLANSPIEL_NEEDS_CASES(cases);
  const CoverProblem city =
      test::read_san_francisco(cases / "spopt/SF_network_distance_candidateStore_16_censusTract_205_new.csv", 5000.0);
  const LocationAnswer answer = solve_set_cover(city, {});
  EXPECT_EQ(answer.value, 8.0);
  EXPECT_EQ(answer.bound, 8.0);
}

}  // namespace
}  // namespace planspiel::location
