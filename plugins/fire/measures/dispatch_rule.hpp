#pragma once

#include <string>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::fire {

/// Which unit is to go first.
enum class FirstDueRule { unchanged, nearest, professional_first };
inline constexpr std::array<std::string_view, 3> kFirstDueRuleNames{"unchanged", "nearest", "professional_first"};
inline std::span<const std::string_view> choice_names(FirstDueRule) { return kFirstDueRuleNames; }

/// Whether idle units are to move up.
enum class MoveUpRule { unchanged, none, greedy };
inline constexpr std::array<std::string_view, 3> kMoveUpRuleNames{"unchanged", "none", "greedy"};
inline std::span<const std::string_view> choice_names(MoveUpRule) { return kMoveUpRuleNames; }

/// How units are sent, and whether idle ones move up. What is not given stays as it is. Acts on the tools that let
/// units be busy (`fleet`), not on coverage.
struct DispatchRule {
  FirstDueRule first_due = FirstDueRule::unchanged;
  MoveUpRule move_up = MoveUpRule::unchanged;
  void describe(OptionSet& set);
};

City apply(const DispatchRule& measure, City city);

}  // namespace planspiel::fire
