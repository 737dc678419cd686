#include "plugins/mobility/access/access_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/observer.hpp"
#include "engine/run/ports.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;

/// Zones A, B and C along 2 km, 100 residents and 50 jobs in each, without public transport.
ToolAnswer asked(const Value& options) {
  const test::Town town = test::town("A---B-----C", {.step = 200.0_m, .zones = true});
  const City empty =
      with_tables(City(), {{[]() -> std::unique_ptr<Table> { return std::make_unique<CityCoefficients>(); }, {}}});
  DeclaringPorts declaring("tool", empty, nullptr);
  const AccessTool declared(declaring);
  BoundPorts ports(
      declaring.declared(),
      Binding{.city = town.city, .empty_city = empty, .options = options, .model_options = Value::table()});
  RunObserver observer;
  RunContext context(1, {}, observer);
  return AccessTool(ports).run(context);
}

TEST(AccessTool, CountsJobsThatResidentsReach) {
  // 800 m from A to B, 1,200 m from B to C, at 4.9 km/h: 9.8 and 14.7 minutes.
  const ToolAnswer answer = asked(Value::table({{"near", "10 min"}, {"far", "15 min"}}));
  EXPECT_DOUBLE_EQ(answer.answer.at("jobs_near").as_number(), (100.0 + 100.0 + 50.0) / 3.0);
  EXPECT_DOUBLE_EQ(answer.answer.at("jobs_far").as_number(), (100.0 + 150.0 + 100.0) / 3.0);
}

TEST(AccessTool, CountsJobsByBike) {
  const ToolAnswer answer = asked(Value::table({{"near", "10 min"}}));
  EXPECT_DOUBLE_EQ(answer.answer.at("jobs_by_bike").as_number(), 150.0);  // 2 km take 8.3 minutes at 14.5 km/h
}

TEST(AccessTool, GivesAFieldForTheMap) {
  const ToolAnswer answer = asked(Value::table({{"near", "10 min"}}));
  EXPECT_EQ(answer.fields.at("mobility.jobs_in_reach").grid->raw()[2], 50.0);
}

TEST(AccessTool, SaysItInBothLanguages) {
  const ToolAnswer answer = asked(Value::table({{"near", "10 min"}, {"far", "15 min"}}));
  EXPECT_THAT(answer.text.en, HasSubstr("a resident reaches 83 jobs within 10 min on average, 117 within 15 min"));
  EXPECT_THAT(answer.text.de, HasSubstr("Ein Bewohner erreicht im Mittel 83 Arbeitsplätze in 10 min, 117 in 15 min"));
}

}  // namespace
}  // namespace planspiel::mobility
