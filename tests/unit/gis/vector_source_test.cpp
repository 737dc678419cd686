#include "gis/vector_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gis/small_maps.hpp"

namespace planspiel {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kSourceCrs = "EPSG:25832";

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// A square of 0.01 degrees east and north of a corner.
std::string square_of(double lon, double lat) {
  const auto point = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  return R"({"type":"Polygon","coordinates":[[)" + point(lon, lat) + "," + point(lon + 0.01, lat) + "," +
         point(lon + 0.01, lat + 0.01) + "," + point(lon, lat + 0.01) + "," + point(lon, lat) + "]]}";
}

class VectorSource : public test::SmallMaps {
 protected:
  static std::string complaint(const VectorSpec& spec) {
    try {
      read_vector(spec, kSourceCrs);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      return error.what();
    }
    return "no error";
  }
};

TEST_F(VectorSource, TransformsOutlinesToTheCitysCrs) {
  const auto rows = read_vector(zones(collection(feature(R"("code":"a","pop":12)", square_of(9.0, 48.0)))), kSourceCrs);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, "a");
  EXPECT_EQ(rows[0].numbers.at("pop"), 12.0);
  ASSERT_EQ(rows[0].outline.rings.size(), 1u);
  EXPECT_EQ(rows[0].outline.rings[0].size(), 4u);
  // 9 degrees is the central meridian of zone 32: easting 500 km exactly.
  EXPECT_NEAR(rows[0].outline.rings[0][0].x_m, 500000.0, 0.01);
  EXPECT_NEAR(rows[0].outline.rings[0][0].y_m, 5316300.0, 300.0);
  // 0.01 degrees of longitude at 48 degrees are 746 m, of latitude 1112 m.
  EXPECT_NEAR(rows[0].outline.area().value, 746.0 * 1112.0, 0.005 * 746.0 * 1112.0);
}

TEST_F(VectorSource, ReadsSemicolonsDecimalCommasAndAByteOrderMark) {
  const auto rows =
      read_vector(stops("\xEF\xBB\xBFnr;name;lat;lon\r\n1;Karlsplatz;48,1393;9,0\r\n;;;\r\n"), kSourceCrs);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, "1");
  EXPECT_EQ(rows[0].texts.at("name"), "Karlsplatz");
  EXPECT_NEAR(rows[0].place.x_m, 500000.0, 0.01);
}

TEST_F(VectorSource, WantsACrs) {
  VectorSpec spec = stops("nr,name,lat,lon\n1,A,48,9\n");
  spec.crs = "";
  EXPECT_THAT(complaint(spec), AllOf(HasSubstr("stops.csv"), HasSubstr("names no CRS"), HasSubstr("EPSG:4326")));
}

TEST_F(VectorSource, FindsAWrongCrsByTheDistanceFromTheRoads) {
  VectorSpec spec = stops("nr,name,lat,lon\n1,A,48,9\n");
  const Point middle = read_vector(spec, kSourceCrs).front().place;
  EXPECT_NO_THROW(check_near(read_vector(spec, kSourceCrs), middle, spec));
  spec.crs = kSourceCrs;  // degrees taken for metres
  try {
    check_near(read_vector(spec, kSourceCrs), middle, spec);
    FAIL() << "degrees passed for metres";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("stops.csv"), HasSubstr("stops.csv:2 (id '1')"), HasSubstr("wrong CRS?")));
  }
}

TEST_F(VectorSource, RefusesNegativeNumbersAndNanWithTheirPlace) {
  const std::string all = collection(feature(R"("code":"a","pop":-5)", square_of(9.0, 48.0)) + "," +
                                     feature(R"("code":"b","pop":"nan")", square_of(9.1, 48.0)));
  EXPECT_THAT(complaint(zones(all)), AllOf(HasSubstr("zones.geojson"), HasSubstr("id 'a'"),
                                           HasSubstr("column 'pop': '-5'"), HasSubstr("id 'b'"), HasSubstr("'nan'")));
}

TEST_F(VectorSource, TakesDeclaredMarksAsUnknownAndNotAsZero) {
  const std::string all = collection(feature(R"("code":"a","pop":"-1")", square_of(9.0, 48.0)) + "," +
                                     feature(R"("code":"b","pop":"–")", square_of(9.1, 48.0)) + "," +
                                     feature(R"("code":"c","pop":"0")", square_of(9.2, 48.0)));
  VectorSpec spec = zones(all);
  EXPECT_THAT(complaint(spec), AllOf(HasSubstr("unknown = [\"-1\"]"), HasSubstr("unknown = [\"–\"]")));
  spec.unknown = {"-1", "–"};
  const auto rows = read_vector(spec, kSourceCrs);
  EXPECT_FALSE(rows[0].numbers.at("pop"));
  EXPECT_FALSE(rows[1].numbers.at("pop"));
  EXPECT_EQ(rows[2].numbers.at("pop"), 0.0);
}

TEST_F(VectorSource, RefusesAnOutlineThatCrossesItself) {
  const std::string bow = R"({"type":"Polygon","coordinates":[[[9,48],[9.01,48.01],[9.01,48],[9,48.01],[9,48]]]})";
  EXPECT_THAT(complaint(zones(collection(feature(R"("code":"a","pop":1)", bow)))),
              AllOf(HasSubstr("id 'a'"), HasSubstr("crosses itself")));
}

TEST_F(VectorSource, RefusesEmptyGeometriesAndOtherKinds) {
  EXPECT_THAT(complaint(zones(collection(feature(R"("code":"a","pop":1)", "null")))), HasSubstr("geometry is empty"));
  EXPECT_THAT(
      complaint(zones(collection(feature(R"("code":"a","pop":1)", R"({"type":"Point","coordinates":[9,48]})")))),
      HasSubstr("a polygon is wanted"));
}

TEST_F(VectorSource, NamesTheNearestColumnAndIdsThatAreThereTwice) {
  VectorSpec spec = zones(collection(feature(R"("code":"a","pop":1)", square_of(9.0, 48.0)) + "," +
                                     feature(R"("code":"a","pop":1)", square_of(9.1, 48.0))));
  EXPECT_THAT(complaint(spec), HasSubstr("twice"));
  spec.numbers = {"popp"};
  EXPECT_THAT(complaint(spec), AllOf(HasSubstr("no column 'popp'"), HasSubstr("'pop'")));
}

}  // namespace
}  // namespace planspiel
