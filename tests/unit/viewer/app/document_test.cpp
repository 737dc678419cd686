#include "viewer/app/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/random.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::viewer {
namespace {

using testing::HasSubstr;

Value toll(double euros) {
  return Value::table({{"kind", "cordon_toll"}, {"area", "ring"}, {"price", format_number(euros) + " EUR/day"}});
}

class DocumentFile : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  std::filesystem::path base = folder / "base.toml";
  void SetUp() override { write_file(base, "city = \"city.toml\"\n"); }
};

TEST_F(DocumentFile, EveryStepCanBeTakenBackAndDoneAgain) {
  Document document = Document::on_base(base);
  const std::string empty = document.toml("/");
  document.add(toll(6));
  document.add(Value::table({{"kind", "ev_share"}, {"share", "50 %"}}));
  document.move(1, 0);
  EXPECT_EQ(document.measures()[0].at("kind").as_text(), "ev_share");
  const std::string moved = document.toml("/");
  document.remove(0);
  document.undo();
  EXPECT_EQ(document.toml("/"), moved);
  while (document.can_undo()) document.undo();
  EXPECT_EQ(document.toml("/"), empty);
  for (int step = 0; step < 3; ++step) document.redo();
  EXPECT_EQ(document.toml("/"), moved);
}

TEST_F(DocumentFile, ADragIsOneStep) {
  Document document = Document::on_base(base);
  document.add(toll(1));
  for (const double euros : {2.0, 3.0, 4.0}) document.replace(0, toll(euros), "drag");
  document.end_gesture();
  document.replace(0, toll(5), "drag");
  document.undo();
  EXPECT_EQ(document.measures()[0].at("price").as_text(), "4 EUR/day");
  document.undo();
  EXPECT_EQ(document.measures()[0].at("price").as_text(), "1 EUR/day");
}

/// Random edits, undone and redone at random: the same bytes as doing only what is left.
TEST_F(DocumentFile, AnySequenceOfStepsGivesTheSameBytes) {
  const RandomStream random(7, "edits");
  Document document = Document::on_base(base);
  std::vector<std::string> history{document.toml("/")};  // what each step back must give
  std::size_t at = 0;
  for (std::uint64_t step = 0; step < 400; ++step) {
    const double what = random.uniform(step, 0);
    const std::size_t count = document.measures().size();
    const auto pick = [&](std::uint64_t draw) {
      return std::min(count - 1, static_cast<std::size_t>(random.uniform(step, draw) * static_cast<double>(count)));
    };
    const std::string before = document.toml("/");
    if (what < 0.25) {
      document.undo();
      at -= at > 0;
    } else if (what < 0.4) {
      document.redo();
      at += at + 1 < history.size();
    } else {
      if (count == 0 || what < 0.6)
        document.add(toll(static_cast<double>(step)));
      else if (what < 0.75)
        document.replace(pick(1), toll(1000.0 + static_cast<double>(step)));
      else if (what < 0.85)
        document.move(pick(1), pick(2));
      else
        document.remove(pick(1));
      if (document.toml("/") == before) continue;  // moved onto itself, or equal neighbours
      history.resize(at + 1);
      history.push_back(document.toml("/"));
      ++at;
    }
    ASSERT_EQ(document.toml("/"), history[at]) << "after step " << step;
  }
}

TEST_F(DocumentFile, IsSavedAsAScenarioWithAWayToItsBase) {
  Document document = Document::on_base(base);
  EXPECT_FALSE(document.unsaved());
  document.add(toll(6));
  document.set_title({"Maut", "Toll"});
  EXPECT_TRUE(document.unsaved());
  std::filesystem::create_directory(folder / "mine");
  document.save(folder / "mine" / "toll.toml");
  EXPECT_FALSE(document.unsaved());
  const Value file = read_toml(folder / "mine" / "toll.toml");
  EXPECT_EQ(file.at("base").as_text(), "../base.toml");
  EXPECT_EQ(file.at("title").at("de").as_text(), "Maut");
  EXPECT_EQ(file.at("measure").items().at(0).at("price").as_text(), "6 EUR/day");
  document.undo();
  EXPECT_TRUE(document.unsaved());
  document.redo();
  EXPECT_FALSE(document.unsaved());  // as it was saved
}

TEST_F(DocumentFile, KeepsWhatItDoesNotEdit) {
  const auto path = folder / "mine.toml";
  write_file(path,
             "base = \"base.toml\"\nremove = [\"old\"]\n[options.\"mobility.day\"]\ngap = 1e-3\n"
             "[[measure]]\nkind = \"ev_share\"\nid = \"ev\"\nshare = \"30 %\"\n");
  Document document = Document::open(path);
  EXPECT_EQ(document.measures().size(), 1U);
  document.add(toll(2));
  document.save(path);
  const Value file = read_toml(path);
  EXPECT_EQ(file.at("remove").items().at(0).as_text(), "old");
  EXPECT_EQ(file.at("options").at("mobility.day").at("gap").as_number(), 1e-3);
  EXPECT_EQ(file.at("measure").items().at(0).at("id").as_text(), "ev");
  EXPECT_EQ(file.at("measure").items().size(), 2U);
}

TEST_F(DocumentFile, AreaFilesBecomePartOfIt) {
  write_file(folder / "quarter.geojson",
             R"({"type": "Polygon", "coordinates": [[[11.5, 48.1], [11.6, 48.1], [11.6, 48.2], [11.5, 48.1]]]})");
  const auto path = folder / "mine.toml";
  write_file(path, "base = \"base.toml\"\n[[measure]]\nkind = \"close_roads\"\narea = \"quarter.geojson\"\n");
  const Document document = Document::open(path);
  EXPECT_EQ(document.measures()[0].at("area").at("rings").items().size(), 1U);
}

TEST_F(DocumentFile, NeverWritesOverItsBase) {
  Document document = Document::on_base(base);
  try {
    document.save(base);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("is the base: save the scenario under another name"));
  }
}

TEST_F(DocumentFile, WithoutANameItIsNotSaved) {
  Document document = Document::on_base(base);
  EXPECT_THROW(document.save(""), Error);
  EXPECT_THROW(document.save(folder / ""), Error);
  EXPECT_THROW(document.save(folder / (std::string(400, 'x') + ".toml")), Error);
}

TEST_F(DocumentFile, OnAPlainCityItIsOpenedAsItWasSaved) {
  write_file(folder / "city.toml", "kind = \"generated\"\n");
  Document document = Document::on_city(folder / "city.toml");
  document.add(toll(6));
  document.save(folder / "toll.toml");
  const Document again = Document::open(folder / "toll.toml");
  EXPECT_TRUE(again.base_is_city());
  EXPECT_EQ(again.base(), document.base());
  EXPECT_EQ(again.measures().size(), 1U);
  EXPECT_EQ(again.toml(folder / ""), document.toml(folder / ""));
}

TEST_F(DocumentFile, APlainCityLiesBelowItsScenario) {
  std::filesystem::create_directory(folder / "cities");
  Document document = Document::on_city(folder / "cities" / "town.gpkg");
  document.save(folder / "mine.toml");
  EXPECT_EQ(read_toml(folder / "mine.toml").at("city").as_text(), "cities/town.gpkg");
  std::filesystem::create_directory(folder / "elsewhere");
  EXPECT_THROW(document.save(folder / "elsewhere" / "mine.toml"), Error);
}

}  // namespace
}  // namespace planspiel::viewer
