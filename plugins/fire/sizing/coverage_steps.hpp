#pragma once

/// Why coverage by plan, the expected share and the simulated share differ: step by step, one cause each.

#include <vector>

#include "engine/run/answer_table.hpp"
#include "plugins/fire/chance.hpp"
#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire {

/// Shares of each standard, over the incidents that it counts, all hours of the year; NaN where it counts none.
struct CoverageSteps {
  std::vector<double> covered{};      ///< all units of the city at home, fixed times, expected functions
  std::vector<double> first_alarm{};  ///< only the units that the incident's plan sends at once
  std::vector<double> with_spread{};  ///< turnouts and drives spread
  std::vector<double> expected{};  ///< and volunteers' strength is drawn: what years without busy units show on average
  std::vector<double> run_covered{}, run_probable{};  ///< a run's indicators: residents, worst hour
};

/// Exact sums over demand classes, hours and types of a year: nothing is drawn.
CoverageSteps steps_of(const YearProblem& problem, const Spread& spread);

std::vector<AnswerTable::Column> step_columns();
/// Per cent, in the order of the columns; the last two are simulated.
std::vector<double> step_values(const CoverageSteps& steps, StandardId standard, double never_busy, double busy);

}  // namespace planspiel::fire
