#include "plugins/mobility/why/journey_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/observer.hpp"
#include "engine/run/ports.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;

/// Stops at both ends of a street of 3 km near Munich, a line every 10 minutes from the first to the second.
City street_with_a_line() {
  return test::town("A------B", {.step = 500.0_m,
                                 .zones = true,
                                 .more =
                                     [](CityBuilder& builder) {
                                       Stops& stops = builder[tables::stops];
                                       for (const char letter : {'A', 'B'}) {
                                         const StopId stop = stops.add(std::string(1, letter));
                                         stops.name[stop] = letter;
                                         stops.position[stop] = test::place(builder, letter);
                                       }
                                       Lines& lines = builder[tables::lines];
                                       const LineId line = lines.add("1");
                                       lines.name[line] = "1";
                                       lines.length[line] = 3500.0_m;
                                       lines.stops = with_last(lines.stops, {StopId(0u), StopId(1u)});
                                       lines.arrival = with_last(lines.arrival, {0.0_min, 6.0_min});
                                       Headways& headways = builder[tables::headways];
                                       const HeadwayId row = headways.add("1");
                                       headways.line[row] = line;
                                       headways.headway[row] = 10.0_min;
                                     }})
      .city;
}

ToolAnswer asked(const Value& options) {
  const City empty =
      with_tables(City(), {{[]() -> std::unique_ptr<Table> { return std::make_unique<CityCoefficients>(); }, {}}});
  DeclaringPorts declaring("tool", empty, nullptr);
  const JourneyTool declared(declaring);
  BoundPorts ports(
      declaring.declared(),
      Binding{.city = street_with_a_line(), .empty_city = empty, .options = options, .model_options = Value::table()});
  RunObserver observer;
  RunContext context(1, {}, observer);
  return JourneyTool(ports).run(context);
}

std::string fault(const Value& options) {
  try {
    asked(options);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(JourneyTool, WithoutATimeSaysTheMinutesOfTheHour) {
  EXPECT_EQ(asked(Value::table({{"from", "A"}, {"to", "B"}})).answer.at("minutes").as_number(), 5.0 + 6.0);
}

TEST(JourneyTool, WithATimeListsJourneys) {
  const ToolAnswer answer = asked(Value::table({{"from", "A"}, {"to", "B"}, {"at", "08:00"}}));
  EXPECT_EQ(answer.answer.at("journeys").items().at(0).at("minutes").as_number(), 1.0 + 5.0 + 6.0);
}

TEST(JourneyTool, ADoorNeedsATime) {
  EXPECT_THAT(fault(Value::table({{"from", "11.575,48.137"}, {"to", "B"}})),
              HasSubstr("'11.575,48.137' is a place: journeys from door to door are those of the timetable, add --at"));
}

TEST(JourneyTool, ADoorFarFromStreetsIsRefused) {
  EXPECT_THAT(fault(Value::table({{"from", "48.137,11.575"}, {"to", "B"}, {"at", "08:00"}})),
              HasSubstr("no street for people on foot within 500 m of '48.137,11.575': write longitude and latitude"));
}

}  // namespace
}  // namespace planspiel::mobility
