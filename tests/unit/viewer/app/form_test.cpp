#include "viewer/app/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/options.hpp"
#include "engine/scenario/own_measures.hpp"

namespace planspiel::viewer {
namespace {

struct Engine {
  std::string type = "HLF";
  std::int64_t crew = 6;
  void describe(OptionSet& set) {
    set.text("type", type, {{"Fahrzeug", "Vehicle"}});
    set.integer("crew", crew, {{"Besatzung", "Crew"}}, {1.0, 9.0}).required();
  }
};

enum class Sort { a, b };
constexpr std::array<std::string_view, 2> kSortNames{"a", "b"};
std::span<const std::string_view> choice_names(Sort) { return kSortNames; }

/// One option of each kind.
struct Everything {
  Speed limit = 30.0_km_h;
  double share = 0.5, factor = 1.0;
  std::int64_t count = 2;
  bool all = true;
  std::string name, basis = "day";
  Sort sort = Sort::a;
  std::vector<std::string> roads;
  std::uint32_t hours = 0xffffff;
  LonLat at;
  AreaSelection where;
  Euros price{2.0};
  std::vector<Engine> engines;
  void describe(OptionSet& set) {
    set.quantity("limit", limit, "km/h", {{"Tempo", "Speed"}}, {5.0, 130.0}).required();
    set.percent("share", share, {{"Anteil", "Share"}});
    set.number("factor", factor, {{"Faktor", "Factor"}});
    set.integer("count", count, {{"Zahl", "Count"}}, {1.0, 5.0});
    set.boolean("all", all, {{"alle", "all"}});
    set.text("name", name, {{"Name", "Name"}}).required();
    set.choice("sort", sort, {{"Art", "Kind"}}, {{"erste", "first"}, {"zweite", "second"}});
    set.texts("roads", roads, {{"Straßen", "Roads"}});
    set.hours("hours", hours, {{"Stunden", "Hours"}});
    set.place("at", at, {{"Ort", "Place"}}).required();
    set.area("where", where, {{"Gebiet", "Area"}}).required();
    set.price("price", price, basis, {{"day", {"Tag", "day"}}, {"crossing", {"Überfahrt", "crossing"}}},
              {{"Preis", "Price"}})
        .required();
    set.list("engines", engines, {{"Fahrzeuge", "Engines"}}).required();
  }
};

std::vector<FormField> everything() {
  Everything options;
  OptionSet set;
  options.describe(set);
  return form_of(set.to_value());
}

const FormField& field(const std::vector<FormField>& form, const std::string& name) {
  return *std::find_if(form.begin(), form.end(), [&](const FormField& each) { return each.name == name; });
}

TEST(Form, KnowsTitleUnitRangeAndDefault) {
  const auto form = everything();
  const FormField& limit = field(form, "limit");
  EXPECT_EQ(limit.title, (Text{"Tempo", "Speed"}));
  EXPECT_EQ(limit.unit, "km/h");
  EXPECT_EQ(limit.min, 5.0);
  EXPECT_EQ(limit.max, 130.0);
  EXPECT_TRUE(limit.required);
  EXPECT_EQ(field(form, "share").fallback.as_text(), "50 %");
  EXPECT_EQ(field(form, "sort").choices, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(field(form, "engines").row.size(), 2U);
  EXPECT_EQ(field(form, "engines").row[1].max, 9.0);
}

TEST(Form, ANewMeasureIsReadByItsOwnReader) {
  Value measure = new_measure("everything", everything(), {.place = LonLat::degrees(11.5, 48.1), .area = "ring"});
  measure.set("name", "x");
  const auto read = read_options<Everything>(measure, {"kind"});
  EXPECT_EQ(read.where.name, "ring");
  EXPECT_EQ(read.at.lon_deg, 11.5);
  EXPECT_EQ(read.engines.size(), 1U);
  EXPECT_NEAR(in_km_h(read.limit), 20.0, 1e-9);  // 5 + 0.15 · (130 − 5) = 23.75, one digit
}

TEST(Form, EveryMeasureOfTheEngineHasFieldsThatItCanFill) {
  for (const MeasureEntry& entry : own_measures()) {
    const auto form = form_of(entry.describe());
    EXPECT_FALSE(form.empty()) << entry.kind;
    for (const FormField& each : form) {
      EXPECT_FALSE(each.title.de.empty()) << entry.kind << "." << each.name;
      EXPECT_FALSE(first_value(each, {.place = {}, .area = "x"}).is_null()) << entry.kind << "." << each.name;
    }
  }
}

TEST(Form, QuantitiesGoThereAndBackInTheirUnit) {
  const auto form = everything();
  const FormField& limit = field(form, "limit");
  EXPECT_EQ(amount_of(limit, Value("50 km/h")), 50.0);
  EXPECT_EQ(amount_of(limit, Value("10 m/s")), 36.0);
  EXPECT_EQ(amount_of(limit, Value("fast")), std::nullopt);
  EXPECT_EQ(quantity_of(limit, 30.0).as_text(), "30 km/h");
  EXPECT_EQ(quantity_of(limit, 300.0).as_text(), "130 km/h");  // as fast as the range allows
}

TEST(Form, PricesAndHoursGoThereAndBack) {
  const auto price = price_of(Value("6 EUR/crossing"));
  ASSERT_TRUE(price.has_value());
  EXPECT_EQ(price->amount, 6.0);
  EXPECT_EQ(price_value(*price).as_text(), "6 EUR/crossing");
  EXPECT_FALSE(price_of(Value("6 EUR")).has_value());
  EXPECT_EQ(hours_of(Value("06:00-20:00")), (HourSpan{6, 20}));
  EXPECT_EQ(hours_value({22, 5}).as_text(), "22:00-05:00");
  EXPECT_FALSE(hours_of(Value("early")).has_value());
}

TEST(Form, ADrawnAreaIsReadByTheOption) {
  const Value drawn = area_value("drawn", {LonLat::degrees(11, 48), LonLat::degrees(12, 48), LonLat::degrees(12, 49)});
  AreaSelection read;
  OptionSet set;
  set.area("where", read, {});
  set.read(Value::table({{"where", drawn}}));
  EXPECT_EQ(read.name, "drawn");
  ASSERT_EQ(read.rings.size(), 1U);
  EXPECT_EQ(read.rings[0][1], LonLat::degrees(12, 48));
  EXPECT_EQ(area_rings(drawn)[0].size(), 3U);
}

TEST(Form, SaysWhatIsWrongInTheLanguageOfTheReader) {
  const auto form = everything();
  EXPECT_EQ(fault_of(field(form, "limit"), Value("3 km/h")), (Text{"5 km/h bis 130 km/h", "5 km/h to 130 km/h"}));
  EXPECT_EQ(fault_of(field(form, "limit"), Value("30 km/h")), std::nullopt);
  EXPECT_EQ(fault_of(field(form, "name"), Value(""))->en, "is missing");
  EXPECT_EQ(fault_of(field(form, "engines"), Value::list())->de, "fehlt noch");
  EXPECT_TRUE(fault_of(field(form, "hours"), Value("06:00-06:00")).has_value());
}

TEST(Form, NumbersAreTypedAsTheLanguageWritesThem) {
  EXPECT_EQ(typed_number("1.234,5", Language::de), 1234.5);
  EXPECT_EQ(typed_number("1,234.5", Language::en), 1234.5);
  EXPECT_EQ(typed_number("-3", Language::de), -3.0);
  EXPECT_EQ(typed_number("", Language::de), std::nullopt);
  EXPECT_EQ(typed_number("3 km", Language::en), std::nullopt);
  EXPECT_EQ(typed_number("1 234 567", Language::de), 1234567.0);
}

/// A comma for a point would be ten times the number, or a thousand.
TEST(Form, NumbersThatMayBeMeantOtherwiseAreNone) {
  EXPECT_EQ(typed_number("1.5", Language::de), std::nullopt);
  EXPECT_EQ(typed_number("0,5", Language::en), std::nullopt);
  EXPECT_EQ(typed_number("1,5.000", Language::de), std::nullopt);
  EXPECT_EQ(typed_number("1.2345", Language::de), std::nullopt);
}

TEST(Form, DegreesHavePointOrComma) {
  EXPECT_EQ(typed_degrees("48.137"), 48.137);
  EXPECT_EQ(typed_degrees("48,137"), 48.137);
  EXPECT_EQ(typed_degrees("48,137,1"), std::nullopt);
}

TEST(Form, APlaceLiesOnEarth) {
  FormField field;
  field.type = "place";
  EXPECT_EQ(fault_of(field, place_value(LonLat::degrees(11.5, 48.1))), std::nullopt);
  EXPECT_THAT(fault_of(field, place_value(LonLat::degrees(11.5, 481.0)))->en, testing::HasSubstr("latitude"));
}

TEST(Form, AMeasureIsSummedUpInALine) {
  const auto form = everything();
  const Value measure = Value::table({{"kind", "x"}, {"where", "ring"}, {"price", "6 EUR/day"}, {"all", true}});
  EXPECT_EQ(measure_summary(measure, form, Language::de), "ja, ring, 6 EUR/Tag");
}

}  // namespace
}  // namespace planspiel::viewer
