#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/base/error.hpp"
#include "tests/unit/gis/small_maps.hpp"

/// Files as other programs write them.
namespace planspiel {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kFilesCrs = "EPSG:25832";
constexpr const char* kSquare =
    R"({"type":"Polygon","coordinates":[[[9,48],[9.01,48],[9.01,48.01],[9,48.01],[9,48]]]})";
/// The same square in metres of EPSG:25832, to a metre.
constexpr const char* kMetres =
    R"({"type":"Polygon","coordinates":[[[500000,5316300],[500746,5316300],[500746,5317412],[500000,5317412],[500000,5316300]]]})";

std::string bare_feature(const std::string& members, const std::string& geometry) {
  return R"({"type":"Feature",)" + members + R"(,"geometry":)" + geometry + "}";
}
std::string row(const std::string& code, const std::string& pop, const std::string& geometry = kSquare) {
  return bare_feature(R"("properties":{"code":")" + code + R"(","pop":)" + pop + "}", geometry);
}
std::string collection_with(const std::string& features, const std::string& members = "") {
  return R"({"type":"FeatureCollection",)" + members + R"("features":[)" + features + "]}";
}

class VectorFiles : public test::SmallMaps {
 protected:
  std::vector<VectorRow> read(const VectorSpec& spec) { return read_vector(spec, kFilesCrs, &notes_); }
  std::string complaint(const VectorSpec& spec) {
    try {
      read(spec);
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }
  /// The number in the one row of a text column.
  std::optional<double> number(const std::string& cell, VectorSpec how = {}) {
    const VectorSpec spec = zones(collection_with(row("a", "\"" + cell + "\"")));
    how.file = spec.file, how.id = spec.id, how.numbers = spec.numbers;
    return read(how).front().numbers.at("pop");
  }
  std::vector<Text> notes_;
};

TEST_F(VectorFiles, PackedMapsAreRefused) {
  VectorSpec spec = zones("PK\x03\x04 and so on");
  EXPECT_THAT(complaint(spec), HasSubstr("is packed: unpack it first"));
  std::filesystem::rename(spec.file, spec.file.parent_path() / "zones.gml.gz");
  spec.file = spec.file.parent_path() / "zones.gml.gz";
  write_file(spec.file, "\x1f\x8b and so on");
  EXPECT_THAT(complaint(spec), HasSubstr("is packed: unpack it first"));
}

TEST_F(VectorFiles, ReadsGroupedThousandsOfTextColumns) {
  EXPECT_EQ(number("1'234"), 1234.0);
  EXPECT_EQ(number("1 234"), 1234.0);
  EXPECT_EQ(number("1,234.5"), 1234.5);
  EXPECT_EQ(number("1.234.567"), 1234567.0);
  EXPECT_EQ(number("1.234", {.file = {}, .marks = {.decimal = ','}}), 1234.0);
  EXPECT_EQ(number("1.234", {.file = {}, .marks = {.decimal = '.'}}), 1.234);
}

TEST_F(VectorFiles, AsksWhatOneMarkBeforeThreeDigitsMeans) {
  const std::string text = complaint(zones(collection_with(row("a", R"("1.234")") + "," + row("b", R"("987")"))));
  EXPECT_THAT(text, AllOf(HasSubstr("zones.geojson: feature 0 (id 'a'): column 'pop': '1.234' may be 1234 or 1.234"),
                          HasSubstr("declare decimal")));
  EXPECT_EQ(read(zones(collection_with(row("a", "1.234")))).front().numbers.at("pop"),
            1.234);  // a number of the file's own
  EXPECT_EQ(read(zones(collection_with(row("a", R"("1.234")") + "," + row("b", R"("0.5")")))).front().numbers.at("pop"),
            1.234);
}

TEST_F(VectorFiles, RefusesCellsThatAreNoNumberAlone) {
  for (const char* cell : {"12 %", "5 EW", "1/2", "01.02.2022", "–", "-", ".", "NaN", "inf", "−5", "(5)", ""}) {
    const std::string text = complaint(zones(collection_with(row("a", std::string("\"") + cell + "\""))));
    EXPECT_THAT(text, AllOf(HasSubstr("column 'pop'"), HasSubstr("unknown = [\"" + std::string(cell) + "\"]"))) << cell;
  }
  EXPECT_THAT(complaint(zones(collection_with(row("a", "null")))), AllOf(HasSubstr("(id 'a')"), HasSubstr("NULL")));
}

TEST_F(VectorFiles, AnUnknownMarkIsMetByItsValueToo) {
  EXPECT_FALSE(number("-1,0", {.file = {}, .unknown = {"-1"}}));
  EXPECT_FALSE(number("–", {.file = {}, .unknown = {"–"}}));
  VectorSpec spec = zones(collection_with(row("a", "null") + "," + row("b", "-1.0")));
  spec.unknown = {"", "-1"};
  EXPECT_FALSE(read(spec)[0].numbers.at("pop"));
  EXPECT_FALSE(read(spec)[1].numbers.at("pop"));
}

TEST_F(VectorFiles, RowsThatOnlyLeavesOutAreNotChecked) {
  VectorSpec spec = zones(collection_with(row("a", "5") + "," + row("a", "null", "null")));
  spec.only = {{"pop", "5"}};
  EXPECT_EQ(read(spec).size(), 1u);
  EXPECT_THAT(notes_, ElementsAre(Field(&Text::en, HasSubstr("1 of 2 rows"))));
  spec.only = {{"code", "A"}};
  EXPECT_THAT(complaint(spec), AllOf(HasSubstr("only = { code = \"A\" } matches no row of 2"), HasSubstr("holds 'a'")));
  spec.only = {{"cod", "a"}};
  EXPECT_THAT(complaint(spec), HasSubstr("no column 'cod'"));
}

TEST_F(VectorFiles, AFeaturesOwnNumberMayBeItsId) {
  VectorSpec spec = zones(collection_with(bare_feature(R"("id":7001,"properties":{"pop":1})", kSquare)));
  for (const char* id : {"id", "fid", "FID", ""}) {
    spec.id = id;
    EXPECT_EQ(read(spec).front().id, "7001") << id;
  }
  spec = zones(collection_with(bare_feature(R"("id":"DE-7","properties":{"pop":1})", kSquare)));
  spec.id = "id";
  EXPECT_EQ(read(spec).front().id, "DE-7");
}

TEST_F(VectorFiles, IdsAreTrimmedLongAndNeverEmpty) {
  VectorSpec spec =
      zones(collection_with(bare_feature(R"("properties":{"code":1234567890123456.0,"pop":1})", kSquare)));
  EXPECT_EQ(read(spec).front().id, "1234567890123456");
  EXPECT_EQ(read(zones(collection_with(row(" a ", "1")))).front().id, "a");
  EXPECT_THAT(complaint(zones(collection_with(row(" ", "1")))), HasSubstr("the id is empty"));
}

TEST_F(VectorFiles, TakesADeclaredCrsForAGeoJsonThatNamesNone) {
  VectorSpec spec = zones(collection_with(row("a", "1", kMetres)));
  EXPECT_THAT(complaint(spec), AllOf(HasSubstr("are no degrees"), HasSubstr("crs = \"EPSG:25832\"")));
  spec.crs = kFilesCrs;
  EXPECT_NEAR(read(spec).front().place.x_m, 500373.0, 0.01);
}

TEST_F(VectorFiles, HoldsADeclaredCrsAgainstTheFilesOwn) {
  const std::string named = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},)";
  VectorSpec spec = zones(collection_with(row("a", "1", kMetres), named));
  EXPECT_NEAR(read(spec).front().place.x_m, 500373.0, 0.01);
  spec.crs = kFilesCrs;
  EXPECT_NO_THROW(read(spec));
  spec.crs = "EPSG:25833";
  EXPECT_THAT(complaint(spec),
              AllOf(HasSubstr("it is in EPSG:25832"), HasSubstr("\"EPSG:25833\""), HasSubstr("leave crs out")));
  spec = zones(collection_with(row("a", "1", kMetres), R"("crs":null,)"));
  EXPECT_THAT(complaint(spec), HasSubstr("names no CRS"));
}

