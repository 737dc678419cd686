#include "viewer/app/unsaved.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::viewer {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A scenario "toll.toml" with one measure on "base.toml".
class UnsavedWorkTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  fs::path state = folder / "state", scenario = folder / "toll.toml", base = folder / "base.toml";
  std::vector<std::string> faults{};
  void SetUp() override {
    write_file(base, "city = \"city.toml\"\n");
    write_file(scenario, "base = \"base.toml\"\n[[measure]]\nkind = \"ev_share\"\nshare = \"50 %\"\n");
  }
  static Value place() {
    return Value::table({{"kind", "move"}, {"at", Value::list({11.25, 48})}, {"roads", Value::list({"ö", "\"b\""})}});
  }
  std::vector<UnsavedWork> found(const Document* document) { return find_unsaved(document, state, faults); }
  /// What a window keeps that is gone now: another process writes it, and ends.
  void keep_elsewhere(const Document& document) {
    const pid_t child = ::fork();
    if (child == 0) {
      UnsavedKeeper(state).keep(&document, 0.0);
      ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
  }
};

TEST_F(UnsavedWorkTest, OfACrashedWindowComesBackByteByByte) {
  Document before = Document::open(scenario);
  before.set_title({"Maut", "Toll"});
  before.add(place());
  keep_elsewhere(before);
  Document after = Document::open(scenario);
  const std::vector<UnsavedWork> left = found(&after);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_FALSE(left[0].scenario_is_newer);
  after.recover(left[0].state);
  EXPECT_EQ(after.toml(folder.path()), before.toml(folder.path()));
  EXPECT_TRUE(after.unsaved());
  after.undo();
  EXPECT_FALSE(after.unsaved());
}

TEST_F(UnsavedWorkTest, LiesBesideItsScenarioAndANewOnesInTheStateFolder) {
  Document known = Document::open(scenario), fresh = Document::on_base(base);
  known.add(place());
  fresh.add(place());
  UnsavedKeeper of_known(state), of_fresh(state);
  of_known.keep(&known, 0.0);
  of_fresh.keep(&fresh, 0.0);
  EXPECT_EQ(of_known.file().parent_path(), folder.path());
  EXPECT_EQ(of_fresh.file().parent_path(), state);
}

TEST_F(UnsavedWorkTest, OfAScenarioInAFolderThatMayNotBeWrittenLiesInTheStateFolder) {
  Document document = Document::open(scenario);
  document.add(place());
  UnsavedKeeper keeper(state);
  fs::create_directory(folder / (".toll.toml.unsaved-" + std::to_string(::getpid())));  // in its way
  keeper.keep(&document, 0.0);
  EXPECT_EQ(keeper.file().parent_path(), state);
}

TEST_F(UnsavedWorkTest, OfAWindowThatIsStillOpenIsNotOffered) {
  Document document = Document::open(scenario);
  document.add(place());
  UnsavedKeeper keeper(state);
  keeper.keep(&document, 0.0);
  ASSERT_TRUE(fs::exists(keeper.file()));
  EXPECT_TRUE(found(&document).empty());
}

TEST_F(UnsavedWorkTest, GoesWhenItIsSavedOrTakenBack) {
  Document document = Document::open(scenario);
  UnsavedKeeper keeper(state);
  for (const bool saved : {false, true}) {
    document.add(place());
    keeper.keep(&document, 10.0);
    const fs::path file = keeper.file();
    EXPECT_TRUE(fs::exists(file));
    saved ? document.save(scenario) : document.undo();
    keeper.keep(&document, 10.1);
    EXPECT_FALSE(fs::exists(file));
  }
}

TEST_F(UnsavedWorkTest, IsWrittenOnceASecondAtMost) {
  Document document = Document::open(scenario);
  UnsavedKeeper keeper(state);
  document.add(place());
  keeper.keep(&document, 10.0);
  const std::string first = read_file(keeper.file());
  document.add(place());
  keeper.keep(&document, 10.5);
  EXPECT_EQ(read_file(keeper.file()), first);
  keeper.keep(&document, 11.0);
  EXPECT_NE(read_file(keeper.file()), first);
}

TEST_F(UnsavedWorkTest, OfAnotherBaseIsNotOfferedButWithoutADocumentAllIs) {
  const fs::path other = folder / "other.toml";
  write_file(other, "city = \"city.toml\"\n");
  Document fresh = Document::on_base(base);
  fresh.add(place());
  keep_elsewhere(fresh);
  const Document on_other = Document::on_base(other);
  EXPECT_TRUE(found(&on_other).empty());
  ASSERT_EQ(found(nullptr).size(), 1U);
  EXPECT_EQ(found(nullptr)[0].base, base);
}

TEST_F(UnsavedWorkTest, ThatCannotBeReadIsNamedAndStays) {
  const fs::path broken = folder / ".toll.toml.unsaved-1";
  write_file(broken, "{\"scenario\": 7}");
  const Document document = Document::open(scenario);
  EXPECT_TRUE(found(&document).empty());
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults[0], HasSubstr(broken.string()));
  EXPECT_TRUE(fs::exists(broken));
}

}  // namespace
}  // namespace planspiel::viewer
