#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::AnyOf;
using testing::Eq;
using testing::HasSubstr;

/// What no input may do: end the program by a signal, let it wait for ever, make it print a book. Code 2 says that the
/// input is wrong, 1 that the machine is; each names the file.
void expect_refused(const Outcome& run, const std::string& names) {
  EXPECT_THAT(run.code, AnyOf(Eq(2), Eq(1))) << run.err;
  EXPECT_THAT(run.err, HasSubstr(names));
  EXPECT_LT(run.err.size(), 20000u);
  EXPECT_THAT(run.err, Not(HasSubstr("bad_alloc")));
}

/// Ended after a minute: what hangs fails here with code 142.
Outcome run_for_a_minute(const Workshop& shop, const std::vector<std::string>& arguments) {
  return shop.run_within(arguments, 60);
}

Outcome check(const Workshop& shop, const std::string& text) {
  return run_for_a_minute(shop, {"check", shop.scenario("hostile.toml", text).string()});
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(HostileScenario, DottedKeysAndHeadersAHundredThousandDeep) {
  const Workshop shop;
  const std::string deep = "a" + repeated(".a", 100000);
  expect_refused(check(shop, "base = \"base.toml\"\n" + deep + " = 1\n"), "hostile.toml:2");
  expect_refused(check(shop, "base = \"base.toml\"\n[" + deep + "]\nb = 1\n"), "hostile.toml:2");
  expect_refused(check(shop, "base = \"base.toml\"\n[options]\nx = { " + deep + " = 1 }\n"), "hostile.toml:3");
}

TEST(HostileScenario, ListsAndTablesInsideEachOther) {
  const Workshop shop;
  expect_refused(check(shop, "x = " + repeated("[", 100000) + repeated("]", 100000) + "\n"), "hostile.toml");
  const std::string part = "a" + repeated(".a", 30) + " = { ";
  expect_refused(check(shop, "x = { " + repeated(part, 200) + "b = 1" + repeated(" }", 201) + "\n"), "hostile.toml");
}

TEST(HostileScenario, AHundredThousandUnknownOptions) {
  const Workshop shop;
  std::string text = "base = \"base.toml\"\n[options.\"mobility.day\"]\n", few = "base = \"base.toml\"\n";
  for (int i = 0; i < 100000; ++i) text += "key" + std::to_string(i) + " = 1\n";
  for (int i = 0; i < 5000; ++i) few += "key" + std::to_string(i) + " = 1\n";
  expect_refused(check(shop, text), "hostile.toml");
  const Outcome run = check(shop, few);
  expect_refused(run, "hostile.toml:2");
  EXPECT_THAT(run.err, HasSubstr("lines more"));
}

TEST(HostileScenario, AKindOfAMillionLetters) {
  const Workshop shop;
  expect_refused(check(shop, "base = \"base.toml\"\n[[measure]]\nkind = \"" + std::string(1000000, 'k') + "\"\n"),
                 "hostile.toml:3");
}

TEST(HostileScenario, AChainOfTwentyThousandBases) {
  const Workshop shop;
  for (int i = 0; i < 20000; ++i)
    write_text(shop.town() / ("c" + std::to_string(i) + ".toml"), "base = \"c" + std::to_string(i + 1) + ".toml\"\n");
  shop.scenario("c20000.toml", "base = \"base.toml\"\n");
  expect_refused(run_for_a_minute(shop, {"check", (shop.town() / "c0.toml").string()}), "stand on one another");
}

TEST(HostileScenario, ALinkToItselfAPipeAndAFolder) {
  const Workshop shop;
  fs::create_symlink("self.toml", shop.town() / "self.toml");
  expect_refused(run_for_a_minute(shop, {"check", (shop.town() / "self.toml").string()}), "self.toml");
  ASSERT_EQ(::mkfifo((shop.town() / "pipe.toml").c_str(), 0600), 0);
  expect_refused(run_for_a_minute(shop, {"check", (shop.town() / "pipe.toml").string()}), "pipe.toml");
  fs::create_directory(shop.town() / "folder.toml");
  expect_refused(run_for_a_minute(shop, {"check", (shop.town() / "folder.toml").string()}), "folder.toml");
  expect_refused(check(shop, "base = \"self.toml\"\n"), "self.toml");
}

TEST(HostileScenario, AFileOfFortyGigabytesWithoutContent) {
  const Workshop shop;
  write_text(shop.town() / "large.toml", "base = \"base.toml\"\n");
  fs::resize_file(shop.town() / "large.toml", std::uintmax_t{40} << 30);
  expect_refused(run_for_a_minute(shop, {"check", (shop.town() / "large.toml").string()}), "large.toml");
}

/// A run of testtown whose files a test spoils.
class HostileRun : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome run =
        shop.run({"run", (shop.town() / "base.toml").string(), "-o", out().string(), "--no-geopackage"});
    ASSERT_EQ(run.code, 0) << run.err;
  }
  fs::path out() const { return shop.folder() / "out"; }
  fs::path field() const { return out() / "fields" / "mobility.road_flow.npy"; }
  Outcome map() const {
    return run_for_a_minute(shop, {"map", out().string(), "--field", "mobility.road_flow", "--hour", "8", "-o",
                                   (shop.folder() / "map.svg").string()});
  }
  /// The file with its header's shape replaced by one of the same length.
  void set_shape(const std::string& from, const std::string& to) const {
    std::string bytes = text_of(field());
    const std::size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos);
    write_text(field(), bytes.replace(at, from.size(), to));
  }
  Workshop shop;
};

