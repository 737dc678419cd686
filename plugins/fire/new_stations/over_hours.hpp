#pragma once

#include <array>
#include <span>
#include <string_view>

namespace planspiel::fire {

/// How hours make one number: the least of them, as a run's indicator; what is met in each; their mean; least regret.
enum class OverHours { worst, every, mean, regret };
inline constexpr std::array<std::string_view, 4> kOverHoursNames{"worst", "every", "mean", "regret"};
inline std::span<const std::string_view> choice_names(OverHours) { return kOverHoursNames; }

}  // namespace planspiel::fire
