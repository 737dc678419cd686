#pragma once

/// A scenario as it is edited: a base that never changes, a list of measures on top, and every step that led there.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel::viewer {

/// What can be edited. Measures are tables as in a scenario's [[measure]].
struct DocumentState {
  Text title{};
  std::vector<Value> measures{};
};

/// From Document::state_value. Throws Error(config).
DocumentState read_state(const Value& value);

class Document {
 public:
  /// A new scenario on a base scenario (.toml) or on a plain city.
  static Document on_base(const std::filesystem::path& base);
  static Document on_city(const std::filesystem::path& city);
  /// A scenario file: with a `base`, or with measures on a `city`, its measures are edited; else it is the base itself.
  /// Area files are read into the measures, so that the scenario may be saved elsewhere. Throws Error(config).
  static Document open(const std::filesystem::path& scenario);

  const DocumentState& state() const { return state_; }
  const std::vector<Value>& measures() const { return state_.measures; }
  /// Where it was opened or saved; empty for a new one.
  const std::filesystem::path& path() const { return path_; }
  /// The base: a scenario file or a city.
  const std::filesystem::path& base() const { return base_; }
  bool base_is_city() const { return base_is_city_; }
  bool unsaved() const { return text_of(state_) != saved_; }

  void set_title(const Text& title);
  void add(const Value& measure);
  void insert(std::size_t at, const Value& measure);
  /// Steps in a row with the same `gesture` (a drag, typing) are one step back; empty: always a step of its own.
  void replace(std::size_t at, const Value& measure, const std::string& gesture = {});
  void remove(std::size_t at);
  void move(std::size_t from, std::size_t to);
  /// The next step is one of its own, whatever its gesture.
  void end_gesture() { gesture_.clear(); }

  bool can_undo() const { return !done_.empty(); }
  bool can_redo() const { return !undone_.empty(); }
  const Text& undo_name() const { return done_.back().name; }
  const Text& redo_name() const { return undone_.back().name; }
  void undo();
  void redo();
  /// Takes over what was kept of unsaved work, as one step.
  void recover(const DocumentState& kept);

  /// Title and measures, for read_state.
  Value state_value() const;
  /// The scenario file as it would stand in a folder.
  std::string toml(const std::filesystem::path& folder) const;
  /// Writes it whole or not at all. Throws Error(system); Error(config) where a plain city does not lie below.
  void save(const std::filesystem::path& path);

 private:
  struct Command {
    Text name{};
    DocumentState before{}, after{};
  };
  void perform(const Text& name, DocumentState after, const std::string& gesture = {});
  static Value value_of(const DocumentState& state);
  static std::string text_of(const DocumentState& state);

  std::filesystem::path path_, base_;
  bool base_is_city_ = false;
  Value kept_ = Value::table();  ///< keys of the file that are not edited: seed, remove, options, question
  DocumentState state_{};
  std::string saved_;
  std::vector<Command> done_, undone_;
  std::string gesture_;
};

}  // namespace planspiel::viewer
