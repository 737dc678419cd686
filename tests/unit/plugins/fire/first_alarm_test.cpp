#include "plugins/fire/first_alarm.hpp"

#include <gtest/gtest.h>

namespace planspiel::fire {
namespace {

/// Volunteers V in 200 s; at 300 s ten and six of the station; a ladder L at 400 s; six more at 500 s.
const std::vector<Arrival> kSorted{{200.0, 4.2, false, 100.0, 100.0, 6, 0.7, 1},
                                   {300.0, 10.0, true, 200.0, 100.0, 10, 1.0, 2},
                                   {300.0, 6.0, true, 200.0, 100.0, 6, 1.0, 1},
                                   {400.0, 2.0, true, 300.0, 100.0, 2, 1.0, 3},
                                   {500.0, 6.0, true, 400.0, 100.0, 6, 1.0, 1}};

std::vector<std::size_t> sent(const AlarmPlan& plan, bool professional_first = false) {
  std::vector<std::size_t> units;
  send_first_alarm(kSorted, plan, professional_first, units);
  return units;
}

TEST(FirstAlarm, SendsTheNearestUntilTheFunctionsAreUnderWay) {
  EXPECT_EQ(sent({.functions = 4.0}), (std::vector<std::size_t>{0}));
  EXPECT_EQ(sent({.functions = 16.0}), (std::vector<std::size_t>{0, 1, 2}));  // 4.2 and ten are not enough
}

TEST(FirstAlarm, CallsTheVehicleThatIsNeededFirst) {
  EXPECT_EQ(sent({.needs = {{3, 1}}, .functions = 6.0}), (std::vector<std::size_t>{3, 0}));
}

TEST(FirstAlarm, CallsProfessionalUnitsBeforeOthersWhereTheRuleSaysSo) {
  EXPECT_EQ(sent({.functions = 16.0}, true), (std::vector<std::size_t>{1, 2}));
}

TEST(FirstAlarm, SendsAllWhereAllAreNotEnough) { EXPECT_EQ(sent({.functions = 100.0}).size(), 5u); }

TEST(Standards, OfSixteenFunctionsAskNothingOfIncidentsToWhichTenAreSent) {
  EXPECT_FALSE(counts({.functions = 16.0}, {.functions = 10.0}));
  EXPECT_TRUE(counts({.functions = 16.0}, {.functions = 16.0}));
  EXPECT_TRUE(counts({.functions = 1.0}, {.units = 1}));
}

}  // namespace
}  // namespace planspiel::fire
