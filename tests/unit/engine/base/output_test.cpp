#include "engine/base/output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using Names = std::vector<std::string>;

template <class Body>
std::string refusal(Body&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.kind() == ErrorKind::config ? error.what() : std::string("not config: ") + error.what();
  }
  return "no error";
}

class OutputTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  fs::path out = folder / "out", file = folder / "x.toml";
  Inputs inputs{};

  void write_run(const std::string& text, bool overwrite = false, const std::string& name = "a") {
    OutputFolder(out, "run", {overwrite, &inputs}).write([&](const fs::path& fresh) {
      write_file(fresh / name, text);
    });
  }
  std::string try_run(bool overwrite = false, const std::string& name = "a") {
    return refusal([&] { write_run("new", overwrite, name); });
  }
  std::string try_file(bool overwrite = false) {
    return refusal([&] { OutputFile(file, {overwrite, &inputs}).write("a = 2\n"); });
  }
};

TEST_F(OutputTest, AFolderAppearsWholeOrNotAtAll) {
  EXPECT_THROW(OutputFolder(out, "run", {}).write([](const fs::path& fresh) {
    write_file(fresh / "a", "half");
    throw std::runtime_error("stop");
  }),
               std::runtime_error);
  EXPECT_EQ(folder.names(), Names{});
}

TEST_F(OutputTest, AnOlderFolderIsReplacedWithAllItsFiles) {
  write_run("old", false, "b");
  EXPECT_EQ(try_run(), "no error");
  EXPECT_EQ(read_file(out / "a"), "new");
  EXPECT_FALSE(fs::exists(out / "b"));
  EXPECT_EQ(folder.names(), Names{"out"});
}

TEST_F(OutputTest, AFolderWithSomebodysManifestIsNotOurs) {
  fs::create_directory(out);
  write_file(out / "manifest.json", "{\"name\": \"my web page\"}");
  EXPECT_THAT(try_run(), AllOf(HasSubstr("manifest.json"), HasSubstr("--overwrite")));
  EXPECT_EQ(read_file(out / "manifest.json"), "{\"name\": \"my web page\"}");
}

TEST_F(OutputTest, AChangedFileIsRefusedByNameAndReplacedOnlyWhenTold) {
  write_run("old");
  write_file(out / "a", "mine");
  EXPECT_THAT(try_run(), HasSubstr("(a)"));
  EXPECT_EQ(read_file(out / "a"), "mine");
  EXPECT_EQ(try_run(true), "no error");
  EXPECT_EQ(read_file(out / "a"), "new");
}

TEST_F(OutputTest, AChangedFileThatIsNotWrittenAgainStays) {
  write_run("old", false, "b");
  write_file(out / "b", "mine");
  EXPECT_EQ(try_run(true), "no error");
  EXPECT_EQ(read_file(out / "b"), "mine");
}

TEST_F(OutputTest, AChangedManifestIsRefused) {
  write_run("old");
  write_file(out / "manifest.json", "{\"mine\": 1," + read_file(out / "manifest.json").substr(1));
  EXPECT_THAT(try_run(), HasSubstr("manifest.json that was changed"));
}

TEST_F(OutputTest, FilesOfOthersStayTheSameFiles) {
  write_run("old");
  write_file(out / "notes", "dear");
  fs::create_directories(out / "empty");
  EXPECT_EQ(try_run(), "no error");
  EXPECT_EQ(read_file(out / "notes"), "dear");
  EXPECT_TRUE(fs::is_directory(out / "empty"));
  EXPECT_EQ(fs::hard_link_count(out / "notes"), 1u);
}

TEST_F(OutputTest, AFileOfSomebodyElseInTheWayIsRefused) {
  write_run("old", false, "b");
  write_file(out / "a", "mine");
  EXPECT_THAT(try_run(), HasSubstr("(a)"));
  EXPECT_EQ(read_file(out / "a"), "mine");
  EXPECT_EQ(read_file(out / "b"), "old");
}

TEST_F(OutputTest, AFolderOfAnotherKindIsRefused) {
  OutputFolder(out, "comparison", {}).write([](const fs::path& fresh) { write_file(fresh / "c", ""); });
  EXPECT_THAT(try_run(), HasSubstr("a comparison of planspiel's, not a run"));
}