TEST_F(HostileRun, AFieldWithAnotherNumberOfRows) {
  std::string bytes = text_of(field());
  const std::size_t open = bytes.find('('), comma = bytes.find(',', open);
  const long rows = std::stol(bytes.substr(open + 1, comma - open - 1));
  std::string fewer = std::to_string(rows / 2);
  fewer.insert(0, static_cast<std::size_t>(comma - open - 1) - fewer.size(), '0');
  bytes.replace(open + 1, comma - open - 1, fewer);
  bytes.resize(bytes.size() - static_cast<std::size_t>(rows - rows / 2) * 24 * sizeof(double));
  write_text(field(), bytes);
  expect_refused(map(), "mobility.road_flow");
}

TEST_F(HostileRun, AFieldWithTwentyThreeHours) {
  std::string bytes = text_of(field());
  const std::size_t open = bytes.find('('), comma = bytes.find(',', open);
  const auto rows = static_cast<std::size_t>(std::stol(bytes.substr(open + 1, comma - open - 1)));
  set_shape(", 24)", ", 23)");
  fs::resize_file(field(), fs::file_size(field()) - rows * sizeof(double));
  expect_refused(map(), "mobility.road_flow");
}

TEST_F(HostileRun, AFieldOfFortyGigabytes) {
  fs::resize_file(field(), std::uintmax_t{40} << 30);
  expect_refused(map(), "mobility.road_flow");
}

TEST_F(HostileRun, APipeInPlaceOfAFile) {
  for (const fs::path& file :
       {field(), out() / "fields" / "index.json", out() / "manifest.json", out() / "city.snapshot"}) {
    const std::string bytes = text_of(file);
    fs::remove(file);
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    expect_refused(map(), file.filename().string());
    fs::remove(file);
    write_text(file, bytes);
  }
  EXPECT_EQ(map().code, 0);
}

TEST_F(HostileRun, ACityOfAnotherRun) {
  const fs::path other = shop.folder() / "other";
  const fs::path scenario = shop.scenario(
      "slow.toml", "base = \"base.toml\"\n[[measure]]\nkind = \"speed_limit\"\narea = \"ring\"\nlimit = \"30 km/h\"\n");
  ASSERT_EQ(shop.run({"run", scenario.string(), "-o", other.string(), "--no-geopackage"}).code, 0);
  fs::copy_file(other / "city.snapshot", out() / "city.snapshot", fs::copy_options::overwrite_existing);
  expect_refused(map(), "mixed");
}

TEST(HostilePlugin, FlippedBytesNeverEndTheProgram) {
  const Workshop shop;
  const std::string whole = text_of(std::string(PLANSPIEL_BINARY_DIR) + "/plugins-example/example.so");
  const fs::path copy = shop.folder() / "copy.so";
  for (std::size_t i = 0; i < 60; ++i) {
    std::string bytes = whole;
    const std::size_t at = (i * 7919 + 64) % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (i % 8)));
    write_text(copy, bytes);
    const Outcome run = run_for_a_minute(shop, {"--plugin", copy.string(), "list", "models"});
    EXPECT_LT(run.code, 3) << "byte " << at << ": " << run.err;
  }
}

}  // namespace
}  // namespace planspiel::test
