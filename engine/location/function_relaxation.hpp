#pragma once

/// The linear relaxation of function cover for sites with some sizes left to choose from; see function_cover.hpp for
/// the inequalities and cover_relaxation.hpp for the method. Row i has multipliers λ_c ≥ 0, Σ_c λ_c ≤ w_i, one for each
/// of its inequalities c; number of sites and budget have one each.

#include "engine/location/function_model.hpp"

namespace planspiel::location {

/// Sizes left for each site, bit k: number k in model.sizes.
using SizesLeft = std::vector<std::uint32_t>;
inline bool is_decided(std::uint32_t left) { return (left & (left - 1)) == 0; }
std::uint32_t decided_size(std::uint32_t left);

class FunctionRelaxation {
 public:
  FunctionRelaxation(const FunctionModel& model, const SizesLeft& left);

  /// False where the decided sizes alone break the number of sites or the budget.
  bool is_feasible() const { return sites_left_ >= 0.0 && budget_left_ >= 0.0; }
  /// Ascends until the bound is below the cutoff, the gap of the relaxation small or the steps used.
  void run(double cutoff, std::size_t steps, const SearchClock& clock, double share);
  double bound() const { return best_bound_; }  ///< proven, without a margin for rounding

  struct Branch {
    SiteNumber site = 0;
    std::uint32_t sizes = 0;  ///< for one child; the other gets the rest
  };
  /// The site the relaxation is least sure of. Some site must be undecided.
  Branch branch() const;

 private:
  struct Link {  ///< one inequality
    std::uint32_t row = 0;
    std::vector<double> share{};  ///< of it that each size gives
  };
  void decide(const SizesLeft& left);
  void list_links(const std::vector<std::uint32_t> (&first_link)[2], const std::vector<std::uint32_t> (&link_count)[2]);
  void set_steps();
  void step();
  void check_point();
  void project_site(std::size_t k);
  void project_row(std::size_t row);
  void score_of(std::span<const double> multiplier, std::vector<double>& score) const;
  void reached_by(std::span<const double> x, std::vector<double>& reached) const;
  double bound_of(std::span<const double> multiplier, std::span<const double> score) const;
  double best_sizes(std::span<const double> score, double price) const;
  double value_of(std::span<const double> x, std::span<const double> reached) const;

  const FunctionModel& model_;
  std::vector<SiteNumber> site_;      ///< undecided
  std::vector<std::uint32_t> sizes_;  ///< left for each
  std::vector<Link> link_;
  std::vector<std::uint32_t> link_first_{0};  ///< links of each open row
  std::vector<double> weight_;                ///< of each open row
  std::vector<std::uint32_t> site_link_first_{0}, site_link_;
  double base_ = 0.0, sites_left_ = 0.0, budget_left_ = 0.0, cost_unit_ = 1.0;
  bool has_budget_ = false;

  std::size_t size_count_ = 0;  ///< columns of each site, the first ("none") stays 0
  std::vector<double> x_, score_, multiplier_, reached_, x_step_, link_step_;
  std::vector<double> next_reached_, x_sum_, multiplier_sum_, restart_x_, restart_multiplier_;
  double sites_price_ = 0.0, budget_price_ = 0.0, used_sites_ = 0.0, used_budget_ = 0.0;
  double ratio_ = 1.0, best_bound_ = 0.0, best_value_ = 0.0, restart_gap_ = 0.0, last_gap_ = 0.0;
  double sites_price_sum_ = 0.0, budget_price_sum_ = 0.0;
  std::size_t steps_ = 0, since_restart_ = 0;
};

}  // namespace planspiel::location
