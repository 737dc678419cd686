#include "engine/location/place_classes.hpp"

#include "engine/base/error.hpp"
#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

TEST(PlaceClasses, MergePlacesThatTheSameSitesCover) {
  // a and c: both sites; b: the first only; d: none.
  const PlaceClasses classes = merge_places(test::problem_of({{0, 1, 2}, {0, 2}}, {1, 2, 4, 8}));
  EXPECT_EQ(classes.class_of, (std::vector<PlaceNumber>{0, 1, 0, 2}));
  EXPECT_EQ(classes.problem.weight, (std::vector<double>{5, 2, 8}));
  EXPECT_TRUE(std::ranges::equal(classes.problem.covers(0), std::vector<PlaceNumber>{0, 1}));
  EXPECT_TRUE(std::ranges::equal(classes.problem.covers(1), std::vector<PlaceNumber>{0}));
}

TEST(PlaceClasses, KeepTheWeightThatAnyChoiceCovers) {
  const CoverProblem problem = test::random_problem(2, {.places = 200, .sites = 6, .density = 0.4});
  const PlaceClasses classes = merge_places(problem);
  EXPECT_LE(classes.problem.places, 64u);  // so many sets of six sites there are
  for (const std::vector<SiteNumber>& open : {std::vector<SiteNumber>{0}, {1, 4}, {2, 3, 5}})
    EXPECT_EQ(test::weight_covered(classes.problem, open), test::weight_covered(problem, open));
}

void expect_refused(const CoverProblem& problem, const std::string& message) {
  try {
    check(problem);
    FAIL() << "should say: " << message;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::config);
    EXPECT_EQ(std::string(error.what()), message);
  }
}

TEST(CoverProblem, SaysWhatContradictsItself) {
  const CoverProblem good = test::problem_of({{0, 1}, {1}}, {1, 1});
  check(good);
  CoverProblem bad = good;
  bad.place_of[2] = 7;
  expect_refused(bad, "cover problem: site 1 covers place 7, but there are only 2");
  bad = good;
  std::swap(bad.place_of[0], bad.place_of[1]);
  expect_refused(bad, "cover problem: the places of site 0 must be ascending, each once");
  bad = good;
  bad.weight[1] = std::nan("");
  expect_refused(bad, "cover problem: the weight of place 1 must be a number, zero or more");
  bad = good;
  bad.cost = {1.0};
  expect_refused(bad, "cover problem: 1 costs for 2 sites; one each, or none at all, is needed");
  bad.cost = {1.0, 0.0};
  expect_refused(bad, "cover problem: the cost of site 1 must be above zero");
  bad = good;
  bad.fixed = {2};
  expect_refused(bad, "cover problem: fixed site 2 does not exist; there are 2");
}

}  // namespace
}  // namespace planspiel::location
