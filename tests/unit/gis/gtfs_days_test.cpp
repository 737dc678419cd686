#include "gis/gtfs_days.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gis/small_feed.hpp"

namespace planspiel::gtfs {
namespace {

using test::FeedTables;
using testing::HasSubstr;

std::string chosen(const std::vector<FeedTables>& tables, const std::string& wanted) {
  std::vector<Feed> feeds;
  for (const FeedTables& one : tables) feeds.push_back(test::read_feed(one));
  try {
    return iso_text(choose_day(feeds, wanted));
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), 2);
    return error.what();
  }
}

FeedTables with_exceptions(const std::string& rows) {
  FeedTables tables = test::small_feed();
  tables["calendar_dates.txt"] = "service_id,date,exception_type\n" + rows;
  return tables;
}

TEST(GtfsDays, ADateOfTheCalendarIsTaken) { EXPECT_EQ(chosen({test::small_feed()}, "2023-06-14"), "2023-06-14"); }

TEST(GtfsDays, ADateOutsideTheCalendarIsAnErrorThatSaysWhatItCovers) {
  EXPECT_EQ(chosen({test::small_feed()}, "2024-06-14"),
            "2024-06-14 is not in the calendar of feed: it covers 2023-06-01 to 2023-06-30");
}

TEST(GtfsDays, ADayOnWhichNothingRunsIsAnErrorAndNoEmptyTimetable) {
  EXPECT_THAT(chosen({test::small_feed()}, "2023-06-17"), HasSubstr("nothing of feed runs on 2023-06-17"));
  EXPECT_THAT(chosen({with_exceptions("week,20230614,2\n")}, "2023-06-14"), HasSubstr("nothing of feed runs"));
}

TEST(GtfsDays, AServiceMayRunOnDaysThatOnlyExceptionsName) {
  EXPECT_EQ(chosen({with_exceptions("week,20230617,1\n")}, "2023-06-17"), "2023-06-17");
  FeedTables only = with_exceptions("week,20230703,1\n");
  only.erase("calendar.txt");
  EXPECT_EQ(chosen({only}, "2023-07-03"), "2023-07-03");
}

TEST(GtfsDays, AWorkingDayIsTheEarliestTuesdayToThursdayWithMostTrips) {
  EXPECT_EQ(chosen({test::small_feed()}, "working day"), "2023-06-01");  // a Thursday
  EXPECT_EQ(chosen({with_exceptions("week,20230601,2\n")}, "working day"), "2023-06-06");
}

TEST(GtfsDays, AWorkingDayOfSeveralFeedsIsOneOfAll) {
  FeedTables later = test::small_feed();
  test::replace(later["calendar.txt"], "20230601", "20230615");
  EXPECT_EQ(chosen({test::small_feed(), later}, "working day"), "2023-06-15");
  test::replace(later["calendar.txt"], "20230615,20230630", "20240615,20240630");
  EXPECT_THAT(chosen({test::small_feed(), later}, "working day"), HasSubstr("have no day in common"));
}

TEST(GtfsDays, AnEmptyCalendarIsAnError) {
  FeedTables tables = test::small_feed();
  test::replace(tables["calendar.txt"], "1,1,1,1,1", "0,0,0,0,0");
  EXPECT_THAT(chosen({tables}, "working day"), HasSubstr("no service of the feed runs on any day"));
}

TEST(GtfsDays, WhatIsNoDateIsNamed) {
  for (const char* wrong : {"14.06.2023", "2023-02-30", "tomorrow"})
    EXPECT_THAT(chosen({test::small_feed()}, wrong), HasSubstr("is no date: \"2023-06-14\" is one")) << wrong;
}

}  // namespace
}  // namespace planspiel::gtfs
