#include "plugins/fire/measures/dispatch_rule.hpp"

#include <gtest/gtest.h>

#include "tests/unit/town.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

TEST(DispatchRule, WritesTheOneRowAndKeepsWhatIsNotGiven) {
  const City once = apply(DispatchRule{.first_due = FirstDueRule::professional_first}, test::town("A---B").city);
  const City twice = apply(DispatchRule{.move_up = MoveUpRule::greedy}, once);
  const Dispatch& dispatch = twice[tables::dispatch];
  ASSERT_EQ(dispatch.size(), 1u);
  EXPECT_EQ(dispatch.first_due[DispatchId(std::size_t{0})], FirstDue::professional_first);
  EXPECT_EQ(dispatch.move_up[DispatchId(std::size_t{0})], MoveUp::greedy);
}

TEST(DispatchRule, ThatChangesNothingIsRefused) {
  EXPECT_THROW(apply(DispatchRule{}, test::town("A---B").city), Error);
}

}  // namespace
