#include "engine/base/options.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

std::string option_range_text(const OptionRange& range, const std::string& unit) {
  const auto shown = [&](double value) { return format_number(value) + (unit.empty() ? "" : " " + unit); };
  if (std::isinf(range.max)) return "at least " + shown(range.min);
  if (std::isinf(range.min)) return "at most " + shown(range.max);
  return shown(range.min) + " to " + shown(range.max);
}

void check_range(const Value& value, double shown, const OptionRange& range, const std::string& unit) {
  if (!(shown >= range.min * (range.min > 0 ? 1 - 1e-12 : 1 + 1e-12) &&
        shown <= range.max * (range.max > 0 ? 1 + 1e-12 : 1 - 1e-12)))
    value.fail("'" + format_number(shown) + (unit.empty() ? "" : " " + unit) +
               "' is out of range: " + option_range_text(range, unit));
}

/// Runs `body`; an error gets the place of the value in front.
template <class Body>
auto at_place(const Value& value, Body&& body) {
  try {
    return body();
  } catch (const Error& error) {
    value.fail(error.what());
  }
}

double read_with_unit(const Value& value, const Unit& shown) {
  if (value.is_number())
    value.fail("'" + format_number(value.as_number()) + "' needs a unit, as a text: \"" +
               format_number(value.as_number()) + " " + shown.symbol + "\"");
  return at_place(value, [&] { return parse_quantity(value.as_text(), shown); });
}

int parse_hour(const Value& value, std::string_view text) {
  const bool right =
      text.size() == 5 && text[2] == ':' && text.substr(3) == "00" && std::isdigit(text[0]) && std::isdigit(text[1]);
  const int hour = right ? (text[0] - '0') * 10 + (text[1] - '0') : -1;
  if (hour < 0 || hour > 24)
    value.fail("'" + value.as_text() + "': hours are full hours, for example \"06:00-20:00\" or \"22:00-05:00\"");
  return hour;
}

std::uint32_t read_hours(const Value& value) {
  const std::string& text = value.as_text();
  const std::size_t dash = text.find('-');
  const int from = parse_hour(value, dash == std::string::npos ? "" : std::string_view(text).substr(0, dash));
  const int to = parse_hour(value, std::string_view(text).substr(dash + 1));
  if (from == to) value.fail("'" + text + "' holds no hour; the whole day is \"00:00-24:00\"");
  const int count = to > from ? to - from : to - from + 24;
  std::uint32_t mask = 0;
  for (int hour = from; hour < from + count; ++hour) mask |= 1u << (hour % 24);
  return mask;
}

std::string hours_text(std::uint32_t mask) {
  if (mask == 0xffffffu) return "00:00-24:00";
  int from = 0;
  while (from < 24 && !((mask >> from) & 1u && !((mask >> ((from + 23) % 24)) & 1u))) ++from;
  int to = from;
  while ((mask >> (to % 24)) & 1u) ++to;
  const auto clock = [](int hour) { return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00"; };
  return clock(from) + "-" + clock(to > 24 ? to - 24 : to);
}

}  // namespace

OptionSet& OptionSet::add(Option option) {
  options_.push_back(std::move(option));
  return *this;
}

OptionSet& OptionSet::required() {
  PLANSPIEL_CHECK(!options_.empty());
  options_.back().required = true;
  options_.back().default_value = Value();
  return *this;
}

OptionSet& OptionSet::quantity_value(std::string name, double& member, std::string_view shown_unit, OptionLabel label,
                                     OptionRange range) {
  const Unit& shown = unit(shown_unit);
  return add({.name = std::move(name),
              .type = "quantity",
              .unit = shown.symbol,
              .range = range,
              .label = std::move(label),
              .default_value = Value(format_quantity(member, shown)),
              .read = [&member, &shown, range](const Value& value) {
                member = read_with_unit(value, shown);
                check_range(value, member / shown.factor, range, shown.symbol);
              }});
}

OptionSet& OptionSet::number(std::string name, double& member, OptionLabel label, OptionRange range) {
  return add({.name = std::move(name),
              .type = "number",
              .range = range,
              .label = std::move(label),
              .default_value = Value(member),
              .read = [&member, range](const Value& value) {
                member = value.as_number();
                check_range(value, member, range, "");
              }});
}

OptionSet& OptionSet::percent(std::string name, double& member, OptionLabel label, OptionRange range) {
  return add({.name = std::move(name),
              .type = "quantity",
              .unit = "%",
              .range = range,
              .label = std::move(label),
              .default_value = Value(format_quantity(member, unit("%"))),
              .read = [&member, range](const Value& value) {
                member = read_with_unit(value, unit("%"));
                check_range(value, member * 100.0, range, "%");
              }});
}

OptionSet& OptionSet::integer(std::string name, std::int64_t& member, OptionLabel label, OptionRange range) {
  return add({.name = std::move(name),
              .type = "integer",
              .range = range,
              .label = std::move(label),
              .default_value = Value(member),
              .read = [&member, range](const Value& value) {
                member = value.as_integer();
                check_range(value, static_cast<double>(member), range, "");
              }});
}

OptionSet& OptionSet::boolean(std::string name, bool& member, OptionLabel label) {
  return add({.name = std::move(name),
              .type = "boolean",
              .label = std::move(label),
              .default_value = Value(member),
              .read = [&member](const Value& value) { member = value.as_boolean(); }});
}

OptionSet& OptionSet::text(std::string name, std::string& member, OptionLabel label) {
  return add({.name = std::move(name),
              .type = "text",
              .label = std::move(label),
              .default_value = Value(member),
              .read = [&member](const Value& value) { member = value.as_text(); }});
}

