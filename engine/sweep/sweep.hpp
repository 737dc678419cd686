#pragma once

/// Many scenarios, one table: a work list that resumes after a kill.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/run/results.hpp"

namespace planspiel {

/// One job: a scenario file and the name of its run folder below DIR/runs.
struct SweepJob {
  std::filesystem::path scenario;
  std::string name;
};

/// Reads a list of scenarios: `scenarios = ["base.toml", "city-toll.toml"]`, beside or below the list. Throws
/// Error(config) for an empty list, a missing file, one elsewhere, or two scenarios of one name.
std::vector<SweepJob> read_work_list(const std::filesystem::path& list);

/// Part i of n (1 ≤ i ≤ n): jobs i-1, i-1+n, …
std::vector<SweepJob> shard_of(const std::vector<SweepJob>& jobs, std::size_t part, std::size_t parts);

/// Whether the run folder of a job is whole, of today's schema and of this identity.
bool is_done(const std::filesystem::path& run_folder, const Digest& identity);

/// One row per run, one column per indicator, as CSV. Runs are in the order of the jobs; a job whose folder is not
/// there has no row.
std::string merged_table(const std::vector<SweepJob>& jobs, const std::filesystem::path& runs_folder);

}  // namespace planspiel
