#include "viewer/app/search.hpp"

#include <gtest/gtest.h>

#include "tests/unit/viewer/small_town.hpp"

namespace planspiel::viewer {
namespace {

City town() {
  return test::small_town([](CityBuilder& builder) {
    builder[tables::districts].name[DistrictId(std::size_t{0})] = "Größe-Nord";
    Buildings& buildings = builder[tables::buildings];
    buildings.address[*buildings.find("house")] = "Weststraße 3";
    Roads& roads = builder[tables::roads];
    for (const EdgeId road : roads.ids()) roads.name[road] = "Weststraße";
    Stops& stops = builder[tables::stops];
    const StopId stop = stops.add("1");
    stops.name[stop] = "Alter Westbahnhof";
    stops.position[stop] = test::place(builder, 'B');
  });
}

std::vector<std::string> names(const std::vector<Found>& found) {
  std::vector<std::string> all;
  for (const Found& each : found) all.push_back(each.name);
  return all;
}

TEST(Search, PutsWhatBeginsWithTheTextFirst) {
  const City city = town();
  const SearchIndex index(city);
  EXPECT_EQ(names(index.find("west", 9)),
            (std::vector<std::string>{"west", "Weststraße", "Weststraße 3", "Alter Westbahnhof"}));
  EXPECT_EQ(index.find("west", 2).size(), 2U);
}

TEST(Search, FindsUmlautsHoweverTheyAreTyped) {
  const City city = town();
  const SearchIndex index(city);
  for (const char* typed : {"größe", "Groesse", "GRÖSSE", " größe "})
    EXPECT_EQ(names(index.find(typed, 1)), std::vector<std::string>{"Größe-Nord"}) << typed;
  EXPECT_EQ(names(index.find("nord", 1)), std::vector<std::string>{"Größe-Nord"});
}

TEST(Search, KnowsWhereAndWhat) {
  const City city = town();
  const Found found = SearchIndex(city).find("weststraße 3", 1).at(0);
  EXPECT_EQ(found.domain, domain_of<BuildingId>);
  EXPECT_EQ(BuildingId(found.row), *city[tables::buildings].find("house"));
  EXPECT_EQ(found.at, city[tables::buildings].centre[BuildingId(found.row)]);
}

TEST(Search, FindsNothingForNothing) {
  const City city = town();
  const SearchIndex index(city);
  EXPECT_TRUE(index.find("", 9).empty());
  EXPECT_TRUE(index.find("zebra", 9).empty());
}

}  // namespace
}  // namespace planspiel::viewer
