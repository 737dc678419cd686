#include "gis/gtfs_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/gis/small_feed.hpp"

namespace planspiel::gtfs {
namespace {

using testing::HasSubstr;

std::string complaint(const std::filesystem::path& path, const FeedLimits& limits = {}) {
  try {
    read_feed(path, limits);
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), 2);
    return error.what();
  }
  return "no complaint";
}

TEST(GtfsFiles, AnArchiveHoldsTheSameAsItsFolder) {
  const test::TemporaryFolder folder;
  test::write_feed(test::small_feed(), folder / "feed");
  write_file(folder / "feed.zip", test::zip_of(test::small_feed()));
  const FeedFiles archive(folder / "feed.zip"), plain(folder / "feed");
  EXPECT_EQ(archive.tables(), plain.tables());
  for (const std::string& table : plain.tables()) EXPECT_EQ(archive.read(table), plain.read(table)) << table;
}

/// What nobody unpacks: a head that says a gigabyte in an archive of two kilobytes.
TEST(GtfsFiles, ATableThatUnpacksToAHundredTimesTheArchiveIsRefusedBeforeItIsRead) {
  const test::TemporaryFolder folder;
  write_file(folder / "bomb.zip", test::zip_of({{"agency.txt", std::string(2000, 'x')}}, 1u << 30));
  EXPECT_THAT(complaint(folder / "bomb.zip"), HasSubstr("agency.txt unpacks to 1024 MB from an archive of 0.0 MB: more "
                                                        "than 100 times is no timetable"));
}

TEST(GtfsFiles, ATableAboveTheLimitIsRefused) {
  const test::TemporaryFolder folder;
  test::write_feed(test::small_feed(), folder / "feed");
  EXPECT_THAT(complaint(folder / "feed", {.table_bytes = 200}),
              HasSubstr("stop_times.txt has 0 MB: at most 0 MB are read; cut the feed to the city's region"));
}

TEST(GtfsFiles, AnArchiveThatIsCutOffIsRefused) {
  const test::TemporaryFolder folder;
  const std::string whole = test::zip_of(test::small_feed());
  for (const std::size_t bytes : {whole.size() / 2, whole.size() - 30}) {
    write_file(folder / "cut.zip", whole.substr(0, bytes));
    EXPECT_THAT(complaint(folder / "cut.zip"), HasSubstr("cut.zip: ")) << bytes;
  }
}

TEST(GtfsFiles, WhatIsNoArchiveIsNamed) {
  const test::TemporaryFolder folder;
  write_file(folder / "feed.txt", "stops");
  EXPECT_THAT(complaint(folder / "feed.txt"), HasSubstr("is no zip archive: a feed is one, or a folder"));
  EXPECT_THAT(complaint(folder / "nothing.zip"), HasSubstr("there is no such file or folder"));
}

TEST(GtfsFiles, AFolderWithoutTablesIsNamed) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "feed");
  EXPECT_THAT(complaint(folder / "feed"), HasSubstr("holds no table"));
}

}  // namespace
}  // namespace planspiel::gtfs
