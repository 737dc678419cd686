/// fuzz TARGET [--seconds N] [--seed S] [FILE …]: reads changed copies of its seeds until the time is over. A find,
/// anything but a planspiel::Error, ends it with 1 and leaves the input as find-TARGET. With files it reads just these,
/// unchanged. `fuzz --list` prints the targets.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <random>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 32u << 20;  ///< of an input; a plugin with sanitizers has six million
constexpr unsigned kLongest_s = 20;            ///< for one input; sanitizers are slow

/// Keeps the input in a shared file, so that it outlives a crash.
class Witness {
 public:
  explicit Witness(const fs::path& path) : path_(path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0644);
    PLANSPIEL_CHECK(file >= 0 && ::ftruncate(file, kMostBytes + sizeof(std::uint64_t)) == 0);
    memory_ = static_cast<char*>(::mmap(nullptr, kMostBytes + 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
    ::close(file);
  }
  void hold(const std::string& input) {
    const std::uint64_t size = input.size();
    std::memcpy(memory_, &size, sizeof size);
    std::memcpy(memory_ + sizeof size, input.data(), input.size());
  }
  void forget() { fs::remove(path_); }

 private:
  fs::path path_;
  char* memory_ = nullptr;
};

/// Changes bytes, numbers and blocks; joins two seeds.
class Mutator {
 public:
  using Words = std::vector<std::string>;
  Mutator(Words seeds, unsigned seed) : seeds_(std::move(seeds)), random_(seed) {}

  std::string next() {
    std::string input = pick(seeds_);
    const std::size_t changes = 1 + below(6);
    for (std::size_t i = 0; i < changes; ++i) change(input);
    if (input.size() > kMostBytes) input.resize(kMostBytes);
    return input;
  }

 private:
  const std::string& pick(const Words& list) { return list[below(list.size())]; }
  std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }
  void change(std::string& input) {
    static const std::vector<std::string> kWords{"",
                                                 "-1",
                                                 "0",
                                                 "1e308",
                                                 "nan",
                                                 "inf",
                                                 "99999999999999999999",
                                                 "\xff\xff\xff\xff",
                                                 std::string(8, '\0'),
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "\"",
                                                 "\n",
                                                 ";",
                                                 ",",
                                                 ".",
                                                 "<",
                                                 ">",
                                                 "\xef\xbb\xbf",
                                                 "\xc3"};
    const std::size_t at = below(input.size() + 1), length = 1 + below(std::min<std::size_t>(64, input.size() + 1));
    switch (below(8)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        break;
      case 1:
        if (at < input.size()) input[at] = static_cast<char>(below(256));
        break;
      case 2:
        input.insert(at, pick(kWords));
        break;
      case 3:
        input.erase(at, length);
        break;
      case 4:
        input.insert(at, input.substr(below(input.size() + 1), length));
        break;
      case 5:
        input.replace(at, std::min(length, input.size() - at), pick(kWords));
        break;
      case 6:
        if (below(4) == 0) input.resize(at);
        break;
      default: {
        const std::string& other = pick(seeds_);
        input = input.substr(0, at) + other.substr(std::min(below(other.size() + 1), other.size()));
      }
    }
  }
  std::vector<std::string> seeds_;
  std::mt19937_64 random_;
};

/// False for a find.
bool read(const Target& target, const std::string& input, const fs::path& folder) {
  ::alarm(kLongest_s);
  try {
    target.read(input, folder);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::internal) return true;
    std::fprintf(stderr, "%s: internal error: %s\n", target.name.c_str(), error.what());
    return false;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: not an error of ours: %s\n", target.name.c_str(), error.what());
    return false;
  }
  return true;
}

std::vector<std::string> seeds_of(const Target& target, const fs::path& folder) {
  std::vector<std::string> seeds = target.seeds(folder);
  std::vector<fs::path> paths;
  const fs::path shipped = fs::path(PLANSPIEL_SOURCE_DIR) / "tests/fuzz/seeds" / target.name;
  if (fs::exists(shipped))
    for (const fs::directory_entry& entry : fs::directory_iterator(shipped)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) seeds.push_back(read_file(path));
  PLANSPIEL_CHECK(!seeds.empty());
  return seeds;
}

int fuzz(const Target& target, long seconds, unsigned seed) {
  const test::TemporaryFolder folder;
  const std::vector<std::string> seeds = seeds_of(target, folder.path());
  Witness witness("find-" + target.name);
  for (const std::string& input : seeds) {
    witness.hold(input);
    if (!read(target, input, folder.path())) return 1;
  }
  Mutator mutator(seeds, seed);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  std::size_t inputs = 0;
  for (; std::chrono::steady_clock::now() < end; ++inputs) {
    const std::string input = mutator.next();
    witness.hold(input);
    if (!read(target, input, folder.path())) return 1;
  }
  witness.forget();
  std::printf("%s: %zu inputs, nothing found\n", target.name.c_str(), inputs);
  return 0;
}

int replay(const Target& target, const std::vector<std::string>& files) {
  const test::TemporaryFolder folder;
  for (const std::string& file : files) {
    std::string bytes = read_file(file);
    std::uint64_t size = 0;  // a find holds its length in front
    if (fs::path(file).filename().string().starts_with("find-") && bytes.size() > 8) {
      std::memcpy(&size, bytes.data(), sizeof size);
      bytes = bytes.substr(8, size);
    }
    if (!read(target, bytes, folder.path())) return 1;
  }
  return 0;
}

}  // namespace

}  // namespace planspiel::fuzz

int main(int argc, char** argv) {
  using namespace planspiel::fuzz;
  const std::vector<std::string> words(argv + 1, argv + argc);
  long seconds = 60;
  unsigned seed = 1;
  std::vector<std::string> files;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--seconds" && i + 1 < words.size())
      seconds = std::stol(words[++i]);
    else if (words[i] == "--seed" && i + 1 < words.size())
      seed = static_cast<unsigned>(std::stoul(words[++i]));
    else
      files.push_back(words[i]);
  }
  for (const Target& target : targets()) {
    if (!words.empty() && words[0] == "--list") std::printf("%s\n", target.name.c_str());
    if (!words.empty() && words[0] == target.name)
      return files.empty() ? fuzz(target, seconds, seed) : replay(target, files);
  }
  if (!words.empty() && words[0] == "--list") return 0;
  std::fprintf(stderr, "usage: fuzz TARGET [--seconds N] [--seed S] [FILE ...]; fuzz --list\n");
  return 2;
}
