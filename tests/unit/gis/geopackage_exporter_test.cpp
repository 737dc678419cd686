#include "gis/geopackage_exporter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "engine/base/files.hpp"
#include "engine/run/results.hpp"
#include "gis/geopackage.hpp"
#include "tests/unit/air_sensors.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/town.hpp"

namespace planspiel {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

City exported_city() { return test::town("A---B", {.zones = true}).city; }

/// A run that holds one field, filled by `fill(grid)`.
template <class Row, class Value, class... Axes, class Fill>
Results run_with(const City& city, const Field<Row, Value, Axes...>& field, Fill fill) {
  auto grid = std::make_shared<Grid<Row, Value, Axes...>>(extents(field.spec, city));
  fill(*grid);
  ModelResult model{.model = "test"};
  model.fields[field.spec.name] = {field.spec, std::move(grid)};
  Results results;
  results.models.push_back(std::move(model));
  return results;
}

/// The texts of a layer's row by column; the geometry's kind as "geometry".
std::map<std::string, std::string> row_of(const std::filesystem::path& path, const std::string& layer,
                                          const std::string& key, const std::string& value) {
  GeopackageReader in(path);
  in.open_layer(layer);
  while (in.next()) {
    std::map<std::string, std::string> row{{"geometry", in.geometry_name()}};
    for (std::size_t field = 0; field < in.fields().size(); ++field) row[in.fields()[field].name] = in.text(field);
    if (row[key] == value) return row;
  }
  return {};
}

std::vector<std::string> columns_in(const std::filesystem::path& path, const std::string& layer) {
  GeopackageReader in(path);
  in.open_layer(layer);
  std::vector<std::string> names;
  for (const LayerField& field : in.fields()) names.push_back(field.name);
  return names;
}

const Field<EdgeId, Flow, Hour> kFlow{"test.flow", "1/h", {"Fluss", "Flow"}, Better::less, {"vehicles", "vehicles"}};
const Field<EdgeId, Speed, Hour> kSpeed{
    "test.speed", "km/h", {"Tempo", "Speed"}, Better::more, {"mean speed", "mean speed"}};
const Field<ZoneId, double, Mode> kTrips{"test.trips", "", {"Wege", "Trips"}, Better::neutral, {"trips", "trips"}};

/// 100 vehicles in each hour, 300 in hour 17.
Results flow_run(const City& city) {
  return run_with(city, kFlow, [](auto& grid) {
    for (std::size_t row = 0; row < grid.rows(); ++row)
      for (const Hour hour : kHoursOfDay) grid(EdgeId(row), hour) = Flow((hour.index() == 17 ? 300.0 : 100.0) / 3600.0);
  });
}

TEST(GeopackageExporter, FlowsAddUpToADay) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  GeopackageExporter().write(city, flow_run(city), {}, folder / "fields.gpkg");
  const auto road = row_of(folder / "fields.gpkg", "roads", "id", "A-B");
  EXPECT_EQ(road.at("geometry"), "LINESTRING");
  EXPECT_NEAR(std::stod(road.at("test_flow_day")), 23 * 100.0 + 300.0, 1e-9);
  EXPECT_NEAR(std::stod(road.at("test_flow_worst")), 300.0, 1e-9);
  EXPECT_NEAR(std::stod(road.at("test_flow_h08")), 100.0, 1e-9);
  EXPECT_NEAR(std::stod(road.at("test_flow_h17")), 300.0, 1e-9);
}

TEST(GeopackageExporter, SpeedsAreAveragedAndTheSlowestHourIsTheWorst) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  const Results results = run_with(city, kSpeed, [](auto& grid) {
    for (std::size_t row = 0; row < grid.rows(); ++row)
      for (const Hour hour : kHoursOfDay)
        grid(EdgeId(row), hour) = Speed(hour.index() == 3 ? kNaN : hour.index() < 14 ? 10.0 : 20.0);
  });
  GeopackageExporter().write(city, results, {}, folder / "fields.gpkg");
  const auto road = row_of(folder / "fields.gpkg", "roads", "id", "A-B");
  EXPECT_NEAR(std::stod(road.at("test_speed_day")), 3.6 * (13 * 10.0 + 10 * 20.0) / 23, 1e-9);  // hour 3 has no value
  EXPECT_NEAR(std::stod(road.at("test_speed_worst")), 36.0, 1e-9);
  EXPECT_EQ(road.at("test_speed_h03"), "");
}

TEST(GeopackageExporter, OnlyTheChosenHoursAreWrittenUnlessAllAreAskedFor) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  GeopackageExporter().write(city, flow_run(city), {}, folder / "some.gpkg");
  GeopackageExporter().write(city, flow_run(city), {.all_hours = true}, folder / "all.gpkg");
  EXPECT_THAT(columns_in(folder / "some.gpkg", "roads"), Not(Contains("test_flow_h05")));
  EXPECT_THAT(columns_in(folder / "all.gpkg", "roads"), Contains("test_flow_h05"));
}