OptionSet& OptionSet::texts(std::string name, std::vector<std::string>& member, OptionLabel label) {
  Value fallback = Value::list();
  for (const std::string& text : member) fallback.push_back(text);
  return add({.name = std::move(name),
              .type = "texts",
              .label = std::move(label),
              .default_value = fallback,
              .read = [&member](const Value& value) {
                member.clear();
                for (const Value& item : value.items()) member.push_back(item.as_text());
              }});
}

OptionSet& OptionSet::choice_of(std::string name, std::vector<std::string> names, std::vector<Text> titles,
                                std::size_t now, std::function<void(std::size_t)> set, OptionLabel label) {
  PLANSPIEL_CHECK(now < names.size() && titles.size() == names.size());
  std::vector<OptionChoice> choices;
  for (std::size_t at = 0; at < names.size(); ++at) choices.push_back({names[at], std::move(titles[at])});
  return add({.name = std::move(name),
              .type = "choice",
              .choices = std::move(choices),
              .label = std::move(label),
              .default_value = Value(names[now]),
              .read = [names, set = std::move(set)](const Value& value) {
                const auto found = std::find(names.begin(), names.end(), value.as_text());
                if (found == names.end()) value.fail("'" + value.as_text() + "' is not one of: " + join(names, ", "));
                set(static_cast<std::size_t>(found - names.begin()));
              }});
}

OptionSet& OptionSet::hours(std::string name, std::uint32_t& mask, OptionLabel label) {
  return add({.name = std::move(name),
              .type = "hours",
              .label = std::move(label),
              .default_value = Value(hours_text(mask)),
              .read = [&mask](const Value& value) { mask = read_hours(value); }});
}

OptionSet& OptionSet::place(std::string name, LonLat& member, OptionLabel label) {
  return add({.name = std::move(name),
              .type = "place",
              .label = std::move(label),
              .default_value = Value::list({Value(member.lon_deg), Value(member.lat_deg)}),
              .read = [&member](const Value& value) {
                const auto& numbers = value.items();
                if (numbers.size() != 2) value.fail("a place is [longitude, latitude], for example [11.5755, 48.1374]");
                const double lon = numbers[0].as_number(), lat = numbers[1].as_number();
                if (!(std::abs(lon) <= 180.0 && std::abs(lat) <= 90.0))
                  value.fail("a place is [longitude, latitude] in degrees, for example [11.5755, 48.1374]");
                member = LonLat::degrees(lon, lat);
              }});
}

OptionSet& OptionSet::price(std::string name, Euros& member, std::string& basis, std::vector<OptionChoice> bases,
                            OptionLabel label) {
  std::vector<std::string> names;
  for (const OptionChoice& choice : bases) names.push_back(choice.name);
  return add({.name = std::move(name),
              .type = "price",
              .choices = std::move(bases),
              .label = std::move(label),
              .default_value = Value(format_quantity(member.value, unit("EUR")) + "/" + basis),
              .read = [&member, &basis, names](const Value& value) {
                const std::string& text = value.as_text();
                const std::size_t slash = text.find('/');
                const std::string given =
                    slash == std::string::npos ? "" : std::string(trim(std::string_view(text).substr(slash + 1)));
                if (std::find(names.begin(), names.end(), given) == names.end())
                  value.fail("'" + text + "' says no basis: write \"6 EUR/" + join(names, "\" or \"6 EUR/") + "\"");
                member = Euros(at_place(
                    value, [&] { return parse_quantity(std::string_view(text).substr(0, slash), unit("EUR")); }));
                if (member.value < 0.0) value.fail("a price is not negative");
                basis = given;
              }});
}

void OptionSet::read(const Value& table, const std::vector<std::string>& ignored) {
  std::string faults;
  const auto guard = [&](auto&& body) {
    try {
      body();
    } catch (const Error& error) {
      faults += (faults.empty() ? "" : "\n") + std::string(error.what());
    }
  };
  std::vector<std::string> names;
  for (const Option& option : options_) names.push_back(option.name);
  for (const auto& [key, value] : table.members()) {
    const auto found = std::find(names.begin(), names.end(), key);
    if (found != names.end())
      guard([&] {
        with_context("'" + key + "'", [&] { options_[static_cast<std::size_t>(found - names.begin())].read(value); });
      });
    else if (std::find(ignored.begin(), ignored.end(), key) == ignored.end())
      guard([&] { value.fail("unknown key '" + key + "': " + nearest_known(key, names)); });
  }
  for (const Option& option : options_)
    if (option.required && !table.find(option.name))
      guard([&] {
        table.fail("the key '" + option.name + "' is missing: " + option.label.title.en +
                   (option.label.help.en.empty() ? "" : ", " + option.label.help.en));
      });
  if (!faults.empty()) throw Error(ErrorKind::config, faults);
}

Value OptionSet::to_value() const {
  Value list = Value::list();
  const auto text_value = [](const Text& text) { return Value::table({{"de", text.de}, {"en", text.en}}); };
  for (const Option& option : options_) {
    Value described = Value::table({{"name", option.name},
                                    {"type", option.type},
                                    {"unit", option.unit},
                                    {"required", option.required},
                                    {"default", option.default_value},
                                    {"title", text_value(option.label.title)},
                                    {"help", text_value(option.label.help)}});
    if (std::isfinite(option.range.min)) described.set("min", option.range.min);
    if (std::isfinite(option.range.max)) described.set("max", option.range.max);
    if (!option.choices.empty()) {
      Value choices = Value::list(), titles = Value::list();
      for (const OptionChoice& choice : option.choices) {
        choices.push_back(choice.name);
        titles.push_back(text_value(choice.title));
      }
      described.set("choices", choices);
      described.set("choice_titles", titles);
    }
    if (!option.row.is_null()) described.set("row", option.row);
    list.push_back(described);
  }
  return list;
}

}  // namespace planspiel
