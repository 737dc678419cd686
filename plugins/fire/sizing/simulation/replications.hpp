#pragma once

/// Many years of the same service, and what they say together.

#include <cstdint>
#include <span>
#include <vector>

#include "plugins/fire/sizing/simulation/statistics.hpp"
#include "plugins/fire/sizing/simulation/year.hpp"

namespace planspiel::fire {

/// Incidents for which one station is first due.
struct StationYear {
  std::uint64_t first_due = 0;
  double busy = 0.0;              ///< share of them in which it could send nobody
  double p90_s = 0.0;             ///< call to first unit; infinite where more than a tenth was left to others
  std::vector<double> in_time{};  ///< of each standard: share of those that it counts
};

/// One replication in numbers. Shares and means of nothing are NaN.
struct YearSummary {
  std::uint64_t incidents = 0, lost = 0;   ///< in the counted time; to which no own unit came
  double waited = 0.0, mean_wait_s = 0.0;  ///< share, and mean over all that were not lost (0 for most)
  double mean_waiting = 0.0;               ///< number waiting, mean over time
  double mean_first_s = 0.0, median_first_s = 0.0, p90_first_s = 0.0;  ///< call to first unit; mean without lost ones
  std::vector<double> in_time{};  ///< of each standard: share of the incidents that it counts
  std::vector<StationYear> stations{};
  std::vector<UnitYear> units{};
  double first_due_busy = 0.0;  ///< share of all incidents
  std::uint64_t runs = 0, missing = 0, moves = 0;
};

YearSummary summarise(const YearProblem& problem, const YearResult& year);

struct Replications {
  std::size_t count = 10;
  std::uint64_t seed = 1;
};

/// Replications 0 … count − 1, in this order, computed in parallel. The same bytes for any number of threads; equal
/// replications of two problems meet the same incidents.
std::vector<YearSummary> simulate_years(const YearProblem& problem, const Replications& replications);

/// One number of each replication, for `estimate` and `paired_difference`.
template <class Get>
std::vector<double> each(std::span<const YearSummary> years, Get&& get) {
  std::vector<double> values;
  for (const YearSummary& year : years) values.push_back(static_cast<double>(get(year)));
  return values;
}

}  // namespace planspiel::fire