TEST_F(VectorFiles, ReadsCollectionsOfPolygonsAndMultipointsOfOne) {
  const std::string nested = R"({"type":"GeometryCollection","geometries":[)" + std::string(kSquare) + "]}";
  EXPECT_EQ(read(zones(collection_with(row("a", "1", nested)))).front().outline.rings.size(), 1u);
  VectorSpec spec = zones(collection_with(row("a", "1", R"({"type":"MultiPoint","coordinates":[[9,48]]})")));
  spec.kind = PlaceKind::point;
  EXPECT_NEAR(read(spec).front().place.x_m, 500000.0, 0.01);
  spec = zones(collection_with(row("a", "1", R"({"type":"MultiPoint","coordinates":[[9,48],[9,49]]})")));
  spec.kind = PlaceKind::point;
  EXPECT_THAT(complaint(spec), HasSubstr("MULTIPOINT of 2 points: a point is wanted"));
}

TEST_F(VectorFiles, RefusesMixturesAndLines) {
  const std::string line = R"({"type":"LineString","coordinates":[[9,48],[9,49]]})";
  EXPECT_THAT(complaint(zones(collection_with(row("a", "1", line)))), HasSubstr("LINESTRING: a polygon is wanted"));
  const std::string mixed = R"({"type":"GeometryCollection","geometries":[)" + std::string(kSquare) + "," + line + "]}";
  EXPECT_THAT(complaint(zones(collection_with(row("a", "1", mixed)))),
              HasSubstr("GEOMETRYCOLLECTION with a LINESTRING"));
}

