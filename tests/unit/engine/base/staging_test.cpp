#include "engine/base/staging.hpp"

#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "engine/base/output.hpp"
#include "tests/unit/dying_process.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// A folder "out" of ours with one file.
void write_out(const test::TemporaryFolder& folder, const std::string& text) {
  OutputFolder(folder / "out", "run", {}).write([&](const fs::path& fresh) { write_file(fresh / "a", text); });
}

/// The half-made successor of "out".
void make_next(const Staging& staging) {
  fs::create_directory(staging.place());
  write_file(staging.place() / "a", "new");
}

TEST(Staging, LeavesNothing) {
  const test::TemporaryFolder folder;
  { make_next(Staging(folder.path(), "out")); }
  EXPECT_EQ(folder.names(), Names{});
}

TEST(Staging, WhatADeadProcessLeftGoesAndWhatALivingOneMakesStays) {
  const test::TemporaryFolder folder;
  const Staging mine(folder.path(), "mine");
  test::in_a_process_that_dies([&] {
    const Staging staging(folder.path(), "out");
    make_next(staging);
    ::_exit(0);
  });
  EXPECT_EQ(folder.names().size(), 2u);
  remove_leftovers(folder.path());
  EXPECT_EQ(folder.names().size(), 1u);
  EXPECT_TRUE(fs::exists(mine.place().parent_path()));
}

TEST(Staging, FoldersOfOthersThatLookLikeItStay) {
  const test::TemporaryFolder folder;
  fs::create_directory(folder / ".partial-99999999-photos");
  write_file(folder / ".partial-99999999-photos/a.jpg", "dear");
  remove_leftovers(folder.path());
  EXPECT_EQ(read_file(folder / ".partial-99999999-photos/a.jpg"), "dear");
}

TEST(Staging, AFolderChangesPlacesWithTheOldOneInOneStepOrInTwo) {
  for (const Exchange how : {Exchange::at_once, Exchange::in_two_steps}) {
    const test::TemporaryFolder folder;
    write_out(folder, "old");
    const Staging staging(folder.path(), "out");
    make_next(staging);
    put_in_place(staging, folder / "out", how);
    EXPECT_EQ(read_file(folder / "out/a"), "new");
    EXPECT_EQ(read_file((how == Exchange::at_once ? staging.place() : staging.aside()) / "a"), "old");
  }
}

TEST(Staging, AKillBetweenTheTwoStepsIsRepairedByTheNextProcess) {
  const test::TemporaryFolder folder;
  write_out(folder, "old");
  test::in_a_process_that_dies([&] {
    const Staging staging(folder.path(), "out");
    make_next(staging);
    fs::rename(folder / "out", staging.aside());
    ::_exit(0);
  });
  EXPECT_FALSE(fs::exists(folder / "out"));
  remove_leftovers(folder.path());
  EXPECT_EQ(folder.names(), Names{"out"});
  EXPECT_EQ(read_file(folder / "out/a"), "old");
}

TEST(Staging, AFileOfSomebodyElseInAnOldFolderIsPutIntoTheNewOne) {
  const test::TemporaryFolder folder;
  write_out(folder, "old");
  test::in_a_process_that_dies([&] {
    const Staging staging(folder.path(), "out");
    make_next(staging);
    write_file(folder / "out/notes", "dear");  // while it was being exchanged
    put_in_place(staging, folder / "out");
    ::_exit(0);
  });
  remove_leftovers(folder.path());
  EXPECT_EQ(folder.names(), Names{"out"});
  EXPECT_EQ(read_file(folder / "out/notes"), "dear");
  EXPECT_EQ(read_file(folder / "out/a"), "new");
}

}  // namespace
}  // namespace planspiel
