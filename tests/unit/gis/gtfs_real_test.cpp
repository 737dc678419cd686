#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/gtfs_days.hpp"
#include "gis/gtfs_lines.hpp"

namespace planspiel::gtfs {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;

const fs::path kSharedFeeds = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";

std::size_t calls_of(const Feed& feed) {
  std::size_t calls = 0;
  for (const FeedTrip& trip : feed.trips) calls += trip.calls.size();
  return calls;
}

/// Counts of the table rows and of the trips of days are those of a plain reading of its CSV files.
TEST(GtfsReal, HeidelbergIsReadWhole) {
  if (!fs::exists(kSharedFeeds)) GTEST_SKIP() << "no folder " << kSharedFeeds << " with the real timetables";
  const Feed feed = read_feed(kSharedFeeds / "data/heidelberg/vrn_gtfs_cut.zip");
  EXPECT_EQ(feed.time_zone, "Europe/Berlin");
  EXPECT_EQ(feed.routes.size(), 7u);
  EXPECT_EQ(feed.stops.size(), 392u);
  EXPECT_EQ(feed.trips.size(), 1480u);
  EXPECT_EQ(calls_of(feed), 46269u);
  EXPECT_EQ(trips_on(feed, *parse_iso_day("2022-06-14")), 739u);
  EXPECT_EQ(trips_on(feed, *parse_iso_day("2022-06-18")), 572u);  // a Saturday
  EXPECT_EQ(trips_on(feed, *parse_iso_day("2022-06-16")), 376u);  // Corpus Christi
}

TEST(GtfsReal, AWorkingDayOfHeidelbergHas748Departures) {
  if (!fs::exists(kSharedFeeds)) GTEST_SKIP() << "no folder " << kSharedFeeds << " with the real timetables";
  const std::vector<Feed> feeds{read_feed(kSharedFeeds / "data/heidelberg/vrn_gtfs_cut.zip")};
  const Day day = choose_day(feeds, "working day");
  EXPECT_EQ(iso_text(day), "2022-06-21");
  CityBuilder builder(CityProfile{.crs = "EPSG:25832"});
  const LineCounts counts = add_lines(feeds, day, {}, builder);
  EXPECT_EQ(counts.departures, 748u);
  EXPECT_EQ(builder[tables::departures].size(), 748u);
  EXPECT_EQ(counts.lines, 101u);
  EXPECT_EQ(counts.stops, 336u);
  EXPECT_EQ(counts.headways, 0u);
}

TEST(GtfsReal, TheSampleFeedIsReadWithItsHeadwaysAndFares) {
  if (!fs::exists(kSharedFeeds)) GTEST_SKIP() << "no folder " << kSharedFeeds << " with the sample feed";
  const Feed feed = read_feed(kSharedFeeds / "cases/transit/sample-feed.zip");
  EXPECT_EQ(feed.routes.size(), 5u);
  EXPECT_EQ(feed.stops.size(), 9u);
  EXPECT_EQ(feed.trips.size(), 11u);
  EXPECT_EQ(calls_of(feed), 28u);
  EXPECT_EQ(feed.frequencies.size(), 11u);
  ASSERT_EQ(feed.fares.size(), 2u);
  EXPECT_EQ(feed.fares[0].price, 1.25);
  EXPECT_EQ(feed.notes.short_rows, 13u);
  EXPECT_EQ(trips_on(feed, *parse_iso_day("2007-06-05")), 7u);   // a Tuesday: the airport's trips run at weekends
  EXPECT_EQ(trips_on(feed, *parse_iso_day("2007-06-04")), 0u);   // taken out by an exception
  EXPECT_EQ(trips_on(feed, *parse_iso_day("2007-06-09")), 11u);  // a Saturday
}

}  // namespace
}  // namespace planspiel::gtfs
