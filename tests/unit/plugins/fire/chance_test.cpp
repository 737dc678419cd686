#include "plugins/fire/chance.hpp"

#include <gtest/gtest.h>

#include "engine/base/random.hpp"

namespace planspiel::fire {
namespace {

/// 60 s of turnout, then a drive; six all come unless said otherwise.
Arrival unit(double drive_s, std::uint32_t crew = 6, double shows_up = 1.0, bool professional = true) {
  return {60.0 + drive_s, crew * shows_up, professional, drive_s, 60.0, crew, shows_up};
}

double chance(const std::vector<Arrival>& sent, const Demand& demand, const Spread& spread,
              Crews crews = Crews::drawn) {
  const std::vector<double> turnouts{60.0};
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < sent.size(); ++i) all.push_back(i);
  return Chances(turnouts, {&demand, 1}, spread).in_time(sent, all, StandardId(std::size_t{0}), crews);
}

const Demand kFirst{.time_s = 260.0, .functions = 1.0};
const Spread kFixed = Spread::of(0.0, 0.0);

TEST(Chances, WithoutSpreadAreAStepAtTheLastMoment) {
  EXPECT_EQ(chance({unit(200.0)}, kFirst, kFixed), 1.0);
  EXPECT_EQ(chance({unit(201.0)}, kFirst, kFixed), 0.0);
}

TEST(Chances, OfADriveAreTheLognormalDistribution) {
  EXPECT_NEAR(chance({unit(200.0)}, kFirst, Spread::of(0.0, 0.5)), 0.5, 1e-3);  // the median takes just as long
  EXPECT_NEAR(chance({unit(200.0 * std::exp(-0.5))}, kFirst, Spread::of(0.0, 0.5)), 0.8413, 1e-3);  // Φ(1)
}

TEST(Chances, OfATurnoutAreTheLognormalDistributionOfWhatTheDriveLeaves) {
  EXPECT_NEAR(chance({unit(260.0 - 60.0 * std::exp(0.45))}, kFirst, Spread::of(0.45, 0.0)), 0.8413, 1e-3);
}

TEST(Chances, OfTurnoutAndDriveAreWhatDrawsShow) {
  const Spread spread = Spread::of(0.45, 0.2);
  const RandomStream random(7, "test");
  int in_time = 0;
  constexpr int kDraws = 200000;
  for (int i = 0; i < kDraws; ++i)
    in_time += 60.0 * std::exp(0.45 * random.normal(i, 0)) + 170.0 * std::exp(0.2 * random.normal(i, 1)) <= 260.0;
  EXPECT_NEAR(chance({unit(170.0)}, kFirst, spread), in_time / double{kDraws}, 0.003);
}

TEST(Chances, OfSeveralFirstUnitsAreThatNotAllAreLate) {
  const double one = chance({unit(200.0)}, kFirst, Spread::of(0.0, 0.5));
  EXPECT_NEAR(chance({unit(200.0), unit(200.0)}, kFirst, Spread::of(0.0, 0.5)), 1.0 - (1.0 - one) * (1.0 - one), 1e-6);
}

TEST(Chances, OfSixteenFunctionsNeedAllUnitsThatMakeThem) {
  const Demand sixteen{.time_s = 260.0, .functions = 16.0};
  const Spread spread = Spread::of(0.0, 0.5);
  const double one = chance({unit(150.0)}, kFirst, spread);
  EXPECT_NEAR(chance({unit(150.0, 10), unit(150.0, 6)}, sixteen, spread), one * one, 1e-6);
  EXPECT_EQ(chance({unit(1.0, 10)}, sixteen, spread), 0.0);  // ten are not sixteen
}

TEST(Chances, OfVolunteersAreThoseOfTheNumberThatComes) {
  const Demand four{.time_s = 260.0, .functions = 4.0};
  // Binomial(6, 0.7): P(≥ 4) = 0.74431; with 4.2 expected ones each time four are always there
  EXPECT_NEAR(chance({unit(100.0, 6, 0.7, false)}, four, kFixed), 0.74431, 1e-5);
  EXPECT_EQ(chance({unit(100.0, 6, 0.7, false)}, four, kFixed, Crews::expected), 1.0);
}

TEST(Chances, OfAStandardForProfessionalsLeaveTheOthersOut) {
  const Demand professional{.time_s = 260.0, .functions = 1.0, .professional_only = true};
  EXPECT_EQ(chance({unit(100.0, 6, 0.7, false)}, professional, kFixed), 0.0);
  EXPECT_EQ(chance({unit(100.0, 6, 0.7, false), unit(150.0)}, professional, kFixed), 1.0);
}

}  // namespace
}  // namespace planspiel::fire
