#pragma once

/// Location and sizing in one, after the pattern of the AGBF standard: a place is met if enough crew functions reach it
/// early and enough late,
///
///   Σ_{j ∈ early(i)} F_j ≥ 10  and  Σ_{j ∈ late(i)} F_j ≥ 16,
///
/// with F_j what stays at site j plus the size chosen there. Maximise the weight met.
///
/// Bound: z_i ≤ Σ_j ⌈min(F_j, r)/d⌉ / ⌈r/d⌉ for each demand with what it lacks, r, and a few divisors d (all are valid:
/// a sum that reaches r has rounded terms that reach r rounded). Their linear relaxation is solved as in
/// cover_relaxation.hpp; branch and bound over sites and sizes follows. It is loose while many small sizes are cheap:
/// read the gap.

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

struct CrewSize {
  double functions = 0.0;
  double cost = 0.0;
};

struct FunctionCoverProblem {
  CoverProblem early{};                  ///< reached in time for the first demand; its weights count, its costs do not
  CoverProblem late{};                   ///< … for the second; the same places and sites
  double early_functions = 10.0;         ///< AGBF: 10 functions within 8 minutes of the alarm,
  double late_functions = 16.0;          ///< 16 within 13
  std::vector<double> existing{};        ///< functions that stay at each site; empty: none
  std::vector<CrewSize> sizes{};         ///< that can be added at a site, one at most; ascending functions, > 0
  std::vector<SiteNumber> candidates{};  ///< sites that may get one, ascending; empty: all
  std::size_t most_new = ~std::size_t{0};                   ///< sites that get one
  double budget = std::numeric_limits<double>::infinity();  ///< for their costs
};

struct FunctionCoverAnswer {
  LocationAnswer choice{};          ///< `open`: the sites that get a size; value and bound: weight met
  std::vector<std::size_t> size{};  ///< number in `sizes` for each of them
};

/// Weight met with these sizes (of `sizes`) at these sites, on top of what stays.
double weight_met(const FunctionCoverProblem& problem, std::span<const SiteNumber> sites,
                  std::span<const std::size_t> sizes);

/// Throws Error(config) that says what contradicts itself.
FunctionCoverAnswer solve_function_cover(const FunctionCoverProblem& problem, const SearchLimits& limits,
                                         std::uint64_t most_nodes = ~std::uint64_t{0});

}  // namespace planspiel::location
