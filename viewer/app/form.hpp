#pragma once

/// Forms made from what a measure or tool says of its options, and from nothing else: no form knows a name.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel::viewer {

/// One option as a person fills it in.
struct FormField {
  std::string name, type, unit;  ///< as OptionSet describes them
  Text title{}, help{};
  bool required = false;
  std::optional<double> min{}, max{};  ///< in the shown unit, inclusive
  std::vector<std::string> choices{};  ///< of a choice; the bases of a price
  std::vector<Text> choice_titles{};   ///< what people call them, one for each
  Value fallback{};                    ///< null when required
  std::vector<FormField> row{};        ///< the columns of "rows"
};

/// The form of described options (`MeasureEntry::describe()`, `ToolEntry::describe()`).
std::vector<FormField> form_of(const Value& described);

/// What a new measure starts with where an option must be given: the middle of the view, an area, a round number.
struct FormDefaults {
  LonLat place{};
  std::string area{};  ///< a named area of the city, if it has one
};
Value first_value(const FormField& field, const FormDefaults& defaults);
/// A measure of this kind with all required options filled in.
Value new_measure(const std::string& kind, const std::vector<FormField>& form, const FormDefaults& defaults);

/// The number in a quantity's shown unit: "30 km/h" → 30. Nothing where it is none.
std::optional<double> amount_of(const FormField& field, const Value& value);
/// 30 → "30 km/h", kept inside the range.
Value quantity_of(const FormField& field, double amount);

struct Price {
  double amount = 0.0;  ///< EUR
  std::string basis{};
};
std::optional<Price> price_of(const Value& value);
Value price_value(const Price& price);

/// Full hours of the day [from, to); to ≤ from goes over midnight.
struct HourSpan {
  int from = 0, to = 24;
  bool operator==(const HourSpan&) const = default;
};
std::optional<HourSpan> hours_of(const Value& value);
Value hours_value(HourSpan hours);

std::optional<LonLat> place_of(const Value& value);
Value place_value(LonLat place);

/// An area drawn on the map: {name, rings}.
Value area_value(const std::string& name, const std::vector<LonLat>& ring);
/// The name of an area option: of the city's area or of a drawn one.
std::string area_name(const Value& value);
std::vector<std::vector<LonLat>> area_rings(const Value& value);

/// What is wrong with a value, in words; nothing where it is right. The measure's own reader has the last word.
std::optional<Text> fault_of(const FormField& field, const Value& value);

/// The value as one line in a list of measures: "6 EUR/day", "mittlerer-ring".
std::string summary_of(const Value& value, Language language);
/// The options of a measure that say most, in the order of the form: "mittlerer-ring, 6 EUR/Tag".
std::string measure_summary(const Value& measure, const std::vector<FormField>& form, Language language);

/// A number as a person types it, "1.234,5" in German, "1,234.5" in English. Nothing where it is none, or where it may
/// be meant otherwise: "1.5" in German.
std::optional<double> typed_number(const std::string& text, Language language);
/// Degrees have no thousands: "48,137" and "48.137" are the same in both languages.
std::optional<double> typed_degrees(const std::string& text);

}  // namespace planspiel::viewer
