#include <gtest/gtest.h>

#include <cmath>

#include "engine/map/map.hpp"
#include "tests/unit/engine/run/three_zones.hpp"

using namespace planspiel;
using test::kNaN;

namespace {

const Field<EdgeId, Flow, Hour> flow{"test.flow", "1/h", {"Verkehr", "Traffic"}, Better::neutral, {}};
const Field<EdgeId, Metres, Hour> distance_driven{
    "test.distance", "km", {"Fahrleistung", "Distance"}, Better::less, {}};
const Field<EdgeId, Speed, Hour> speed{"test.speed", "km/h", {"Tempo", "Speed"}, Better::more, {}};
const Field<ZoneId, double> share{"test.share", "%", {"Anteil", "Share"}, Better::more, {}};
const Field<EdgeId, Flow, Hour, VehicleAxis> by_vehicle{"test.vehicles", "1/h", {"Fahrzeuge", "Vehicles"}, {}, {}};

/// A field over the four links, the same each hour but at 8: `usual`, `at_8` in base units on the first link, 0 on
/// others.
template <class Row, class Type>
FieldValues day_of(const Field<Row, Type, Hour>& field, double usual, double at_8) {
  std::vector<double> values(4 * 24, 0.0);
  std::fill(values.begin(), values.begin() + 24, usual);
  values[8] = at_8;
  return test::filled(field, test::three_zones(), values).begin()->second;
}

MapOptions at_hour(std::optional<int> hour, Language language = Language::en) {
  return {.field = {}, .hour = hour, .language = language};
}

FieldValues vehicles() {
  std::vector<double> values(4 * 24 * 5, 0.0);
  values[8 * 5 + 3] = 60.0 / 3600.0;  // first link, 8 to 9, heavy trucks
  return test::filled(by_vehicle, test::three_zones(), values).begin()->second;
}

MapLayer flows(double first, double second, bool whole_day = false) {
  std::vector<double> values(4 * 24, 0.0);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    values[hour] = first / 3600.0;
    values[24 + hour] = second / 3600.0;
  }
  const FieldValues field = test::filled(flow, test::three_zones(), values).begin()->second;
  return layer_of(field, whole_day ? at_hour(std::nullopt) : at_hour(8));
}

TEST(MapLayer, AnHourIsTheValueOfThatHourInTheFieldsUnit) {
  const MapLayer layer = layer_of(day_of(flow, 100.0 / 3600.0, 300.0 / 3600.0), at_hour(8));
  EXPECT_DOUBLE_EQ(layer.values[0], 300.0);
  EXPECT_EQ(layer.unit, "1/h");
  EXPECT_EQ(layer.title, "Traffic, 8–9 h");
}

TEST(MapLayer, TheDayOfAFlowIsTheSumOfItsHours) {
  const MapLayer layer = layer_of(day_of(flow, 100.0 / 3600.0, 300.0 / 3600.0), at_hour(std::nullopt, Language::de));
  EXPECT_NEAR(layer.values[0], 23 * 100.0 + 300.0, 1e-9);
  EXPECT_EQ(layer.unit, "1/Tag");
  EXPECT_EQ(layer.title, "Verkehr, ganzer Tag");
}

TEST(MapLayer, TheDayOfAnAmountIsTheSumOfItsHoursToo) {
  const MapLayer layer = layer_of(day_of(distance_driven, 1000.0, 5000.0), at_hour(std::nullopt));
  EXPECT_DOUBLE_EQ(layer.values[0], 23.0 + 5.0);
  EXPECT_EQ(layer.unit, "km");
  EXPECT_EQ(layer.title, "Distance, whole day");
}

