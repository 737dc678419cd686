#include "engine/run/answer_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace planspiel {
namespace {

using testing::HasSubstr;

AnswerTable table(std::vector<std::pair<const char*, double>> rows, bool by_size = true) {
  AnswerTable made{.title = {"Wozu", "What for"}, .columns = {{{"Kfz", "vehicles"}, "1/h", 0}}, .by_size = by_size};
  for (const auto& [label, value] : rows) made.rows.push_back({{label, label}, {value}});
  return made;
}

std::vector<std::string> labels(const AnswerTable& table) {
  std::vector<std::string> all;
  for (const AnswerTable::Row& row : table.rows) all.push_back(row.label.en);
  return all;
}

TEST(AnswerTable, BesideABaseTheLargestChangeComesFirst) {
  const AnswerTable both = beside(table({{"work", 500.0}, {"leisure", 90.0}, {"new", 20.0}}),
                                  table({{"work", 510.0}, {"leisure", 50.0}, {"gone", 30.0}}));
  EXPECT_EQ(labels(both), (std::vector<std::string>{"leisure", "gone", "new", "work"}));
  EXPECT_EQ(both.rows[1].values.front(), 0.0);
  EXPECT_EQ(both.rows[2].base_values.front(), 0.0);
}

TEST(AnswerTable, InAnOrderOfItsOwnRowsStayAndMissingOnesAreNone) {
  const AnswerTable both =
      beside(table({{"second", 4.0}, {"first", 2.0}}, false), table({{"first", 9.0}, {"old", 1.0}}, false));
  EXPECT_EQ(labels(both), (std::vector<std::string>{"second", "first", "old"}));
  EXPECT_TRUE(std::isnan(both.rows[0].base_values.front()));
  EXPECT_EQ(shown_value(both, both.rows[0], 0, Language::en), "– → 4");
}

TEST(AnswerTable, ValuesThatLookEqualAreShownOnce) {
  const AnswerTable both = beside(table({{"work", 1500.2}}), table({{"work", 1500.4}}));
  EXPECT_EQ(shown_value(both, both.rows[0], 0, Language::de), "1.500");
}

TEST(AnswerTable, TextNamesWhatItLeavesOut) {
  const std::string text = text_of({table({{"a", 3.0}, {"b", 2.0}, {"c", 1.0}})}, Language::de, 1);
  EXPECT_THAT(text, HasSubstr("Kfz [1/h]"));
  EXPECT_THAT(text, HasSubstr("… 2 weitere"));
  EXPECT_EQ(text.find(" b "), std::string::npos);
}

TEST(AnswerTable, OnlyTablesOfOneTitleBelongTogether) {
  AnswerTable other = table({{"work", 1.0}});
  other.title.en = "Where to";
  EXPECT_TRUE(beside(std::vector{table({{"work", 2.0}})}, {other}).front().rows.front().base_values.empty());
}

}  // namespace
}  // namespace planspiel
