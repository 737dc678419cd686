#include "viewer/app/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/quantity.hpp"

namespace planspiel::viewer {

namespace {

Text text_of(const Value& option, std::string_view key) {
  const Value* text = option.find(key);
  if (!text || !text->is_table()) return {};
  return {text->at("de").as_text(), text->at("en").as_text()};
}

std::optional<double> number_of(const Value& option, std::string_view key) {
  const Value* number = option.find(key);
  return number && number->is_number() ? std::optional(number->as_number()) : std::nullopt;
}

double inside(const FormField& field, double amount) {
  if (field.min) amount = std::max(amount, *field.min);
  if (field.max) amount = std::min(amount, *field.max);
  return amount;
}

/// A number that is right for a field of which nothing is known but its range: round, and rather small.
double first_number(const FormField& field) {
  if (!field.min || !field.max || *field.max - *field.min > 1000.0) return inside(field, 1.0);
  constexpr double kSmall = 0.15;
  const double number = *field.min + kSmall * (*field.max - *field.min);
  const double digit = std::pow(10.0, std::floor(std::log10(std::max(1.0, std::abs(number)))));
  return inside(field, std::round(number / digit) * digit);
}

Text range_text(const FormField& field) {
  const std::string unit = field.unit.empty() ? "" : " " + field.unit;
  const auto shown = [&](double value, Language language) {
    return format_number(value, value == std::round(value) ? 0 : 2, language) + unit;
  };
  Text text;
  for (const Language language : {Language::de, Language::en}) {
    const bool german = language == Language::de;
    std::string& line = german ? text.de : text.en;
    if (field.min && field.max)
      line = shown(*field.min, language) + (german ? " bis " : " to ") + shown(*field.max, language);
    else if (field.min)
      line = (german ? "mindestens " : "at least ") + shown(*field.min, language);
    else if (field.max)
      line = (german ? "höchstens " : "at most ") + shown(*field.max, language);
  }
  return text;
}

bool beyond(const FormField& field, double amount) {
  return (field.min && amount < *field.min) || (field.max && amount > *field.max);
}

}  // namespace

std::vector<FormField> form_of(const Value& described) {
  std::vector<FormField> form;
  for (const Value& option : described.items()) {
    FormField field{.name = option.at("name").as_text(),
                    .type = option.at("type").as_text(),
                    .unit = option.at("unit").as_text(),
                    .title = text_of(option, "title"),
                    .help = text_of(option, "help"),
                    .required = option.at("required").as_boolean(),
                    .min = number_of(option, "min"),
                    .max = number_of(option, "max"),
                    .fallback = option.at("default")};
    if (const Value* choices = option.find("choices"))
      for (const Value& choice : choices->items()) field.choices.push_back(choice.as_text());
    if (const Value* titles = option.find("choice_titles"))
      for (const Value& title : titles->items())
        field.choice_titles.push_back({title.at("de").as_text(), title.at("en").as_text()});
    if (const Value* row = option.find("row")) field.row = form_of(*row);
    form.push_back(std::move(field));
  }
  return form;
}

Value first_value(const FormField& field, const FormDefaults& defaults) {
  if (!field.fallback.is_null()) return field.fallback;
  if (field.type == "quantity") return quantity_of(field, first_number(field));
  if (field.type == "number") return Value(first_number(field));
  if (field.type == "integer") return Value(static_cast<std::int64_t>(first_number(field)));
  if (field.type == "boolean") return Value(false);
  if (field.type == "choice") return field.choices.empty() ? Value("") : Value(field.choices.front());
  if (field.type == "price") return price_value({1.0, field.choices.empty() ? "" : field.choices.front()});
  if (field.type == "hours") return hours_value({});
  if (field.type == "place") return place_value(defaults.place);
  if (field.type == "area") return Value(defaults.area);
  if (field.type == "rows") {
    Value row = Value::table();
    for (const FormField& column : field.row) row.set(column.name, first_value(column, defaults));
    return Value::list({row});
  }
  return field.type == "texts" ? Value::list() : Value("");
}

Value new_measure(const std::string& kind, const std::vector<FormField>& form, const FormDefaults& defaults) {
  Value measure = Value::table({{"kind", kind}});
  for (const FormField& field : form)
    if (field.type == "area" && !defaults.area.empty())
      measure.set(field.name, Value(defaults.area));
    else if (field.required)
      measure.set(field.name, first_value(field, defaults));
  return measure;
}

std::optional<double> amount_of(const FormField& field, const Value& value) {
  if (value.is_number()) return value.as_number();
  if (!value.is_text() || field.unit.empty()) return std::nullopt;
  try {
    const Unit& shown = unit(field.unit);
    const double amount = parse_quantity(value.as_text(), shown) / shown.factor;
    constexpr double kDigits = 1e9;  // 30 km/h in metres per second and back is 30 km/h
    return std::round(amount * kDigits) / kDigits;
  } catch (const Error&) {
    return std::nullopt;
  }
}

Value quantity_of(const FormField& field, double amount) {
  return Value(format_number(inside(field, amount)) + " " + field.unit);
}

std::optional<Price> price_of(const Value& value) {
  if (!value.is_text()) return std::nullopt;
  const std::string& text = value.as_text();
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  try {
    return Price{parse_quantity(std::string_view(text).substr(0, slash), unit("EUR")),
                 std::string(trim(std::string_view(text).substr(slash + 1)))};
  } catch (const Error&) {
    return std::nullopt;
  }
}

Value price_value(const Price& price) {
  return Value(format_number(std::max(0.0, price.amount)) + " EUR/" + price.basis);
}

std::optional<HourSpan> hours_of(const Value& value) {
  if (!value.is_text()) return std::nullopt;
  const std::string& text = value.as_text();
  if (text.size() != 11 || text[2] != ':' || text[5] != '-' || text[8] != ':') return std::nullopt;
  HourSpan hours;
  const auto read = [&](std::size_t at, int& hour) {
    return std::from_chars(text.data() + at, text.data() + at + 2, hour).ptr == text.data() + at + 2;
  };
  if (!read(0, hours.from) || !read(6, hours.to)) return std::nullopt;
  return hours;
}

Value hours_value(HourSpan hours) { return Value(fmt::format("{:02}:00-{:02}:00", hours.from, hours.to)); }

std::optional<LonLat> place_of(const Value& value) {
  if (!value.is_list() || value.items().size() != 2 || !value.items()[0].is_number() || !value.items()[1].is_number())
    return std::nullopt;
  return LonLat::degrees(value.items()[0].as_number(), value.items()[1].as_number());
}

Value place_value(LonLat place) {
  const auto rounded = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };  // a decimetre
  return Value::list({Value(rounded(place.lon_deg)), Value(rounded(place.lat_deg))});
}

