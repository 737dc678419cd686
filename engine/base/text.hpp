#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace planspiel {

/// The languages of everything people read.
enum class Language { de, en };

/// A text in German and English.
struct Text {
  std::string de, en;
  const std::string& in(Language language) const { return language == Language::de ? de : en; }
  Text& operator+=(const Text& more) {
    de += more.de;
    en += more.en;
    return *this;
  }
  friend Text operator+(Text first, const Text& more) { return first += more; }
  bool operator==(const Text&) const = default;
};

/// A text of literals, in what is declared once.
struct TextView {
  std::string_view de = "", en = "";
  constexpr TextView() = default;
  constexpr TextView(std::string_view german, std::string_view english) : de(german), en(english) {}
  TextView(const Text& text) : de(text.de), en(text.en) {}  // NOLINT(google-explicit-constructor): as string_view does
  Text text() const { return {std::string(de), std::string(en)}; }
};

/// A text that is the same in both languages: a name, a number of a row.
inline Text same_text(const std::string& text) { return {text, text}; }
/// What `say(Language)` says, in both languages.
template <class Say>
Text in_both(Say&& say) {
  return {say(Language::de), say(Language::en)};
}

std::vector<std::string> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);
/// With small letters for A to Z; others stay.
std::string lower_ascii(std::string text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// Shortest decimal text that reads back as the same double; "nan", "inf" spelled so.
std::string format_number(double value);
/// A number as people read it: `decimals` digits, German "1.234,5" or English "1,234.5".
std::string format_number(double value, int decimals, Language language);
/// The symbol of a unit as people of a language read it: "t/day" is "t/Tag" in German. Files keep the symbol.
std::string unit_in(std::string_view symbol, Language language);
/// Columns on a terminal, where a character of UTF-8 takes one place.
std::string pad_right(const std::string& text, std::size_t to);
std::string pad_left(const std::string& text, std::size_t to);

}  // namespace planspiel
