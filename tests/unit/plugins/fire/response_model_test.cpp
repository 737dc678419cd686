#include "plugins/fire/response_model.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using planspiel::test::FireDay;

namespace {

const DistrictId kTown(std::size_t{0});

/// Engines as fast as cars: 10 m/s.
Value cars_options() { return parse_toml("faster = 1.0", "options"); }

/// Station S and building "a" at the far end, 2 km away; a river road of 3.6 km round.
constexpr std::string_view kBridge = R"(
  S---------B---------A
  |                   |
  |                   |
  |                   |
  |                   |
  |                   |
  |                   |
  |                   |
  C-------------------D
)";

City city_with(std::string_view drawing, const std::function<void(CityBuilder&)>& more) {
  return test::town(drawing, {.zones = true, .more = more}).city;
}

City bridge_city() {
  return city_with(kBridge, [](CityBuilder& builder) {
    test::add_station(builder, "1", test::place(builder, 'S'));
    test::add_building(builder, "a", test::place(builder, 'A'), 40.0, 'A');
    test::add_building(builder, "s", test::place(builder, 'S'), 60.0, 'S');
    test::add_standard(builder, "call", {.time = 350.0_s});
  });
}

TEST(Response, IsCallHandlingTurnoutAndDrive) {
  FireDay day(bridge_city());
  day.run(cars_options());
  EXPECT_NEAR(day.first_s("a"), 90 + 60 + 200, 1e-9);  // 2 km at 10 m/s
  EXPECT_NEAR(day.first_s("s"), 90 + 60, 1e-9);
  EXPECT_NEAR(day.completion_s("a", "call"), 350, 1e-9);
  EXPECT_TRUE(day.notes.empty());
}

TEST(Response, IsMetAtTheLastSecondAndNotLater) {
  FireDay day(bridge_city());
  const StandardId call(std::size_t{0});
  day.run(cars_options());  // 350 s, due after 350 s
  EXPECT_DOUBLE_EQ(day.result(fire::fields::coverage_residents)(kTown, call, Hour(8)), 1.0);
  day.run(parse_toml("faster = 1.0\nfastest = \"35.8 km/h\"", "options"));  // 201.1 s
  EXPECT_DOUBLE_EQ(day.result(fire::fields::coverage_residents)(kTown, call, Hour(8)), 0.6);
  EXPECT_DOUBLE_EQ(day.result(fire::fields::coverage_buildings)(kTown, call, Hour(8)), 0.5);
}

TEST(Response, AClosedBridgeLengthensTheDriveUnlessEnginesAreExempt) {
  const test::Town open{bridge_city()};
  FireDay closed(test::without_road(open, 'B', 'A').city);
  closed.run(cars_options());
  EXPECT_NEAR(closed.first_s("a"), 90 + 60 + 360, 1e-9);  // S-C-D-A

  Roads roads = open.city.copy(tables::roads);
  for (const EdgeId edge : {test::road(open, 'A', 'B'), test::road(open, 'B', 'A')})
    roads.access[edge] = access::emergency | access::bus | access::walk;
  FireDay exempt(derive(open.city.with(std::move(roads))));
  exempt.run(cars_options());
  EXPECT_NEAR(exempt.first_s("a"), 90 + 60 + 200, 1e-9);
}

TEST(Response, TheWorstHourCountsForTheCompletion) {
  FireDay day(bridge_city());
  for (const EdgeId edge : day.city[tables::roads].ids()) (*day.road_speed)(edge, Hour(17)) = 5.0_m_s;
  day.run(cars_options());
  EXPECT_NEAR(day.first_s("a", Hour(16)), 350, 1e-9);
  EXPECT_NEAR(day.first_s("a", Hour(17)), 90 + 60 + 200 / 0.75, 1e-9);
  EXPECT_NEAR(day.completion_s("a", "call"), 90 + 60 + 200 / 0.75, 1e-9);
  const auto& covered = day.result(fire::fields::coverage_residents);
  EXPECT_DOUBLE_EQ(covered(kTown, StandardId(std::size_t{0}), Hour(16)), 1.0);
  EXPECT_DOUBLE_EQ(covered(kTown, StandardId(std::size_t{0}), Hour(17)), 0.6);
}

TEST(Response, TheSecondDueMayComeFromTheSameStationOrAnother) {
  const auto second_s = [](std::vector<std::int32_t> crews) {
    FireDay day(city_with("S----A----T", [&](CityBuilder& builder) {
      test::add_station(builder, "1", test::place(builder, 'S'), {.crews = crews});
      test::add_station(builder, "2", test::place(builder, 'T'), {.professional = false, .turnout = 240.0_s});
      test::add_building(builder, "a", test::place(builder, 'A'), 1.0, 'A');
    }));
    day.run(cars_options());
    EXPECT_NEAR(day.first_s("a"), 90 + 60 + 50, 1e-9);
    return day.second_s("a");
  };
  EXPECT_NEAR(second_s({10, 6}), 90 + 60 + 50, 1e-9);
  EXPECT_NEAR(second_s({6}), 90 + 240 + 50, 1e-9);
}

TEST(Response, FunctionsAddUpOverArrivingUnits) {
  FireDay day(city_with("S----A----T", [](CityBuilder& builder) {
    test::add_station(builder, "1", test::place(builder, 'S'));
    test::add_station(builder, "2", test::place(builder, 'T'),
                      {.professional = false, .turnout = 240.0_s, .availability = 0.7});
    test::add_building(builder, "a", test::place(builder, 'A'), 1.0, 'A');
    for (const std::int32_t functions : {6, 10, 11})  // expected: 6, then 6 + 0.7 · 6 = 10.2
      test::add_standard(builder, std::to_string(functions), {.clock = ClockZero::alarm, .functions = functions});
    test::add_standard(builder, "10p", {.clock = ClockZero::alarm, .functions = 10, .professional_only = true});
  }));
  day.run(cars_options());
  EXPECT_NEAR(day.completion_s("a", "6"), 60 + 50, 1e-9);
  EXPECT_NEAR(day.completion_s("a", "10"), 240 + 50, 1e-9);
  EXPECT_TRUE(std::isnan(day.completion_s("a", "11")));
  EXPECT_TRUE(std::isnan(day.completion_s("a", "10p")));
}

