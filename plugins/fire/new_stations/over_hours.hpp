#pragma once

#include <array>
#include <span>
#include <string_view>

#include "engine/base/id.hpp"

namespace planspiel::fire {

/// How hours make one number: the least of them, as a run's indicator; what is met in each; their mean; least regret.
enum class OverHours { worst, every, mean, regret };
inline constexpr std::array<std::string_view, 4> kOverHoursNames{"worst", "every", "mean", "regret"};
inline std::span<const std::string_view> choice_names(OverHours) { return kOverHoursNames; }

/// An hour of a scenario, among those that a question asks for.
struct SituationId : Id<SituationId> {
  using Id::Id;
};
/// A standard in a situation, among those that have to be met.
struct ConditionId : Id<ConditionId> {
  using Id::Id;
};

}  // namespace planspiel::fire
