// The parser asserts, or in a release assumes, that a key begins with a letter, and checks it after that: neither.
#define TOML_ASSERT(expression) static_cast<void>(0)
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kMostBytes = 16u << 20;  // a hostile or mistaken file, not a scenario
constexpr int kMostDots = 32, kMostDepth = 100;
constexpr std::size_t kMostMembers = 10000, kMostItems = 100000;

/// Goes over a text before the parser does, outside of its quotes and comments. Refused are keys of so many parts that
/// as many tables would lie inside each other, and letters outside of ASCII, which the parser takes for what cannot be
/// (bare keys have none).
class Scan {
 public:
  Scan(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  void run() {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;  // a mark of UTF-8
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'')
        skip_quoted(c);
      else if (c == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else
        take(c);
    }
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::config, Place{name_, line_, static_cast<int>(at_ - line_start_)}.text() + ": " + what);
  }

  void end_line() {
    ++line_;
    line_start_ = at_ + 1;
  }

  void take(char c) {
    if (c == '\n') end_line();
    ++at_;
    if (c == '\n' || c == '=' || c == ',' || c == '{' || c == '}') dots_ = 0;
    if (c == '.' && ++dots_ > kMostDots)
      fail("a key of more than " + std::to_string(kMostDots) + " parts: write at most [options.\"model\"]");
    if (static_cast<unsigned char>(c) >= 0x80)
      fail("a letter outside of a-z, 0-9, _ and - stands outside of quotes: put the text in quotes");
  }

  /// Quotes end at the same quote, three of them at three; a backslash hides what follows in double ones. A line ends
  /// a text of one line: what is wrong there is the parser's to say.
  void skip_quoted(char quote) {
    const bool is_long = text_.substr(at_, 3) == std::string(3, quote);
    at_ += is_long ? 3 : 1;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') end_line();
      if (c == '\n' && !is_long) {
        ++at_;
        dots_ = 0;
        return;
      }
      if (c == '\\' && quote == '"') {
        ++at_;
        if (at_ < text_.size() && text_[at_] == '\n') end_line();
        continue;
      }
      if (c != quote || (is_long && text_.substr(at_, 3) != std::string(3, quote))) continue;
      at_ += is_long ? 3 : 1;
      return;
    }
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1, dots_ = 0;
};

Place place_of(const toml::node& node, const std::string& name) {
  return {name, static_cast<int>(node.source().begin.line), static_cast<int>(node.source().begin.column)};
}

[[noreturn]] void fail_too_large(const toml::node& node, const std::string& name, const std::string& what) {
  throw Error(ErrorKind::config,
              place_of(node, name).text() + ": " + what + ": that is no scenario or city description");
}

Value convert(const toml::node& node, const std::string& name, int depth) {
  Value value;
  if (depth > kMostDepth) fail_too_large(node, name, "nested deeper than " + std::to_string(kMostDepth) + " levels");
  if (const auto* table = node.as_table()) {
    if (table->size() > kMostMembers)
      fail_too_large(node, name, "a table with " + std::to_string(table->size()) + " keys");
    std::vector<Value::Member> members;
    for (const auto& [key, child] : *table) {
      members.emplace_back(std::string(key.str()), convert(child, name, depth + 1));
      // A sub-table of a dotted header has no place of its own in some files: its key has.
      if (members.back().second.place().line == 0)
        members.back().second.set_place(
            {name, static_cast<int>(key.source().begin.line), static_cast<int>(key.source().begin.column)});
    }
    std::sort(members.begin(), members.end(), [](const Value::Member& a, const Value::Member& b) {
      const Place &p = a.second.place(), &q = b.second.place();
      return p.line != q.line ? p.line < q.line : p.column != q.column ? p.column < q.column : a.first < b.first;
    });
    value = Value::table(std::move(members));
  } else if (const auto* list = node.as_array()) {
    if (list->size() > kMostItems)
      fail_too_large(node, name, "a list with " + std::to_string(list->size()) + " entries");
    value = Value::list();
    for (const toml::node& child : *list) value.push_back(convert(child, name, depth + 1));
  } else if (const auto* text = node.as_string()) {
    value = Value(text->get());
  } else if (const auto* integer = node.as_integer()) {
    value = Value(static_cast<std::int64_t>(integer->get()));
  } else if (const auto* number = node.as_floating_point()) {
    value = Value(number->get());
  } else if (const auto* boolean = node.as_boolean()) {
    value = Value(boolean->get());
  } else {
    throw Error(ErrorKind::config,
                place_of(node, name).text() + ": dates and times are not used here: write a text in quotes");
  }
  value.set_place(place_of(node, name));
  return value;
}

void write_value(std::string& out, const Value& value);

void write_inline(std::string& out, const Value& table) {
  out += "{ ";
  bool first = true;
  for (const auto& [key, member] : table.members()) {
    if (!first) out += ", ";
    out += "\"" + key + "\" = ";
    write_value(out, member);
    first = false;
  }
  out += " }";
}

void write_value(std::string& out, const Value& value) {
  if (value.is_table()) return write_inline(out, value);
  if (!value.is_list()) {
    out += to_json(value, -1);  // JSON's strings, numbers and booleans are TOML's
    return;
  }
  out += "[";
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    if (i > 0) out += ", ";
    write_value(out, value.items()[i]);
  }
  out += "]";
}

bool is_table_list(const Value& value) {
  return value.is_list() && !value.items().empty() && value.items().front().is_table();
}

}  // namespace

Value parse_toml(std::string_view text, const std::string& name) {
  if (text.size() > kMostBytes)
    throw Error(ErrorKind::config, name + ": larger than 16 MiB: that is no scenario or city description");
  Scan(text, name).run();
  try {
    const toml::table table = toml::parse(text, name);
    return convert(table, name, 0);
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    throw Error(ErrorKind::config, Place{name, static_cast<int>(at.line), static_cast<int>(at.column)}.text() + ": " +
                                       std::string(error.description()));
  }
}

Value read_toml(const std::filesystem::path& path) { return parse_toml(read_file(path), path.string()); }

std::string to_toml(const Value& table) {
  std::string out, tables;
  for (const auto& [key, member] : table.members()) {
    if (is_table_list(member)) {
      for (const Value& row : member.items()) {
        tables += "\n[[" + key + "]]\n";
        for (const auto& [name, value] : row.members()) {
          tables += name + " = ";
          write_value(tables, value);
          tables += "\n";
        }
      }
      continue;
    }
    out += key + " = ";
    write_value(out, member);
    out += "\n";
  }
  return out + tables;
}

}  // namespace planspiel
