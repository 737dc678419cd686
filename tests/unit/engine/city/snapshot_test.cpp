#include "engine/city/snapshot.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/hash.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/town.hpp"

namespace planspiel {
namespace {

std::string plain(std::uint64_t number) { return {reinterpret_cast<const char*>(&number), sizeof number}; }
std::string named(std::string_view text) { return plain(text.size()) + std::string(text); }

/// A column of an older version: its name, and for each row a whole number (kind 2 of cells).
std::string column(std::string_view name, std::size_t rows) {
  std::string bytes = named(name);
  for (std::size_t row = 0; row < rows; ++row) bytes += '\x02' + plain(1);
  return bytes;
}

City small_city() {
  return test::town("A-B-C", {.zones = true,
                              .more =
                                  [](CityBuilder& builder) {
                                    Lines& lines = builder[tables::lines];
                                    const LineId line = lines.add("L1");
                                    Stops& stops = builder[tables::stops];
                                    const StopId a = stops.add("A"), c = stops.add("C");
                                    stops.position[a] = test::place(builder, 'A');
                                    stops.position[c] = test::place(builder, 'C');
                                    lines.stops = with_last(lines.stops, std::vector<StopId>{a, c});
                                    lines.arrival = with_last(lines.arrival, std::vector<Seconds>{0.0_s, 60.0_s});
                                    lines.length[line] = 400.0_m;
                                  }})
      .city;
}

constexpr std::size_t kHash = 32, kMagic = 16;

/// What an empty list of numbers is among cells.
std::string empty_list() { return '\x07' + plain(0); }

void write_version(int version, const std::string& body, const std::filesystem::path& path) {
  write_file(path, "planspiel-city-" + std::to_string(version) + hash_text(body).hex() + body);
}

/// The file as version 3 wrote it: without dwell times.
void make_version_3(const City& city, const std::filesystem::path& path) {
  std::string body = read_file(path).substr(kMagic + kHash), dwell = named("dwell");
  for (std::size_t row = 0; row < city[tables::lines].size(); ++row) dwell += empty_list();
  const std::size_t at = body.find(dwell);
  ASSERT_NE(at, std::string::npos);
  body.erase(at, dwell.size());
  write_version(3, body, path);
}

/// The file as version 2 wrote it: with the columns that are gone, and without those that came.
void make_version_2(const City& city, const std::filesystem::path& path) {
  make_version_3(city, path);
  std::string body = read_file(path).substr(kMagic + kHash);
  const auto insert_before = [&](std::string_view next, std::string_view name, std::size_t rows) {
    const std::size_t at = body.rfind(named(next));
    ASSERT_NE(at, std::string::npos) << next;
    body.insert(at, column(name, rows));
  };
  insert_before("length", "capacity", city[tables::lines].size());  // the last table with a length
  insert_before("districts", "inside_ring", city[tables::zones].size());
  insert_before("tolls", "penalty", city[tables::turns].size());
  insert_before("signal_priority", "bike_lane", city[tables::roads].size());
  write_version(2, body, path);
}

TEST(Snapshot, HoldsTheCity) {
  const test::TemporaryFolder folder;
  const City city = small_city();
  write_snapshot(city, folder / "city");
  EXPECT_EQ(read_snapshot(folder / "city").digest(), city.digest());
}

TEST(Snapshot, OfAnOlderVersionIsReadWithoutTheColumnsThatAreGone) {
  const test::TemporaryFolder folder;
  const City city = small_city();
  write_snapshot(city, folder / "city");
  EXPECT_FALSE(is_older_snapshot(folder / "city"));
  make_version_2(city, folder / "city");
  EXPECT_TRUE(is_older_snapshot(folder / "city"));
  EXPECT_EQ(read_snapshot(folder / "city").digest(), city.digest());
}

TEST(Snapshot, OfAVersionBeforeTimetablesIsReadWithoutDwellTimes) {
  const test::TemporaryFolder folder;
  const City city = small_city();
  write_snapshot(city, folder / "city");
  make_version_3(city, folder / "city");
  EXPECT_TRUE(is_older_snapshot(folder / "city"));
  EXPECT_EQ(read_snapshot(folder / "city").digest(), city.digest());
}

TEST(Snapshot, OfALaterVersionIsRefused) {
  const test::TemporaryFolder folder;
  write_snapshot(small_city(), folder / "city");
  write_version(5, read_file(folder / "city").substr(kMagic + kHash), folder / "city");
  EXPECT_THROW(read_snapshot(folder / "city"), Error);
}

TEST(Snapshot, OfAnOlderVersionThatLacksAColumnIsDamaged) {
  const test::TemporaryFolder folder;
  write_snapshot(small_city(), folder / "city");
  const std::string body = read_file(folder / "city").substr(kMagic + kHash);
  write_version(2, body, folder / "city");
  EXPECT_THROW(read_snapshot(folder / "city"), Error);
}

}  // namespace
}  // namespace planspiel
