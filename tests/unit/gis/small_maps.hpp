#pragma once

/// Small files of places, for tests of what reads them.

#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "gis/vector_source.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::test {

/// A folder with one map of zones and one CSV of stops, as the test writes them.
class SmallMaps : public testing::Test {
 protected:
  VectorSpec zones(const std::string& geojson) const {
    write_file(folder_ / "zones.geojson", geojson);
    return {.file = folder_ / "zones.geojson", .id = "code", .numbers = {"pop"}};
  }
  VectorSpec stops(const std::string& csv) const {
    write_file(folder_ / "stops.csv", csv);
    return {.file = folder_ / "stops.csv",
            .kind = PlaceKind::point,
            .crs = "EPSG:4326",
            .x = "lon",
            .y = "lat",
            .id = "nr",
            .texts = {"name"}};
  }
  TemporaryFolder folder_;
};

}  // namespace planspiel::test
