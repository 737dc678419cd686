#include "plugins/mobility/why/journey_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/plugins/mobility/valley_line.hpp"

namespace planspiel::mobility {
namespace {

using test::ValleyLine;
using testing::HasSubstr;

ToolAnswer from_a_to_b(const ValleyLine& valley) {
  return answer_of(valley.journeys(), ValleyLine::question(valley.stop(0), valley.stop(1)));
}

TEST(JourneyAnswer, SaysLineStopsAndTimesInBothLanguages) {
  const ToolAnswer answer = from_a_to_b(ValleyLine());
  EXPECT_THAT(answer.text.en, HasSubstr("08:09 - 08:14, 5 min, no change\n  08:10 1 from A, 08:14 at B\n"));
  EXPECT_THAT(answer.text.de, HasSubstr("08:09 - 08:14, 5 min, ohne Umstieg\n  08:10 1 ab A, 08:14 an B\n"));
}

TEST(JourneyAnswer, EndsWithTheMinuteThatIsOver) {
  const ValleyLine valley;  // half a minute from the platform to the door
  const ToolAnswer answer = answer_of(valley.journeys(), ValleyLine::question(valley.stop(0), valley.door(2000.0)));
  EXPECT_THAT(answer.text.en, HasSubstr("08:09 - 08:15, 6 min, no change\n"));
}

TEST(JourneyAnswer, SaysThatAWaitIsAnExpectedOne) {
  const ToolAnswer answer = from_a_to_b(ValleyLine(15.0_min));
  EXPECT_THAT(answer.text.en,
              HasSubstr("about 08:08 1 from A, 08:12 at B (every 15 min, 7.5 min of waiting on average)"));
  EXPECT_THAT(answer.text.de, HasSubstr("etwa 08:08 1 ab A, 08:12 an B (alle 15 min, im Mittel 7,5 min warten)"));
}

TEST(JourneyAnswer, NumbersOfAJourneyAddUp) {
  const Value journey = from_a_to_b(ValleyLine()).answer.at("journeys").items().at(0);
  double sum = 0.0;
  for (const char* part : {"access", "wait", "ride", "transfer", "egress"})
    sum += journey.at(std::string(part) + "_minutes").as_number();
  EXPECT_DOUBLE_EQ(sum, journey.at("minutes").as_number());
  EXPECT_EQ(journey.at("legs").items().at(1).at("line").as_text(), "1");
}

TEST(JourneyAnswer, PathHasValuesWhereTheVehicleCalls) {
  const ToolAnswer answer = from_a_to_b(ValleyLine());
  const auto minutes = answer.fields.at("mobility.journey_path").grid->raw();
  EXPECT_EQ(minutes[1], 5.0 * 60.0);
  EXPECT_TRUE(std::isnan(minutes[2]));
}

TEST(JourneyAnswer, NoJourneyIsSaid) {
  const ValleyLine valley;
  const ToolAnswer answer = answer_of(valley.journeys(), ValleyLine::question(valley.stop(2), valley.stop(0)));
  EXPECT_THAT(answer.text.en, HasSubstr("no journey in this time"));
  EXPECT_FALSE(answer.answer.at("connected").as_boolean());
}

}  // namespace
}  // namespace planspiel::mobility
