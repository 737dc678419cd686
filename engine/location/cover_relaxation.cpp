#include "engine/location/cover_relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/stop.hpp"

namespace planspiel::location {
namespace {

constexpr std::size_t kCheckEvery = 20;  // steps; a check costs about two of them

double squared_distance(std::span<const double> a, std::span<const double> b, std::span<const double> step) {
  double sum = 0.0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]) / step[k];
  return sum;
}

}  // namespace

CoverAscent::CoverAscent(const RelaxedCover& cover, const RelaxedPoint& start) : cover_(cover) {
  const std::size_t rows = cover.row_count(), sites = cover.site.size();
  std::vector<double> covering(rows, 0.0);
  for (const std::uint32_t row : cover.row_of) covering[row] += 1.0;
  row_step_.resize(rows);
  multiplier_.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    row_step_[row] = 1.0 / std::max(1.0, covering[row]);
    double sum = 0.0;
    for (std::uint32_t k = cover.member_first[row]; k < cover.member_first[row + 1]; ++k)
      sum += double(start.multiplier[cover.member[k]]);
    multiplier_[row] = std::clamp(sum, 0.0, cover.gain[row * cover.levels]);
  }
  site_step_.resize(sites);
  units_.resize(sites);
  for (std::size_t k = 0; k < sites; ++k) {
    site_step_[k] = 1.0 / std::max<double>(1.0, double(cover.first[k + 1] - cover.first[k]));
    units_[k] = std::min(double(start.units[cover.site[k]]), cover.most[k]);
  }
  project(units_, site_step_);
  covered_.resize(rows);
  score_.resize(sites);
  cover_of(units_, covered_);
  score_of(multiplier_, score_);
  next_ = units_;
  next_covered_ = covered_;
  multiplier_sum_.assign(rows, 0.0);
  units_sum_.assign(sites, 0.0);
  mean_multiplier_ = multiplier_, mean_score_ = score_, mean_units_ = units_, mean_covered_ = covered_;
  restart_multiplier_ = multiplier_, restart_units_ = units_;
  const std::vector<double> zero_rows(rows, 0.0), zero_sites(sites, 0.0);
  ratio_ = start.step_ratio;
  if (ratio_ <= 0.0)
    ratio_ = std::sqrt(std::max(1e-12, squared_distance(multiplier_, zero_rows, row_step_)) /
                       std::max(1e-12, squared_distance(units_, zero_sites, site_step_)) *
                       std::max(1e-6, sites == 0 ? 1.0 : *std::ranges::max_element(units_)));
  best_bound_ = std::numeric_limits<double>::infinity();
  best_value_ = -std::numeric_limits<double>::infinity();
  note(multiplier_, score_, units_, covered_, restart_gap_);
  last_gap_ = restart_gap_;
}

void CoverAscent::cover_of(std::span<const double> units, std::vector<double>& covered) const {
  std::ranges::fill(covered, 0.0);
  for (std::size_t k = 0; k < units.size(); ++k)
    if (units[k] != 0.0)
      for (const std::uint32_t row : cover_.covers(k)) covered[row] += units[k];
}

void CoverAscent::score_of(std::span<const double> multiplier, std::vector<double>& score) const {
  for (std::size_t k = 0; k < score.size(); ++k) {
    double sum = cover_.profit[k];
    for (const std::uint32_t row : cover_.covers(k)) sum += multiplier[row];
    score[k] = sum;
  }
}

double CoverAscent::value_of(std::span<const double> units, std::span<const double> covered) const {
  double value = cover_.base;
  for (std::size_t k = 0; k < units.size(); ++k) value += cover_.profit[k] * units[k];
  for (std::size_t row = 0; row < covered.size(); ++row)
    for (std::size_t level = 0; level < cover_.levels && covered[row] > double(level); ++level)
      value += cover_.gain[row * cover_.levels + level] * std::min(1.0, covered[row] - double(level));
  return value;
}

double CoverAscent::bound_of(std::span<const double> multiplier, std::span<const double> score) const {
  double bound = cover_.base;
  for (std::size_t row = 0; row < multiplier.size(); ++row)
    for (std::size_t level = 0; level < cover_.levels; ++level)
      bound += std::max(0.0, cover_.gain[row * cover_.levels + level] - multiplier[row]);
  if (!cover_.units) {
    for (std::size_t k = 0; k < score.size(); ++k) bound += cover_.most[k] * std::max(0.0, score[k]);
    return bound;
  }
  scratch_.clear();  // each site as often as it may have units: then the best ones count
  const double units = *cover_.units;
  for (std::size_t k = 0; k < score.size(); ++k)
    for (double u = 0.0; u < std::min(cover_.most[k], units); u += 1.0) scratch_.push_back(score[k]);
  const auto taken = scratch_.begin() + std::ptrdiff_t(std::min<double>(units, double(scratch_.size())));
  std::nth_element(scratch_.begin(), taken, scratch_.end(), std::greater<>());
  return std::accumulate(scratch_.begin(), taken, bound);
}

