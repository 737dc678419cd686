#include "viewer/layer/layer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/files.hpp"
#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/viewer/small_town.hpp"

using namespace planspiel;
using namespace planspiel::viewer;
using testing::HasSubstr;

namespace {

namespace fs = std::filesystem;

const Field<EdgeId, Flow, Hour> kFlow{"test.flow", "1/h", {"Verkehr", "Traffic"}, Better::neutral, {}};
const Field<EdgeId, EmissionRate, Hour> kCo2{"test.co2", "kg/h", {"CO2", "CO2"}, Better::less, {}};
const Field<BuildingId, Seconds> kArrival{"test.arrival", "min", {"Eintreffen", "Arrival"}, Better::less, {}};
const Field<ScalarId, double> kShare{"test.share", "%", {"Anteil", "Share"}, Better::more, {}};

/// Vehicles per hour on the four links, the same each hour; 1 kg of CO2 per hour for each ten of them.
test::SmallRun run_of(const City& city, const std::vector<double>& per_hour) {
  std::vector<double> flows, co2;
  for (const double flow : per_hour)
    for (int hour = 0; hour < 24; ++hour) {
      flows.push_back(flow / 3600.0);
      co2.push_back(100.0 * flow / 3600.0);
    }
  test::SmallRun run{.fields = test::filled(kFlow, city, flows)};
  run.fields.merge(test::filled(kCo2, city, co2));
  run.fields.merge(test::filled(kArrival, city, {300.0, test::kNaN}));
  run.fields.merge(test::filled(kShare, city, {0.5}));
  return run;
}

class LayerTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  City city = test::small_town();
  RunFolder run(const std::string& name, const std::vector<double>& flows) const {
    return RunFolder(test::write_run(folder / name, city, run_of(city, flows)));
  }
  static std::string refusal(ErrorKind kind, const std::function<void()>& body) {
    try {
      body();
    } catch (const Error& error) {
      return error.kind() == kind ? error.what() : std::string("an error of another kind: ") + error.what();
    }
    return "no error";
  }
};

TEST_F(LayerTest, ItHasTheValuesOfTheHourAndTheWordsOfTheField) {
  const Layer layer =
      make_layer(run("run", {100, 200, 300, 400}), city, {.field = "test.flow", .hour = 8, .language = Language::de});
  EXPECT_EQ(layer.domain, domain_of<EdgeId>);
  EXPECT_NEAR(layer.values[1], 200.0, 1e-9);
  EXPECT_EQ(layer.title, "Verkehr, 8–9 Uhr");
  EXPECT_EQ(layer.unit, "1/h");
  EXPECT_TRUE(layer.wide_by_value);
}

TEST_F(LayerTest, SeveralHoursAreTheirMeanWithoutHoursThatHaveNoValue) {
  std::vector<double> minutes(2 * 24, test::kNaN);
  for (const auto& [hour, value] : {std::pair(23, 10.0), {0, 20.0}})
    minutes[static_cast<std::size_t>(hour)] = 60.0 * value;
  const Field<BuildingId, Seconds, Hour> late{"test.late", "min", {"Spät", "Late"}, Better::less, {}};
  const RunFolder folders(test::write_run(folder / "run", city, {.fields = test::filled(late, city, minutes)}));
  const Layer layer = make_layer(folders, city, {.field = "test.late", .hour = 23, .hours = 3});
  EXPECT_NEAR(layer.values[0], 15.0, 1e-12);  // hours 23 and 0; none in hour 1
  EXPECT_TRUE(std::isnan(layer.values[1]));
  EXPECT_EQ(layer.title, "Late, mean of 23–2 h");
}

TEST_F(LayerTest, TimesAndSharesAreNoReasonForWiderLines) {
  const Layer layer = make_layer(run("run", {1, 1, 1, 1}), city, {.field = "test.arrival"});
  EXPECT_EQ(layer.domain, domain_of<BuildingId>);
  EXPECT_NEAR(layer.values[0], 5.0, 1e-12);
  EXPECT_TRUE(std::isnan(layer.values[1]));
  EXPECT_FALSE(layer.wide_by_value);
}

TEST_F(LayerTest, EqualRunsDifferByNothing) {
  const RunFolder base = run("base", {100, 200, 300, 400}), same = run("same", {100, 200, 300, 400});
  for (const Change change : {Change::absolute, Change::percent}) {
    const Layer layer = make_layer(same, city, {.field = "test.flow", .hour = 8, .base = &base, .change = change});
    EXPECT_THAT(layer.values, testing::Each(0.0));
  }
}

TEST_F(LayerTest, AChangeIsRunMinusBase) {
  const RunFolder base = run("base", {1000, 200, 300, 400}), less = run("less", {600, 200, 300, 400});
  const Layer layer =
      make_layer(less, city, {.field = "test.flow", .hour = 8, .base = &base, .change = Change::absolute});
  EXPECT_NEAR(layer.values[0], -400.0, 1e-9);
  EXPECT_EQ(layer.values[1], 0.0);
  EXPECT_TRUE(layer.scale.difference);
  EXPECT_EQ(layer.note, "noise of the equilibrium left out");
}

