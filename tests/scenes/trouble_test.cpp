#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

std::vector<std::string> run_of(const Workshop& shop, const fs::path& out) {
  return {"run", (shop.town() / "base.toml").string(), "-o", out.string()};
}

TEST(Trouble, AfterAKillTheNextRunIsWholeAndTheSame) {
  const Workshop undisturbed;
  const fs::path expected = undisturbed.folder() / "out";
  ASSERT_EQ(undisturbed.run(run_of(undisturbed, expected)).code, 0);
  const Workshop shop;
  const fs::path out = shop.folder() / "out";
  int kills = 0;
  for (const int after_ms : {20, 60, 100, 140, 180, 220, 260}) {
    const Outcome killed = shop.run_and_signal(run_of(shop, out), SIGKILL, after_ms);
    if (killed.code == 0) break;  // it was faster than the signal
    ++kills;
    EXPECT_FALSE(fs::exists(out)) << "a half run was taken for a whole one after " << after_ms << " ms";
  }
  EXPECT_GT(kills, 0);
  const Outcome run = shop.run(run_of(shop, out));
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(differences(out, expected), std::vector<std::string>{});
}

TEST(Trouble, CtrlCStopsAndLeavesNothing) {
  const Workshop shop;
  const fs::path out = shop.folder() / "out";
  const Outcome stopped = shop.run_and_signal(run_of(shop, out), SIGINT, 80);
  EXPECT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_FALSE(fs::exists(out));
}

TEST(Trouble, ALimitOnFilesIsAClearErrorAndNothingIsLeft) {
  const Workshop shop;
  const fs::path out = shop.folder() / "out";
  const Outcome full = shop.run_with_file_limit(run_of(shop, out), 100000);
  EXPECT_EQ(full.code, 1) << full.err;
  EXPECT_THAT(full.err, HasSubstr((out / "").string()));
  EXPECT_THAT(full.err, HasSubstr("limit"));
  EXPECT_FALSE(fs::exists(out));
  for (const auto& entry : fs::directory_iterator(shop.folder()))
    EXPECT_THAT(entry.path().filename().string(), testing::Not(testing::ContainsRegex("^out|partial"))) << "left";
}

TEST(Trouble, TooFewOpenFilesAreNotAnUnknownCrs) {
  const Workshop shop;
  for (unsigned long files = 6; files <= 14; ++files) {
    const Outcome run = shop.run_with_limits(run_of(shop, shop.folder() / "out"), files, 0);
    const bool without_libraries = run.code == 127 && run.err.find("shared libraries") != std::string::npos;
    EXPECT_TRUE(run.code == 0 || run.code == 1 || without_libraries) << files << " files: " << run.code << run.err;
    EXPECT_THAT(run.err, testing::Not(HasSubstr("unknown CRS"))) << files;
  }
}

TEST(Trouble, TooLittleMemoryIsNamedAsSuch) {
  const Workshop shop;
  for (unsigned long megabytes = 100; megabytes <= 1000; megabytes += 50) {
    const Outcome run = shop.run_with_limits(run_of(shop, shop.folder() / "out"), 0, megabytes << 20);
    EXPECT_THAT(run.err, testing::Not(HasSubstr("unknown CRS"))) << megabytes;
    EXPECT_THAT(run.err, testing::Not(HasSubstr("bad_alloc"))) << megabytes;
  }
}

TEST(Trouble, AFolderThatCannotBeWrittenIsNamed) {
  const Workshop shop;
  write_text(shop.folder() / "file", "not a folder");
  const Outcome run = shop.run(run_of(shop, shop.folder() / "file/out"));
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("file"));
}

TEST(Trouble, AFolderThatIsNotOursIsNotReplaced) {
  const Workshop shop;
  const fs::path out = shop.folder() / "photos";
  fs::create_directory(out);
  write_text(out / "picture", "dear");
  EXPECT_EQ(shop.run(run_of(shop, out)).code, 2);
  EXPECT_EQ(text_of(out / "picture"), "dear");
}

TEST(Trouble, CorruptCacheEntriesAreComputedAgainWithAWarning) {
  const Workshop shop;
  const fs::path first = shop.folder() / "first", second = shop.folder() / "second";
  ASSERT_EQ(shop.run(run_of(shop, first)).code, 0);
  std::size_t damaged = 0;
  for (const auto& entry : fs::directory_iterator(shop.cache())) {
    std::string bytes = text_of(entry.path());
    for (std::size_t at = bytes.size() / 3; at < bytes.size(); at += bytes.size() / 3) bytes[at] ^= 0x55;
    write_text(entry.path(), bytes);
    ++damaged;
  }
  ASSERT_GE(damaged, 4u);  // three models and the city
  const Outcome again = shop.run(run_of(shop, second));
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("checksum"));
  EXPECT_EQ(differences(first, second), std::vector<std::string>{});
}

}  // namespace
}  // namespace planspiel::test
