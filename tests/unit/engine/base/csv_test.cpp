#include "engine/base/csv.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

using namespace planspiel;

namespace {

TEST(Csv, ACellThatIsWrittenIsReadBack) {
  for (const std::string& text : {std::string("plain"), std::string("a, b"), std::string("say \"x\""),
                                  std::string("two\nlines"), std::string("# no comment"), std::string("")})
    EXPECT_EQ(Csv::parse("name,value\n" + csv_cell(text) + ",1\n", "test.csv").text(0, "name"), text) << text;
}

TEST(Csv, ACellIsInQuotesOnlyWhereItHasToBe) {
  EXPECT_EQ(csv_cell("Leopoldstraße 5"), "Leopoldstraße 5");
  EXPECT_EQ(csv_cell("a, \"b\""), "\"a, \"\"b\"\"\"");
}

TEST(Csv, ARowOfAnotherLengthIsRefusedWithItsLine) {
  try {
    Csv::parse("# comment\nname,value\na,1\nb\n", "test.csv");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()).substr(0, 11), "test.csv:4:") << error.what();
  }
}

std::string complaint_about(const std::string& text) {
  try {
    Csv::parse_foreign(text, "t.csv");
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Csv, AForeignTableIsSeparatedByWhatItsHeaderHasMostOf) {
  EXPECT_EQ(Csv::parse_foreign("a;b, c;d\n1;2,5;3\n", "t").text(0, 1), "2,5");
  EXPECT_EQ(Csv::parse_foreign("# by, hand, of, course\na\tb\n1\t2\n", "t").text(0, "b"), "2");
  EXPECT_EQ(Csv::parse_foreign("\"a;b;c\",d\n1,2\n", "t").text(0, "a;b;c"), "1");
  EXPECT_EQ(Csv::parse_foreign("a|b\n1|2\n", "t").text(0, "b"), "2");
}

TEST(Csv, ASpreadsheetsFirstLineNamesTheSeparator) {
  const Csv table = Csv::parse_foreign("sep=;\r\na,b;c\r\n1;2\r\n;\r\n", "t");
  EXPECT_EQ(table.text(0, "a,b"), "1");
  EXPECT_EQ(table.size(), 1u);  // the row without text is left out
  EXPECT_EQ(table.place(0), "t:3");
  EXPECT_EQ(table.comments(), 0u);
}

TEST(Csv, OldLineEndsAndBlanksAroundQuotesAreRead) {
  const Csv table = Csv::parse_foreign("a,b\r1, \"x, y\" \r", "t");
  EXPECT_EQ(table.text(0, "b"), "x, y");
}

TEST(Csv, TextAfterAClosingQuoteIsRefused) {
  EXPECT_EQ(complaint_about("a,b\n\"5\" pipe\",2\n").substr(0, 52),
            "t.csv:2: there is text after the closing quote of '5");
}

TEST(Csv, TwoColumnsOfOneNameAreRefused) {
  EXPECT_EQ(complaint_about("a,b,a\n1,2,3\n"), "t.csv:1: the column 'a' is there twice: names of columns differ");
  EXPECT_EQ(complaint_about("a,,\n1,2,3\n"), "no error");
}

TEST(Csv, CommentsAreCountedAndNamesFoundWithOtherCapitals) {
  const Csv table = Csv::parse_foreign("Site,Distance\n#N,5\nS,2\n", "t");
  EXPECT_EQ(table.comments(), 1u);
  EXPECT_EQ(table.find("distance"), 1u);
  EXPECT_FALSE(table.find("place"));
}

}  // namespace
