#pragma once

/// The linear relaxation of a cover model under bounds on the sites, solved to a proven bound without an LP solver.
///
/// With multipliers λ_i on n_i = Σ_{j covers i} x_j the Lagrangian dual is
///
///   L(λ) = Σ_i max_n (V_i(n) − λ_i n) + max_x Σ_j (Σ_{i ∈ C(j)} λ_i − c_j) x_j ,
///
/// an upper bound for every λ ≥ 0, and the sum over sites is a choice of the best ones. Its saddle point is found by
/// the primal-dual hybrid gradient method (Chambolle, Pock 2011) with diagonal steps (Pock, Chambolle 2011) and
/// restarts at averages (Applegate et al., "Practical large-scale linear programming using primal-dual hybrid
/// gradient", NeurIPS 2021). The primal iterate is always feasible, because V_i takes what is covered, so the true gap
/// L(λ) − value(x) steers the restarts and is known when the ascent stops.

#include "engine/location/cover_model.hpp"
#include "engine/location/search_clock.hpp"

namespace planspiel::location {

/// What is left to decide: only sites with room between their bounds, only rows they can still improve, rows with
/// equal remaining sites merged. Where gains rise in k (two units count, one does not), V_i is replaced by the least
/// concave function above it: the gains are levelled.
struct RelaxedCover {
  std::vector<SiteNumber> site{};       ///< of the model
  std::vector<std::uint32_t> first{0};  ///< rows of each remaining site
  std::vector<std::uint32_t> row_of{};
  std::vector<std::uint32_t> member_first{0};  ///< rows of the model in each remaining row
  std::vector<std::uint32_t> member{};
  std::size_t levels = 1;
  std::vector<double> gain{};     ///< remaining rows × levels
  std::vector<double> profit{};   ///< of a unit, without the rows: what only this site covers, less its cost
  std::vector<double> most{};     ///< further units
  std::optional<double> units{};  ///< further units in all
  double base = 0.0;              ///< value of what is decided

  std::size_t row_count() const { return member_first.size() - 1; }
  std::span<const std::uint32_t> covers(std::size_t k) const {
    return {row_of.data() + first[k], first[k + 1] - first[k]};
  }
};
RelaxedCover relax(const CoverModel& model, std::span<const std::uint32_t> least, std::span<const std::uint32_t> most);

/// Where an ascent starts and what it leaves: multipliers of the model's rows, fractional units of the model's sites.
struct RelaxedPoint {
  std::vector<float> multiplier{};
  std::vector<float> units{};
  double step_ratio = 0.0;  ///< of the method; 0: not known yet
};
/// A first guess.
RelaxedPoint start_point(const CoverModel& model);

class CoverAscent {
 public:
  CoverAscent(const RelaxedCover& cover, const RelaxedPoint& start);

  struct Stop {
    double cutoff = 0.0;  ///< a bound below it ends the ascent
    std::size_t steps = 1000;
    double accuracy = 0.05;  ///< gap of the relaxation, as a share of its distance to the cutoff
    const SearchClock* clock = nullptr;
    double share = 1.0;  ///< of the clock's allowance
  };
  void run(const Stop& stop);

  double bound() const { return best_bound_; }  ///< proven, without a margin for rounding
  double relaxed_value() const { return best_value_; }
  const std::vector<double>& units() const { return best_units_; }            ///< of the remaining sites
  const std::vector<double>& multiplier() const { return best_multiplier_; }  ///< of the remaining rows, at the bound

  /// How far the bound falls if site k gets no further unit (where the bound uses it) or one (where it does not).
  struct Flip {
    bool used = false;
    double fall = 0.0;
  };
  std::vector<Flip> flips() const;

  void store(RelaxedPoint& point) const;

 private:
  void step();
  void project(std::vector<double>& units, std::span<const double> step);
  void move_multipliers(std::span<const double> before);
  void check_point(std::size_t averaged);
  void restart(std::size_t at, double gap);
  void cover_of(std::span<const double> units, std::vector<double>& covered) const;
  void score_of(std::span<const double> multiplier, std::vector<double>& score) const;
  double bound_of(std::span<const double> multiplier, std::span<const double> score) const;
  double value_of(std::span<const double> units, std::span<const double> covered) const;
  bool note(std::span<const double> multiplier, std::span<const double> score, std::span<const double> units,
            std::span<const double> covered, double& gap);

  const RelaxedCover& cover_;
  std::vector<double> row_step_, site_step_, scaled_step_;
  std::vector<double> multiplier_, score_, units_, covered_, next_, next_covered_;
  std::vector<double> multiplier_sum_, units_sum_, mean_multiplier_, mean_score_, mean_units_, mean_covered_;
  std::vector<double> restart_multiplier_, restart_units_, best_multiplier_, best_units_;
  double ratio_ = 1.0, shift_ = 0.0;
  double best_bound_ = 0.0, best_value_ = 0.0;
  double restart_gap_ = 0.0, last_gap_ = 0.0;
  std::size_t steps_ = 0, restart_step_ = 0;
  mutable std::vector<double> scratch_;
};

}  // namespace planspiel::location
