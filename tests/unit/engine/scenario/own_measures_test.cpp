#include "engine/scenario/own_measures.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace planspiel;

namespace {

TEST(OwnMeasures, HaveTitlesInBothLanguagesAndAFamily) {
  const std::set<std::string> families{"price", "transit", "street", "fleet", "behaviour", "fire"};
  for (const MeasureEntry& measure : own_measures()) {
    EXPECT_FALSE(measure.title.de.empty()) << measure.kind;
    EXPECT_FALSE(measure.title.en.empty()) << measure.kind;
    EXPECT_TRUE(families.contains(measure.family)) << measure.kind;
  }
}

TEST(OwnMeasures, DescribeEachOptionInBothLanguages) {
  for (const MeasureEntry& measure : own_measures()) {
    const Value options = measure.describe();
    EXPECT_FALSE(options.items().empty()) << measure.kind;
    for (const Value& option : options.items())
      for (const char* language : {"de", "en"})
        EXPECT_FALSE(option.at("title").at(language).as_text().empty())
            << measure.kind << " " << option.at("name").as_text();
  }
}

TEST(OwnMeasures, AreCalledByTheirNamesInScenarios) {
  std::set<std::string> kinds;
  for (const MeasureEntry& measure : own_measures()) kinds.insert(measure.kind);
  EXPECT_EQ(kinds, (std::set<std::string>{"close_roads", "cordon_toll", "distance_toll", "fuel_price", "growth",
                                          "road_capacity", "signal_priority", "speed_limit"}));
}

}  // namespace
