#include "engine/base/unfinished.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel {
namespace {

namespace fs = std::filesystem;

/// A program that does this and then has to end at once: another process.
template <class Body>
void end_at_once_after(Body&& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    body();
    remove_unfinished();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST(Unfinished, WhatIsBeingWrittenGoesWithAllThatIsInIt) {
  const test::TemporaryFolder folder;
  end_at_once_after([&] {
    const auto* kept = new Unfinished(folder / "half");
    fs::create_directories(folder / "half/fields");
    write_file(folder / "half/fields/a.npy", "1");
    new Unfinished(folder / "city.gpkg");
    write_file(folder / "city.gpkg", "1");
    write_file(folder / "city.gpkg-journal", "1");
    EXPECT_NE(kept, nullptr);
  });
  EXPECT_TRUE(folder.names().empty());
}

TEST(Unfinished, WhatIsFinishedOrGivenUpStays) {
  const test::TemporaryFolder folder;
  end_at_once_after([&] {
    auto* finished = new Unfinished(folder / "half");
    write_file(folder / "half", "1");
    finished->finish([&] { fs::rename(folder / "half", folder / "whole"); });
    { const Unfinished given_up(folder / "other"); }
    write_file(folder / "half", "somebody else's");
    write_file(folder / "other", "somebody else's");
  });
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"half", "other", "whole"}));
}

TEST(Unfinished, OutputsAreUnfinishedUntilTheyAreInTheirPlace) {
  const test::TemporaryFolder folder;
  end_at_once_after([&] {
    write_folder(folder / "run", "manifest.json", [&](const fs::path& partial) {
      write_file(partial / "manifest.json", "{}");
      if (::fork() == 0) {  // as a thread would, whose writer goes on
        remove_unfinished();
        ::_exit(0);
      }
      ::wait(nullptr);
      EXPECT_FALSE(fs::exists(partial));
      fs::create_directory(partial);
    });
  });
  EXPECT_EQ(folder.names(), std::vector<std::string>{"run"});
}

}  // namespace
}  // namespace planspiel
