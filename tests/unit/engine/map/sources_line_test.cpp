#include "engine/map/sources_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/run/three_zones.hpp"

using namespace planspiel;

namespace {

TEST(SourcesLine, MadeUpCitiesSaySoAndPublishersAreNamedWithTheirLicence) {
  City city = test::three_zones();
  city.profile.synthetic = true;
  Sources sources;
  const SourceId roads = sources.add("roads"), figures = sources.add("figures");
  sources.title[roads] = "OpenStreetMap contributors: main roads";
  sources.licence[roads] = "ODbL-1.0";
  sources.title[figures] = "Some table";
  sources.licence[figures] = "figures";
  city = city.with(std::move(sources));
  EXPECT_EQ(sources_line(city, Language::en),
            "Built-in, synthetic city · © OpenStreetMap contributors (ODbL-1.0) · Planspiel");
  EXPECT_THAT(sources_line(city, Language::de), testing::StartsWith("Eingebaute, synthetische Stadt"));
}

TEST(SourcesLine, NamesNobodyWhoseDataTheCityDoesNotHold) {
  EXPECT_EQ(sources_line(test::three_zones(), Language::en).find("M\u00fcnchen"), std::string::npos);
  EXPECT_THAT(sources_line(test::three_zones(), Language::en), testing::EndsWith("Planspiel"));
}

}  // namespace
