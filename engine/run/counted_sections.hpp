#pragma once

/// Traffic counts beside what a run says of the same roads and hours. Nothing is fitted to counts.

#include <span>
#include <vector>

#include "engine/city/city.hpp"

namespace planspiel {

struct CountedSection {
  CountId count{};
  double counted = 0.0, simulated = 0.0;  ///< vehicles in the counted hours
  double ratio = 0.0;                     ///< simulated / counted; 0 where nothing was counted
  double geh = 0.0;                       ///< with the mean counted hour: sqrt(2 (m - c)² / (m + c))
  /// Scalable quality value (Friedrich, Pestel, Schiller and Simon 2019): 1 / (1 + sqrt((m - c)² / (f c))), f 10,000
  /// for a day and 1,000 for an hour: very good from 0.9, acceptable from 0.8.
  double sqv = 0.0;
  /// Within kNearCount of what was counted.
  bool is_near() const;
};

/// The share by which a good volume may differ.
inline constexpr double kNearCount = 0.15;

/// In the order of the table of counts. `flow`: vehicles per second by road and hour, as a field marked counted() holds
/// them.
std::vector<CountedSection> counted_sections(const City& city, std::span<const double> flow);

/// How many of them are near.
std::size_t near_sections(const std::vector<CountedSection>& sections);

}  // namespace planspiel
