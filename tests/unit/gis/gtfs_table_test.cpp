#include "gis/gtfs_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planspiel::gtfs {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The cells of two columns, row by row, and the rules that were broken.
struct Seen {
  std::vector<std::string> cells{}, rules{};
};

Seen seen(std::string_view text) {
  Faults faults;
  TableReader table(text, "t.txt", faults);
  const Field a = table.find("a"), b = table.find("b");
  Seen all;
  while (table.next()) all.cells.push_back(std::string(table.text(a)) + "|" + std::string(table.text(b)));
  for (const Fault& fault : faults.kept()) all.rules.push_back(fault.rule);
  return all;
}

TEST(GtfsTable, MarkQuotesBlanksAndLineEndsAreNoPartOfCells) {
  const Seen table = seen(
      "\xEF\xBB\xBF"
      "a,b\r\n 1 ,\"x, \"\"y\"\"\"\r\n\r\n2,z");
  EXPECT_THAT(table.cells, ElementsAre("1|x, \"y\"", "2|z"));
  EXPECT_THAT(table.rules, IsEmpty());
}

TEST(GtfsTable, CellsThatLackAtTheEndAreEmpty) { EXPECT_THAT(seen("a,b\n1\n").cells, ElementsAre("1|")); }

TEST(GtfsTable, ARowWithAFaultOfFormIsPassedOver) {
  const Seen table = seen("a,b\n1,2,3\n4,5\n");
  EXPECT_THAT(table.cells, ElementsAre("4|5"));
  EXPECT_THAT(table.rules, ElementsAre("invalid_row_length"));
}

TEST(GtfsTable, NothingIsReadBehindAQuoteThatIsNotClosed) {
  EXPECT_THAT(seen("a,b\n1,\"2\n3,4\n").cells, IsEmpty());
  EXPECT_THAT(seen("a,b\n1,\"2\"x\n3,4\n").rules, ElementsAre("csv_parsing_failed"));
}

TEST(GtfsTable, TimesCountFromTheStartOfTheServiceDay) {
  EXPECT_EQ(parse_time("08:05:30"), 29130);
  EXPECT_EQ(parse_time("6:00:00"), 21600);
  EXPECT_EQ(parse_time("25:30:00"), 91800);
  for (const char* wrong : {"", "8:5:00", "08:60:00", "08:00", "-8:00:00", "08:00:00 ", "999:00:00"})
    EXPECT_EQ(parse_time(wrong), std::nullopt) << wrong;
}

TEST(GtfsTable, DaysAreThoseOfTheCalendar) {
  using namespace std::chrono;
  EXPECT_EQ(parse_day("20240229"), Day(2024y / February / 29));
  for (const char* wrong : {"20230229", "2023-06-14", "20231301", "202306", ""})
    EXPECT_EQ(parse_day(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace planspiel::gtfs
