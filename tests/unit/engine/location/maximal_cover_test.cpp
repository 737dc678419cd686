#include "engine/location/maximal_cover.hpp"

#include <sstream>

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

TEST(MaximalCover, PassesOverTheGreedyChoice) {
  // B alone is best (4 places), but A and C together cover all six.
  const CoverProblem problem = test::problem_of({{0, 1, 2}, {1, 2, 3, 4}, {3, 4, 5}}, {1, 1, 1, 1, 1, 1});
  const LocationAnswer answer = solve_maximal_cover(problem, 2, {});
  EXPECT_EQ(answer.open, (std::vector<SiteNumber>{0, 2}));
  EXPECT_EQ(answer.value, 6.0);
  EXPECT_EQ(answer.bound, 6.0);
}

TEST(MaximalCover, OpensAsManySitesAsAskedForEvenWhereNoneGains) {
  const CoverProblem problem = test::problem_of({{0, 1}, {0}, {1}, {}}, {1, 1});
  for (std::size_t p = 0; p <= 4; ++p) EXPECT_EQ(solve_maximal_cover(problem, p, {}).open.size(), p);
}

TEST(MaximalCover, RefusesMoreSitesThanThereAreAndFewerThanAreFixed) {
  CoverProblem problem = test::problem_of({{0}, {1}, {2}}, {1, 1, 1});
  problem.fixed = {0, 1};
  for (const std::size_t p : {1u, 4u}) {
    try {
      solve_maximal_cover(problem, p, {});
      FAIL() << p;
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), "cover problem: " + std::to_string(p) +
                                  " sites are asked for; between 2 (fixed) and 3 (all) can be open");
    }
  }
}

TEST(MaximalCover, FindsTheBestOfAllChoices) {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CoverProblem problem =
        test::random_problem(seed, {.places = 25, .sites = 11, .density = 0.2, .whole_weights = seed % 2 == 0});
    const std::size_t p = 1 + seed % 5;
    if (seed % 3 == 0) problem.fixed = {SiteNumber(seed % 11)};
    const LocationAnswer answer = solve_maximal_cover(problem, p, {});
    const double best =
        test::best_of_all(problem, p, 1, [&](const auto& open) { return test::weight_covered(problem, open); });
    EXPECT_EQ(answer.open.size(), p) << seed;
    EXPECT_TRUE(test::holds(answer.open, problem.fixed)) << seed;
    EXPECT_NEAR(answer.value, test::weight_covered(problem, answer.open), 1e-9) << seed;
    EXPECT_NEAR(answer.value, best, 1e-6) << seed;
    EXPECT_GE(answer.bound, answer.value) << seed;
    EXPECT_NEAR(answer.bound, best, 1e-6) << seed;
    EXPECT_GE(maximal_cover_bound(problem, problem.fixed, p), best - 1e-9) << seed;
  }
}

TEST(MaximalCover, TheQuickBoundAddsTheGreatestGains) {
  // A covers 2, beside it B gains 1, C gains 2 and D nothing: two of them gain 3 at most, though B and C overlap.
  const CoverProblem problem = test::problem_of({{0, 1}, {1, 2}, {2, 3}, {0}}, {1, 1, 1, 1});
  EXPECT_EQ(maximal_cover_bound(problem, std::vector<SiteNumber>{0}, 1), 2.0);
  EXPECT_EQ(maximal_cover_bound(problem, std::vector<SiteNumber>{0}, 3), 5.0);
}

TEST(MaximalCover, BoundHoldsWhereTimeIsShort) {
  const CoverProblem town = test::random_town(5, 400, 0.08);
  SearchLimits limits;
  limits.cpu_seconds = 0.0;
  const LocationAnswer hasty = solve_maximal_cover(town, 15, limits),
                       patient = solve_maximal_cover(town, 15, {.gap = 0.02});
  EXPECT_EQ(hasty.open.size(), 15u);
  EXPECT_EQ(hasty.value, test::weight_covered(town, hasty.open));
  EXPECT_GE(hasty.bound, patient.value);
  EXPECT_GE(patient.bound, hasty.value);
  EXPECT_LE(relative_gap(patient), 0.02);
}

TEST(MaximalCover, GivesTheSameBytesTwice) {
  const CoverProblem town = test::random_town(6, 200, 0.1);
  const LocationAnswer a = solve_maximal_cover(town, 9, {}), b = solve_maximal_cover(town, 9, {});
  EXPECT_EQ(a.open, b.open);
  EXPECT_EQ(a.bound, b.bound);
  EXPECT_EQ(a.nodes, b.nodes);
}