TEST_F(LayerTest, PercentAreOfTheBaseAndNothingWhereThatIsSmall) {
  const RunFolder base = run("base", {1000, 2, 300, 400}), other = run("other", {600, 1000, 300, 500});
  const Layer layer =
      make_layer(other, city, {.field = "test.flow", .hour = 8, .base = &base, .change = Change::percent});
  EXPECT_NEAR(layer.values[0], -40.0, 1e-9);
  EXPECT_TRUE(std::isnan(layer.values[1]));  // 2 vehicles are below 2 % of the large ones
  EXPECT_NEAR(layer.values[3], 25.0, 1e-9);
  EXPECT_EQ(layer.unit, "%");
  EXPECT_EQ(layer.note, "without base values below 20 1/h");
}

TEST_F(LayerTest, PerKmMakesLongAndShortLinksComparable) {
  const RunFolder base = run("base", {1000, 0, 0, 0}), other = run("other", {2000, 0, 0, 0});
  const Layer layer =
      make_layer(other, city, {.field = "test.co2", .hour = 8, .base = &base, .change = Change::per_km});
  EXPECT_NEAR(layer.values[0], 100.0 / 0.2, 1e-6);  // 100 kg/h more on a link of 200 m
  EXPECT_EQ(layer.unit, "kg/h per km");
  EXPECT_THAT(
      refusal(
          ErrorKind::config,
          [&] { make_layer(other, city, {.field = "test.flow", .hour = 8, .base = &base, .change = Change::per_km}); }),
      HasSubstr("test.flow does not grow with the length of a link"));
}

TEST_F(LayerTest, OwnBreaksAreTaken) {
  const Layer layer =
      make_layer(run("run", {100, 200, 300, 400}), city, {.field = "test.flow", .hour = 8, .breaks = {0, 250, 500}});
  EXPECT_EQ(layer.scale.breaks, (std::vector<double>{0, 250, 500}));
}

TEST_F(LayerTest, TheColoursAreThoseOfZonesThatCanBeSeen) {
  const City with_outside = test::three_zones();  // X is outside
  const Field<ZoneId, double> trips{"test.trips", "", {"Wege", "Trips"}, Better::neutral, {}};
  const RunFolder folder_of_run(test::write_run(
      folder / "zones", with_outside, {.fields = test::filled(trips, with_outside, {10.0, 20.0, 30.0, 90000.0})}));
  const Layer layer = make_layer(folder_of_run, with_outside, {.field = "test.trips"});
  EXPECT_EQ(layer.values[3], 90000.0);
  EXPECT_LE(layer.scale.breaks.back(), 40.0);
}

TEST_F(LayerTest, WhatCannotBeShownIsRefused) {
  const RunFolder shown = run("run", {100, 200, 300, 400});
  EXPECT_THAT(refusal(ErrorKind::input, [&] { make_layer(shown, city, {.field = "test.flows"}); }),
              HasSubstr("it has test.arrival"));
  EXPECT_THAT(refusal(ErrorKind::config, [&] { make_layer(shown, city, {.field = "test.share"}); }),
              HasSubstr("has no place in the city"));
  EXPECT_THAT(refusal(ErrorKind::config, [&] { make_layer(shown, city, {.field = "test.flow", .hour = 24}); }),
              HasSubstr("hours are 0 to 23"));
  EXPECT_THAT(
      refusal(ErrorKind::config, [&] { make_layer(shown, city, {.field = "test.flow", .change = Change::absolute}); }),
      HasSubstr("needs a base run"));
}

TEST_F(LayerTest, RunsOfTwoCitiesAreNotCompared) {
  const RunFolder here = run("run", {100, 200, 300, 400});
  const City larger = test::small_town([](CityBuilder& builder) {
    test::add_building(builder, "shed", {0.0, 40.0, 10.0, 50.0, 3.0});
  });
  test::SmallRun fields{.fields = test::filled(kArrival, larger, {1.0, 2.0, 3.0})};
  const RunFolder elsewhere(test::write_run(folder / "elsewhere", larger, fields));
  EXPECT_THAT(
      refusal(
          ErrorKind::input,
          [&] { make_layer(here, city, {.field = "test.arrival", .base = &elsewhere, .change = Change::absolute}); }),
      HasSubstr("are runs of different cities"));
  EXPECT_THAT(refusal(ErrorKind::input, [&] { make_layer(elsewhere, city, {.field = "test.arrival"}); }),
              HasSubstr("test.arrival has 3 rows, the city of the run has 2 buildings"));
}

TEST_F(LayerTest, ABrokenRunFolderIsNamed) {
  const RunFolder broken = run("broken", {100, 200, 300, 400});
  EXPECT_EQ(city_of(broken).digest(), city.digest());
  fs::resize_file(broken.path() / "city.snapshot", 100);
  EXPECT_THAT(refusal(ErrorKind::input, [&] { city_of(broken); }), HasSubstr("city.snapshot"));
  fs::remove(broken.path() / "city.snapshot");
  EXPECT_THAT(refusal(ErrorKind::input, [&] { city_of(broken); }), HasSubstr("run its scenario again"));
  fs::resize_file(broken.path() / "fields" / "test.flow.npy", 200);
  EXPECT_THAT(refusal(ErrorKind::input, [&] { make_layer(broken, city, {.field = "test.flow"}); }),
              HasSubstr("test.flow.npy"));
}

TEST(Places, FieldsOverPlacesCanBeSeenAndTotalsCannot) {
  for (const Domain domain :
       {domain_of<EdgeId>, domain_of<ZoneId>, domain_of<BuildingId>, domain_of<StationId>, domain_of<StopId>})
    EXPECT_TRUE(domain.has_place()) << domain.name;
  for (const Domain domain : {domain_of<ScalarId>, domain_of<RoundId>}) EXPECT_FALSE(domain.has_place()) << domain.name;
}

}  // namespace
