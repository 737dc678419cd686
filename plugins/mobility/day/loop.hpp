#pragma once

/// The loop: demand at present times, roads and transit at present demand, until both agree.

#include <vector>

#include "engine/run/model.hpp"
#include "plugins/mobility/day/day.hpp"
#include "plugins/mobility/day/demand.hpp"
#include "plugins/mobility/day/options.hpp"

namespace planspiel::mobility {

/// How far apart demand and times were in front of a round.
struct Round {
  double residual = 0.0;                  ///< Σ|D(t) - d| / ΣD
  double gap = 0.0, territory_gap = 0.0;  ///< largest of the hours; on links of the territory alone
};

struct FixedPoint {
  HourlyMatrices cars{};          ///< demand that the final times carry
  std::vector<Round> rounds{};    ///< from the second round on
  double residual = 0.0;          ///< of the unaveraged demand at the final times
  std::size_t missed_shares = 0;  ///< groups of people from around that miss their known share of cars
};

/// Starts from the empty road and goes the same way in every scenario, so that most of the noise of stopping early is
/// equal in two runs and cancels in their difference. The root run (`is_root`) fits the constants of people from around
/// to their known shares in each round; options may ask to fit the mode constants too. Both stay in `day`.
FixedPoint find_fixed_point(Day& day, const DayOptions& options, bool is_root, RunContext& context);

/// One step of the mode constants towards a target set, from residents' trips by mode.
void calibrate(ModeCoefficients& modes, const std::array<double, Mode::kCount>& trips,
               const std::array<double, Mode::kCount>& target_percent, double gain);

}  // namespace planspiel::mobility