TEST_F(VectorFiles, KeepsHolesAndRefusesPartsThatOverlap) {
  const std::string hole = R"({"type":"Polygon","coordinates":[[[9,48],[9.03,48],[9.03,48.03],[9,48.03],[9,48]],)"
                           R"([[9.01,48.01],[9.02,48.01],[9.02,48.02],[9.01,48.02],[9.01,48.01]]]})";
  EXPECT_NEAR(read(zones(collection_with(row("a", "1", hole)))).front().outline.area().value, 8 * 746.0 * 1112.0, 4e4);
  const std::string twice =
      R"({"type":"MultiPolygon","coordinates":[[[[9,48],[9.02,48],[9.02,48.01],[9,48.01],[9,48]]],)"
      R"([[[9.01,48],[9.03,48],[9.03,48.01],[9.01,48.01],[9.01,48]]]]})";
  EXPECT_THAT(complaint(zones(collection_with(row("a", "1", twice)))), HasSubstr("its parts overlap by"));
  const std::string beside =
      R"({"type":"MultiPolygon","coordinates":[[[[9,48],[9.01,48],[9.01,48.01],[9,48.01],[9,48]]],)"
      R"([[[9.01,48],[9.02,48],[9.02,48.01],[9.01,48.01],[9.01,48]]]]})";
  EXPECT_NEAR(read(zones(collection_with(row("a", "1", beside)))).front().outline.area().value, 2 * 746.0 * 1112.0,
              2e4);
  const std::string flat = R"({"type":"Polygon","coordinates":[[[9,48],[9,48.01],[9,48.02],[9,48]]]})";
  EXPECT_THAT(complaint(zones(collection_with(row("a", "1", flat)))), HasSubstr("no area"));
}

TEST_F(VectorFiles, HeightsAreDropped) {
  const std::string high =
      R"({"type":"Polygon","coordinates":[[[9,48,500],[9.01,48,500],[9.01,48.01,500],[9,48,500]]]})";
  EXPECT_NEAR(read(zones(collection_with(row("a", "1", high)))).front().outline.rings[0][0].x_m, 500000.0, 0.01);
}

TEST_F(VectorFiles, ReadsAGmlWhoseCrsHasLatitudeFirstAndWritesNothingBesideIt) {
  const std::string gml =
      R"(<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="c">)"
      R"(<ogr:featureMember><ogr:zone gml:id="z1"><ogr:geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" gml:id="g1">)"
      R"(<gml:exterior><gml:LinearRing><gml:posList>48 9 48 9.01 48.01 9.01 48.01 9 48 9</gml:posList></gml:LinearRing>)"
      R"(</gml:exterior></gml:Polygon></ogr:geom><ogr:code>a</ogr:code><ogr:pop>5</ogr:pop></ogr:zone></ogr:featureMember>)"
      R"(</ogr:FeatureCollection>)";
  write_file(folder_ / "zones.gml", gml);
  const auto rows = read({.file = folder_ / "zones.gml", .id = "code", .numbers = {"pop"}});
  EXPECT_NEAR(rows.front().outline.area().value, 746.0 * 1112.0, 5e3);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "zones.gfs"));
}

TEST_F(VectorFiles, ReadsWindowsAndUtf16TextsAsUtf8) {
  const std::string csv = "nr;name;lat;lon\n7;K\xF6nigsplatz;48,4915;9,0\n";
  EXPECT_EQ(read(stops(csv)).front().texts.at("name"), "Königsplatz");
  EXPECT_THAT(notes_, ElementsAre(Field(&Text::en, HasSubstr("read as Windows-1252"))));
  std::string wide = "\xFF\xFE";
  for (const char c : csv) wide += {c, '\0'};
  notes_.clear();
  EXPECT_EQ(read(stops(wide)).front().texts.at("name"), "Königsplatz");
  EXPECT_THAT(notes_, IsEmpty());
  VectorSpec spec = stops("nr;name;lat;lon\n7;5 \xA4;48,4915;9,0\n");
  EXPECT_THAT(complaint(spec), HasSubstr("stops.csv:2"));
  spec.encoding = "ISO-8859-15";
  EXPECT_EQ(read(spec).front().texts.at("name"), "5 €");
}

TEST_F(VectorFiles, ReadsAGeoJsonInAnotherEncoding) {
  VectorSpec spec = zones(collection_with(row("K\xF6ln", "1")));
  EXPECT_EQ(read(spec).front().id, "Köln");
  spec = zones(collection_with(row("K\x9Aln", "1")));
  spec.encoding = "MACINTOSH";
  EXPECT_EQ(read(spec).front().id, "Köln");
}

TEST_F(VectorFiles, CoordinatesInDegreesAreNeverThousands) {
  const auto rows = read(stops("nr\tname\tlat\tlon\n1\tA\t48.491\t9.012\n2\tB\t48.492\t9.013\n"));
  EXPECT_NEAR(rows[1].place.x_m, 500960.0, 10.0);
  EXPECT_THAT(complaint(stops("nr,name,lat,lon\n1,A,48.491 N,9\n")),
              AllOf(HasSubstr("stops.csv:2 (id '1'): column 'lat': '48.491 N' is no coordinate")));
}

TEST_F(VectorFiles, SaysThatCommentsArePassedOver) {
  read(stops("nr,name,lat,lon\n#0,A,48,9\n1,B,48,9\n"));
  EXPECT_THAT(notes_, ElementsAre(Field(&Text::en, "1 lines that begin with # passed over")));
}

}  // namespace
}  // namespace planspiel