bool CoverAscent::note(std::span<const double> multiplier, std::span<const double> score, std::span<const double> units,
                       std::span<const double> covered, double& gap) {
  const double bound = bound_of(multiplier, score), value = value_of(units, covered);
  gap = bound - value;
  if (value > best_value_) {
    best_value_ = value;
    best_units_.assign(units.begin(), units.end());
  }
  if (!(bound < best_bound_)) return false;
  best_bound_ = bound;
  best_multiplier_.assign(multiplier.begin(), multiplier.end());
  return true;
}

/// Nearest point with Σ = units: units_k + step_k · shift, cut to [0, most_k], for the shift that makes the sum right.
/// Newton's method on a piecewise linear function between brackets; starts at the last shift.
void CoverAscent::project(std::vector<double>& units, std::span<const double> step) {
  const auto at = [&](std::size_t k, double shift) { return units[k] + step[k] * shift; };
  double shift = 0.0;
  if (cover_.units) {
    double low = -std::numeric_limits<double>::infinity(), high = -low, reach = 1.0 + std::abs(shift_);
    shift = shift_;
    for (int round = 0; round < 200; ++round) {
      double sum = -*cover_.units, slope = 0.0;
      for (std::size_t k = 0; k < units.size(); ++k) {
        const double x = at(k, shift);
        if (x > 0.0 && x < cover_.most[k]) slope += step[k];
        sum += std::clamp(x, 0.0, cover_.most[k]);
      }
      if (std::abs(sum) < 1e-9) break;
      (sum > 0.0 ? high : low) = shift;
      double next = slope > 0.0 ? shift - sum / slope : (sum > 0.0 ? shift - reach : shift + reach);
      if (slope <= 0.0) reach *= 2.0;
      if (!(next > low && next < high)) next = 0.5 * (low + high);
      if (next == shift || !std::isfinite(next)) break;
      shift = next;
    }
    shift_ = shift;
  }
  for (std::size_t k = 0; k < units.size(); ++k) units[k] = std::clamp(at(k, shift), 0.0, cover_.most[k]);
}

/// λ ← argmin φ_i(λ) + (λ − (λ_old − σ e))² / 2σ with φ_i(λ) = Σ_k max(0, gain_ik − λ): where k gains lie above λ, the
/// slope of φ is −k.
void CoverAscent::move_multipliers(std::span<const double> before) {
  const std::size_t levels = cover_.levels;
  if (levels == 1) {
    for (std::size_t row = 0; row < multiplier_.size(); ++row) {
      const double sigma = ratio_ * row_step_[row], extrapolated = 2.0 * next_covered_[row] - before[row];
      multiplier_[row] = std::min(std::max(multiplier_[row] - sigma * (extrapolated - 1.0), 0.0), cover_.gain[row]);
    }
    return;
  }
  for (std::size_t row = 0; row < multiplier_.size(); ++row) {
    const double sigma = ratio_ * row_step_[row],
                 target = multiplier_[row] - sigma * (2.0 * next_covered_[row] - before[row]);
    const double* gain = cover_.gain.data() + row * levels;
    std::size_t above = levels;
    while (above > 0 && target + sigma * double(above) > gain[above - 1]) --above;  // fewer gains lie above λ
    const double low = above < levels ? gain[above] : 0.0;
    multiplier_[row] = std::min(std::max(target + sigma * double(above), low), gain[0]);
  }
}

void CoverAscent::step() {
  scaled_step_.resize(units_.size());
  for (std::size_t k = 0; k < units_.size(); ++k) {
    scaled_step_[k] = site_step_[k] / ratio_;
    next_[k] = units_[k] + scaled_step_[k] * score_[k];
  }
  project(next_, scaled_step_);
  cover_of(next_, next_covered_);
  move_multipliers(covered_);
  std::swap(units_, next_);
  std::swap(covered_, next_covered_);
  score_of(multiplier_, score_);
  for (std::size_t row = 0; row < multiplier_.size(); ++row) multiplier_sum_[row] += multiplier_[row];
  for (std::size_t k = 0; k < units_.size(); ++k) units_sum_[k] += units_[k];
  ++steps_;
}

