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
  bool operator==(const Text&) const = default;
};

std::vector<std::string> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// Shortest decimal text that reads back as the same double; "nan", "inf" spelled so.
std::string format_number(double value);
/// A number as people read it: `decimals` digits, German "1.234,5" or English "1,234.5".
std::string format_number(double value, int decimals, Language language);
/// Columns on a terminal, where a character of UTF-8 takes one place.
std::string pad_right(const std::string& text, std::size_t to);
std::string pad_left(const std::string& text, std::size_t to);

}  // namespace planspiel
