#include "viewer/app/document.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/scenario/area_file.hpp"

namespace planspiel::viewer {

namespace {

namespace fs = std::filesystem;

Value text_value(const Text& text) { return Value::table({{"de", text.de}, {"en", text.en}}); }

Text read_title(const Value& value) {
  if (value.is_text()) return {value.as_text(), value.as_text()};
  const Value *de = value.find("de"), *en = value.find("en");
  if (!de && !en) value.fail("a title is a text or { de = \"…\", en = \"…\" }");
  return {(de ? de : en)->as_text(), (en ? en : de)->as_text()};
}

/// Area files become rings, as the scenario reader makes them.
Value with_areas_read(const Value& measure, const fs::path& folder) {
  Value read = measure;
  for (const auto& [key, value] : measure.members())
    if (value.is_text() && names_area_file(value.as_text())) read.set(key, read_area_file(value, folder));
  return read;
}

/// From a folder to a file, "/" between; absolute where there is no way.
std::string way(const fs::path& folder, const fs::path& file) {
  const auto canonical = [](const fs::path& path) {
    std::error_code failed;
    const fs::path found = fs::weakly_canonical(path, failed);
    return failed ? path.lexically_normal() : found;
  };
  const fs::path target = canonical(file), relative = target.lexically_relative(canonical(folder));
  return relative.empty() ? target.generic_string() : relative.generic_string();
}

}  // namespace

Document Document::on_base(const fs::path& base) {
  Document document;
  document.base_ = fs::absolute(base).lexically_normal();
  document.state_.title = {"Neues Szenario", "New scenario"};
  document.saved_ = text_of(document.state_);
  return document;
}

Document Document::on_city(const fs::path& city) {
  Document document = on_base(city);
  document.base_is_city_ = true;
  return document;
}

Document Document::open(const fs::path& scenario) {
  const Value file = read_toml(scenario);
  const Value *base = file.find("base"), *city = file.find("city");
  const bool on_plain_city = !base && city && file.find("measure");
  if (!base && !on_plain_city) return on_base(scenario);
  Document document = on_plain_city ? on_city(scenario.parent_path() / city->as_text())
                                    : on_base(scenario.parent_path() / base->as_text());
  document.path_ = fs::absolute(scenario).lexically_normal();
  document.state_ = {.title = {scenario.stem().string(), scenario.stem().string()}};
  for (const auto& [key, value] : file.members()) {
    if (key == "title")
      document.state_.title = read_title(value);
    else if (key == "measure")
      for (const Value& measure : value.items())
        document.state_.measures.push_back(with_areas_read(measure, scenario.parent_path()));
    else if (key != "base" && key != "city")
      document.kept_.set(key, value);
  }
  document.saved_ = text_of(document.state_);
  return document;
}

DocumentState read_state(const Value& value) {
  return {.title = read_title(value.at("title")), .measures = value.at("measure").items()};
}

Value Document::state_value() const { return value_of(state_); }

Value Document::value_of(const DocumentState& state) {
  return Value::table({{"title", text_value(state.title)}, {"measure", Value::list(state.measures)}});
}

std::string Document::text_of(const DocumentState& state) { return to_json(value_of(state)); }

void Document::perform(const Text& name, DocumentState after, const std::string& gesture) {
  undone_.clear();
  if (!gesture.empty() && gesture == gesture_ && !done_.empty())
    done_.back().after = after;
  else
    done_.push_back({name, state_, after});
  gesture_ = gesture;
  state_ = std::move(after);
}

void Document::set_title(const Text& title) {
  DocumentState after = state_;
  after.title = title;
  perform({"Titel", "Title"}, std::move(after), "title");
}

void Document::add(const Value& measure) { insert(state_.measures.size(), measure); }

void Document::insert(std::size_t at, const Value& measure) {
  PLANSPIEL_CHECK(at <= state_.measures.size());
  DocumentState after = state_;
  after.measures.insert(after.measures.begin() + static_cast<std::ptrdiff_t>(at), measure);
  perform({"Maßnahme hinzufügen", "Add a measure"}, std::move(after));
}

void Document::replace(std::size_t at, const Value& measure, const std::string& gesture) {
  PLANSPIEL_CHECK(at < state_.measures.size());
  DocumentState after = state_;
  after.measures[at] = measure;
  if (text_of(after) == text_of(state_)) return;
  perform({"Maßnahme ändern", "Change a measure"}, std::move(after), gesture);
}

void Document::remove(std::size_t at) {
  PLANSPIEL_CHECK(at < state_.measures.size());
  DocumentState after = state_;
  after.measures.erase(after.measures.begin() + static_cast<std::ptrdiff_t>(at));
  perform({"Maßnahme entfernen", "Remove a measure"}, std::move(after));
}

void Document::move(std::size_t from, std::size_t to) {
  PLANSPIEL_CHECK(from < state_.measures.size() && to < state_.measures.size());
  if (from == to) return;
  DocumentState after = state_;
  const Value moved = after.measures[from];
  after.measures.erase(after.measures.begin() + static_cast<std::ptrdiff_t>(from));
  after.measures.insert(after.measures.begin() + static_cast<std::ptrdiff_t>(to), moved);
  perform({"Reihenfolge ändern", "Change the order"}, std::move(after));
}

void Document::undo() {
  if (done_.empty()) return;
  state_ = done_.back().before;
  undone_.push_back(std::move(done_.back()));
  done_.pop_back();
  gesture_.clear();
}

void Document::redo() {
  if (undone_.empty()) return;
  state_ = undone_.back().after;
  done_.push_back(std::move(undone_.back()));
  undone_.pop_back();
  gesture_.clear();
}

void Document::recover(const DocumentState& kept) { perform({"Wiederherstellen", "Recover"}, kept); }

std::string Document::toml(const fs::path& folder) const {
  Value file = Value::table();
  file.set("title", text_value(state_.title));
  file.set(base_is_city_ ? "city" : "base", way(folder, base_));
  for (const auto& [key, value] : kept_.members()) file.set(key, value);
  if (!state_.measures.empty()) file.set("measure", Value::list(state_.measures));
  return to_toml(file);
}

void Document::save(const fs::path& path) {
  if (!path.has_filename()) throw Error(ErrorKind::config, "'" + path.string() + "' names no file");
  const fs::path whole = fs::absolute(path).lexically_normal();
  if (whole == base_)
    throw Error(ErrorKind::config, whole.string() + " is the base: save the scenario under another name");
  if (base_is_city_ && way(whole.parent_path(), base_).starts_with(".."))
    throw Error(ErrorKind::config, "a scenario lies beside or above its city: save it in " +
                                       base_.parent_path().string() + " or a folder above");
  write_file(whole, toml(whole.parent_path()));
  path_ = whole;
  saved_ = text_of(state_);
  gesture_.clear();
}

}  // namespace planspiel::viewer
