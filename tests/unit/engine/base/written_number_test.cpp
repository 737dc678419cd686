#include "engine/base/written_number.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

using namespace planspiel;

namespace {

TEST(WrittenNumber, PlainNumbersHaveOneMeaning) {
  const std::pair<const char*, double> cases[] = {{"0", 0},
                                                  {"-5", -5},
                                                  {"+7", 7},
                                                  {"12.5", 12.5},
                                                  {"12,5", 12.5},
                                                  {".5", 0.5},
                                                  {"5.", 5},
                                                  {"48,4915", 48.4915},
                                                  {"1.5e3", 1500},
                                                  {"1,5E+03", 1500},
                                                  {"1.234e5", 123400},
                                                  {"−3", -3},
                                                  {"0.123", 0.123},
                                                  {"1234.567", 1234.567},
                                                  {"16777217", 16777217}};
  for (const auto& [text, value] : cases) EXPECT_EQ(read_number(text).value, value) << text;
}

TEST(WrittenNumber, ThousandsAreReadWhereNothingElseIsMeant) {
  const std::pair<const char*, double> cases[] = {
      {"1'234", 1234},          {"1’234’567", 1234567}, {"1 234", 1234},        {"1\u00A0234", 1234},
      {"1\u202F234,5", 1234.5}, {"1\u2009234", 1234},   {"1.234.567", 1234567}, {"1,234,567", 1234567},
      {"1.234,5", 1234.5},      {"1,234.5", 1234.5},    {"1'234.25", 1234.25},  {"1.234.567,89", 1234567.89},
      {"1 234.567", 1234.567}};
  for (const auto& [text, value] : cases) EXPECT_EQ(read_number(text).value, value) << text;
}

TEST(WrittenNumber, AMarkBeforeThreeDigitsMayBeEither) {
  for (const char* text : {"1.234", "1,234", "12.345", "123,456", "1.000"}) {
    EXPECT_FALSE(read_number(text).value) << text;
    EXPECT_TRUE(read_number(text).either) << text;
  }
  EXPECT_EQ(read_number("1.234").either, std::pair(1234.0, 1.234));
}

TEST(WrittenNumber, ADeclaredMarkDecides) {
  EXPECT_EQ(read_number("1.234", {.decimal = '.'}).value, 1.234);
  EXPECT_EQ(read_number("1.234", {.decimal = ','}).value, 1234.0);
  EXPECT_EQ(read_number("1.234", marks_named("", ".")).value, 1234.0);
  EXPECT_EQ(read_number("1,234", marks_named("", ",")).value, 1234.0);
  EXPECT_EQ(read_number("1.234", marks_named("", "'")).value, 1.234);
  EXPECT_FALSE(read_number("1,5", {.decimal = '.'}).value);
  EXPECT_FALSE(read_number("1'234", marks_named("", ".")).value);
}

TEST(WrittenNumber, WhatIsNoNumberHasNoValue) {
  for (const char* text :
       {"",       " ",         "-",          "–",          ".",   ",",  "nan", "inf", "12 %", "5 km", "0x10",  "1e400",
        "1.23.4", "12,34,567", "01.02.2022", "2022-01-01", "(5)", "5-", "1e",  "e5",  "1 23", "1..5", "1,2,3", "--5"})
    EXPECT_FALSE(read_number(text).value || read_number(text).either) << text;
}

TEST(WrittenNumber, WhatIsTooMuchIsNotMeant) {
  EXPECT_EQ(read_number("48.137", {}, 360.0).value, 48.137);
  EXPECT_EQ(read_number("11,575", {}, 360.0).value, 11.575);
}

TEST(WrittenNumber, AColumnIsWrittenInOneWay) {
  EXPECT_EQ(marks_shown({"1.234", "987", "0.5", "2,5"}, {}).decimal, '.');
  EXPECT_EQ(marks_shown({"1.234", "1.234.567"}, {}).decimal, ',');
  EXPECT_EQ(marks_shown({"1.234", "987"}, {}).decimal, 0);
  EXPECT_EQ(marks_shown({"0.5"}, {.decimal = ','}).decimal, ',');
}

TEST(WrittenNumber, MarksAreOneCharacterAndDiffer) {
  EXPECT_THAT([] { marks_named("point", ""); }, testing::ThrowsMessage<Error>(testing::HasSubstr("'point'")));
  EXPECT_THAT([] { marks_named(".", "."); }, testing::ThrowsMessage<Error>(testing::HasSubstr("both '.'")));
}

}  // namespace
