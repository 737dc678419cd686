#include "engine/run/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/engine/run/tiny_models.hpp"

using namespace planspiel;
using test::message_of;

namespace {

Declaration declared(std::string model, std::vector<std::string> reads, const std::vector<std::string>& writes) {
  Declaration declaration;
  declaration.model = std::move(model);
  declaration.reads = std::move(reads);
  for (const std::string& field : writes) declaration.writes.push_back({field, domain_of<EdgeId>, {}, "", {}, {}, {}});
  return declaration;
}

using Names = std::vector<std::string>;

/// The names of the models in the order in which they run.
Names names(const std::vector<Declaration>& declarations) {
  Names order;
  for (const std::size_t model : schedule(declarations)) order.push_back(declarations[model].model);
  return order;
}

std::string refusal(const std::vector<Declaration>& declarations) {
  return message_of(ErrorKind::plugin, [&] { schedule(declarations); });
}

const Declaration traffic = declared("traffic", {}, {"flow", "speed"});
const Declaration emissions = declared("emissions", {"flow"}, {"nox"});
const Declaration fire = declared("fire", {"speed"}, {"arrival"});
const Declaration health = declared("health", {"nox", "arrival"}, {"days"});

TEST(Schedule, AReaderRunsAfterTheWriters) {
  EXPECT_EQ(names({health, fire, emissions, traffic}), (Names{"traffic", "emissions", "fire", "health"}));
}

TEST(Schedule, TheOrderOfDeclarationDoesNotMatter) {
  std::vector<Declaration> models{emissions, fire, health, traffic};
  const auto by_name = [](const Declaration& a, const Declaration& b) { return a.model < b.model; };
  const Names expected = names(models);
  while (std::next_permutation(models.begin(), models.end(), by_name)) EXPECT_EQ(names(models), expected);
}

TEST(Schedule, AFieldHasOneWriter) {
  EXPECT_EQ(refusal({traffic, declared("another", {}, {"speed"})}),
            "field 'speed' is written by 'another' and by 'traffic': a field has one writer");
}

TEST(Schedule, ACircleIsRefusedWithItsModelsAndFields) {
  EXPECT_EQ(refusal({declared("choice", {"times"}, {"trips"}), declared("network", {"trips"}, {"times"}), traffic}),
            "models wait for each other in a circle: 'choice' reads 'times' of 'network', 'network' reads 'trips' of "
            "'choice'");
}

TEST(Schedule, AModelThatReadsItsOwnFieldIsACircle) {
  EXPECT_EQ(refusal({declared("loop", {"x"}, {"x"})}),
            "models wait for each other in a circle: 'loop' reads 'x' of 'loop'");
}

TEST(Schedule, OfACircleOnlyThatWhichTurnsIsNamed) {
  // "after" waits for the circle and is no part of it.
  const std::string message =
      refusal({declared("after", {"b"}, {"c"}), declared("one", {"b"}, {"a"}), declared("two", {"a"}, {"b"})});
  EXPECT_EQ(message.find("'after'"), std::string::npos) << message;
  EXPECT_NE(message.find("'one' reads 'b' of 'two'"), std::string::npos) << message;
}

TEST(Schedule, AFieldOfTheRootNeedsAWriterButMakesNoOrder) {
  Declaration start = declared("traffic", {}, {"flow"});
  start.roots = {"flow"};
  EXPECT_EQ(names({start}), (Names{{"traffic"}}));
  start.roots = {"flwo"};
  EXPECT_EQ(refusal({start}), "'traffic' reads the field 'flwo' that no model writes: did you mean 'flow'?");
}

}  // namespace
