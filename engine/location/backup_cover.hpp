#pragma once

/// Cover with a second unit behind the first.
///
/// Backup cover (LSCP-B: Hogan, ReVelle 1986): as few sites as cover every place, and among those the ones that cover
/// the most weight at least twice. Double standard (DSM: Gendreau, Laporte, Semet 1997): every place covered within the
/// wide reach, a share of the weight within the near one, and as much weight as possible at least twice within it.

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

struct BackupCoverAnswer {
  LocationAnswer cover{};   ///< the fewest sites: value and bound are numbers of sites
  LocationAnswer backup{};  ///< with as many sites as `cover` has: value and bound are weight covered at least twice
};

/// Costs do not count. `fixed` sites are open in both. Throws Error(config) that names places that no site covers.
BackupCoverAnswer solve_backup_cover(const CoverProblem& problem, const SearchLimits& limits);

struct DoubleStandardOptions {
  std::size_t units = 1;            ///< in all
  double near_share = 0.95;         ///< of the weight, that must be covered within the near reach
  std::uint32_t most_per_site = 1;  ///< the original takes 2
};

/// Weight covered at least once, and at least twice, by units at these sites.
struct TimesCovered {
  double once = 0.0;
  double twice = 0.0;
};
TimesCovered times_covered(const CoverProblem& problem, std::span<const SiteNumber> units);

/// `near` and `wide` have the same places, weights and sites; costs do not count. A site with two units appears twice.
/// Throws Error(config) where the two differ, and where no choice that meets both demands was found.
LocationAnswer solve_double_standard(const CoverProblem& near, const CoverProblem& wide,
                                     const DoubleStandardOptions& options, const SearchLimits& limits);

}  // namespace planspiel::location
