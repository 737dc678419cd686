#include "plugins/fire/arrivals/reach_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/projection.hpp"
#include "plugins/fields.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

namespace planspiel::fire {
namespace {

/// Engines as fast as cars: 10 m/s. Station S; 60 people at S, 40 at A, 2 km away. In time: 300 s after the call, of
/// which 90 s call handling and 60 s turnout: 150 s, that is 1.5 km, to drive.
class ReachTest : public testing::Test {
 protected:
  City city =
      test::town("S---------B---------A", {.zones = true,
                                           .more =
                                               [](CityBuilder& builder) {
                                                 test::add_station(builder, "1", test::place(builder, 'S'));
                                                 test::add_building(builder, "a", test::place(builder, 'A'), 40.0, 'A');
                                                 test::add_building(builder, "s", test::place(builder, 'S'), 60.0, 'S');
                                                 test::add_standard(builder, "soon", {.time = 300.0_s});
                                               }})
          .city;
  test::FireDay day{city};
  RunObserver observer{};
  RunContext context{1, {}, observer};
  City empty{};
  std::unique_ptr<BoundPorts> ports{};
  std::unique_ptr<Tool> tool{};

  void SetUp() override { prepare("standard = \"soon\"\nhour = 8\nfaster = 1.0"); }
  void prepare(const std::string& options) {
    DeclaringPorts declaring("reach", empty, nullptr);
    ReachTool declared(declaring);
    const FieldMap given{
        {planspiel::fields::road_speed.spec.name, {planspiel::fields::road_speed.spec, day.road_speed}}};
    ports = std::make_unique<BoundPorts>(
        declaring.declared(),
        Binding{.city = city, .empty_city = empty, .fields = given, .options = parse_toml(options, "options")});
    tool = std::make_unique<ReachTool>(*ports);
  }
  Value edit(const std::string& station, char at) const {
    const LonLat place = Projection(city.profile.crs).to_degrees(test::place(city, at));
    return Value::table(
        {{"station", station}, {"at", Value::list({Value(place.lon_deg), Value(place.lat_deg)})}, {"functions", 6}});
  }
  std::vector<double> reached(const ToolAnswer& answer) const {
    const auto raw = answer.fields.at("fire.reach").grid->raw();
    return {raw.begin(), raw.end()};
  }
};

TEST_F(ReachTest, CountsWhoIsReachedAsTheCityIs) {
  const ToolAnswer answer = tool->run(context);
  EXPECT_EQ(answer.answer.at("residents").as_number(), 60.0);
  EXPECT_EQ(answer.answer.at("residents_all").as_number(), 100.0);
  EXPECT_EQ(reached(answer), (std::vector<double>{0.0, 1.0}));  // a, s
}

TEST_F(ReachTest, AMovedStationReachesOthers) {
  tool->run(context);
  const ToolAnswer middle = tool->update(edit("Wache 1", 'B'), context);  // 1 km to both
  EXPECT_EQ(middle.answer.at("residents").as_number(), 100.0);
  EXPECT_EQ(middle.answer.at("residents_gained").as_number(), 40.0);
  const ToolAnswer end = tool->update(edit("1", 'A'), context);  // by its id; not on top of the move before
  EXPECT_EQ(end.answer.at("residents").as_number(), 40.0);
  EXPECT_EQ(end.answer.at("residents_lost").as_number(), 60.0);
  EXPECT_EQ(tool->update(Value::table(), context).answer.at("residents").as_number(), 60.0);
}

/// 90 s call handling, 60 s turnout, 10 m/s.
TEST_F(ReachTest, SaysWhenTheFirstUnitIsThere) {
  const auto minutes = [](const ToolAnswer& answer) {
    const auto seconds = answer.fields.at("fire.reach_arrival").grid->raw();
    return std::vector<double>{seconds[0] / 60.0, seconds[1] / 60.0};  // a, s
  };
  EXPECT_THAT(minutes(tool->run(context)), testing::ElementsAre(testing::DoubleNear(350.0 / 60.0, 1e-6), 2.5));
  const auto middle = minutes(tool->update(edit("1", 'B'), context));
  EXPECT_NEAR(middle[0], 250.0 / 60.0, 0.01);
  EXPECT_NEAR(middle[1], 250.0 / 60.0, 0.01);
  Value far = edit("1", 'A');
  far.set("at", Value::list({Value(11.0), Value(47.0)}));
  EXPECT_TRUE(std::isnan(minutes(tool->update(far, context))[0]));
}

TEST_F(ReachTest, ANewStationHelpsTheOthers) {
  tool->run(context);
  EXPECT_EQ(tool->update(edit("new", 'A'), context).answer.at("residents").as_number(), 100.0);
}

TEST_F(ReachTest, OffTheRoadsAStationReachesNobody) {
  tool->run(context);
  Value far = edit("1", 'A');
  far.set("at", Value::list({Value(11.0), Value(47.0)}));
  const ToolAnswer answer = tool->update(far, context);
  EXPECT_FALSE(answer.answer.at("on_road").as_boolean());
  EXPECT_EQ(answer.answer.at("residents").as_number(), 0.0);
}

TEST_F(ReachTest, AnotherHourHasItsOwnTraffic) {
  for (const EdgeId edge : city[tables::roads].ids()) (*day.road_speed)(edge, Hour(17)) = Speed(1.0);
  prepare("standard = \"soon\"\nhour = 8\nfaster = 1.0\ncongestion = 1.0");
  tool->run(context);
  EXPECT_EQ(tool->update(edit("1", 'B'), context).answer.at("residents").as_number(), 100.0);
  Value later = edit("1", 'B');
  later.set("hour", 17);
  EXPECT_EQ(tool->update(later, context).answer.at("residents").as_number(), 0.0);  // 1 m/s
}

/// The tool and the model are one arithmetic.
TEST_F(ReachTest, AgreesWithTheModel) {
  day.run(parse_toml("faster = 1.0", "options"));
  const ToolAnswer answer = tool->run(context);
  for (const BuildingId building : city[tables::buildings].ids())
    EXPECT_EQ(reached(answer)[building.index()] > 0.0,
              day.completion_s(city[tables::buildings].id[building], "soon") <= 300.0);
}

TEST_F(ReachTest, AnUnknownStandardIsNamed) {
  prepare("standard = \"son\"");
  try {
    tool->run(context);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("soon"));
  }
}

}  // namespace
}  // namespace planspiel::fire