Value area_value(const std::string& name, const std::vector<LonLat>& ring) {
  Value positions = Value::list();
  for (const LonLat corner : ring) positions.push_back(place_value(corner));
  return Value::table({{"name", name}, {"rings", Value::list({positions})}});
}

std::string area_name(const Value& value) {
  if (value.is_text()) return value.as_text();
  const Value* name = value.is_table() ? value.find("name") : nullptr;
  return name && name->is_text() ? name->as_text() : "";
}

std::vector<std::vector<LonLat>> area_rings(const Value& value) {
  std::vector<std::vector<LonLat>> rings;
  const Value* given = value.is_table() ? value.find("rings") : nullptr;
  if (!given) return rings;
  for (const Value& ring : given->items()) {
    rings.emplace_back();
    for (const Value& corner : ring.items())
      if (const auto place = place_of(corner)) rings.back().push_back(*place);
  }
  return rings;
}

std::optional<Text> fault_of(const FormField& field, const Value& value) {
  if (field.type == "quantity" || field.type == "number" || field.type == "integer") {
    const auto amount = amount_of(field, value);
    if (!amount) return Text{"keine Zahl" + (field.unit.empty() ? "" : " in " + field.unit), "not a number"};
    if (beyond(field, *amount)) return range_text(field);
  }
  if (field.type == "price" && !price_of(value)) return Text{"kein Preis, z. B. 6 EUR/day", "no price, e.g. 6 EUR/day"};
  if (field.type == "hours") {
    const auto hours = hours_of(value);
    if (!hours || hours->from == hours->to) return Text{"keine Stunde gewählt", "no hour is chosen"};
  }
  if (field.type == "place") {
    const auto place = place_of(value);
    if (!place) return Text{"kein Ort", "no place"};
    if (std::abs(place->lon_deg) > 180.0 || std::abs(place->lat_deg) > 90.0)
      return Text{"Länge −180 … 180°, Breite −90 … 90°", "longitude −180 … 180°, latitude −90 … 90°"};
  }
  const bool empty = (field.type == "text" && value.is_text() && value.as_text().empty()) ||
                     (field.type == "area" && area_name(value).empty()) ||
                     (field.type == "rows" && value.is_list() && value.items().empty());
  if (field.required && empty) return Text{"fehlt noch", "is missing"};
  return std::nullopt;
}

