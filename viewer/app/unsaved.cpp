#include "viewer/app/unsaved.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/text.hpp"

namespace planspiel::viewer {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".unsaved-";
constexpr std::string_view kNew = ".new-scenario";
constexpr double kPause_s = 1.0;

/// When a process began, in ticks after the start of the machine; empty: there is none. With its number it tells it
/// from a later one of the same number.
std::string start_of(const std::string& process) {
  std::error_code failed;
  const fs::path file = fs::path("/proc") / process / "stat";
  if (process.empty() || !fs::exists(file, failed)) return "";
  std::ifstream in(file);                                          // it has no size to read by
  const std::string stat{std::istreambuf_iterator<char>(in), {}};  // "1234 (name) S …": a name may hold anything
  const std::vector<std::string> words = split(stat.substr(stat.rfind(')') + 1), ' ');
  constexpr std::size_t kStart = 20;  // the 22nd of all
  return words.size() > kStart ? words[kStart] : "";
}

std::string own_process() { return std::to_string(::getpid()); }

/// Whether the window that wrote it is still open.
bool is_open(const Value& content) {
  const std::string start = start_of(content.at("process").as_text());
  return !start.empty() && start == content.at("process_start").as_text();
}

std::string content_of(const Document& document) {
  return to_json(Value::table({{"scenario", document.path().string()},
                               {"base", document.base().string()},
                               {"state", document.state_value()},
                               {"process", own_process()},
                               {"process_start", start_of(own_process())}})) +
         "\n";
}

bool is_newer(const fs::path& a, const fs::path& b) {
  std::error_code failed;
  const auto time_a = fs::last_write_time(a, failed);
  return !failed && time_a > fs::last_write_time(b, failed) && !failed;
}

UnsavedWork read_work(const fs::path& file, const Value& content) {
  UnsavedWork work{.file = file,
                   .scenario = content.at("scenario").as_text(),
                   .base = content.at("base").as_text(),
                   .state = read_state(content.at("state"))};
  work.scenario_is_newer = !work.scenario.empty() && is_newer(work.scenario, file);
  return work;
}

/// Beside the scenario, else in the state folder.
std::vector<fs::path> places_of(const Document& document, const fs::path& state_folder) {
  const fs::path& scenario = document.path();
  std::vector<fs::path> places;
  const std::string name = scenario.empty() ? std::string(kNew) : "." + scenario.filename().string();
  if (!scenario.empty()) places.push_back(scenario.parent_path() / name);
  if (!state_folder.empty()) places.push_back(state_folder / name);
  return places;
}

/// Files of a folder whose names begin so, oldest first.
std::vector<fs::path> files_of(const fs::path& folder, const std::string& beginning) {
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code vanished;
    const auto time = fs::last_write_time(at->path(), vanished);
    if (!vanished && at->path().filename().string().starts_with(beginning) && at->is_regular_file(vanished))
      found.emplace_back(time, at->path());
  }
  std::sort(found.begin(), found.end());
  std::vector<fs::path> files;
  for (const auto& [time, file] : found) files.push_back(file);
  return files;
}

bool is_of(const UnsavedWork& work, const Document& document) {
  return work.scenario == document.path() && work.base == document.base();
}

}  // namespace

fs::path unsaved_folder() {
  const auto folder_of = [](const char* variable) {
    const char* text = std::getenv(variable);
    return text ? fs::path(text) : fs::path();
  };
  if (const fs::path state = folder_of("XDG_STATE_HOME"); state.is_absolute()) return state / "planspiel";
  const fs::path home = folder_of("HOME");
  return home.empty() ? home : home / ".local/state/planspiel";
}

std::vector<UnsavedWork> find_unsaved(const Document* document, const fs::path& state_folder,
                                      std::vector<std::string>& faults) {
  std::vector<fs::path> beginnings{state_folder / kNew};
  if (document) beginnings = places_of(*document, state_folder);
  std::vector<UnsavedWork> found;
  for (const fs::path& beginning : beginnings)
    for (const fs::path& file :
         files_of(beginning.parent_path(), beginning.filename().string() + std::string(kEnding))) {
      try {
        const Value content = read_json(file);
        if (is_open(content)) continue;
        UnsavedWork work = read_work(file, content);
        if (!document || is_of(work, *document)) found.push_back(std::move(work));
      } catch (const Error& error) {
        faults.push_back(file.string() + " should hold unsaved work and cannot be read: " + error.what());
      }
    }
  return found;
}

void UnsavedKeeper::keep(const Document* document, double now_s) {
  if (!document || !document->unsaved()) return forget();
  if (written_s_ >= 0.0 && now_s < written_s_ + kPause_s) return;
  if (content_of(*document) == written_) return;
  written_s_ = now_s;
  keep_now(*document);
}

void UnsavedKeeper::keep_now(const Document& document) {
  const fs::path before = file_;
  written_ = content_of(document);
  std::string why = "there is no home folder";
  for (const fs::path& place : places_of(document, state_folder_)) {
    const fs::path file = place.string() + std::string(kEnding) + own_process();
    try {
      std::error_code ignored;
      if (place.parent_path() == state_folder_) fs::create_directories(state_folder_, ignored);
      write_file(file, written_);
    } catch (const Error& error) {
      why = error.what();
      continue;
    }
    file_ = file;
    std::error_code ignored;
    if (before != file_ && !before.empty()) fs::remove(before, ignored);
    return;
  }
  throw Error(ErrorKind::system, "unsaved work cannot be kept for the case of a crash: " + why);
}

void UnsavedKeeper::forget() {
  std::error_code ignored;
  if (!file_.empty()) fs::remove(file_, ignored);
  file_.clear();
  written_.clear();
  written_s_ = -1.0;
}

}  // namespace planspiel::viewer
