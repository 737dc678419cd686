#include <toml++/toml.h>
#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kMostBytes = 16u << 20;  // a hostile or mistaken file, not a scenario

Place place_of(const toml::node& node, const std::string& name) {
  return {name, static_cast<int>(node.source().begin.line), static_cast<int>(node.source().begin.column)};
}

Value convert(const toml::node& node, const std::string& name) {
  Value value;
  if (const auto* table = node.as_table()) {
    std::vector<Value::Member> members;
    for (const auto& [key, child] : *table) {
      members.emplace_back(std::string(key.str()), convert(child, name));
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
    value = Value::list();
    for (const toml::node& child : *list) value.push_back(convert(child, name));
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
  try {
    const toml::table table = toml::parse(text, name);
    return convert(table, name);
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
