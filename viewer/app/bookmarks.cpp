#include "viewer/app/bookmarks.hpp"

#include <cstdlib>

#include "engine/base/files.hpp"
#include "engine/base/value.hpp"

namespace planspiel::viewer {

namespace {

namespace fs = std::filesystem;

fs::path folder_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text ? fs::path(text) : fs::path();
}

Value read_all(const fs::path& file) { return fs::exists(file) ? read_json(file) : Value::table(); }

}  // namespace

fs::path bookmarks_file() {
  if (const fs::path config = folder_of("XDG_CONFIG_HOME"); !config.empty()) return config / "planspiel/bookmarks.json";
  const fs::path home = folder_of("HOME");
  return home.empty() ? home : home / ".config/planspiel/bookmarks.json";
}

std::vector<Bookmark> read_bookmarks(const fs::path& file, const std::string& city) {
  std::vector<Bookmark> bookmarks;
  const Value all = read_all(file);
  if (const Value* list = all.find(city))
    for (const Value& one : list->items()) bookmarks.push_back({one.at("name").as_text(), one.at("view").as_text()});
  return bookmarks;
}

void write_bookmarks(const fs::path& file, const std::string& city, const std::vector<Bookmark>& bookmarks) {
  if (file.empty()) return;
  Value all = read_all(file), list = Value::list();
  for (const Bookmark& one : bookmarks) list.push_back(Value::table({{"name", one.name}, {"view", one.view}}));
  all.set(city, list);
  fs::create_directories(file.parent_path());
  write_file(file, to_json(all));
}

}  // namespace planspiel::viewer