TEST(GeopackageExporter, AxesBecomeColumnsBesideKeyColumnsOfTheCity) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  const Results results = run_with(city, kTrips, [&](auto& grid) {
    grid(test::zone(city, 'B'), mode::walk) = 7.0;
    grid(test::zone(city, 'B'), mode::transit) = 9.0;
  });
  GeopackageExporter().write(city, results, {}, folder / "fields.gpkg");
  const auto zone = row_of(folder / "fields.gpkg", "zones", "id", "B");
  EXPECT_EQ(zone.at("geometry"), "MULTIPOLYGON");
  EXPECT_EQ(zone.at("residents"), "100");
  EXPECT_EQ(zone.at("test_trips_walk"), "7");
  EXPECT_EQ(zone.at("test_trips_transit"), "9");
  EXPECT_FALSE(GeopackageReader(folder / "fields.gpkg").has("roads"));
}

TEST(GeopackageExporter, ColumnsAreExplainedInTheLanguageAskedFor) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  GeopackageExporter().write(city, flow_run(city), {.language = Language::de}, folder / "fields.gpkg");
  const auto column = row_of(folder / "fields.gpkg", "field_columns", "column", "test_flow_day");
  EXPECT_EQ(column.at("title"), "Fluss");
  EXPECT_EQ(column.at("value"), "Summe des Tages");
  EXPECT_EQ(column.at("unit"), "1/Tag");
}

TEST(GeopackageExporter, IndicatorsAreATable) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  Results results = flow_run(city);
  IndicatorValue share;
  share.indicator.id = "test.share";
  share.indicator.title = {"Anteil", "Share"};
  share.value = 12.5;
  share.hour = 8;
  results.indicators.push_back(share);
  GeopackageExporter().write(city, results, {}, folder / "fields.gpkg");
  const auto indicator = row_of(folder / "fields.gpkg", "indicators", "id", "test.share");
  EXPECT_EQ(indicator.at("title"), "Share");
  EXPECT_EQ(indicator.at("value"), "12.5");
  EXPECT_EQ(indicator.at("hour"), "8");
}

TEST(GeopackageExporter, EachLayerHasAStyleThatQgisFinds) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  GeopackageExporter().write(city, flow_run(city), {}, folder / "fields.gpkg");
  const auto style = row_of(folder / "fields.gpkg", "layer_styles", "f_table_name", "roads");
  EXPECT_EQ(style.at("f_geometry_column"), "geom");
  EXPECT_EQ(style.at("useAsDefault"), "1");
  EXPECT_THAT(style.at("styleQML"), HasSubstr("<renderer-v2 type=\"graduatedSymbol\" attr=\"test_flow_day\""));
}

TEST(GeopackageExporter, LinesAreDrawnFromStopToStop) {
  City city = exported_city();
  Stops stops;
  for (const double x : {690000.0, 691000.0, 692000.0})
    stops.position[stops.add(std::to_string(x))] = Point::metres(x, 5335000.0);
  Lines lines;
  const LineId tram = lines.add("T1");
  lines.stops = with_last(lines.stops, {StopId(0u), StopId(1u), StopId(2u)});
  lines.arrival = with_last(lines.arrival, {Seconds(0.0), Seconds(60.0), Seconds(120.0)});
  city.put(std::make_shared<const Stops>(std::move(stops)));
  city.put(std::make_shared<const Lines>(std::move(lines)));
  const Field<LineId, double> riders{"test.riders", "", {"Fahrgäste", "Riders"}, Better::neutral, {}};
  const test::TemporaryFolder folder;
  GeopackageExporter().write(city, run_with(city, riders, [&](auto& grid) { grid[tram] = 40.0; }), {},
                             folder / "fields.gpkg");
  const auto row = row_of(folder / "fields.gpkg", "lines", "id", "T1");
  EXPECT_EQ(row.at("test_riders"), "40");
  EXPECT_THAT(row.at("geometry"), HasSubstr("LINESTRING"));
}

TEST(GeopackageExporter, TwoExportsGiveTheSameBytes) {
  const test::TemporaryFolder folder;
  const City city = exported_city();
  GeopackageExporter().write(city, flow_run(city), {}, folder / "one.gpkg");
  GeopackageExporter().write(city, flow_run(city), {}, folder / "two.gpkg");
  EXPECT_TRUE(read_file(folder / "one.gpkg") == read_file(folder / "two.gpkg"));
}

TEST(GeopackageExporter, FieldsOverAPluginsTableAreALayerWithAllItsColumns) {
  City city = exported_city();
  test::AirSensors sensors;
  const test::SensorId west = sensors.add("west");
  sensors.position[west] = Point::metres(690010.0, 5335010.0);
  sensors.reach[west] = Metres(1500.0);
  city.put(std::make_shared<const test::AirSensors>(std::move(sensors)));
  const Field<test::SensorId, double> load{"air.load", "%", {"Belastung", "Load"}, Better::less, {}};
  const test::TemporaryFolder folder;
  GeopackageExporter().write(city, run_with(city, load, [&](auto& grid) { grid[west] = 0.25; }), {},
                             folder / "fields.gpkg");
  const auto row = row_of(folder / "fields.gpkg", "air_sensors", "id", "west");
  EXPECT_EQ(row.at("air_load"), "25");
  EXPECT_EQ(row.at("reach"), "1.5");
  EXPECT_EQ(row.at("pollutant"), "nox");
  EXPECT_THAT(row.at("geometry"), HasSubstr("POINT"));
}

}  // namespace
}  // namespace planspiel
