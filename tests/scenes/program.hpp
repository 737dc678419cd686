#pragma once

/// Runs the built program as its users do: a process of its own, with its own cache and folders.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace planspiel::test {

namespace fs = std::filesystem;

struct Outcome {
  int code = 0;  ///< exit code; 128 + signal when it was killed
  std::string out, err;
};

/// A folder that vanishes with its test, with a cache of its own and a copy of testtown to write scenarios into.
class Workshop {
 public:
  Workshop();
  /// Runs another planspiel than the built one, and within the folder.
  explicit Workshop(fs::path program);
  ~Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  const fs::path& folder() const { return folder_; }
  fs::path town() const { return folder_ / "testtown"; }
  fs::path cache() const { return folder_ / "cache"; }
  /// Writes a scenario beside testtown's base and returns its path.
  fs::path scenario(const std::string& name, const std::string& text) const;

  /// Runs planspiel with these arguments and waits.
  Outcome run(const std::vector<std::string>& arguments) const;
  /// The same, with SIGNAL sent after a time.
  Outcome run_and_signal(const std::vector<std::string>& arguments, int signal, int after_ms) const;
  /// The same, ended by SIGALRM when it takes longer.
  Outcome run_within(const std::vector<std::string>& arguments, unsigned seconds) const;
  /// The same, with files limited to this many bytes.
  Outcome run_with_file_limit(const std::vector<std::string>& arguments, unsigned long bytes) const;
  /// The same, with so many open files and so much memory (0: no limit).
  Outcome run_with_limits(const std::vector<std::string>& arguments, unsigned long files, unsigned long memory) const;

 private:
  struct Trouble {
    int signal = 0, after_ms = 0;
    unsigned long file_limit = 0, files = 0, memory = 0;
    unsigned longest_s = 0;
  };
  Outcome start(const std::vector<std::string>& arguments, Trouble trouble) const;
  fs::path folder_, program_;
  bool inside_ = false;  ///< runs within the folder
};

std::string text_of(const fs::path& file);
void write_text(const fs::path& file, const std::string& text);
/// The value of an indicator in a run folder.
double indicator(const fs::path& run, const std::string& id);
/// Names of files that differ or lie in one folder only, timing.json left out.
std::vector<std::string> differences(const fs::path& a, const fs::path& b);

}  // namespace planspiel::test
