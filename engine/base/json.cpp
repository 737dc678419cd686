#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kMostJsonBytes = 512u << 20;
constexpr int kMostJsonDepth = 200;

using Json = nlohmann::ordered_json;

Value convert(const Json& json, const std::string& name, int depth) {
  if (depth > kMostJsonDepth)
    throw Error(ErrorKind::input, name + ": nested deeper than " + std::to_string(kMostJsonDepth) + " levels");
  Value value;
  switch (json.type()) {
    case Json::value_t::boolean:
      value = Value(json.get<bool>());
      break;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      value = Value(json.get<std::int64_t>());
      break;
    case Json::value_t::number_float:
      value = Value(json.get<double>());
      break;
    case Json::value_t::string:
      value = Value(json.get<std::string>());
      break;
    case Json::value_t::array:
      value = Value::list();
      for (const Json& item : json) value.push_back(convert(item, name, depth + 1));
      break;
    case Json::value_t::object: {
      std::vector<Value::Member> members;
      for (const auto& [key, member] : json.items()) members.emplace_back(key, convert(member, name, depth + 1));
      value = Value::table(std::move(members));
      break;
    }
    default:
      break;
  }
  value.set_place({name, 0, 0});
  return value;
}

/// Counts brackets, so that a hostile file is refused before the parser recurses into it.
void check_depth(std::string_view text, const std::string& name) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
    } else if (c == '"')
      quoted = true;
    else if (c == '[' || c == '{')
      ++depth;
    else if (c == ']' || c == '}')
      --depth;
    if (depth > kMostJsonDepth)
      throw Error(ErrorKind::input, name + ": nested deeper than " + std::to_string(kMostJsonDepth) + " levels");
  }
}

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

void write(std::string& out, const Value& value, int indent, int level) {
  const bool lines = indent >= 0;
  const auto line_break = [&](int at) {
    if (lines) out += "\n" + std::string(static_cast<std::size_t>(at * indent), ' ');
  };
  switch (value.type()) {
    case Value::Type::null:
      out += "null";
      return;
    case Value::Type::boolean:
      out += value.as_boolean() ? "true" : "false";
      return;
    case Value::Type::integer:
      out += std::to_string(value.as_integer());
      return;
    case Value::Type::number:
      out += std::isfinite(value.as_number()) ? format_number(value.as_number()) : "null";
      return;
    case Value::Type::text:
      out += quoted(value.as_text());
      return;
    case Value::Type::list: {
      const auto& items = value.items();
      const bool flat =
          std::none_of(items.begin(), items.end(), [](const Value& item) { return item.is_table() || item.is_list(); });
      out += "[";
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += lines && flat ? ", " : ",";
        if (!flat) line_break(level + 1);
        write(out, items[i], indent, level + 1);
      }
      if (!flat) line_break(level);
      out += "]";
      return;
    }
    case Value::Type::table: {
      out += "{";
      bool first = true;
      for (const auto& [key, member] : value.members()) {
        if (!first) out += ",";
        line_break(level + 1);
        out += quoted(key) + (lines ? ": " : ":");
        write(out, member, indent, level + 1);
        first = false;
      }
      if (!first) line_break(level);
      out += "}";
      return;
    }
  }
}

}  // namespace

Value parse_json(std::string_view text, const std::string& name) {
  if (text.size() > kMostJsonBytes) throw Error(ErrorKind::input, name + ": larger than 512 MiB");
  check_depth(text, name);
  try {
    return convert(Json::parse(text), name, 0);
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::input, name + ": not valid JSON: " + error.what());
  }
}

Value read_json(const std::filesystem::path& path) { return parse_json(read_file(path), path.string()); }

std::string to_json(const Value& value, int indent) {
  std::string out;
  write(out, value, indent, 0);
  return out;
}

}  // namespace planspiel
