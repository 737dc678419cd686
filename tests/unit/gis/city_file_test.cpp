#include "gis/city_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <cmath>
#include <limits>

#include "engine/base/files.hpp"
#include "engine/city/kept_table.hpp"
#include "engine/generate/generate.hpp"
#include "gis/city_profile.hpp"
#include "gis/table_layout.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/town.hpp"

namespace planspiel {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::filesystem::path testtown_toml() {
  return std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown/city.toml";
}

City small_city(std::function<void(CityBuilder&)> more = {}) {
  return test::town("A---B\n|   |\nC---D", {.zones = true, .more = std::move(more)}).city;
}

/// What reading says of a city that was written with a fault in it.
std::string complaint(const City& city) {
  const test::TemporaryFolder folder;
  const auto path = folder / "faulty.gpkg";
  write_city(city, path);
  try {
    read_city(path);
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), 2);
    return error.what();
  }
  return "no complaint";
}

std::string complaint_of_file(const std::filesystem::path& path) {
  try {
    read_city(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "no complaint";
}

/// A file that holds a profile and what `more` adds.
void write_by_hand(const std::filesystem::path& path, const std::string& crs,
                   const std::function<void(GeopackageWriter&)>& more) {
  GeopackageWriter out(path);
  write_profile({.id = "hand", .title = {"Hand", "Hand"}, .crs = crs, .year = 2022}, out);
  more(out);
  out.finish();
}

void add_empty_layers(GeopackageWriter& out, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    TableLayout layout = layout_of(City().table(name), "EPSG:25832");
    out.begin_layer(layout.layer);
  }
}

TEST(CityFile, EveryTableOfTesttownReadsBackAsItWas) {
  const test::TemporaryFolder folder;
  const City city = generate_city(testtown_toml());
  write_city(city, folder / "city.gpkg");
  const City back = read_city(folder / "city.gpkg");
  EXPECT_EQ(back.profile, city.profile);
  ASSERT_EQ(back.table_names(), city.table_names());
  for (const std::string& table : city.table_names()) EXPECT_EQ(back.digest(table), city.digest(table)) << table;
}

TEST(CityFile, TwoWritesGiveTheSameBytes) {
  const test::TemporaryFolder folder;
  const City city = generate_city(testtown_toml());
  write_city(city, folder / "one.gpkg");
  write_city(city, folder / "two.gpkg");
  EXPECT_TRUE(read_file(folder / "one.gpkg") == read_file(folder / "two.gpkg"));
}

TEST(CityFile, AWrittenFileLeavesNothingBesideIt) {
  const test::TemporaryFolder folder;
  write_city(small_city(), folder / "city.gpkg");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"city.gpkg"});
}

TEST(CityFile, RowsWithoutIdAreCalledAfterTheirFeature) {
  const test::TemporaryFolder folder;
  City city = small_city();
  Sources sources;
  for (const char* id : {"", "named"}) sources.add(id);
  write_city(city.with(std::move(sources)), folder / "city.gpkg");
  const City back = read_city(folder / "city.gpkg");
  EXPECT_EQ(back[tables::sources].id.values(), (std::vector<std::string>{"named", "sources-1"}));
}

TEST(CityFile, NegativeResidentsAreRefusedWithTheZone) {
  const City city = small_city();
  Zones zones = city.copy(tables::zones);
  zones.residents[test::zone(city, 'B')] = -5.0;
  EXPECT_THAT(complaint(city.with(std::move(zones))),
              AllOf(HasSubstr("faulty.gpkg: "), HasSubstr("zones 'B': residents is -5: at least 0 is possible")));
}

TEST(CityFile, ResidentsThatAreNoNumberAreRefusedWithLayerFeatureAndColumn) {
  const City city = small_city();
  Zones zones = city.copy(tables::zones);
  zones.residents[test::zone(city, 'B')] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(complaint(city.with(std::move(zones))),
              HasSubstr("layer 'zones', feature 2 'B', column 'residents': is empty or no number: a number is needed"));
}

TEST(CityFile, AnOutlineThatCrossesItselfIsRefusedWithTheZone) {
  const City city = small_city();
  Zones zones = city.copy(tables::zones);
  const Point p = zones.centre[test::zone(city, 'C')];
  const auto at = [&](double x, double y) { return Point::metres(p.x_m + x, p.y_m + y); };
  zones.outline[test::zone(city, 'C')] = {{{at(0, 0), at(50, 50), at(50, 0), at(0, 50)}}};
  EXPECT_THAT(complaint(city.with(std::move(zones))), HasSubstr("zones 'C': outline crosses itself at "));
}

