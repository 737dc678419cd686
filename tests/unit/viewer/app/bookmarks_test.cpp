#include "viewer/app/bookmarks.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::viewer {
namespace {

const std::vector<Bookmark> kTwo{{"Isar", "11.58,48.13,500,20,-30"}, {"Süden", "11.5,48.1,900,0,-90"}};

TEST(Bookmarks, AreKeptByCity) {
  const test::TemporaryFolder folder;
  const auto file = folder / "config/planspiel/bookmarks.json";
  EXPECT_TRUE(read_bookmarks(file, "munich").empty());
  write_bookmarks(file, "munich", kTwo);
  write_bookmarks(file, "testtown", {kTwo[1]});
  EXPECT_EQ(read_bookmarks(file, "munich"), kTwo);
  EXPECT_EQ(read_bookmarks(file, "testtown").size(), 1U);
  write_bookmarks(file, "munich", {});
  EXPECT_TRUE(read_bookmarks(file, "munich").empty());
  EXPECT_EQ(read_bookmarks(file, "testtown").size(), 1U);
}

TEST(Bookmarks, ABrokenFileIsSaidAndNotOverwritten) {
  const test::TemporaryFolder folder;
  const auto file = folder / "bookmarks.json";
  write_file(file, "{ \"munich\": [");
  EXPECT_THROW(read_bookmarks(file, "munich"), Error);
  EXPECT_THROW(write_bookmarks(file, "munich", kTwo), Error);
  EXPECT_EQ(read_file(file), "{ \"munich\": [");
}

}  // namespace
}  // namespace planspiel::viewer
