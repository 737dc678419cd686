#pragma once

/// Lagrangian relaxation of the p-median: the rule that each place is served once is given up for a price u_i of
/// serving it (Cornuéjols, Fisher, Nemhauser, "Location of bank accounts to optimize float", Management Science 23
/// (1977)),
///
///     L(u) = Σ_i u_i + min { Σ_{j open} ρ_j : p sites open },   ρ_j = Σ_i min(0, c_ij − u_i),
///
/// a lower bound for every u. Sites whose opening or closing would lift L(u) above the best value known are decided.

#include <functional>
#include <vector>

#include "engine/location/p_median_costs.hpp"
#include "engine/location/search_clock.hpp"

namespace planspiel::location {

enum class SiteState : std::uint8_t { free, open, closed };

/// A part of the search: what is decided, and where the relaxation stands.
struct MedianNode {
  std::vector<SiteState> state{};    ///< of each site
  std::vector<double> multiplier{};  ///< u of each place
  std::vector<float> usage{};        ///< how often each site was open in the last rounds: what to branch on
  double bound = 0.0;
};

class MedianRelaxation {
 public:
  MedianRelaxation(const MedianCosts& costs, std::size_t p);

  struct Effort {
    int rounds = 100;
    double step = 1.0;  ///< of Polyak's, at first
    int patience = 12;  ///< rounds without a better bound until the step is halved
  };
  /// Called with sets that the relaxation opens; true where the best value known has fallen.
  using Offer = std::function<bool(std::vector<SiteNumber>)>;

  MedianNode root() const;
  /// What is decided in this node holds from now on in all.
  void adopt(const MedianNode& root);
  /// Lifts the node's bound by subgradient steps and decides sites on the way; stops where `cutoff` is reached.
  /// `cutoff` gives the bound at which nothing better is left, and may fall after an offer.
  void improve(MedianNode& node, const Effort& effort, const std::function<double()>& cutoff, const Offer& offer,
               const SearchClock& clock);

 private:
  void make_lists(const MedianNode& node);
  void shorten_lists(const MedianNode& node);
  struct Entry;
  void keep_serving(const MedianNode& node, const std::vector<Entry>& from, const std::vector<std::size_t>& from_first);
  void list_sites(const MedianNode& node);
  void count_services(const std::vector<double>& multiplier);
  double price(const std::vector<double>& multiplier, const MedianNode& node);
  void decide(MedianNode& node, double value, double cutoff);

  const MedianCosts& costs_;
  std::size_t p_;
  /// Sites of each place in order of cost; only the nearest where there are many.
  struct Entry {
    double cost;
    SiteNumber site;
  };
  std::vector<std::size_t> all_first_;
  std::vector<Entry> all_;
  std::vector<double> limit_;  ///< a place's multiplier never exceeds it
  // Of the present node.
  std::vector<std::size_t> first_;
  std::vector<Entry> lists_;
  std::vector<double> ceiling_, rho_, served_;
  std::vector<SiteNumber> free_, forced_;  ///< free ones by ρ after price()
  std::vector<std::uint8_t> is_open_;
  std::size_t wanted_ = 0;        ///< free sites to open
  std::size_t closed_since_ = 0;  ///< sites closed that may still stand in `lists_`
};

}  // namespace planspiel::location
