#include "tests/scenes/program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "engine/base/value.hpp"

namespace planspiel::test {

namespace {

void redirect(const fs::path& file, int descriptor) {
  const int opened = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0644);
  ::dup2(opened, descriptor);
}

void limit(__rlimit_resource_t what, unsigned long to) {
  const rlimit both{to, to};
  if (to > 0) ::setrlimit(what, &both);
}

std::set<std::string> files_below(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != "timing.json")
      names.insert(fs::relative(entry.path(), folder).string());
  return names;
}

}  // namespace

Workshop::Workshop() : Workshop(fs::path(PLANSPIEL_BINARY_DIR) / "planspiel") { inside_ = false; }

Workshop::Workshop(fs::path program) : program_(std::move(program)), inside_(true) {
  std::string name = (fs::temp_directory_path() / "planspiel-scene-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  fs::copy(fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown", town());
}

Workshop::~Workshop() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

fs::path Workshop::scenario(const std::string& name, const std::string& text) const {
  write_text(town() / name, text);
  return town() / name;
}

Outcome Workshop::run(const std::vector<std::string>& arguments) const { return start(arguments, {}); }

Outcome Workshop::run_and_signal(const std::vector<std::string>& arguments, int signal, int after_ms) const {
  return start(arguments, {.signal = signal, .after_ms = after_ms});
}

Outcome Workshop::run_within(const std::vector<std::string>& arguments, unsigned seconds) const {
  return start(arguments, {.longest_s = seconds});
}

Outcome Workshop::run_with_file_limit(const std::vector<std::string>& arguments, unsigned long bytes) const {
  return start(arguments, {.file_limit = bytes});
}

Outcome Workshop::run_with_limits(const std::vector<std::string>& arguments, unsigned long files,
                                  unsigned long memory) const {
  return start(arguments, {.files = files, .memory = memory});
}

Outcome Workshop::start(const std::vector<std::string>& arguments, Trouble trouble) const {
  const fs::path out = folder_ / "stdout", err = folder_ / "stderr";
  std::vector<std::string> line{program_.string()};
  line.insert(line.end(), arguments.begin(), arguments.end());
  std::vector<char*> raw;
  for (std::string& word : line) raw.push_back(word.data());
  raw.push_back(nullptr);
  const std::string cache_folder = cache().string();
  const pid_t child = ::fork();
  if (child == 0) {
    ::setenv("PLANSPIEL_CACHE", cache_folder.c_str(), 1);
    if (inside_) fs::current_path(folder_);
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    limit(RLIMIT_FSIZE, trouble.file_limit);
    limit(RLIMIT_NOFILE, trouble.files);
    limit(RLIMIT_AS, trouble.memory);
    ::alarm(trouble.longest_s);
    ::execv(raw[0], raw.data());
    ::_exit(127);
  }
  if (trouble.signal != 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(trouble.after_ms));
    ::kill(child, trouble.signal);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(out), text_of(err)};
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_text(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

double indicator(const fs::path& run, const std::string& id) {
  const Value file = read_json(run / "indicators.json");
  for (const Value& one : file.at("indicators").items())
    if (one.at("id").as_text() == id) return one.at("value").as_number();
  ADD_FAILURE() << "no indicator " << id << " in " << run;
  return 0.0;
}

std::vector<std::string> differences(const fs::path& a, const fs::path& b) {
  const std::set<std::string> in_a = files_below(a), in_b = files_below(b);
  std::vector<std::string> different;
  std::set_symmetric_difference(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), std::back_inserter(different));
  for (const std::string& name : in_a)
    if (in_b.contains(name) && text_of(a / name) != text_of(b / name)) different.push_back(name);
  return different;
}

}  // namespace planspiel::test
