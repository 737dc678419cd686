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

/// Counts the dots of each key, so that a key of a hundred thousand parts is refused before the parser builds as many
/// tables inside each other. Quoted texts and comments are passed over.
void check_dots(std::string_view text, const std::string& name) {
  int line = 1, dots = 0;
  char quote = 0;
  bool comment = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      ++line;
      dots = 0;
      comment = false;
      quote = 0;  // long texts may hold line ends: what follows then counts as keys, which only makes this stricter
    } else if (comment) {
      continue;
    } else if (quote) {
      if (c == '\\' && quote == '"')
        ++at;
      else if (c == quote)
        quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      comment = true;
    } else if (c == '=' || c == ',' || c == '{' || c == '}') {
      dots = 0;
    } else if (c == '.' && ++dots > kMostDots) {
      throw Error(ErrorKind::config, Place{name, line, 0}.text() + ": a key of more than " + std::to_string(kMostDots) +
                                         " parts: write at most [options.\"model\"]");
    }
  }
}

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
  check_dots(text, name);
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