TEST(MapLayer, TheDayOfASpeedIsTheMeanOfTheHoursThatHaveOne) {
  FieldValues field = day_of(speed, 10.0, 5.0);
  auto grid = std::make_shared<HourlyColumn<EdgeId, Speed>>(field.grid->shape());
  std::copy(field.grid->raw().begin(), field.grid->raw().end(), grid->raw().begin());
  for (const Hour hour : kHoursOfDay)
    if (hour.index() > 8) (*grid)(EdgeId(0), hour) = Speed(kNaN);
  field.grid = grid;
  const MapLayer layer = layer_of(field, at_hour(std::nullopt));
  EXPECT_DOUBLE_EQ(layer.values[0], 3.6 * (8 * 10.0 + 5.0) / 9.0);
  EXPECT_EQ(layer.unit, "km/h");
  EXPECT_EQ(layer.title, "Speed, mean of the day");
}

TEST(MapLayer, AFieldWithoutHoursIsWhatItIs) {
  const FieldValues field = test::filled(share, test::three_zones(), {0.5, kNaN, 0.25, 0.0}).begin()->second;
  const MapLayer layer = layer_of(field, at_hour(std::nullopt));
  EXPECT_DOUBLE_EQ(layer.values[0], 50.0);
  EXPECT_TRUE(std::isnan(layer.values[1]));
  EXPECT_EQ(layer.title, "Share");
}

TEST(MapLayer, AnotherAxisNeedsAPick) {
  MapOptions options = at_hour(8);
  options.picks = {{"vehicle", "heavy_truck"}};
  EXPECT_DOUBLE_EQ(layer_of(vehicles(), options).values[0], 60.0);
  EXPECT_EQ(layer_of(vehicles(), options).title, "Vehicles, heavy truck, 8–9 h");
  options.picks = {};
  try {
    layer_of(vehicles(), options);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "test.vehicles has an axis 'vehicle': say which, for example --pick vehicle=car");
  }
}

TEST(MapDifference, IsTheRunMinusItsBase) {
  EXPECT_NEAR(difference_of(flows(400.0, 500.0), flows(300.0, 800.0)).values[0], 100.0, 1e-9);
  EXPECT_NEAR(difference_of(flows(400.0, 500.0), flows(300.0, 800.0)).values[1], -300.0, 1e-9);
}

TEST(MapDifference, OfFlowsWithinTheNoiseIsNothing) {
  // Noise is below 10 vehicles an hour or 2 % of the base.
  EXPECT_EQ(difference_of(flows(109.0, 1019.0), flows(100.0, 1000.0)).values[0], 0.0);
  EXPECT_EQ(difference_of(flows(109.0, 1019.0), flows(100.0, 1000.0)).values[1], 0.0);
  EXPECT_NEAR(difference_of(flows(111.0, 1021.0), flows(100.0, 1000.0)).values[0], 11.0, 1e-9);
  EXPECT_NEAR(difference_of(flows(111.0, 1021.0), flows(100.0, 1000.0)).values[1], 21.0, 1e-9);
}

TEST(MapDifference, OfADayHasTheNoiseOfItsMeanHour) {
  EXPECT_EQ(difference_of(flows(109.0, 0.0, true), flows(100.0, 0.0, true)).values[0], 0.0);
  EXPECT_NEAR(difference_of(flows(111.0, 0.0, true), flows(100.0, 0.0, true)).values[0], 24 * 11.0, 1e-9);
}

TEST(MapDifference, OfSpeedsHasNoNoise) {
  const MapLayer run = layer_of(day_of(speed, 10.0, 10.5), at_hour(8)),
                 base = layer_of(day_of(speed, 10.0, 10.0), at_hour(8));
  EXPECT_NEAR(difference_of(run, base).values[0], 3.6 * 0.5, 1e-9);
}

TEST(MapDifference, ANewRoadHadNoTrafficAndNoSpeed) {
  MapLayer before = flows(300.0, 0.0);
  before.values.resize(3);
  EXPECT_EQ(difference_of(flows(300.0, 0.0), before).values[3], 0.0);
  MapLayer slow = layer_of(day_of(speed, 10.0, 10.0), at_hour(8));
  const MapLayer run = slow;
  slow.values.resize(3);
  EXPECT_TRUE(std::isnan(difference_of(run, slow).values[3]));
}

}  // namespace
