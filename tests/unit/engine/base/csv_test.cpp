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

}  // namespace
