#include "gis/osm_places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"

namespace planspiel {
namespace {

constexpr const char* kPlacesCrs = "EPSG:25832";

OsmPlaces read_places(const std::string& content) {
  const OsmFile file(osm::file(content));
  return read_osm_places(file.path(), kPlacesCrs);
}

/// A square of about 20 m around a place, as the closed way `id`.
std::string square(long id, double lat, double lon, const osm::Pairs& tags) {
  std::string text;
  int corner = 0;
  for (const auto& [up, right] : {std::pair{-1, -1}, {-1, 1}, {1, 1}, {1, -1}})
    text += osm::node(10 * id + corner++, lat + 0.0001 * up, lon + 0.00014 * right);
  return text + osm::way(id, {10 * id, 10 * id + 1, 10 * id + 2, 10 * id + 3, 10 * id}, tags);
}

TEST(OsmPlaces, PopulationIsReadAsItIsWritten) {
  const auto residents = [](const char* written) {
    return read_places(osm::node(1, 48.0, 11.0, {{"place", "town"}, {"population", written}}))
        .settlements.at(0)
        .residents;
  };
  for (const char* written : {"12500", "12 500", "12,500", "12.500"}) EXPECT_EQ(residents(written), 12500.0) << written;
  for (const char* written : {"about 500", "", "0", "-3", "1e99"}) EXPECT_FALSE(residents(written)) << written;
}

TEST(OsmPlaces, QuartersAreNoSettlementsOfTheirOwn) {
  EXPECT_TRUE(read_places(osm::node(1, 48.0, 11.0, {{"place", "suburb"}, {"population", "900"}})).settlements.empty());
  EXPECT_TRUE(read_places(osm::node(1, 48.0, 11.0, {{"place", "country"}, {"population", "900"}})).settlements.empty());
}

TEST(OsmPlaces, AFireStationDrawnTwiceIsOne) {
  const OsmPlaces places = read_places(osm::node(1, 48.0, 11.0, {{"amenity", "fire_station"}, {"name", "Punkt"}}) +
                                       square(2, 48.0, 11.0, {{"amenity", "fire_station"}, {"name", "Haus"}}) +
                                       square(3, 48.01, 11.0, {{"amenity", "fire_station"}, {"name", "Hauptwache"}}));
  ASSERT_EQ(places.fire_stations.size(), 2u);
  EXPECT_EQ(places.fire_stations[0].name, "Haus");
  EXPECT_FALSE(places.fire_stations[0].professional);
  EXPECT_TRUE(places.fire_stations[1].professional);
}

TEST(OsmPlaces, PlatformsOfAStopAreOneStop) {
  const auto halt = [](long id, double lat, const char* key, const char* value, const char* name) {
    return osm::node(id, lat, 11.0, {{key, value}, {"name", name}});
  };
  const OsmPlaces places =
      read_places(halt(1, 48.0, "highway", "bus_stop", "Markt") + halt(2, 48.0004, "highway", "bus_stop", "Markt") +
                  halt(3, 48.0002, "public_transport", "stop_position", "Markt") +
                  halt(4, 48.0002, "railway", "tram_stop", "Rathaus") + halt(5, 48.01, "highway", "bus_stop", "Markt"));
  std::vector<std::string> names;
  for (const OsmStop& stop : places.stops) names.push_back(stop.name);
  EXPECT_THAT(names, testing::UnorderedElementsAre("Markt", "Rathaus", "Markt"));
}

TEST(OsmPlaces, UsesOfTheGroundSayWhereHomesAre) {
  const OsmPlaces places =
      read_places(square(1, 48.0, 11.0, {{"landuse", "residential"}}) +
                  square(2, 48.01, 11.0, {{"landuse", "industrial"}}) + square(3, 48.02, 11.0, {{"landuse", "basin"}}));
  ASSERT_EQ(places.land_uses.size(), 2u);
  EXPECT_GT(places.land_uses[0].homes, 0.8);
  EXPECT_EQ(places.land_uses[1].homes, 0.0);
}

TEST(OsmPlaces, ActivitiesCountByTheirSize) {
  const OsmPlaces places =
      read_places(osm::node(1, 48.0, 11.0, {{"shop", "bakery"}}) + osm::node(2, 48.0, 11.0, {{"shop", "supermarket"}}) +
                  osm::node(3, 48.0, 11.0, {{"shop", "vacant"}}) + osm::node(4, 48.0, 11.0, {{"amenity", "school"}}) +
                  osm::node(5, 48.0, 11.0, {{"amenity", "bench"}}));
  ASSERT_EQ(places.activities.size(), 3u);
  EXPECT_EQ(places.activities[0].size, 1.0);
  EXPECT_EQ(places.activities[1].size, 6.0);
  EXPECT_EQ(places.activities[2].activity, OsmActivity::school);
}

TEST(OsmPlaces, ABorderIsKeptWithItsLevelAndResidents) {
  const OsmPlaces places = read_places(
      square(1, 48.0, 11.0,
             {{"boundary", "administrative"}, {"admin_level", "9"}, {"name", "Mitte"}, {"population", "800"}}) +
      square(2, 48.1, 11.0, {{"boundary", "administrative"}, {"admin_level", "neun"}}));
  ASSERT_EQ(places.borders.size(), 1u);
  EXPECT_EQ(places.borders[0].admin_level, 9);
  EXPECT_EQ(places.borders[0].residents, 800.0);
}

}  // namespace
}  // namespace planspiel