TEST_F(OutputTest, OverwriteWritesAmongOthersAndTheNextTimeItIsOurs) {
  fs::create_directory(out);
  write_file(out / "photo", "dear");
  EXPECT_EQ(try_run(true), "no error");
  EXPECT_EQ(read_file(out / "photo"), "dear");
  EXPECT_EQ(try_run(false, "b"), "no error");
  EXPECT_EQ(read_file(out / "photo"), "dear");
  EXPECT_FALSE(fs::exists(out / "a"));
}

TEST_F(OutputTest, OverwriteNeverLeavesTheFolderThroughALink) {
  fs::create_directories(folder / "elsewhere");
  fs::create_directory(out);
  fs::create_directory_symlink(folder / "elsewhere", out / "fields");
  EXPECT_THAT(refusal([&] {
                OutputFolder(out, "run", {true, &inputs}).write([](const fs::path& fresh) {
                  fs::create_directory(fresh / "fields");
                  write_file(fresh / "fields" / "a", "x");
                });
              }),
              HasSubstr("in the way"));
  EXPECT_TRUE(fs::is_empty(folder / "elsewhere"));
}

TEST_F(OutputTest, AnInputIsNeverWrittenOverByWhateverName) {
  write_file(folder / "in.toml", "a = 1\n");
  inputs.add(folder / "in.toml");
  fs::create_symlink("in.toml", folder / "link");
  fs::create_hard_link(folder / "in.toml", folder / "hard");
  for (const char* name : {"in.toml", "link", "hard", "./out/../in.toml"}) {
    file = folder / name;
    fs::create_directories(out);
    EXPECT_THAT(try_file(true), HasSubstr("read by this command")) << name;
  }
  EXPECT_EQ(read_file(folder / "in.toml"), "a = 1\n");
}

TEST_F(OutputTest, AFolderThatIsReadIsNotWritten) {
  write_run("old");
  inputs.add(out);
  EXPECT_THAT(try_run(true), HasSubstr("read by this command"));
  file = out / "a";
  EXPECT_THAT(try_file(true), HasSubstr("read by this command"));
}

TEST_F(OutputTest, AFileIsReplacedWhenItIsOursOrHasTheSameBytesOrNone) {
  EXPECT_EQ(try_file(), "no error");
  EXPECT_EQ(try_file(), "no error");
  write_file(file, "");
  EXPECT_EQ(try_file(), "no error");
  write_file(file, "mine = 1\n");
  EXPECT_THAT(try_file(), HasSubstr("nothing in it says that planspiel wrote it"));
  EXPECT_EQ(read_file(file), "mine = 1\n");
  EXPECT_EQ(try_file(true), "no error");
  write_file(file, "b = 1\n" + read_file(file));
  EXPECT_THAT(try_file(), HasSubstr("was changed since"));
  file = folder / "x.csv";
  write_file(file, "a = 2\n");
  EXPECT_EQ(try_file(), "no error");
}

TEST_F(OutputTest, WhatIsNoOrdinaryFileIsRefused) {
  fs::create_symlink("nothing", file);
  EXPECT_THAT(try_file(true), HasSubstr("link to nothing"));
  file = "/dev/null";
  EXPECT_THAT(try_file(true), HasSubstr("no ordinary file"));
  file = folder.path();
  EXPECT_THAT(try_file(true), HasSubstr("is a folder"));
}

TEST_F(OutputTest, AGrowingFolderIsClaimedOnceAndItsTablesAreGuarded) {
  const auto put = [&](const std::string& text) {
    return refusal([&] { GrowingFolder(out, "sweep", {false, &inputs}).put({{"table.csv", text}}); });
  };
  EXPECT_EQ(put("1"), "no error");
  EXPECT_EQ(put("2"), "no error");
  EXPECT_EQ(read_file(out / "table.csv"), "2");
  write_file(out / "table.csv", "mine");
  EXPECT_THAT(put("3"), HasSubstr("table.csv"));
  EXPECT_EQ(read_file(out / "table.csv"), "mine");
}

}  // namespace
}  // namespace planspiel
