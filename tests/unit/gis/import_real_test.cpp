#include <gtest/gtest.h>

#include <chrono>

#include "gis/import_city.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;

/// The real Munich. Skipped only where the folder of real data is not there at all; a file that is gone is a fault.
TEST(ImportRealMunich, HasThePublishedSumsAndTakesSeconds) {
  const fs::path source = PLANSPIEL_SOURCE_DIR, shared = source / "../shared";
  if (!fs::exists(shared)) GTEST_SKIP() << "no folder " << shared << " with the real data of Munich";
  const fs::path data = shared / "data";
  const std::map<std::string, fs::path> files{{"roads", data / "munich_roads/hybrid_network.osm.pbf"},
                                              {"districts", data / "munich_districts/munich_bezirksteile.gpkg"},
                                              {"zones", data / "munich_silo/munich_city_zones.geojson"},
                                              {"stops", data / "munich_pt/MVV_HSTReport2212.csv"}};
  for (const auto& [name, file] : files) ASSERT_TRUE(fs::exists(file)) << file << " is gone";

  const auto start = std::chrono::steady_clock::now();
  ImportReport report;
  const City city = import_city({.city_toml = source / "scenarios/munich-real/city.toml", .files = files}, report);
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  RecordProperty("seconds", std::to_string(took));

  const Zones& zones = city[tables::zones];
  double residents = 0.0, jobs = 0.0;
  std::size_t inside = 0;
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    ++inside;
    residents += zones.residents[zone];
    jobs += zones.jobs[zone];
  }
  double at_home = 0.0;
  for (const double people : city[tables::buildings].residents) at_home += people;
  EXPECT_EQ(city[tables::districts].size(), 108u);
  EXPECT_EQ(inside, 1903u);  // of 1,904; one lies with most of its area in no district
  EXPECT_NEAR(residents, 1588330.0, 1.0);
  EXPECT_NEAR(at_home, 1588330.0, 1.0);
  EXPECT_NEAR(jobs, 1116184.0, 1.0);
  EXPECT_GT(city[tables::stops].size(), 1500u);
  EXPECT_GT(city[tables::stations].size(), 25u);
  EXPECT_NE(report.text().en.find("the file says 1325388"), std::string::npos) << report.text().en;
}

}  // namespace
}  // namespace planspiel
