#pragma once

/// Good sets for the p-median: greedy, interchange (Whitaker 1983; gain and loss of Resende, Werneck, "A fast
/// swap-based local search procedure for location problems", Annals of Operations Research 150 (2007)), path relinking
/// (the same authors, "A hybrid heuristic for the p-median problem", Journal of Heuristics 10 (2004)).

#include <vector>

#include "engine/location/p_median_costs.hpp"

namespace planspiel::location {

class MedianSearch {
 public:
  MedianSearch(const MedianCosts& costs, std::size_t p);

  /// The best set found so far, ascending, and its value.
  const std::vector<SiteNumber>& best() const { return best_; }
  double value() const { return best_value_; }

  /// Greedy from nothing, then interchange.
  void start();
  /// Tries a set of the relaxation: interchange where it is new and promising, then a path to the elite sets. True
  /// where it beats the best one.
  bool offer(std::vector<SiteNumber> open);
  double value_of(const std::vector<SiteNumber>& open) const;

 private:
  struct State;
  void keep(const State& state);
  double relink(const std::vector<SiteNumber>& from, const std::vector<SiteNumber>& to);

  struct Elite {
    std::vector<SiteNumber> open{};
    double value = 0.0;
  };
  const MedianCosts& costs_;
  std::size_t p_;
  std::vector<SiteNumber> best_;
  double best_value_ = std::numeric_limits<double>::infinity();
  std::vector<Elite> elite_;
  double promising_ = 1.2;  ///< sets up to so many times the best value are improved
  int relinked_ = 0;
  std::vector<std::uint64_t> seen_;  ///< hashes of sets that were offered
};

}  // namespace planspiel::location
