#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "engine/queueing/hypercube_answer.hpp"

namespace planspiel::queueing {

namespace {

/// Occupancy of the equal units that stand in for the real ones, with Q(b, f) of all lists.
class Correction {
 public:
  void use(std::vector<double> occupancy, std::size_t ranks, std::size_t most_needed) {
    occupancy_ = std::move(occupancy);
    ranks_ = ranks;
    free_ = most_needed + kFreeInTie;
    q_.clear();
    for (std::size_t busy = 0; busy <= ranks; ++busy)
      for (std::size_t free = 0; free < free_; ++free) q_.push_back(larson_q(occupancy_, busy, free));
  }
  double q(std::size_t busy, std::size_t free) const {
    return free < free_ && busy <= ranks_ ? q_[busy * free_ + free] : larson_q(occupancy_, busy, free);
  }
  double all_busy() const { return occupancy_.back(); }
  double mean() const { return mean_busy(occupancy_); }
  /// E[min(m, free units)].
  double sent(std::size_t needed) const {
    double sum = 0.0;
    const std::size_t units = occupancy_.size() - 1;
    for (std::size_t n = 0; n < units; ++n) sum += occupancy_[n] * static_cast<double>(std::min(needed, units - n));
    return sum;
  }

 private:
  static constexpr std::size_t kFreeInTie = 4;
  std::vector<double> occupancy_{1.0, 0.0}, q_{};
  std::size_t ranks_ = 0, free_ = 0;
};

/// p[k]: chance that k of the units are free, one busy share added after the other.
void add_unit(std::vector<double>& free, double busy) {
  free.push_back(0.0);
  for (std::size_t k = free.size(); k-- > 0;) free[k] = free[k] * busy + (k > 0 ? free[k - 1] * (1.0 - busy) : 0.0);
}

/// One atom's chances of each unit, 0 for units that are not on its list.
class AtomDispatch {
 public:
  void compute(const HypercubeProblem& problem, std::size_t atom, const std::vector<double>& busy,
               const Correction& correction, std::span<double> sent) {
    std::fill(sent.begin(), sent.end(), 0.0);
    const std::size_t needed = problem.needed(atom);
    before_.assign(1, 1.0);
    for (std::size_t rank = 0; rank < problem.ranks;) {
      const std::size_t end = problem.end_of_tie(atom, rank), size = end - rank;
      for (std::size_t r = rank; r < end; ++r) {
        const UnitNumber unit = problem.at(atom, r);
        others_.assign(1, 1.0);
        for (std::size_t o = rank; o < end; ++o)
          if (o != r) add_unit(others_, busy[problem.at(atom, o)]);
        for (std::size_t f = 0; f < std::min(before_.size(), needed); ++f)
          for (std::size_t g = 0; g < size; ++g) {  // free ones before the tie, free others in it
            const double picked = std::min(1.0, static_cast<double>(needed - f) / static_cast<double>(g + 1));
            sent[unit] += before_[f] * others_[g] * (1.0 - busy[unit]) * picked *
                          correction.q(rank - f + size - 1 - g, f + g + 1);
          }
      }
      for (std::size_t r = rank; r < end; ++r) add_unit(before_, busy[problem.at(atom, r)]);
      if (before_.size() > needed) before_.resize(needed);  // more free ones than needed: nobody is sent beyond
      rank = end;
    }
  }

 private:
  std::vector<double> before_{}, others_{};
};

/// One evaluation of the N equations: all p_jn and the busy shares that follow.
class Equations {
 public:
  explicit Equations(const HypercubeProblem& problem)
      : problem_(problem), sent(problem.atoms() * problem.units, 0.0), busy_(problem.units), most_needed_(1) {
    double called = 0.0, services = 0.0;
    for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
      most_needed_ = std::max(most_needed_, problem.needed(atom));
      called += problem.calls_per_hour[atom] * static_cast<double>(problem.needed(atom));
    }
    most_needed_ = std::min(most_needed_, problem.units);
    for (const double rate : problem.services_per_hour) services += rate;
    // every start leads to the fixed point; this one is its mean in an even system
    std::fill(busy_.begin(), busy_.end(), std::min(0.9, called / services));
    mean_service_ = static_cast<double>(problem.units) / services;
  }

  /// The greatest change of a busy share.
  double step() {
    set_correction();
    std::vector<double> load(problem_.units, 0.0);
    double dispatches = 0.0, hours = 0.0;
    for (std::size_t atom = 0; atom < problem_.atoms(); ++atom) {
      const std::span<double> row(sent.data() + atom * problem_.units, problem_.units);
      dispatch_.compute(problem_, atom, busy_, correction, row);
      if (problem_.ranks == problem_.units) scale(row, correction.sent(problem_.needed(atom)));
      for (std::size_t n = 0; n < problem_.units; ++n) {
        const double rate = problem_.calls_per_hour[atom] * row[n];
        load[n] += rate / problem_.services_per_hour[n];
        dispatches += rate;
        hours += rate / problem_.services_per_hour[n];
      }
    }
    if (problem_.all_busy == WhenAllBusy::lost) mean_service_ = hours / dispatches;
    return move(load);
  }