TEST(Response, UnitsOffDutyDoNotCome) {
  FireDay day(city_with("S----A", [](CityBuilder& builder) {
    test::add_station(builder, "1", test::place(builder, 'S'), {.hours = 0xffffffu & ~(1u << 3)});
    test::add_building(builder, "a", test::place(builder, 'A'), 1.0, 'A');
    test::add_standard(builder, "call");
  }));
  day.run(cars_options());
  EXPECT_TRUE(std::isnan(day.first_s("a", Hour(3))));
  EXPECT_NEAR(day.first_s("a", Hour(4)), 90 + 60 + 50, 1e-9);
  EXPECT_TRUE(std::isnan(day.completion_s("a", "call")));  // not in each hour
}

TEST(Response, AreaCountsCellsAtPublicRoadsOrAll) {
  FireDay day(bridge_city());
  day.run(cars_options());
  const Cells& cells = day.city[tables::cells];
  std::size_t by_road = 0, reached = 0;
  for (const CellId cell : cells.ids()) {
    by_road += cells.road[cell].has_value();
    reached += day.result(fire::fields::cell_arrival)(cell, Hour(8)).value <= 350.001;
  }
  ASSERT_GT(reached, 0u);
  ASSERT_LT(reached, by_road);
  ASSERT_LT(by_road, cells.size());
  const StandardId call(std::size_t{0});
  EXPECT_DOUBLE_EQ(day.result(fire::fields::coverage_area)(kTown, call, Hour(8)), double(reached) / double(by_road));
  EXPECT_DOUBLE_EQ(day.result(fire::fields::coverage_area_all)(kTown, call, Hour(8)),
                   double(reached) / double(cells.size()));
  EXPECT_DOUBLE_EQ(day.result(fire::fields::area)[kTown].value, 1e4 * double(by_road));
}

TEST(Response, WithoutStationsNobodyIsReached) {
  FireDay day(city_with("A---B", [](CityBuilder& builder) {
    test::add_building(builder, "a", test::place(builder, 'A'), 1.0, 'A');
    test::add_standard(builder, "call");
  }));
  day.run();
  EXPECT_TRUE(std::isnan(day.first_s("a")));
  EXPECT_TRUE(std::isnan(day.completion_s("a", "call")));
  EXPECT_EQ(day.result(fire::fields::coverage_residents)(kTown, StandardId(std::size_t{0}), Hour(8)), 0.0);
}

TEST(Response, OfAnEmptyCityIsEmpty) {
  FireDay day{City{}};
  day.run();
  EXPECT_EQ(day.result(fire::fields::first_arrival).rows(), 0u);
  EXPECT_EQ(day.result(fire::fields::coverage_area).rows(), 0u);
}

TEST(Response, WithoutStandardsOrBuildingsThereAreStillArrivals) {
  FireDay day(
      city_with("S---B", [](CityBuilder& builder) { test::add_station(builder, "1", test::place(builder, 'S')); }));
  day.run();
  EXPECT_EQ(day.result(fire::fields::residents)[kTown], 0.0);
  double least = 1e9;
  for (const CellId cell : day.city[tables::cells].ids())
    least = std::min(least, day.result(fire::fields::cell_arrival)(cell, Hour(8)).value);
  EXPECT_GT(least, 150.0);
  EXPECT_LT(least, 250.0);
}

TEST(Response, AStationCutOffFromAllRoadsIsNoted) {
  const test::Town open{city_with("S---A", [](CityBuilder& builder) {
    test::add_station(builder, "1", test::place(builder, 'S'));
    test::add_building(builder, "a", test::place(builder, 'A'), 1.0, 'A');
  })};
  FireDay day(test::without_road(open, 'S', 'A').city);
  day.run();
  ASSERT_EQ(day.notes.size(), 1u);
  EXPECT_EQ(day.notes[0].code, "station_without_road");
  EXPECT_EQ(day.notes[0].external_id, "1");
  EXPECT_TRUE(std::isnan(day.first_s("a")));
}

TEST(Response, ACityWithoutAnOpenStationIsNoted) {
  FireDay day(city_with(
      "S---A", [](CityBuilder& builder) { test::add_building(builder, "a", test::place(builder, 'A'), 1.0, 'A'); }));
  day.run();
  ASSERT_EQ(day.notes.size(), 1u);
  EXPECT_EQ(day.notes[0].code, "no_station");
  EXPECT_TRUE(std::isnan(day.first_s("a")));
}

TEST(Response, IsTheSameForAnyNumberOfThreads) {
  const auto run = [](int threads) {
    FireDay day(bridge_city());
    const RandomStream random(7, "test");
    for (const EdgeId edge : day.city[tables::roads].ids())
      for (const Hour hour : kHoursOfDay)
        (*day.road_speed)(edge, hour) = Speed(2.0 + 8.0 * random.uniform(edge.index(), hour.index()));
    const ThreadLimit limit(threads);
    day.run();
    return day.written;
  };
  const FieldMap one = run(1), two = run(2);
  ASSERT_EQ(one.size(), 19u);
  for (const auto& [name, field] : one) {
    const auto a = field.grid->raw(), b = two.at(name).grid->raw();
    EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size_bytes()), 0) << name;
  }
}

}  // namespace