TEST(MaximalCover, FollowsADraggedStationToTheSameAnswerAsAFreshStart) {
  const CoverProblem town = test::random_town(8, 150, 0.12);
  MaximalCoverSearch search(town, 6);
  search.solve({});
  for (SiteNumber moved = 0; moved < 5; ++moved) {
    const auto elsewhere = town.covers(100 + moved);
    search.replace(moved, elsewhere);
    EXPECT_TRUE(std::ranges::equal(search.problem().covers(moved), elsewhere));
    const LocationAnswer warm = search.solve({}), fresh = solve_maximal_cover(search.problem(), 6, {});
    EXPECT_EQ(warm.value, test::weight_covered(search.problem(), warm.open));
    EXPECT_EQ(warm.value, fresh.value);
    EXPECT_EQ(warm.bound, fresh.bound);
  }
}

class PublishedMaximalCover : public testing::TestWithParam<std::string> {};
TEST_P(PublishedMaximalCover, IsSolvedToProofForEveryNumberOfSites) {
  PLANSPIEL_NEEDS_CASES(cases);
  const CoverProblem problem = test::read_sjc(cases / "maximal-cover" / (GetParam() + ".txt"), 800.0);
  std::ifstream optima = test::open_case(cases / "maximal-cover/optima.csv");
  std::size_t rows = 0;
  for (std::string line; std::getline(optima, line);) {
    if (!line.starts_with(GetParam() + ",800,")) continue;
    std::istringstream rest(line.substr(GetParam().size() + 5));
    std::size_t p = 0;
    double optimum = 0.0;
    char comma = ' ';
    rest >> p >> comma >> optimum;
    const LocationAnswer answer = solve_maximal_cover(problem, p, {});
    EXPECT_EQ(answer.value, optimum) << line;
    EXPECT_EQ(answer.bound, optimum) << line;
    EXPECT_EQ(test::weight_covered(problem, answer.open), optimum) << line;
    ++rows;
  }
  EXPECT_GE(rows, 5u);
}
INSTANTIATE_TEST_SUITE_P(SanJoseDosCampos, PublishedMaximalCover, testing::Values("SJC324", "SJC402"));

TEST(MaximalCover, SolvesTheSyntheticCaseToProofForTenAndTwentySites) {
  PLANSPIEL_NEEDS_CASES(cases);
  const CoverProblem problem = test::read_synthetic(cases / "maximal-cover/synth5000x500_u.txt", 2.2);
  for (const auto& [p, optimum] : {std::pair{10u, 88412.0}, std::pair{20u, 163541.0}}) {
    const LocationAnswer answer = solve_maximal_cover(problem, p, {});
    EXPECT_EQ(answer.value, optimum);
    EXPECT_EQ(answer.bound, optimum);
    EXPECT_EQ(test::weight_covered(problem, answer.open), optimum);
  }
}

TEST(MaximalCover, ComesWithinOnePercentForFortySites) {
  PLANSPIEL_NEEDS_CASES(cases);
  const CoverProblem problem = test::read_synthetic(cases / "maximal-cover/synth5000x500_u.txt", 2.2);
  const LocationAnswer answer =
      solve_maximal_cover(problem, 40, {.gap = 0.0098, .cpu_seconds = 120.0, .streams = "fire.location"});
  EXPECT_EQ(answer.value, test::weight_covered(problem, answer.open));
  EXPECT_GE(answer.value, 246750.0);  // with the random numbers of `planspiel locate`
  EXPECT_LT(relative_gap(answer), 0.01);
  EXPECT_GE(answer.bound, 246752.0);  // the best value known
}

TEST(MaximalCover, SanFranciscoIsCoveredToNineTenthsByFourSites) {
  PLANSPIEL_NEEDS_CASES(cases);
  const CoverProblem city =
      test::read_san_francisco(cases / "spopt/SF_network_distance_candidateStore_16_censusTract_205_new.csv", 5000.0);
  const LocationAnswer answer = solve_maximal_cover(city, 4, {});
  EXPECT_EQ(answer.value, 875247.0);
  EXPECT_EQ(answer.bound, 875247.0);
}

}  // namespace
}  // namespace planspiel::location
