#include "engine/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace planspiel {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) joined += separator;
    joined += parts[i];
  }
  return joined;
}

std::string unit_in(std::string_view symbol, Language language) {
  constexpr std::string_view kDay = "/day";
  if (language == Language::en || !symbol.ends_with(kDay)) return std::string(symbol);
  return std::string(symbol.substr(0, symbol.size() - kDay.size())) + "/Tag";
}

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string format_number(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

std::string format_number(double value, int decimals, Language language) {
  if (!std::isfinite(value)) return "–";
  std::array<char, 400> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  const std::string plain(buffer.data(), static_cast<std::size_t>(length));
  const std::size_t point = plain.find('.') == std::string::npos ? plain.size() : plain.find('.');
  const std::size_t first_digit = plain[0] == '-' ? 1 : 0;
  const bool german = language == Language::de;
  std::string shown = plain.substr(0, first_digit);
  for (std::size_t i = first_digit; i < point; ++i) {
    shown += plain[i];
    if ((point - i - 1) % 3 == 0 && i + 1 < point) shown += german ? '.' : ',';
  }
  if (point < plain.size()) shown += (german ? "," : ".") + plain.substr(point + 1);
  const bool zero = shown.find_first_not_of("-0.,") == std::string::npos;
  return zero && shown[0] == '-' ? shown.substr(1) : shown;
}

namespace {

/// Width on a terminal: UTF-8 code points.
std::size_t width(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace

std::string pad_right(const std::string& text, std::size_t to) {
  return text + std::string(to > width(text) ? to - width(text) : 0, ' ');
}

std::string pad_left(const std::string& text, std::size_t to) {
  return std::string(to > width(text) ? to - width(text) : 0, ' ') + text;
}

}  // namespace planspiel
