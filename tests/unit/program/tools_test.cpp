#include "program/tools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/program/small_program.hpp"

using namespace planspiel;
using test::message_of;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

struct CountOptions {
  std::int64_t add = 0;
  void describe(OptionSet& set) { set.integer("add", add, {{"mehr", "more"}}, {0, 9}); }
};

/// Counts zones, and proposes a measure where one more is asked for.
class CountTool final : public Tool {
 public:
  explicit CountTool(Ports& ports) : options_(ports.options<CountOptions>()), zones_(ports.table(tables::zones)) {}
  ToolAnswer run(RunContext& context) override {
    context.warn("test.rough", {"grob gezählt", "counted roughly"});
    ToolAnswer answer{.text = {"Zellen\n", "zones\n"}};
    answer.answer.set("zones", zones_.size() + static_cast<std::size_t>(options_.add));
    if (options_.add > 0) answer.measures.push_back(Value::table({{"kind", "add_zone"}}));
    return answer;
  }

 private:
  CountOptions options_;
  const Zones& zones_;
};

class Tools : public testing::Test {
 protected:
  Tools() { program.registry.plugins.back().add(tool<CountTool, CountOptions>("count", {"Zählen", "Count"}, {})); }
  ToolAnswer answer(Value options, Language language = Language::en) {
    Services services = program.services();
    services.language = language;
    return ask(program.registry.tool("count"), test::case_of_seed(1), options, services);
  }
  test::SmallProgram program{};
};

TEST_F(Tools, AnswerAboutACase) { EXPECT_EQ(answer(Value::table({{"add", 2}})).answer.at("zones").as_integer(), 6); }

TEST_F(Tools, WarnInTheLanguageOfTheFace) {
  answer(Value::table());
  answer(Value::table(), Language::de);
  EXPECT_THAT(program.witness.warnings, ElementsAre("counted roughly", "grob gezählt"));
}

TEST_F(Tools, WhatTheyProposeIsAScenarioOnTheOneTheyWereAskedAbout) {
  const ToolAnswer proposes = answer(Value::table({{"add", 1}}));
  const std::string text =
      proposed_scenario(proposes, program.folder / "city/base.toml", program.folder / "more/new.toml");
  EXPECT_THAT(text, HasSubstr("base = \"../city/base.toml\""));
  EXPECT_THAT(text, HasSubstr("kind = \"add_zone\""));
}

TEST_F(Tools, NothingProposedIsNoScenario) {
  EXPECT_THAT(
      message_of(ErrorKind::config, [&] { proposed_scenario(answer(Value::table()), "base.toml", "new.toml"); }),
      HasSubstr("new.toml"));
}

TEST_F(Tools, AnAnswerIsToldInEitherLanguageWithItsHeadlineFirst) {
  ToolAnswer told{.headline = {"Gezählt", "Counted"}, .text = {"4 Zellen\n", "4 zones\n"}};
  told.tables.push_back({.title = {"Zelle", "Zone"}, .columns = {{{"Stoff", "matter"}, "t/day", 1}}});
  told.tables[0].rows.push_back({{"Mitte", "centre"}, {1234.5}});
  EXPECT_THAT(text_of(told, Language::de, 9), testing::StartsWith("Gezählt\n4 Zellen\n\nZelle"));
  EXPECT_THAT(text_of(told, Language::de, 9), HasSubstr("Stoff [t/Tag]"));
  EXPECT_THAT(text_of(told, Language::de, 9), HasSubstr("1.234,5"));
  EXPECT_THAT(text_of(told, Language::en, 9), HasSubstr("matter [t/day]"));
  EXPECT_EQ(value_of(told).at("headline").at("de").as_text(), "Gezählt");
  EXPECT_EQ(value_of(told).at("tables").items().size(), 1u);
  EXPECT_EQ(value_of(told).find("measures"), nullptr);
}

}  // namespace
