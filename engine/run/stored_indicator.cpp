#include "engine/run/stored_indicator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/run/measure_effect.hpp"
#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

constexpr std::int64_t kMostDecimals = 15;  ///< a double has no more

double number_or_nan(const Value& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.as_number();
}

Value to_value(const Headline& headline) {
  return Value::table({{"section", text_to_value(headline.section)},
                       {"title", text_to_value(headline.title)},
                       {"order", headline.order},
                       {"decimals", headline.decimals},
                       {"factor", headline.factor},
                       {"unit", text_to_value(headline.unit)}});
}

Headline headline_from(const Value& value) {
  return {.section = text_from_value(value.at("section")),
          .title = text_from_value(value.at("title")),
          .order = static_cast<int>(value.at("order").as_integer()),
          .decimals = static_cast<int>(std::clamp<std::int64_t>(value.at("decimals").as_integer(), 0, kMostDecimals)),
          .factor = value.at("factor").as_number(),
          .unit = text_from_value(value.at("unit"))};
}

}  // namespace

StoredIndicator stored(const IndicatorValue& value, const City& city) {
  const Indicator& indicator = value.indicator;
  StoredIndicator kept{.id = indicator.id,
                       .unit = indicator.unit,
                       .family = indicator.family,
                       .title = indicator.title,
                       .definition = indicator.definition,
                       .perimeter = indicator.perimeter,
                       .source = indicator.source,
                       .value = value.value,
                       .better = indicator.better,
                       .diagnostic = indicator.diagnostic,
                       .local = is_local(indicator),
                       .hour = value.hour,
                       .headline = indicator.headline,
                       .iterated = value.iterated};
  const auto& ids = city.table("districts").external_ids();
  for (std::size_t row = 0; row < value.by_district.size(); ++row)
    kept.by_district.emplace(ids[row], value.by_district[row]);
  return kept;
}

Value to_value(const StoredIndicator& indicator) {
  Value entry = Value::table({{"id", indicator.id},
                              {"value", indicator.value},
                              {"unit", indicator.unit},
                              {"title", text_to_value(indicator.title)},
                              {"definition", text_to_value(indicator.definition)},
                              {"perimeter", text_to_value(indicator.perimeter)},
                              {"source", text_to_value(indicator.source)},
                              {"better", better_name(indicator.better)},
                              {"family", indicator.family},
                              {"diagnostic", indicator.diagnostic},
                              {"local", indicator.local},
                              {"iterated", texts_to_value(indicator.iterated)}});
  if (indicator.headline) entry.set("headline", to_value(*indicator.headline));
  if (indicator.hour) entry.set("hour", *indicator.hour);
  if (indicator.by_district.empty()) return entry;
  std::vector<Value::Member> districts;
  for (const auto& [id, value] : indicator.by_district) districts.emplace_back(id, value);
  entry.set("by_district", Value::table(std::move(districts)));
  return entry;
}

StoredIndicator stored_indicator_from(const Value& value) {
  StoredIndicator read{.id = value.at("id").as_text(),
                       .unit = value.at("unit").as_text(),
                       .family = value.at("family").as_text(),
                       .title = text_from_value(value.at("title")),
                       .definition = text_from_value(value.at("definition")),
                       .perimeter = text_from_value(value.at("perimeter")),
                       .source = text_from_value(value.at("source")),
                       .value = number_or_nan(value.at("value")),
                       .better = better_from_value(value.at("better")),
                       .diagnostic = value.at("diagnostic").as_boolean(),
                       .local = value.at("local").as_boolean()};
  if (const Value* hour = value.find("hour")) read.hour = static_cast<int>(hour->as_integer());
  if (const Value* headline = value.find("headline")) read.headline = headline_from(*headline);
  for (const Value& model : value.at("iterated").items()) read.iterated.push_back(model.as_text());
  if (const Value* districts = value.find("by_district"))
    for (const auto& [id, share] : districts->members()) read.by_district.emplace(id, number_or_nan(share));
  return read;
}

}  // namespace planspiel
