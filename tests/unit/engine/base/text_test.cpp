#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

/// The message of the error that `body` throws.
template <class Body>
std::string message_of(Body&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(FilledText, EachLanguageHasItsOrderAndItsDecimalMark) {
  const Text road{"Straße", "road"};
  const Text text = filled("{1} {0:.1f} km, '{2}' {3}", "'{2}' {0:.1f} km of {1}, {3}", 2.5, road, "A. B", 1200);
  EXPECT_EQ(text, (Text{"Straße 2,5 km, 'A. B' 1200", "'A. B' 2.5 km of road, 1200"}));
}

TEST(Quantity, IsReadInItsUnitAndInOthersOfItsKind) {
  EXPECT_DOUBLE_EQ(parse_quantity("30 km/h", unit("km/h")), 30.0 / 3.6);
  EXPECT_DOUBLE_EQ(parse_quantity("2 min", unit("s")), 120.0);
  EXPECT_DOUBLE_EQ(parse_quantity("1.5 km", unit("m")), 1500.0);
}

TEST(Quantity, WithoutOrWithAWrongUnitSaysWhatIsRight) {
  EXPECT_THAT(message_of([] { parse_quantity("30", unit("km/h")); }), HasSubstr("km/h"));
  EXPECT_THAT(message_of([] { parse_quantity("30 kg", unit("km/h")); }), AllOf(HasSubstr("kg"), HasSubstr("km/h")));
}

TEST(Text, NumbersReadAsInTheirLanguage) {
  EXPECT_EQ(format_number(1234567.891, 1, Language::en), "1,234,567.9");
  EXPECT_EQ(format_number(1234567.891, 1, Language::de), "1.234.567,9");
}

TEST(Toml, LettersOfTheWorldStandInQuotesAndComments) {
  const Value value =
      parse_toml("# für alle\na = \"Süd \\\" # ü\"\nb = \"\"\"Ost\nün\"\"\"\nc = 'ö\\'\n\"ä\" = 1\n", "x.toml");
  EXPECT_EQ(value.at("a").as_text(), "Süd \" # ü");
  EXPECT_EQ(value.at("b").as_text(), "Ost\nün");
  EXPECT_EQ(value.at("c").as_text(), "ö\\");
  EXPECT_EQ(value.at("ä").as_number(), 1.0);
  EXPECT_THAT(message_of([] { parse_toml("a = 1\nlänge = 2\n", "x.toml"); }),
              HasSubstr("x.toml:2:2: a letter outside of a-z, 0-9, _ and - stands outside of quotes"));
  EXPECT_THAT(message_of([] { parse_toml("a = 1 ü\n", "x.toml"); }), HasSubstr("x.toml:1:7: a letter outside"));
  EXPECT_THAT(message_of([] { parse_toml("a = 0\"ü\"\n", "x.toml"); }), HasSubstr("x.toml:1:"));
  EXPECT_THAT(message_of([] { parse_toml("a = \"\"\"b\"\"\"\" ü\" \n", "x.toml"); }), HasSubstr("x.toml:1:"));
  EXPECT_THAT(message_of([] { parse_toml("[;[measure]]\n", "x.toml"); }), HasSubstr("x.toml:1:"));
}

TEST(Toml, ErrorsCarryLineAndColumn) {
  EXPECT_THAT(message_of([] { parse_toml("a = 1\nb = = 2\n", "x.toml"); }), HasSubstr("x.toml:2:"));
  EXPECT_THAT(message_of([] { parse_toml("a = \"text\"", "x.toml").at("a").as_number(); }),
              AllOf(HasSubstr("x.toml:1:5"), HasSubstr("number")));
}

TEST(Json, KeepsTheOrderOfKeysAndWritesNaNAsNull) {
  const Value value = Value::table({{"b", 1}, {"a", std::nan("")}});
  EXPECT_EQ(to_json(value, -1), "{\"b\":1,\"a\":null}");
}

TEST(Csv, NamesFileLineAndColumnOfABadNumber) {
  const Csv csv = Csv::parse("# a comment\nid,n\na,1\nb,x\n", "t.csv");
  EXPECT_EQ(csv.number(0, "n"), 1.0);
  EXPECT_THAT(message_of([&] { csv.number(1, "n"); }), AllOf(HasSubstr("t.csv:4"), HasSubstr("'n'"), HasSubstr("'x'")));
  EXPECT_THAT(message_of([&] { Csv::parse("a,b\n1\n", "t.csv"); }), HasSubstr("t.csv:2"));
}

TEST(Projection, PutsMarienplatzWhereItIs) {
  const Projection projection("EPSG:25832");
  const Point place = projection.to_metres(LonLat::degrees(11.5755, 48.1374));
  EXPECT_NEAR(place.x_m, 691603.0, 60.0);
  EXPECT_NEAR(place.y_m, 5334763.0, 60.0);
  const LonLat back = projection.to_degrees(place);
  EXPECT_NEAR(back.lon_deg, 11.5755, 1e-9);
  EXPECT_THAT(message_of([] { Projection("EPSG:4326"); }), HasSubstr("EPSG:4326"));
}

TEST(Files, PathsStayInsideTheirFolder) {
  EXPECT_EQ(path_inside("/a/b", "c.toml"), fs::path("/a/b/c.toml"));
  EXPECT_THAT(message_of([] { path_inside("/a/b", "../c.toml"); }), HasSubstr("../c.toml"));
  EXPECT_THAT(message_of([] { path_inside("/a/b", "/etc/passwd"); }), HasSubstr("/etc/passwd"));
}

TEST(Text, IsPutTogetherInBothLanguages) {
  Text text = Text{"Wert ", "value "} + same_text("1");
  text += {" ja", " yes"};
  EXPECT_EQ(text, (Text{"Wert 1 ja", "value 1 yes"}));
  EXPECT_EQ(in_both([](Language language) { return format_number(1234.5, 1, language); }),
            (Text{"1.234,5", "1,234.5"}));
}

TEST(Text, AUnitIsReadInItsLanguage) {
  EXPECT_EQ(unit_in("t/day", Language::de), "t/Tag");
  EXPECT_EQ(unit_in("t/day", Language::en), "t/day");
  EXPECT_EQ(unit_in("km/h", Language::de), "km/h");
  EXPECT_EQ(unit_in("", Language::de), "");
}

}  // namespace
}  // namespace planspiel