  const std::vector<double>& busy() const { return busy_; }
  std::size_t most_needed() const { return most_needed_; }

 private:
  const HypercubeProblem& problem_;

 public:
  std::vector<double> sent;
  Correction correction;

 private:
  void set_correction() {
    std::vector<double> load(most_needed_ + 1, 0.0);
    double total = 0.0;
    for (std::size_t atom = 0; atom < problem_.atoms(); ++atom) {
      load[std::min(problem_.needed(atom), problem_.units)] += problem_.calls_per_hour[atom] * mean_service_ * thinned_;
      total += problem_.calls_per_hour[atom];
    }
    const bool waits = problem_.all_busy == WhenAllBusy::waits;
    correction.use(
        waits ? occupancy(problem_.units, total / total_services(problem_) * static_cast<double>(problem_.units),
                          WhenAllBusy::waits)
              : occupancy_of_batches(problem_.units, load),
        problem_.ranks, most_needed_);
  }

  static void scale(std::span<double> row, double sum) {
    double now = 0.0;
    for (const double p : row) now += p;
    if (now > 0.0)
      for (double& p : row) p *= sum / now;
  }

  /// ρ = V (1 − ρ) + w solved for ρ, with V (1 − ρ) the load of calls that found the unit free and w that of calls that
  /// waited, λ P / M for each unit. Short lists leave calls unserved while units are free: the load of the equal units
  /// is then thinned until they are as busy as the real ones.
  double move(const std::vector<double>& load) {
    double waited = 0.0, change = 0.0, mean = 0.0;
    if (problem_.all_busy == WhenAllBusy::waits)
      waited = total_calls(problem_) * correction.all_busy() / total_services(problem_);
    for (std::size_t n = 0; n < problem_.units; ++n) {
      const double v = load[n] / (1.0 - busy_[n]);
      const double next = (v + waited) / (1.0 + v);
      change = std::max(change, std::abs(next - busy_[n]));
      busy_[n] = next;
      mean += next / static_cast<double>(problem_.units);
    }
    if (problem_.ranks < problem_.units) {
      const double next = std::min(1.0, thinned_ * mean / correction.mean());
      change = std::max(change, std::abs(next - thinned_));
      thinned_ = next;
    }
    return change;
  }

  std::vector<double> busy_;
  std::size_t most_needed_;
  double mean_service_ = 0.0, thinned_ = 1.0;
  AtomDispatch dispatch_;
};

/// All of them are busy. Several units that calls take together have no such product: they are busy together.
double all_of(const std::vector<UnitNumber>& units, const Equations& equations) {
  if (units.size() > 1 && equations.most_needed() > 1) return std::numeric_limits<double>::quiet_NaN();
  double p = equations.correction.q(units.size(), 0);
  for (const UnitNumber unit : units) p *= equations.busy()[unit];
  return std::min(1.0, p);
}

}  // namespace

HypercubeAnswer approximate_hypercube(const HypercubeProblem& problem) {
  constexpr double kTolerance = 1e-12;
  constexpr int kMostRounds = 2000;
  check(problem);
  Equations equations(problem);
  HypercubeAnswer answer;
  do {
    answer.residual = equations.step();
    ++answer.rounds;
  } while (answer.residual > kTolerance && answer.rounds < kMostRounds);
  if (answer.residual > 1e-6)
    throw Error(ErrorKind::internal, "hypercube approximation: busy shares still change by " +
                                         format_number(answer.residual) + " after " + std::to_string(answer.rounds) +
                                         " rounds");
  answer.busy = equations.busy();
  answer.all_busy = equations.correction.all_busy();
  std::vector<UnitNumber> group;
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
    group.clear();
    for (std::size_t r = 0; r < problem.end_of_tie(atom, 0); ++r) group.push_back(problem.at(atom, r));
    answer.first_due_busy.push_back(all_of(group, equations));
  }
  for (std::size_t station = 0; station < stations(problem); ++station) {
    group.clear();
    for (std::size_t n = 0; n < problem.units; ++n)
      if (problem.station[n] == station) group.push_back(static_cast<UnitNumber>(n));
    answer.station_busy.push_back(all_of(group, equations));
  }
  finish(problem, equations.sent, answer);
  return answer;
}

}  // namespace planspiel::queueing
