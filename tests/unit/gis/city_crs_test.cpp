#include "gis/city_crs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace planspiel {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr LonLat kTown = LonLat::degrees(10.49, 48.49);

std::string verdict(const std::string& crs, LonLat place = kTown) {
  try {
    const auto note = check_city_crs(crs, place, {"die Stadtbezirksteile", "the districts"});
    return note ? note->en : "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(CityCrs, FitsWhereItIsMadeFor) {
  for (const char* crs : {"EPSG:25832", "EPSG:31468", "EPSG:32632", "EPSG:3035"}) EXPECT_EQ(verdict(crs), "") << crs;
  EXPECT_EQ(verdict("EPSG:2056", LonLat::degrees(8.54, 47.37)), "");
  EXPECT_EQ(verdict("EPSG:32756", LonLat::degrees(151.2, -33.9)), "");
}

TEST(CityCrs, IsRefusedWhereItsMetresAreNotThoseOnTheGround) {
  for (const char* crs : {"EPSG:3857", "EPSG:3395", "EPSG:4087", "EPSG:2263", "EPSG:4326", "EPSG:4978"})
    EXPECT_THAT(verdict(crs), AllOf(HasSubstr("10.49"), HasSubstr("use crs = \"EPSG:25832\""))) << crs;
  EXPECT_THAT(verdict("EPSG:3395"), HasSubstr("off by +50.6 %"));  // 1 / cos(48.49 degrees)
}

TEST(CityCrs, IsRefusedFarFromItsArea) {
  EXPECT_THAT(verdict("EPSG:27700"), AllOf(HasSubstr("outside the area"), HasSubstr("EPSG:25832")));
  EXPECT_THAT(verdict("EPSG:25835"), HasSubstr("outside the area"));
  EXPECT_THAT(verdict("EPSG:25832", LonLat::degrees(-74.0, 40.7)), HasSubstr("EPSG:32618"));
  EXPECT_THAT(verdict("EPSG:25832", LonLat::degrees(151.2, -33.9)), HasSubstr("EPSG:32756"));
}

TEST(CityCrs, BesideItsAreaItsErrorIsSaid) {
  // Passau has the CRS of Bavaria, 1.5 degrees east of its zone.
  EXPECT_THAT(verdict("EPSG:25832", LonLat::degrees(13.46, 48.57)),
              AllOf(HasSubstr("1.5 degrees beside the area"), HasSubstr("+0.09 %"), HasSubstr("EPSG:25833")));
}

}  // namespace
}  // namespace planspiel
