#include "engine/location/cover_state.hpp"

#include "tests/unit/engine/location/cover_cases.hpp"

namespace planspiel::location {
namespace {

std::vector<SiteNumber> open_of(const CoverState& state) {
  std::vector<SiteNumber> open;
  for (SiteNumber site = 0; site < state.sites(); ++site) open.insert(open.end(), state.units(site), site);
  return open;
}

void expect_consistent(const CoverProblem& problem, const CoverState& state) {
  const auto open = open_of(state);
  ASSERT_EQ(state.value(), test::weight_covered(problem, open));
  for (SiteNumber site = 0; site < problem.sites(); ++site) {
    auto with = open;
    with.push_back(site);
    ASSERT_EQ(state.gain(site), test::weight_covered(problem, with) - state.value()) << site;
    if (state.units(site) == 0) continue;
    auto without = open;
    without.erase(std::ranges::find(without, site));
    ASSERT_EQ(state.loss(site), state.value() - test::weight_covered(problem, without)) << site;
  }
}

TEST(CoverState, KnowsWhatEachSiteWouldGainAndLose) {
  // A covers a b, B covers b c with weights a 1, b 2, c 4.
  CoverState state(test::problem_of({{0, 1}, {1, 2}}, {1, 2, 4}));
  EXPECT_EQ(state.gain(0), 3.0);
  state.add(0);
  EXPECT_EQ(state.value(), 3.0);
  EXPECT_EQ(state.gain(1), 4.0);  // b is covered
  EXPECT_EQ(state.loss(0), 3.0);
  state.add(1);
  EXPECT_EQ(state.loss(0), 1.0);  // b stays covered
  EXPECT_EQ(state.times_covered(1), 2u);
}

TEST(CoverState, OpensFixedSites) {
  CoverProblem problem = test::problem_of({{0, 1}, {1, 2}}, {1, 2, 4});
  problem.fixed = {1};
  EXPECT_EQ(CoverState(problem).value(), 6.0);
}

TEST(CoverState, StaysConsistentOverManyChanges) {
  CoverProblem problem = test::random_problem(4, {.places = 60, .sites = 15, .density = 0.2});
  CoverState state(problem);
  const RandomStream random(1, "test.changes");
  for (std::uint64_t step = 0; step < 300; ++step) {
    const auto site = SiteNumber(random.uniform(step, 0) * 15.0);
    if (state.units(site) > 0)
      state.drop(site);
    else
      state.add(site);
    expect_consistent(problem, state);
  }
}

TEST(CoverState, SaysWhatASwapGainsAndStaysAsItWas) {
  CoverProblem problem = test::random_problem(9, {.places = 60, .sites = 15, .density = 0.25});
  CoverState state(problem);
  for (const SiteNumber site : {1u, 4u, 7u}) state.add(site);
  for (const SiteNumber out : {1u, 4u, 7u})
    for (SiteNumber in = 8; in < 15; ++in) {
      const double before = state.value(), promised = state.swap_gain(out, in);
      EXPECT_EQ(state.value(), before);
      CoverState swapped = state;
      swapped.swap(out, in);
      EXPECT_EQ(swapped.value(), before + promised);
    }
}

TEST(CoverState, CountsTheSameAfterAStationIsDragged) {
  // Each step gives a site another list, open or not, until every row's list of sites has grown beyond its room.
  CoverProblem problem = test::random_problem(12, {.places = 40, .sites = 12, .density = 0.15});
  CoverState state(problem);
  for (const SiteNumber site : {0u, 3u, 5u, 8u}) state.add(site);
  std::vector<std::vector<PlaceNumber>> lists;
  for (SiteNumber site = 0; site < 12; ++site)
    lists.emplace_back(problem.covers(site).begin(), problem.covers(site).end());
  for (SiteNumber site = 0; site < 12; ++site) {
    lists[site].clear();
    for (PlaceNumber place = site % 3; place < 40; place += 1 + site % 2) lists[site].push_back(place);
    state.replace(site, lists[site]);
    expect_consistent(test::problem_of(lists, problem.weight), state);
  }
}

TEST(CoverState, TakesGainsByLevelAndSeveralUnits) {
  CoverModel model = cover_model(test::problem_of({{0, 1}, {1}}, {1, 1}), 2);
  model.gain = {10, 3, 20, 5};  // of the first and second unit at places 0 and 1
  CoverState state(model, std::vector<std::uint32_t>{2, 1});
  EXPECT_EQ(state.value(), 13.0 + 25.0);  // place 0 has two units, place 1 three
  EXPECT_EQ(state.loss(0), 3.0);          // place 1 keeps two
  EXPECT_EQ(state.gain(1), 0.0);
}

}  // namespace
}  // namespace planspiel::location
