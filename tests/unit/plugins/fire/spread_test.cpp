#include "plugins/fire/spread.hpp"

#include <gtest/gtest.h>

#include "plugins/fire/options.hpp"
#include "plugins/fire/sizing/year_case.hpp"

namespace planspiel::fire {
namespace {

TEST(Spread, IsTheSameDatumForExpectedCoverageAndForSimulatedYears) {
  EXPECT_GT(Spread::usual().turnout, 0.0);
  EXPECT_EQ(ResponseOptions{}.spread.turnout, Spread::usual().turnout);
  EXPECT_EQ(ResponseOptions{}.spread.drive, Spread::usual().drive);
  EXPECT_EQ(YearOptions{}.response.spread.turnout, Spread::usual().turnout);
  EXPECT_EQ(YearOptions{}.response.spread.drive, Spread::usual().drive);
}

TEST(Spread, OfDrivesIsLessThanBeforeTheNetworkWasTakenOut) { EXPECT_LT(Spread::usual().drive, 0.5); }

}  // namespace
}  // namespace planspiel::fire
