#pragma once

/// The incidents of one replication: a function of rates, seed and replication and of nothing else, so that two fleets
/// or two sets of stations meet the same incidents (common random numbers). Each type draws for itself: a further type
/// leaves those of the others as they were.

#include <cstdint>
#include <vector>

#include "engine/base/random.hpp"
#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire {

struct Incident {
  double call_s = 0.0;
  double alarm_s = 0.0;  ///< call + call handling
  double on_scene_s = 0.0;
  double exploration_s = 0.0;
  std::uint64_t row = 0;  ///< address of its random numbers
  DemandClass place = 0;
  std::uint8_t type = 0;
  bool confirmed = false;
};

/// One of several years of the same service, each with random numbers of its own.
struct ReplicationId : Id<ReplicationId> {
  using Id::Id;
};

/// Replication, type, number within the type: 24, 8 and 32 bits.
inline std::uint64_t incident_row(ReplicationId replication, std::size_t type, std::uint64_t number) {
  return (std::uint64_t{replication.index()} << 40) | (std::uint64_t{type} << 32) | number;
}

double draw(const Duration& duration, const RandomStream& random, std::uint64_t row, std::uint64_t number = 0);

/// Calls before `warm_up_s + counted_s`, ordered by alarm. The times of a type invert its cumulative rate:
/// Λ(t_i) − Λ(t_{i−1}) is exponential with mean 1.
std::vector<Incident> incidents_of(const YearProblem& problem, std::uint64_t seed, ReplicationId replication);

}  // namespace planspiel::fire
