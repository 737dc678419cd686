#pragma once

/// A tree of values: what TOML and JSON files hold, and what commands answer. Keeps the order of keys and,
/// for files, where each value stands.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planspiel {

/// Where a value was read: "toll.toml:12:3".
struct Place {
  std::string file;
  int line = 0, column = 0;
  std::string text() const;
};

class Value {
 public:
  enum class Type { null, boolean, integer, number, text, list, table };
  using Member = std::pair<std::string, Value>;

  Value() = default;
  // Compiled once: nearly every file makes and copies values.
  ~Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  Value(bool v) : type_(Type::boolean), integer_(v) {}
  Value(int v) : type_(Type::integer), integer_(v) {}
  Value(std::int64_t v) : type_(Type::integer), integer_(v) {}
  Value(std::size_t v) : type_(Type::integer), integer_(static_cast<std::int64_t>(v)) {}
  Value(double v) : type_(Type::number), number_(v) {}
  Value(const char* v) : type_(Type::text), text_(v) {}
  Value(std::string v) : type_(Type::text), text_(std::move(v)) {}
  Value(std::string_view v) : type_(Type::text), text_(v) {}
  static Value list() {
    Value v;
    v.type_ = Type::list;
    return v;
  }
  static Value list(std::vector<Value> items) {
    Value v = list();
    v.items_ = std::move(items);
    return v;
  }
  static Value table() {
    Value v;
    v.type_ = Type::table;
    return v;
  }
  static Value table(std::vector<Member> members) {
    Value v = table();
    v.members_ = std::move(members);
    return v;
  }

  Type type() const { return type_; }
  /// "a text", "a number", … for messages.
  std::string type_name() const;
  bool is_null() const { return type_ == Type::null; }
  bool is_table() const { return type_ == Type::table; }
  bool is_list() const { return type_ == Type::list; }
  bool is_text() const { return type_ == Type::text; }
  bool is_number() const { return type_ == Type::number || type_ == Type::integer; }

  /// Each throws Error(config) with the place when the type differs.
  bool as_boolean() const;
  std::int64_t as_integer() const;
  double as_number() const;  ///< integers count as numbers
  const std::string& as_text() const;
  const std::vector<Value>& items() const;
  const std::vector<Member>& members() const;

  /// The member of a table; nullptr when absent.
  const Value* find(std::string_view key) const;
  /// The member of a table; throws Error(config) that names the place when absent.
  const Value& at(std::string_view key) const;
  void set(std::string_view key, Value value);  ///< appends or replaces
  void erase(std::string_view key);
  void push_back(Value value);

  const Place& place() const { return place_; }
  void set_place(Place place) { place_ = std::move(place); }
  /// Throws Error(config) "toll.toml:12:3: message".
  [[noreturn]] void fail(const std::string& message) const;

 private:
  Type type_ = Type::null;
  std::int64_t integer_ = 0;
  double number_ = 0.0;
  std::string text_;
  std::vector<Value> items_;
  std::vector<Member> members_;
  Place place_;
};

/// Throws Error(config) with line and column; `name` is the file's name in messages.
Value parse_toml(std::string_view text, const std::string& name);
Value read_toml(const std::filesystem::path& path);
Value parse_json(std::string_view text, const std::string& name);
Value read_json(const std::filesystem::path& path);
/// JSON text with the order of keys kept; numbers in shortest exact form, NaN and infinity as null.
std::string to_json(const Value& value, int indent = 2);
/// TOML text of a table.
std::string to_toml(const Value& table);

}  // namespace planspiel