std::string summary_of(const Value& value, Language language) {
  if (value.is_text()) return value.as_text();
  if (value.is_number()) {
    const double number = value.as_number();
    return format_number(number, number == std::round(number) ? 0 : 4, language);
  }
  if (value.is_table()) return area_name(value);
  if (value.is_list()) {
    if (const auto place = place_of(value))
      return format_number(place->lon_deg, 4, language) + " / " + format_number(place->lat_deg, 4, language);
    return fmt::format("{} ×", value.items().size());
  }
  if (value.is_null()) return "";
  return value.as_boolean() ? (language == Language::de ? "ja" : "yes") : (language == Language::de ? "nein" : "no");
}

namespace {

std::string choice_title(const FormField& field, const std::string& choice, Language language) {
  const auto at = std::find(field.choices.begin(), field.choices.end(), choice) - field.choices.begin();
  return static_cast<std::size_t>(at) < field.choice_titles.size()
             ? field.choice_titles[static_cast<std::size_t>(at)].in(language)
             : choice;
}

std::string option_summary(const FormField& field, const Value& value, Language language) {
  if (field.type == "choice" && value.is_text()) return choice_title(field, value.as_text(), language);
  const auto price = field.type == "price" ? price_of(value) : std::nullopt;
  if (!price) return summary_of(value, language);
  const int decimals = price->amount == std::round(price->amount) ? 0 : 2;
  return format_number(price->amount, decimals, language) + " EUR/" + choice_title(field, price->basis, language);
}

}  // namespace

std::string measure_summary(const Value& measure, const std::vector<FormField>& form, Language language) {
  std::vector<std::string> parts;
  for (const FormField& field : form) {
    constexpr std::size_t kMost = 3;
    const Value* value = measure.find(field.name);
    if (!value || parts.size() == kMost) continue;
    if (const std::string part = option_summary(field, *value, language); !part.empty()) parts.push_back(part);
  }
  return join(parts, ", ");
}

namespace {

std::optional<double> plain_number(const std::string& text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

/// Whether three digits stand from here on and no fourth.
bool three_digits(std::string_view text) {
  const auto digit = [&](std::size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]));
  };
  return digit(0) && digit(1) && digit(2) && !digit(3);
}

}  // namespace

std::optional<double> typed_number(const std::string& text, Language language) {
  const char group = language == Language::de ? '.' : ',', point = language == Language::de ? ',' : '.';
  const std::string_view given = trim(text);
  std::string plain;
  for (std::size_t at = 0; at < given.size(); ++at) {
    const char sign = given[at];
    if (sign == group || sign == ' ') {
      if (!three_digits(given.substr(at + 1)) || plain.find('.') != std::string::npos) return std::nullopt;
      continue;
    }
    plain += sign == point ? '.' : sign;
  }
  return plain_number(plain);
}

std::optional<double> typed_degrees(const std::string& text) {
  std::string plain(trim(text));
  std::replace(plain.begin(), plain.end(), ',', '.');
  return plain_number(plain);
}

}  // namespace planspiel::viewer