TEST(CityFile, AnIdThatIsThereTwiceIsRefused) {
  const City city = small_city();
  Sources sources;
  for (const char* id : {"plan", "plan"}) sources.add(id);
  EXPECT_THAT(complaint(city.with(std::move(sources))), HasSubstr("sources 'plan': 2 rows have this external id"));
}

TEST(CityFile, AMissingLayerIsNamed) {
  const test::TemporaryFolder folder;
  write_by_hand(folder / "c.gpkg", "EPSG:25832", [](GeopackageWriter& out) {
    add_empty_layers(out, {"nodes", "roads", "districts"});
  });
  EXPECT_THAT(complaint_of_file(folder / "c.gpkg"), HasSubstr("c.gpkg: the file has 1 fault:\n  has no layer 'zones', "
                                                              "which is needed: it has city, districts, nodes, roads"));
}

TEST(CityFile, ALayerOfPlacesWithoutACrsIsNamed) {
  const test::TemporaryFolder folder;
  for (const char* crs : {"", "nowhere"}) {
    try {
      write_by_hand(folder / "c.gpkg", "EPSG:25832", [&](GeopackageWriter& out) {
        out.begin_layer({.name = "stops", .geometry = LayerGeometry::point, .crs = crs, .fields = {}});
      });
      FAIL() << crs;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("c.gpkg: cannot be written (layer 'stops' of places: its CRS is '" +
                                          std::string(crs) + "'; write for example EPSG:25832)"));
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "c.gpkg"));
  }
}

TEST(CityFile, AMissingColumnIsNamed) {
  const test::TemporaryFolder folder;
  write_by_hand(folder / "c.gpkg", "EPSG:25832", [](GeopackageWriter& out) {
    add_empty_layers(out, {"nodes", "roads", "zones", "districts"});
    out.begin_layer(
        {.name = "stops", .geometry = LayerGeometry::point, .crs = "EPSG:25832", .fields = {{"id", FieldType::text}}});
  });
  EXPECT_THAT(complaint_of_file(folder / "c.gpkg"), HasSubstr("layer 'stops': has no column 'name', which is needed"));
}

TEST(CityFile, NumbersWrittenAsTextsAreRefused) {
  const test::TemporaryFolder folder;
  write_by_hand(folder / "c.gpkg", "EPSG:25832", [](GeopackageWriter& out) {
    add_empty_layers(out, {"nodes", "roads", "zones", "districts"});
    out.begin_layer(
        {.name = "prices", .fields = {{"id", FieldType::text}, {"value", FieldType::text}, {"unit", FieldType::text}}});
  });
  EXPECT_THAT(complaint_of_file(folder / "c.gpkg"),
              HasSubstr("layer 'prices': column 'value' holds texts: a number is needed"));
}

TEST(CityFile, NumbersThatAreNotWholeAreRefused) {
  const test::TemporaryFolder folder;
  write_by_hand(folder / "c.gpkg", "EPSG:25832", [](GeopackageWriter& out) {
    add_empty_layers(out, {"nodes", "roads", "zones", "districts"});
    out.begin_layer(
        {.name = "stations",
         .geometry = LayerGeometry::point,
         .crs = "EPSG:25832",
         .fields = {{"id", FieldType::text}, {"name", FieldType::text}, {"professional", FieldType::real}}});
    out.set(0, std::string_view("FW1"));
    out.set(1, std::string_view("Feuerwache 1"));
    out.set(2, 0.5);
    out.set_point(Point::metres(690000.0, 5335000.0));
    out.add_row();
  });
  EXPECT_THAT(complaint_of_file(folder / "c.gpkg"),
              HasSubstr("layer 'stations', feature 1 'FW1', column 'professional': is 0.5: 0 or 1 is needed"));
}

TEST(CityFile, WhatAKilledWriterLeftIsRemoved) {
  const test::TemporaryFolder folder;
  write_file(folder / ".partial-999999999-city.gpkg", "half a city");
  write_city(small_city(), folder / "city.gpkg");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"city.gpkg"});
}

TEST(CityFile, ALayerInAnotherCrsIsRefused) {
  const test::TemporaryFolder folder;
  write_by_hand(folder / "c.gpkg", "EPSG:25833", [](GeopackageWriter& out) {
    add_empty_layers(out, {"nodes", "roads", "zones", "districts"});
  });
  EXPECT_THAT(complaint_of_file(folder / "c.gpkg"),
              HasSubstr("layer 'nodes': its CRS is EPSG:25832, the city's is EPSG:25833: reproject the layer"));
}

TEST(CityFile, AnUnknownCrsIsRefused) {
  const test::TemporaryFolder folder;
  write_by_hand(folder / "c.gpkg", "EPSG:999999", [](GeopackageWriter&) {});
  EXPECT_THAT(complaint_of_file(folder / "c.gpkg"),
              HasSubstr("c.gpkg: table 'city', column 'crs': unknown CRS 'EPSG:999999'"));
}

