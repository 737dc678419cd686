#include "plugins/mobility/why/stop_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace planspiel::mobility {
namespace {

using testing::ElementsAre;

Stops stops_called(const std::vector<std::string>& names) {
  Stops stops;
  for (const std::string& name : names) stops.name[stops.add(std::to_string(stops.size()))] = name;
  return stops;
}

const Stops kStops = stops_called({"Stadt, Hauptbahnhof", "Stadt, Hauptbahnhof Bstg A", "Stadt, Hauptbahnhof (S, U)",
                                   "Dorf, Hauptbahnhof", "Stadt, Hauptbahnhof Nord", "Am Markt 12"});

std::string fault_of(const std::string& name) {
  try {
    stops_named(kStops, name);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(StopNames, AreKnownWithoutPlatformsAndBrackets) {
  EXPECT_THAT(stops_named(kStops, "Stadt, Hauptbahnhof"), ElementsAre(StopId(0u), StopId(1u), StopId(2u)));
}

TEST(StopNames, ThatOnlyBeginAlikeAreOthers) {
  EXPECT_THAT(stops_named(kStops, "Stadt, Hauptbahnhof Nord"), ElementsAre(StopId(4u)));
  EXPECT_THAT(stops_named(kStops, "Am Markt 12"), ElementsAre(StopId(5u)));
}

TEST(StopNames, APlatformCanBeNamed) {
  EXPECT_THAT(stops_named(kStops, "Stadt, Hauptbahnhof Bstg A"), ElementsAre(StopId(1u)));
}

TEST(StopNames, PartOfANameIsAnsweredWithThoseThatHaveIt) {
  EXPECT_EQ(fault_of("Hauptbahnhof"),
            "no stop is called 'Hauptbahnhof': did you mean 'Dorf, Hauptbahnhof' or 'Stadt, Hauptbahnhof' or "
            "'Stadt, Hauptbahnhof Nord'?");
}

TEST(StopNames, AMistypedOneIsAnsweredWithTheNearest) {
  EXPECT_EQ(fault_of("Dorf, Hauptbanhof"), "no stop is called 'Dorf, Hauptbanhof': did you mean 'Dorf, Hauptbahnhof'?");
}

}  // namespace
}  // namespace planspiel::mobility
