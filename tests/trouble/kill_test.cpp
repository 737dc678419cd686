#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "tests/scenes/program.hpp"
#include "tests/trouble/traced.hpp"

/// A run of testtown is killed before its system calls that may change files; between two of them the disk is the
/// same. What lies there is the old result or the new one, whole; the next run gives the same bytes as an undisturbed
/// one; nothing else is left. A sample of the calls, evenly spread, unless PLANSPIEL_KILL_EVERY gives a step; 1 is the
/// whole proof (benchmarks/RESULTS.md).

namespace planspiel::test {
namespace {

/// What is there before the run that is killed.
struct Start {
  std::string name;
  bool old_result = false;       ///< the base run, with a file of the user's
  bool warm_cache = true;        ///< the results of all models are in the cache
  unsigned long file_limit = 0;  ///< no file may be longer: the run fails, and is killed on its way
};

std::ostream& operator<<(std::ostream& out, const Start& start) { return out << start.name; }

/// Every so many of `calls` system calls is a kill; thirty kills by default.
long step(long calls) {
  const char* text = std::getenv("PLANSPIEL_KILL_EVERY");
  return std::max(1L, text ? std::atol(text) : calls / 30);
}

class Kill : public testing::TestWithParam<Start> {
 protected:
  Workshop shop{};
  fs::path place = shop.folder() / "place", out = place / "out", base = shop.folder() / "base";
  fs::path toll = shop.folder() / "toll", cache = shop.folder() / "kept-cache";

  std::vector<std::string> line(const std::string& scenario, const fs::path& to) const {
    return {"run", (shop.town() / scenario).string(), "--threads", "1", "-o", to.string()};
  }
  void SetUp() override {
    ASSERT_EQ(shop.run(line("base.toml", base)).code, 0);
    ASSERT_EQ(shop.run(line("toll.toml", toll)).code, 0);
    fs::rename(shop.cache(), cache);
  }
  void put_start() const {
    fs::remove_all(place);
    fs::remove_all(shop.cache());
    fs::create_directory(place);
    if (GetParam().warm_cache) fs::copy(cache, shop.cache(), fs::copy_options::recursive);
    if (!GetParam().old_result) return;
    fs::copy(base, out, fs::copy_options::recursive);
    write_text(out / "notes.txt", "dear");
  }
  Traced run_killed_at(long call) const {
    return run_traced(
        line("toll.toml", out),
        {.kill_at = call, .file_limit = GetParam().file_limit, .cache = shop.cache(), .log = shop.folder() / "log"});
  }
  /// Whether `out` holds this result and nothing else but the user's file.
  bool holds(const fs::path& result) const {
    std::vector<std::string> different = differences(out, result);
    std::erase(different, "notes.txt");
    return different.empty();
  }
  void expect_old_or_new(long call) const {
    const bool old_result = GetParam().old_result;
    if (!old_result && !fs::exists(out)) return;
    ASSERT_TRUE(fs::exists(out)) << "the old result is gone at call " << call;
    EXPECT_TRUE(holds(toll) || (old_result && holds(base))) << "a mixed result at call " << call;
    EXPECT_EQ(text_of(out / "notes.txt"), old_result ? "dear" : "") << "at call " << call;
  }
  void expect_whole_and_tidy(long call) const {
    const Outcome again = shop.run(line("toll.toml", out));
    ASSERT_EQ(again.code, 0) << "at call " << call << ": " << again.err;
    EXPECT_TRUE(holds(toll)) << "other bytes after a kill at call " << call;
    EXPECT_EQ(text_of(out / "notes.txt"), GetParam().old_result ? "dear" : "") << "at call " << call;
    for (const fs::path& folder : {place, shop.cache()})
      for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        EXPECT_FALSE(name.starts_with(".") || name.ends_with(".part")) << entry.path() << " left at call " << call;
      }
  }
};

TEST_P(Kill, LeavesTheOldOrTheNewResultAndNothingElse) {
  put_start();
  const long calls = run_killed_at(0).calls;
  ASSERT_GT(calls, 40);
  const long every = step(calls);
  long kills = 0;
  for (long call = every; call <= calls && !HasFailure(); call += every) {
    put_start();
    kills += run_killed_at(call).killed;
    expect_old_or_new(call);
    if (!HasFatalFailure()) expect_whole_and_tidy(call);
  }
  std::cout << GetParam() << ": " << calls << " system calls, " << kills << " kills\n";
  EXPECT_GE(kills, calls / every - 1);
}

INSTANTIATE_TEST_SUITE_P(
    EverySystemCall, Kill,
    testing::Values(Start{.name = "fresh"}, Start{.name = "replaced", .old_result = true},
                    Start{.name = "replaced_with_an_empty_cache", .old_result = true, .warm_cache = false},
                    Start{.name = "replaced_on_a_full_disk", .old_result = true, .file_limit = 100000}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace planspiel::test