TEST(CityFile, AFileThatIsCutOffIsRefused) {
  const test::TemporaryFolder folder;
  write_city(generate_city(testtown_toml()), folder / "whole.gpkg");
  const std::string bytes = read_file(folder / "whole.gpkg");
  write_file(folder / "cut.gpkg", std::string_view(bytes).substr(0, bytes.size() / 2));
  EXPECT_THAT(complaint_of_file(folder / "cut.gpkg"), AllOf(HasSubstr("cut.gpkg: "), HasSubstr("damaged")));
}

TEST(CityFile, AFileThatIsNoGeoPackageIsRefused) {
  const test::TemporaryFolder folder;
  write_file(folder / "note.gpkg", "just a note");
  EXPECT_THAT(complaint_of_file(folder / "note.gpkg"), HasSubstr("note.gpkg: cannot be read as a GeoPackage"));
  EXPECT_THAT(complaint_of_file(folder / "absent.gpkg"), HasSubstr("absent.gpkg: no such file"));
}

TEST(CityFile, AFullDiskLeavesTheTargetAsItWas) {
  const test::TemporaryFolder folder;
  write_file(folder / "city.gpkg", "older");
  const City city = generate_city(testtown_toml());
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = signal(SIGXFSZ, SIG_IGN);
  const rlimit small{.rlim_cur = 300000, .rlim_max = before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  EXPECT_THROW(write_city(city, folder / "city.gpkg"), Error);
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, handler);
  EXPECT_EQ(read_file(folder / "city.gpkg"), "older");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"city.gpkg"});
}

TEST(CityFile, AFolderThatIsNotThereIsNamed) {
  try {
    write_city(small_city(), "/no-such-folder/city.gpkg");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::system);
    EXPECT_THAT(error.what(), HasSubstr("/no-such-folder/city.gpkg: cannot be written"));
  }
}

/// As an older version wrote it, or a user in QGIS.
TEST(CityFile, AColumnThatNoTableHasIsNamedAndLeftOut) {
  const City city = small_city();
  std::vector<KeptColumn> columns = kept_columns(city.table("nodes"));
  columns.push_back({.name = "waiting", .unit = "s", .kind = ColumnKind::number});
  columns.back().cells.assign(city.table("nodes").size(), Cell(3.0));
  City old = city;
  old.put(std::make_shared<const KeptTable>("nodes", city.table("nodes").external_ids(), columns));
  const test::TemporaryFolder folder;
  write_city(old, folder / "old.gpkg");
  std::vector<Text> notes;
  EXPECT_EQ(read_city(folder / "old.gpkg", {}, &notes).digest(), city.digest());
  EXPECT_THAT(notes,
              testing::ElementsAre(testing::Field(&Text::en, "layer 'nodes': the column 'waiting' is not used")));
  notes.clear();
  write_city(city, folder / "new.gpkg");
  read_city(folder / "new.gpkg", {}, &notes);
  EXPECT_THAT(notes, testing::ElementsAre());
}

TEST(CityFile, KeepsTimetablesWithTheirDwellTimes) {
  const City city = small_city([](CityBuilder& builder) {
    Stops& stops = builder[tables::stops];
    const StopId a = stops.add("A"), b = stops.add("B");
    stops.position[a] = test::place(builder, 'A');
    stops.position[b] = test::place(builder, 'B');
    Lines& lines = builder[tables::lines];
    for (const char* id : {"waits", "goes on"}) lines.add(id);
    lines.stops = {};
    lines.arrival = lines.dwell = {};
    for (const std::vector<Seconds>& dwell : {std::vector<Seconds>{0.0_s, 45.0_s}, std::vector<Seconds>{}}) {
      lines.stops.push_back(std::vector<StopId>{a, b});
      lines.arrival.push_back(std::vector<Seconds>{0.0_s, 90.0_s});
      lines.dwell.push_back(dwell);
    }
    const DepartureId run = builder[tables::departures].add("late");
    builder[tables::departures].line[run] = LineId(std::size_t{1});
    builder[tables::departures].time[run] = 25.5_h;
  });
  const test::TemporaryFolder folder;
  write_city(city, folder / "city.gpkg");
  const City back = read_city(folder / "city.gpkg");
  EXPECT_EQ(back.digest("lines"), city.digest("lines"));
  EXPECT_EQ(back.digest("departures"), city.digest("departures"));
  EXPECT_EQ(back[tables::departures].time[DepartureId(std::size_t{0})], 25.5_h);
}

}  // namespace
}  // namespace planspiel