/// Notes the current point and the average since the last restart, and restarts at the better where the gap has fallen
/// enough, has stopped falling, or the stretch is long (rules of Applegate et al. 2021).
void CoverAscent::check_point(std::size_t averaged) {
  const double share = 1.0 / double(averaged);
  for (std::size_t row = 0; row < multiplier_.size(); ++row) mean_multiplier_[row] = multiplier_sum_[row] * share;
  for (std::size_t k = 0; k < units_.size(); ++k) mean_units_[k] = units_sum_[k] * share;
  cover_of(mean_units_, mean_covered_);
  score_of(mean_multiplier_, mean_score_);
  double gap = 0.0, mean_gap = 0.0;
  note(multiplier_, score_, units_, covered_, gap);
  note(mean_multiplier_, mean_score_, mean_units_, mean_covered_, mean_gap);
  const double better = std::min(gap, mean_gap);
  const bool enough = better < 0.3 * restart_gap_, stuck = better < 0.8 * restart_gap_ && better > last_gap_;
  const bool lengthy = double(averaged) > 0.4 * double(steps_) && averaged >= 5 * kCheckEvery;
  if (!enough && !stuck && !lengthy) {
    last_gap_ = better;
    return;
  }
  if (mean_gap < gap) {
    multiplier_ = mean_multiplier_, score_ = mean_score_;
    units_ = mean_units_, covered_ = mean_covered_;
  }
  restart(steps_, better);
}

/// The ratio of the two step lengths follows the distances gone since the last restart.
void CoverAscent::restart(std::size_t at, double gap) {
  const double rows = squared_distance(multiplier_, restart_multiplier_, row_step_);
  const double sites = squared_distance(units_, restart_units_, site_step_);
  if (rows > 1e-20 && sites > 1e-20) ratio_ = std::sqrt(ratio_ * std::sqrt(rows / sites));
  restart_multiplier_ = multiplier_, restart_units_ = units_;
  std::ranges::fill(multiplier_sum_, 0.0);
  std::ranges::fill(units_sum_, 0.0);
  restart_step_ = at;
  restart_gap_ = last_gap_ = gap;
}

void CoverAscent::run(const Stop& stop) {
  for (std::size_t done = 0; done < stop.steps; ++done) {
    check_stop();
    const double allowed = std::max(1e-9 * std::abs(best_bound_), stop.accuracy * (best_value_ - stop.cutoff));
    if (best_bound_ < stop.cutoff || best_bound_ - best_value_ <= allowed) return;
    step();
    if ((steps_ - restart_step_) % kCheckEvery != 0) continue;
    check_point(steps_ - restart_step_);
    if (stop.clock && stop.clock->out(stop.share)) return;
  }
}

std::vector<CoverAscent::Flip> CoverAscent::flips() const {
  std::vector<double> score(cover_.site.size());
  score_of(best_multiplier_, score);
  std::vector<Flip> flips(score.size());
  if (!cover_.units) {
    for (std::size_t k = 0; k < score.size(); ++k) flips[k] = {score[k] > 0.0, std::abs(score[k])};
    return flips;
  }
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order,
                    [&](std::size_t a, std::size_t b) { return score[a] != score[b] ? score[a] > score[b] : a < b; });
  double left = *cover_.units;
  std::vector<double> taken(score.size(), 0.0);
  double worst_taken = -HUGE_VAL, best_left = -HUGE_VAL;
  for (const std::size_t k : order) {
    taken[k] = std::min(left, cover_.most[k]);
    left -= taken[k];
    if (taken[k] > 0.0) worst_taken = score[k];
    if (taken[k] < cover_.most[k]) best_left = std::max(best_left, score[k]);
  }
  for (std::size_t k = 0; k < score.size(); ++k) {
    if (taken[k] == 0.0)
      flips[k] = {false, worst_taken - score[k]};
    else if (taken[k] == cover_.most[k])
      flips[k] = {true, score[k] - best_left};
  }
  return flips;
}

void CoverAscent::store(RelaxedPoint& point) const {
  for (std::size_t row = 0; row < multiplier_.size(); ++row) {
    double whole = 0.0;
    const auto members =
        std::span(cover_.member)
            .subspan(cover_.member_first[row], cover_.member_first[row + 1] - cover_.member_first[row]);
    for (const std::uint32_t member : members) whole += double(point.multiplier[member]);
    for (const std::uint32_t member : members)
      point.multiplier[member] = float(whole > 0.0 ? double(point.multiplier[member]) * multiplier_[row] / whole
                                                   : multiplier_[row] / double(members.size()));
  }
  for (std::size_t k = 0; k < units_.size(); ++k) point.units[cover_.site[k]] = float(units_[k]);
  point.step_ratio = ratio_;
}

}  // namespace planspiel::location
