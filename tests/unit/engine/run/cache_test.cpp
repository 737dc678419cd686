#include "engine/run/cache.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstring>

#include "engine/base/files.hpp"
#include "engine/base/staging.hpp"
#include "tests/unit/dying_process.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::kNaN;

namespace {

namespace fs = std::filesystem;

const Field<ZoneId, double, Mode> trips{"test.trips", "%", {"Wege", "Trips"}, Better::more, {"help", "help"}};
const Field<ZoneId, double> people{"test.people", "", {"Leute", "People"}, Better::neutral, {}};

/// The result of a model with one field; `number` tells results apart.
ModelResult result(std::uint64_t number) {
  const City city = test::three_zones();
  std::vector<double> values(4 * Mode::kCount, 0.25);
  values[1] = static_cast<double>(number);
  values[2] = kNaN;
  ModelResult made{.model = "test.model", .key = Hasher().integer(number).finish()};
  made.fields = test::filled(trips, city, values);
  made.notes = {{"test.note", {"über \"x\"", "about \"x\""}, "A"}};
  return made;
}

bool same_bytes(std::span<const double> a, std::span<const double> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

fs::path only_file(const test::TemporaryFolder& folder) {
  const std::vector<std::string> names = folder.names();
  return folder / (names.size() == 1 ? names[0] : "not one file");
}

TEST(Cache, AnEntryComesBackAsItWasKept) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  const Cache cache(folder.path());
  cache.keep(result(7), listener);
  const std::optional<ModelResult> found = cache.find(result(7).key, listener);
  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->from_cache);
  EXPECT_EQ(found->model, "test.model");
  EXPECT_EQ(found->notes, result(7).notes);
  const FieldValues& field = found->fields.at("test.trips");
  EXPECT_EQ(field.grid->shape(), (std::vector<std::size_t>{4, 5}));
  EXPECT_TRUE(same_bytes(field.grid->raw(), result(7).fields.at("test.trips").grid->raw()));
  EXPECT_EQ(field.spec.title.de, "Wege");
  EXPECT_EQ(field.spec.unit, "%");
  EXPECT_EQ(field.spec.better, Better::more);
  EXPECT_TRUE(listener.warnings.empty());
}

TEST(Cache, AnotherKeyIsNotThere) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  Cache(folder.path()).keep(result(7), listener);
  EXPECT_FALSE(Cache(folder.path()).find(result(8).key, listener).has_value());
}

TEST(Cache, AnEntryAppearsUnderItsNameOnlyWhenItIsWhole) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  Cache(folder.path()).keep(result(7), listener);
  EXPECT_EQ(folder.names(), std::vector<std::string>{result(7).key.hex() + ".result"});  // nothing beside it is left
}

TEST(Cache, AnEntryIsFoundDamagedAtEveryByteThatChanges) {
  const test::TemporaryFolder folder;
  const Cache cache(folder.path());
  test::Listener quiet;
  cache.keep(result(7), quiet);
  const fs::path file = only_file(folder);
  const std::string whole = read_file(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    write_file(file, damaged);
    test::Listener listener;
    EXPECT_FALSE(cache.find(result(7).key, listener).has_value()) << at;
    EXPECT_EQ(listener.warnings.size(), 1u) << at;
    EXPECT_FALSE(fs::exists(file)) << at;
  }
}

TEST(Cache, AnEntryIsFoundDamagedAtEveryCut) {
  const test::TemporaryFolder folder;
  const Cache cache(folder.path());
  test::Listener quiet;
  cache.keep(result(7), quiet);
  const fs::path file = only_file(folder);
  const std::string whole = read_file(file);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_file(file, whole.substr(0, size));
    EXPECT_FALSE(cache.find(result(7).key, quiet).has_value()) << size;
  }
  write_file(file, whole + "x");
  EXPECT_FALSE(cache.find(result(7).key, quiet).has_value());
}

TEST(Cache, ADamagedEntryIsReportedWithItsFile) {
  const test::TemporaryFolder folder;
  const Cache cache(folder.path());
  test::Listener listener;
  cache.keep(result(7), listener);
  const fs::path file = only_file(folder);
  std::string bytes = read_file(file);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  write_file(file, bytes);
  cache.find(result(7).key, listener);
  EXPECT_EQ(listener.warnings,
            std::vector<std::string>{"cache entry " + file.string() +
                                     " is damaged (the checksum of its field 'test.trips' is wrong); it is "
                                     "removed and its model computed again"});
}

TEST(Cache, AnEntryUnderAnotherKeyIsDamaged) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  const Cache cache(folder.path());
  cache.keep(result(7), listener);
  fs::rename(only_file(folder), folder / (result(8).key.hex() + ".result"));
  EXPECT_FALSE(cache.find(result(8).key, listener).has_value());
  EXPECT_EQ(listener.warnings.size(), 1u);
}

TEST(Cache, BeyondItsSizeTheLongestUnusedGoFirst) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  const Cache large(folder.path());
  large.keep(result(1), listener);
  const std::uintmax_t one = large.usage().bytes;
  large.keep(result(2), listener);
  large.keep(result(3), listener);
  const auto now = fs::file_time_type::clock::now();
  for (std::uint64_t number = 1; number <= 3; ++number)  // 1 is the oldest
    fs::last_write_time(folder / (result(number).key.hex() + ".result"), now - std::chrono::hours(10 - number));
  EXPECT_TRUE(large.find(result(1).key, listener).has_value());  // now it is the youngest
  Cache(folder.path(), 3 * one + one / 2).keep(result(4), listener);
  EXPECT_FALSE(large.find(result(2).key, listener).has_value());
  for (const std::uint64_t number : {1, 3, 4})
    EXPECT_TRUE(large.find(result(number).key, listener).has_value()) << number;
}

TEST(Cache, WhatAKilledProcessLeftGoesWithTheNextResult) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  const Cache cache(folder.path());
  write_file(folder / "others.txt", "x");
  test::in_a_process_that_dies([&] {
    const Staging staging(folder.path(), "a.result");
    write_file(staging.place(), "half");
    ::_exit(0);
  });
  ASSERT_EQ(folder.names().size(), 2u);
  cache.keep(result(7), listener);
  EXPECT_EQ(folder.names(), (std::vector<std::string>{result(7).key.hex() + ".result", "others.txt"}));
}

TEST(Cache, ClearingTakesOnlyWhatIsOurs) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  const Cache cache(folder.path());
  cache.keep(result(7), listener);
  write_file(cache.city_path(result(8).key), "city");
  write_file(folder / "others.txt", "x");
  EXPECT_EQ(cache.usage().entries, 2u);
  cache.clear();
  EXPECT_EQ(folder.names(), std::vector<std::string>{"others.txt"});
}

TEST(Cache, AFolderThatCannotBeIsAWarning) {
  const test::TemporaryFolder folder;
  test::Listener listener;
  write_file(folder / "file", "x");
  const Cache cache(folder / "file");
  cache.keep(result(7), listener);
  ASSERT_EQ(listener.warnings.size(), 1u);
  EXPECT_NE(listener.warnings[0].find("the result of 'test.model' is not kept in the cache"), std::string::npos);
  EXPECT_FALSE(cache.find(result(7).key, listener).has_value());
}

}  // namespace
