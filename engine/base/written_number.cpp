#include "engine/base/written_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

namespace {

struct Spelling {
  std::string_view from;
  char to;
};
/// Blanks, apostrophes and the minus that spreadsheets and typesetters use.
constexpr std::array<Spelling, 8> kSpellings{{{"\u00A0", ' '},
                                              {"\u2009", ' '},
                                              {"\u202F", ' '},
                                              {"\u2007", ' '},
                                              {"\u2019", '\''},
                                              {"\u02BC", '\''},
                                              {"\u2212", '-'},
                                              {"\uFF0C", ','}}};

std::string plainly_spelled(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto* found = std::find_if(kSpellings.begin(), kSpellings.end(),
                                     [&](const Spelling& one) { return text.starts_with(one.from); });
    const bool special = found != kSpellings.end();
    plain += special ? found->to : text.front();
    text.remove_prefix(special ? found->from.size() : 1);
  }
  return std::string(trim(plain));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_mark(char c) { return c == '.' || c == ',' || c == '\'' || c == ' '; }

/// Sign, digits with marks, exponent.
struct Pieces {
  bool negative = false;
  std::string body, exponent;
};

std::optional<Pieces> pieces_of(std::string_view text) {
  Pieces pieces;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    pieces.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t e = text.find_first_of("eE");
  pieces.body = std::string(text.substr(0, e));
  if (e != std::string_view::npos) {
    std::string_view power = text.substr(e + 1);
    const std::size_t sign = !power.empty() && (power.front() == '+' || power.front() == '-') ? 1 : 0;
    if (power.size() == sign || power.size() > sign + 4 || !std::all_of(power.begin() + sign, power.end(), is_digit))
      return std::nullopt;
    pieces.exponent = "e" + std::string(power.substr(power.front() == '+' ? 1 : 0));
  }
  const bool sound =
      std::all_of(pieces.body.begin(), pieces.body.end(), [](char c) { return is_digit(c) || is_mark(c); });
  if (!sound || std::none_of(pieces.body.begin(), pieces.body.end(), is_digit)) return std::nullopt;
  return pieces;
}

/// Whether the whole part is digits, or groups of three after a first one with `group` between them all.
std::optional<std::string> ungrouped(std::string_view whole, const NumberMarks& marks, char decimal, bool may_group) {
  const std::size_t first = std::find_if(whole.begin(), whole.end(), is_mark) - whole.begin();
  if (first == whole.size()) return std::string(whole);
  const char group = whole[first];
  if (!may_group || group == decimal || group == marks.decimal || (marks.thousands != 0 && group != marks.thousands))
    return std::nullopt;
  if (first == 0 || first > 3 || whole.front() == '0' || (whole.size() - first) % 4 != 0) return std::nullopt;
  std::string digits(whole.substr(0, first));
  for (std::size_t at = first; at < whole.size(); at += 4) {
    const std::string_view three = whole.substr(at + 1, 3);
    if (whole[at] != group || !std::all_of(three.begin(), three.end(), is_digit)) return std::nullopt;
    digits += three;
  }
  return digits;
}

/// The value where `decimal` is the decimal mark (0: there is none).
std::optional<double> value_with(const Pieces& pieces, char decimal, const NumberMarks& marks) {
  if (decimal != 0 && ((marks.decimal != 0 && decimal != marks.decimal) || decimal == marks.thousands))
    return std::nullopt;
  const std::size_t at = decimal == 0 ? std::string::npos : pieces.body.find(decimal);
  if (decimal != 0 && at == std::string::npos) return std::nullopt;
  const std::string fraction = at == std::string::npos ? "" : pieces.body.substr(at + 1);
  if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
  const auto whole = ungrouped(std::string_view(pieces.body).substr(0, at), marks, decimal, pieces.exponent.empty());
  if (!whole) return std::nullopt;
  const std::string text = (whole->empty() ? "0" : *whole) + (fraction.empty() ? "" : "." + fraction) + pieces.exponent;
  double value = 0.0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return pieces.negative && value != 0.0 ? -value : value;
}

bool has(const std::string& body, char mark) { return body.find(mark) != std::string::npos; }

}  // namespace

NumberMarks marks_named(const std::string& decimal, const std::string& thousands) {
  const auto one_of = [](const std::string& text, std::string_view allowed, const char* what) {
    if (text.empty()) return '\0';
    if (text.size() == 1 && allowed.find(text[0]) != std::string_view::npos) return text[0];
    throw Error(ErrorKind::config, std::string(what) + " is '" + text + "'");
  };
  NumberMarks marks{one_of(decimal, ".,", "the decimal mark is \".\" or \",\", but"),
                    one_of(thousands, ".,' ", "the thousands mark is \".\", \",\", \"'\" or \" \", but")};
  if (marks.decimal != 0 && marks.decimal == marks.thousands)
    throw Error(ErrorKind::config, "the decimal mark and the thousands mark are both '" + decimal + "'");
  if (marks.decimal == 0 && marks.thousands == '.') marks.decimal = ',';
  if (marks.decimal == 0 && marks.thousands == ',') marks.decimal = '.';
  return marks;
}

WrittenNumber read_number(std::string_view text, const NumberMarks& marks, double most) {
  WrittenNumber number;
  const auto pieces = pieces_of(plainly_spelled(text));
  if (!pieces) return number;
  for (const char decimal : {'\0', '.', ','}) {
    const auto value = value_with(*pieces, decimal, marks);
    if (!value || std::abs(*value) > most || value == number.value) continue;
    if (number.value) return {.either = std::pair(*number.value, *value)};
    number.value = value;
    number.decimal = decimal != 0 ? decimal : has(pieces->body, '.') ? ',' : has(pieces->body, ',') ? '.' : '\0';
  }
  return number;
}

NumberMarks marks_shown(const std::vector<std::string_view>& texts, NumberMarks marks, double most) {
  for (std::size_t i = 0; i < texts.size() && marks.decimal == 0; ++i)
    marks.decimal = read_number(texts[i], marks, most).decimal;
  return marks;
}

}  // namespace planspiel
