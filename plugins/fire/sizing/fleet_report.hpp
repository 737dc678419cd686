#pragma once

/// What a chief is told of simulated years: the service as it is, stations × engines, the smallest fleet.

#include <optional>
#include <string>
#include <vector>

#include "engine/run/tool.hpp"
#include "plugins/fire/sizing/coverage_steps.hpp"
#include "plugins/fire/sizing/queue_of_units.hpp"
#include "plugins/fire/sizing/smallest_fleet.hpp"
#include "plugins/fire/sizing/year_case.hpp"

namespace planspiel::fire {

/// A number of each simulated year: kept in the answer, so that a later one can be compared year by year.
struct YearlyNumber {
  std::string name{};  ///< "in_time.hilfsfrist", "engine_runs"
  std::string unit{};
  std::vector<double> of_year{};
};

struct FleetFindings {
  const YearCase& service;
  const DispatchTables& tables;
  std::vector<YearSummary> years{};       ///< of the service as it is
  std::vector<YearSummary> never_busy{};  ///< the same where every incident finds all units at home
  CoverageSteps steps{};
  std::vector<YearlyNumber> numbers{};
  QueueOfUnits queue{};                   ///< of all units, mean hour of the week
  std::vector<std::uint32_t> engines{};   ///< at each station that is sized, today
  const FleetProblem* problem = nullptr;  ///< of the table and of the search
  std::vector<SizingRow> table{};
  std::optional<FleetAnswer> smallest{};
  std::string standard{};
  std::vector<YearlyNumber> before{};  ///< of an earlier answer
};

std::vector<YearlyNumber> numbers_of(const std::vector<YearSummary>& years, const YearCase& service,
                                     const DispatchTables& tables);
/// From the JSON of an earlier answer. Throws Error(input) where it is none or has other replications.
std::vector<YearlyNumber> read_numbers(const std::string& file, std::size_t replications);

ToolAnswer describe(const FleetFindings& findings);

}  // namespace planspiel::fire
