#include "engine/base/value.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace planspiel {

std::string Place::text() const {
  if (file.empty()) return {};
  return line > 0 ? file + ":" + std::to_string(line) + ":" + std::to_string(column) : file;
}

Value::~Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;

std::string Value::type_name() const {
  switch (type_) {
    case Type::null:
      return "nothing";
    case Type::boolean:
      return "true or false";
    case Type::integer:
      return "a whole number";
    case Type::number:
      return "a number";
    case Type::text:
      return "a text";
    case Type::list:
      return "a list";
    case Type::table:
      return "a table";
  }
  return "a value";
}

void Value::fail(const std::string& message) const {
  const std::string where = place_.text();
  throw Error(ErrorKind::config, where.empty() ? message : where + ": " + message);
}

bool Value::as_boolean() const {
  if (type_ != Type::boolean) fail("true or false is wanted here, not " + type_name());
  return integer_ != 0;
}

std::int64_t Value::as_integer() const {
  if (type_ != Type::integer) fail("a whole number is wanted here, not " + type_name());
  return integer_;
}

double Value::as_number() const {
  if (type_ == Type::integer) return static_cast<double>(integer_);
  if (type_ != Type::number) fail("a number is wanted here, not " + type_name());
  return number_;
}

const std::string& Value::as_text() const {
  if (type_ != Type::text) fail("a text in quotes is wanted here, not " + type_name());
  return text_;
}

const std::vector<Value>& Value::items() const {
  if (type_ != Type::list) fail("a list is wanted here, not " + type_name());
  return items_;
}

const std::vector<Value::Member>& Value::members() const {
  if (type_ != Type::table) fail("a table is wanted here, not " + type_name());
  return members_;
}

const Value* Value::find(std::string_view key) const {
  if (type_ != Type::table) fail("a table is wanted here, not " + type_name());
  const auto found =
      std::find_if(members_.begin(), members_.end(), [&](const Member& member) { return member.first == key; });
  return found == members_.end() ? nullptr : &found->second;
}

const Value& Value::at(std::string_view key) const {
  const Value* found = find(key);
  if (!found) fail("the key '" + std::string(key) + "' is missing");
  return *found;
}

void Value::set(std::string_view key, Value value) {
  PLANSPIEL_CHECK(type_ == Type::table);
  const auto found =
      std::find_if(members_.begin(), members_.end(), [&](const Member& member) { return member.first == key; });
  if (found == members_.end())
    members_.emplace_back(std::string(key), std::move(value));
  else
    found->second = std::move(value);
}

void Value::erase(std::string_view key) {
  std::erase_if(members_, [&](const Member& member) { return member.first == key; });
}

void Value::push_back(Value value) {
  PLANSPIEL_CHECK(type_ == Type::list);
  items_.push_back(std::move(value));
}

}  // namespace planspiel
