/// Tables that the engine does not know: read and written with their plugin, kept without it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/city/kept_table.hpp"
#include "engine/city/snapshot.hpp"
#include "gis/city_file.hpp"
#include "gis/city_profile.hpp"
#include "tests/unit/air_sensors.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/town.hpp"

namespace planspiel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace test;

/// Rows out of order, so that building has to sort them.
City town_with_sensors() {
  return test::town("A---B\n|   |\nC---D", {.zones = true,
                                            .more =
                                                [](CityBuilder& builder) {
                                                  auto table = std::make_unique<AirSensors>();
                                                  const auto add = [&](const char* id, double x_m, Pollutant what) {
                                                    const SensorId row = table->add(id);
                                                    table->position[row] = Point::metres(690000 + x_m, 5330000);
                                                    table->reach[row] = Metres(1234.5 + x_m);
                                                    table->pollutant[row] = what;
                                                    table->owner[row] = std::string("Ämter ") + id;
                                                  };
                                                  add("west", 10, Pollutant::pm10);
                                                  add("east", 30, Pollutant::nox);
                                                  table->zone[SensorId(1)] = builder[tables::zones].find("A");
                                                  builder.add_table(std::move(table));
                                                }})
      .city;
}

class PluginTable : public testing::Test {
 protected:
  std::filesystem::path written(const City& city, const std::string& name) {
    write_city(city, folder_ / name);
    return folder_ / name;
  }
  const City city_ = town_with_sensors();
  test::TemporaryFolder folder_;
};

TEST_F(PluginTable, IsReadFromAGeoPackageAsItWasWritten) {
  const City read = read_city(written(city_, "a.gpkg"), kSensorKinds);
  EXPECT_EQ(read.digest(), city_.digest());
  const AirSensors& sensors = read[kSensors];
  ASSERT_EQ(sensors.size(), 2u);
  const SensorId east = *sensors.find("east");
  EXPECT_EQ(sensors.reach[east], Metres(1264.5));
  EXPECT_EQ(sensors.pollutant[east], Pollutant::nox);
  EXPECT_EQ(sensors.owner[east], "Ämter east");
  EXPECT_EQ(sensors.zone[east], read[tables::zones].find("A"));
}

TEST_F(PluginTable, IsKeptAndNamedWhereItsPluginIsNotLoaded) {
  std::vector<Text> notes;
  const City without = read_city(written(city_, "a.gpkg"), {}, &notes);
  EXPECT_THAT(notes, ElementsAre(Text{
                         "Tabelle 'air_sensors' (2 Zeilen) gehört zu keinem geladenen Plugin: sie bleibt, wie sie ist",
                         "table 'air_sensors' (2 rows) belongs to no plugin that is loaded: it is kept as it stands"}));
  EXPECT_EQ(without.table("air_sensors").size(), 2u);
  const City again = read_city(written(without, "b.gpkg"), kSensorKinds);
  EXPECT_EQ(again.digest(), city_.digest());  // nothing was lost on the way through a program without the plugin
}

TEST_F(PluginTable, IsInASnapshotWithItsDescription) {
  write_snapshot(city_, folder_ / "city.snapshot");
  const City without = read_snapshot(folder_ / "city.snapshot");
  EXPECT_EQ(without.digest(), city_.digest());
  const std::vector<KeptColumn> columns = kept_columns(without.table("air_sensors"));
  ASSERT_EQ(columns.size(), 5u);
  EXPECT_EQ(columns[1].unit, "km");
  EXPECT_EQ(columns[3].references, "zones");
  write_snapshot(without, folder_ / "again.snapshot");
  const City with = with_tables(read_snapshot(folder_ / "again.snapshot"), kSensorKinds);
  EXPECT_EQ(with.digest(), city_.digest());
  EXPECT_EQ(with[kSensors].pollutant[*with[kSensors].find("west")], Pollutant::pm10);
}

TEST_F(PluginTable, IsNeverTakenForAnotherKind) {
  const City without = read_city(written(city_, "a.gpkg"));
  EXPECT_THAT(test::message_of(ErrorKind::plugin, [&] { (void)without[kSensors].size(); }), HasSubstr("air_sensors"));
  EXPECT_THAT(test::message_of(ErrorKind::input, [&] { with_tables(without, kSensorKinds); }),
              HasSubstr("it was read without it"));
}

TEST_F(PluginTable, EmptyCellsThatMayNotBeAreRefused) {
  std::vector<KeptColumn> columns = kept_columns(city_.table("air_sensors"));
  ASSERT_EQ(columns[1].name, "reach");
  columns[1].cells[0] = Cell();
  City wrong = city_;
  wrong.put(std::make_shared<const KeptTable>("air_sensors", city_.table("air_sensors").external_ids(), columns,
                                              city_.digest("air_sensors")));
  EXPECT_THAT(test::message_of(ErrorKind::input, [&] { with_tables(wrong, kSensorKinds); }),
              HasSubstr("'reach' has empty cells"));
}

TEST_F(PluginTable, IsEmptyInACityThatHasNone) {
  const City plain = with_tables(test::town("A-B").city, kSensorKinds);
  EXPECT_EQ(plain[kSensors].size(), 0u);
  const City read = read_city(written(plain, "plain.gpkg"), kSensorKinds);
  EXPECT_EQ(read.digest(), plain.digest());
}

TEST_F(PluginTable, FaultsInItNameLayerFeatureAndColumn) {
  const City without = read_city(written(city_, "a.gpkg"));
  std::vector<KeptColumn> columns = kept_columns(without.table("air_sensors"));
  ASSERT_EQ(columns[1].name, "pollutant");
  columns[1].cells[0] = std::string("noise");
  City wrong = without;
  wrong.put(std::make_shared<const KeptTable>("air_sensors", without.table("air_sensors").external_ids(), columns));
  const std::string text =
      test::message_of(ErrorKind::input, [&] { read_city(written(wrong, "wrong.gpkg"), kSensorKinds); });
  EXPECT_THAT(text, HasSubstr("air_sensors"));
  EXPECT_THAT(text, HasSubstr("'noise' is unknown"));
}

TEST_F(PluginTable, AnIdThatIsThereTwiceIsRefusedWithoutItsPluginToo) {
  const City without = read_city(written(city_, "a.gpkg"));
  City wrong = without;
  wrong.put(std::make_shared<const KeptTable>("air_sensors", std::vector<std::string>{"x", "x"},
                                              kept_columns(without.table("air_sensors"))));
  EXPECT_THAT(test::message_of(ErrorKind::input, [&] { read_city(written(wrong, "twice.gpkg")); }),
              HasSubstr("the id 'x' is there twice"));
}

}  // namespace
}  // namespace planspiel
