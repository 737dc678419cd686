#pragma once

/// Sentences with gaps, in both languages.

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <string>
#include <type_traits>

#include "engine/base/text.hpp"

namespace planspiel {

/// A number as a sentence of a language has it: "0,5" in German.
struct SaidNumber {
  double value = 0.0;
  Language language = Language::en;
};

namespace filling {

template <class T>
struct Said {
  using type = T;
  static const T& in(const T& value, Language) { return value; }
};
template <>
struct Said<Text> {
  using type = std::string;
  static const std::string& in(const Text& value, Language language) { return value.in(language); }
};
template <std::floating_point T>
struct Said<T> {
  using type = SaidNumber;
  static SaidNumber in(T value, Language language) { return {static_cast<double>(value), language}; }
};

}  // namespace filling

/// The sentence with its gaps filled: a Text by its language, a number with the comma of German. A language that wants
/// another order says which: "{1} von {0}". Formats are checked when compiled.
template <class... Values>
Text filled(fmt::format_string<const typename filling::Said<Values>::type&...> de,
            fmt::format_string<const typename filling::Said<Values>::type&...> en, const Values&... values) {
  return {fmt::vformat(de, fmt::make_format_args(filling::Said<Values>::in(values, Language::de)...)),
          fmt::vformat(en, fmt::make_format_args(filling::Said<Values>::in(values, Language::en)...))};
}

}  // namespace planspiel

template <>
struct fmt::formatter<planspiel::SaidNumber> : fmt::formatter<double> {
  template <class Context>
  auto format(const planspiel::SaidNumber& number, Context& context) const {
    fmt::memory_buffer digits;
    fmt::format_context inner(fmt::appender(digits), {}, context.locale());
    fmt::formatter<double>::format(number.value, inner);
    if (number.language == planspiel::Language::de) std::replace(digits.begin(), digits.end(), '.', ',');
    return std::copy(digits.begin(), digits.end(), context.out());
  }
};
