#pragma once

/// Deterministic user equilibrium by gradient projection on paths (Jayakrishnan et al. 1994), with new paths from the
/// hierarchy's sweeps and Newton steps pair by pair: for tight gaps, and for starting from another equilibrium's
/// paths. Needs memory for every used path; `solve_equilibrium` does not.

#include <cstdint>
#include <span>
#include <vector>

#include "plugins/mobility/assignment/equilibrium.hpp"

namespace planspiel::mobility {

/// The used paths of an equilibrium: a start for the same network with other demand, tolls or closures.
class PathFlows {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  struct Path {
    std::size_t first = 0;       ///< of its arcs
    std::uint32_t length = 0;    ///< number of arcs
    std::uint32_t next = kNone;  ///< next path of the same pair
    std::uint32_t idle = 0;      ///< searches since it last had trips
    double flow = 0.0;           ///< trips
    double fixed = 0.0;          ///< Σ fixed cost
  };
  /// Trips of one class between two zones.
  struct Pair {
    std::uint32_t users = 0, origin = 0, destination = 0;
    std::uint32_t path = kNone;  ///< the first of its paths
    double demand = 0.0;
  };

  /// By class, then by block and lane of the plan, then by destination.
  std::vector<Pair> pairs;
  std::vector<Path> paths;

  std::span<const std::uint32_t> arcs(const Path& path) const { return {arcs_.data() + path.first, path.length}; }
  std::size_t stored_arcs() const { return arcs_.size(); }
  /// Puts a path in front of the pair's list and returns its number.
  std::uint32_t add(Pair& pair, std::span<const std::uint32_t> arcs, double flow);
  /// Takes path `number` out of the pair's list.
  void remove(Pair& pair, std::uint32_t number);
  /// Drops the arcs of removed paths when they take more room than the others.
  void tidy();

 private:
  std::vector<std::uint32_t> arcs_;
  std::vector<std::uint32_t> unused_;  // free places in `paths`
  std::size_t garbage_ = 0;            // arcs of removed paths
};

/// Finds the equilibrium. `flows` gives the start where it is not empty (it must belong to the same network), and
/// receives the paths.
Equilibrium solve_path_equilibrium(const ReadyNetwork& ready, const VolumeDelay& delay,
                                   std::span<const UserClass> classes, const EquilibriumOptions& options,
                                   PathFlows& flows);

}  // namespace planspiel::mobility
