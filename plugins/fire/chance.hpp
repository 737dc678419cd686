#pragma once

/// How likely the units that were sent bring a standard's functions in time, while none is busy.
///
///   arrival of unit u after the alarm:  A_u = τ_u · exp(σ_t z) + T_u · exp(σ_d z'),   z, z' normal, each unit its own
///   P(A_u ≤ t) = ∫ φ(z) Φ(ln((t − τ_u exp(σ_t z)) / T_u) / σ_d) dz
///   functions of unit u: n_u, of volunteers Binomial(n_u, p_u)
///   P(in time) = P(Σ over units with A_u ≤ t of their functions ≥ N)
///
/// τ_u turnout and T_u drive are medians; the same model is simulated by `fleet`.

#include <span>
#include <vector>

#include "plugins/fire/spread.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

/// P(A ≤ t) by drive time, for one turnout and one t.
class ArrivalChance {
 public:
  ArrivalChance(double turnout_s, double latest_s, const Spread& spread);
  double operator()(double drive_s) const;

 private:
  double turnout_s_, latest_s_;
  Spread spread_;
  std::vector<float> by_drive_;  ///< tabulated in steps of kStep_s, read with straight lines between
};

/// One such chance, computed for itself.
double arrival_chance(double turnout_s, double latest_s, const Spread& spread, double drive_s);

/// What is taken of volunteers' strength.
enum class Crews { expected, drawn };  ///< 4.2 of 6 each time; Binomial(6, 0.7)

class Chances {
 public:
  /// For all turnouts of these units, on the clocks of these standards.
  Chances(std::span<const double> turnouts_s, std::span<const Demand> standards, const Spread& spread);

  /// That the units `sent` (numbers in `sorted`) meet the standard, a row of those given.
  double in_time(std::span<const Arrival> sorted, std::span<const std::size_t> sent, StandardId standard,
                 Crews crews) const;

 private:
  double arrives(const Arrival& unit, StandardId standard) const;
  double enough_of_expected(std::span<const Arrival> sorted, std::span<const std::size_t> sent, StandardId standard,
                            double missing) const;
  double enough_of_drawn(std::span<const Arrival> sorted, std::span<const std::size_t> sent, StandardId standard) const;

  std::vector<Demand> standards_;
  std::vector<double> turnout_s_;
  std::vector<ArrivalChance> chance_;  ///< turnout × standard
};

}  // namespace planspiel::fire
