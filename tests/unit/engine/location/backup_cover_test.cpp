#include "engine/location/backup_cover.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

constexpr double kForbidden = -std::numeric_limits<double>::infinity();

bool covers_all(const CoverProblem& problem, const std::vector<SiteNumber>& open) {
  return std::ranges::all_of(test::times(problem, open), [](std::size_t n) { return n > 0; });
}

TEST(BackupCover, TakesTheCoverWithMoreBehindIt) {
  // Two sites are needed: A and B leave only b covered twice (weight 1), A and C cover b and c twice.
  const CoverProblem problem = test::problem_of({{0, 1, 2}, {1, 3}, {1, 2, 3}}, {1, 1, 5, 1});
  const BackupCoverAnswer answer = solve_backup_cover(problem, {});
  EXPECT_EQ(answer.cover.value, 2.0);
  EXPECT_EQ(answer.backup.open, (std::vector<SiteNumber>{0, 2}));
  EXPECT_EQ(answer.backup.value, 6.0);
  EXPECT_EQ(answer.backup.bound, 6.0);
}

TEST(BackupCover, FindsTheBestOfAllCovers) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const CoverProblem problem = test::random_problem(
        seed, {.places = 20, .sites = 10, .density = 0.3, .whole_weights = seed % 2 == 0, .coverable = true});
    const BackupCoverAnswer answer = solve_backup_cover(problem, {});
    const auto p = answer.cover.open.size();
    const auto value = [&](const std::vector<SiteNumber>& open) {
      return covers_all(problem, open) ? test::weight_covered(problem, open, 2) : kForbidden;
    };
    EXPECT_EQ(test::best_of_all(problem, p - 1, 1, value), kForbidden) << seed;
    EXPECT_EQ(answer.backup.open.size(), p) << seed;
    EXPECT_NEAR(answer.backup.value, value(answer.backup.open), 1e-9) << seed;
    EXPECT_NEAR(answer.backup.value, test::best_of_all(problem, p, 1, value), 1e-6) << seed;
    EXPECT_NEAR(answer.backup.bound, answer.backup.value, 1e-5) << seed;
    EXPECT_GE(answer.backup.bound, answer.backup.value) << seed;
  }
}

TEST(BackupCover, SolvesAPublishedTownToProof) {
  PLANSPIEL_NEEDS_CASES(cases);
  const CoverProblem problem = test::read_sjc(cases / "maximal-cover/SJC324.txt", 800.0);
  const BackupCoverAnswer answer = solve_backup_cover(problem, {});
  EXPECT_EQ(answer.cover.value, 5.0);  // the published maximal cover is full with five sites, not with four
  EXPECT_EQ(answer.cover.bound, 5.0);
  EXPECT_TRUE(covers_all(problem, answer.backup.open));
  EXPECT_EQ(answer.backup.value, test::weight_covered(problem, answer.backup.open, 2));
  EXPECT_EQ(answer.backup.bound, answer.backup.value);
}

TEST(DoubleStandard, FindsTheBestOfAllChoicesThatMeetBothDemands) {
  std::size_t solved = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const CoverProblem near = test::random_town(seed, 12, 0.25), wide = test::random_town(seed, 12, 0.5);
    const DoubleStandardOptions options{.units = 4, .near_share = 0.7, .most_per_site = 1 + std::uint32_t(seed % 2)};
    const double total = test::weight_covered(near, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    const auto value = [&](const std::vector<SiteNumber>& open) {
      const bool allowed = covers_all(wide, open) && test::weight_covered(near, open) >= 0.7 * total;
      return allowed ? test::weight_covered(near, open, 2) : kForbidden;
    };
    const double best = test::best_of_all(near, 4, options.most_per_site, value);
    if (best == kForbidden) {
      EXPECT_THROW(solve_double_standard(near, wide, options, {}), Error) << seed;
      continue;
    }
    const LocationAnswer answer = solve_double_standard(near, wide, options, {});
    EXPECT_EQ(answer.value, value(answer.open)) << seed;
    EXPECT_EQ(answer.value, best) << seed;
    EXPECT_EQ(answer.bound, best) << seed;
    ++solved;
  }
  EXPECT_GE(solved, 10u);
}

TEST(DoubleStandard, SaysWhatItCannotMeet) {
  const CoverProblem near = test::problem_of({{0}, {1}}, {1, 1}), wide = test::problem_of({{0, 1}, {0, 1}}, {1, 1});
  try {
    solve_double_standard(near, wide, {.units = 1, .near_share = 0.9}, {});
    FAIL() << "one unit reaches half of the weight in near reach";
  } catch (const Error& error) {
    EXPECT_STREQ(
        error.what(),
        "double standard: no choice of 1 units was found that covers every place within the wide reach and the "
        "share asked for within the near one; give it more units or lower the share");
  }
  EXPECT_THROW(solve_double_standard(near, test::problem_of({{0}}, {1}), {.units = 1}, {}), Error);
}

}  // namespace
}  // namespace planspiel::location
