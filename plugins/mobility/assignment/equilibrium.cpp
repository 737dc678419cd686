#include "plugins/mobility/assignment/equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/routing/dijkstra.hpp"

namespace planspiel::mobility {
namespace {

/// Part of all flow that may lie below zero at the start.
constexpr double kMissing = 1e-4;

/// Flows of all classes on all arcs, and the volume that they make.
struct Flows {
  std::vector<std::vector<double>> of_class;
  std::vector<double> volume;
};

/// Search directions are differences of flows; only volumes enter the inner products, because fixed costs are linear.
class BiconjugateFrankWolfe {
 public:
  BiconjugateFrankWolfe(const ReadyNetwork& ready, const VolumeDelay& delay, std::span<const UserClass> classes)
      : ready_(ready), delay_(delay), classes_(classes), metric_(ready.hierarchy()) {
    for (const UserClass& users : classes) demand_.push_back(off_diagonal(users));
  }

  Equilibrium solve(const EquilibriumOptions& options, const EquilibriumStart& start) {
    if (!take_over(start)) now_ = load(delay_.times(std::vector<double>(delay_.size(), 0.0)), demand_);
    Equilibrium result;
    for (result.iterations = 1;; ++result.iterations) {
      time_ = times(now_);
      Flows best = load(time_, demand_);
      result.relative_gap = gap(best);
      result.gap_trace.push_back(result.relative_gap);
      if (result.relative_gap <= options.gap || result.iterations >= options.max_iterations) {
        result.cheapest_flow = std::move(best.of_class);
        break;
      }
      step(std::move(best));
    }
    return finish(std::move(result));
  }

 private:
  std::vector<float> off_diagonal(const UserClass& users) const {
    const std::size_t zones = ready_.zones();
    PLANSPIEL_CHECK(users.demand.size() == zones * zones);
    PLANSPIEL_CHECK(users.fixed_cost.empty() || users.fixed_cost.size() == delay_.size());
    std::vector<float> demand(users.demand.begin(), users.demand.end());
    for (std::size_t zone = 0; zone < zones; ++zone) demand[zone * zones + zone] = 0.0f;
    return demand;
  }

  /// Begins with the start's flows plus the difference of demand. False where the start does not fit.
  bool take_over(const EquilibriumStart& start) {
    if (start.class_flow.empty()) return false;
    PLANSPIEL_CHECK(start.class_flow.size() == classes_.size() && start.demand.size() == classes_.size());
    Flows flows{{}, std::vector<double>(delay_.size(), 0.0)};
    std::vector<std::vector<float>> more(demand_), less(demand_);
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      PLANSPIEL_CHECK(start.class_flow[c].size() == delay_.size() && start.demand[c].size() == demand_[c].size());
      const double scale = growth(start.demand[c], demand_[c]);
      flows.of_class.push_back(start.class_flow[c]);
      for (double& flow : flows.of_class[c]) flow *= scale;
      for (std::size_t a = 0; a < delay_.size(); ++a) flows.volume[a] += classes_[c].pcu * flows.of_class[c][a];
      for (std::size_t cell = 0; cell < demand_[c].size(); ++cell) {
        const bool inside = cell % (ready_.zones() + 1) == 0;  // the diagonal
        const double before = scale * double{start.demand[c][cell]}, now = double{demand_[c][cell]};
        more[c][cell] = inside ? 0.0f : static_cast<float>(std::max(now - before, 0.0));
        less[c][cell] = inside ? 0.0f : static_cast<float>(std::max(before - now, 0.0));
      }
    }
    time_ = times(flows);
    if (total_cost(flows) == std::numeric_limits<double>::infinity()) return false;
    const Flows added = load(time_, more), removed = load(time_, less);
    return combine(flows, added, removed);
  }

  std::vector<double> times(const Flows& flows) const {
    std::vector<double> time(delay_.size());
    for (const ArcId arc : rows<ArcId>(delay_.size())) {
      time[arc.index()] = delay_.time(arc, std::max(0.0, flows.volume[arc.index()]));
    }
    return time;
  }

  /// Ratio of the sums of demand outside the diagonal; 1 where there was none.
  double growth(std::span<const float> before, const std::vector<float>& now) const {
    double old_sum = 0.0, new_sum = 0.0;
    for (std::size_t cell = 0; cell < now.size(); ++cell) {
      if (cell % (ready_.zones() + 1) == 0) continue;
      old_sum += double{before[cell]};
      new_sum += double{now[cell]};
    }
    return old_sum > 0.0 ? new_sum / old_sum : 1.0;
  }

  /// now = start + added − removed. A few roads end below zero, because what was removed had not all gone that way:
  /// balance at every crossing stays exact, and the shortfall fades with each step. False when there is too much of it.
  bool combine(Flows& flows, const Flows& added, const Flows& removed) {
    double missing = 0.0, all = 0.0;
    std::fill(flows.volume.begin(), flows.volume.end(), 0.0);
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      for (std::size_t a = 0; a < delay_.size(); ++a) {
        double& flow = flows.of_class[c][a];
        flow += added.of_class[c][a] - removed.of_class[c][a];
        missing += std::max(0.0, -flow);
        all += flow;
        flows.volume[a] += classes_[c].pcu * flow;
      }
    }
    if (missing > kMissing * all) return false;
    now_ = std::move(flows);
    return true;
  }

  /// All demand on the cheapest paths at the given times.
  Flows load(const std::vector<double>& time, const std::vector<std::vector<float>>& demand) {
    const std::size_t arcs = delay_.size();
    Flows flows{{}, std::vector<double>(arcs, 0.0)};
    unreachable_ = 0.0;
    std::vector<float> cost(arcs);
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      for (std::size_t a = 0; a < arcs; ++a) cost[a] = static_cast<float>(arc_cost(classes_[c], time[a], a));
      metric_.customize(cost);
      flows.of_class.emplace_back(arcs, 0.0);
      unreachable_ += sweep_load<float>(ready_.plan(), metric_, demand[c], flows.of_class[c]).unreachable;
      for (std::size_t a = 0; a < arcs; ++a) flows.volume[a] += classes_[c].pcu * flows.of_class[c][a];
    }
    return flows;
  }

  /// Σ pcu · cost · flow at the present times. Arcs without flow do not count, even when they are closed.
  double total_cost(const Flows& flows) const {
    double total = 0.0;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      for (std::size_t a = 0; a < time_.size(); ++a) {
        const double flow = flows.of_class[c][a];
        if (flow != 0.0) total += classes_[c].pcu * flow * arc_cost(classes_[c], time_[a], a);
      }
    }
    return total;
  }

  double gap(const Flows& best) const {
    const double total = total_cost(now_);
    return total > 0.0 ? (total - total_cost(best)) / total : 0.0;
  }

  /// Σ t'(x) · (a − x) · (b − c) over the volumes.
  double curvature(const Flows& a, const std::vector<double>& b, const std::vector<double>& c) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < slope_.size(); ++i) sum += slope_[i] * (a.volume[i] - now_.volume[i]) * (b[i] - c[i]);
    return sum;
  }

  /// Weights of the all-or-nothing flows, the last target and the one before in the next target.
  struct Mix {
    double fresh = 1.0, last = 0.0, before = 0.0;
  };

  /// The target is conjugate, with respect to the Hessian, to the last two directions (Mitradjieva & Lindberg 2013,
  /// sections 3 and 4).
  Mix mix_targets(const Flows& best) const {
    if (history_ == 0) return {};
    const double towards_last = curvature(last_, best.volume, now_.volume);
    if (history_ == 1) {
      const double denominator = curvature(last_, best.volume, last_.volume);
      const double share = denominator != 0.0 ? towards_last / denominator : 0.0;
      const double kept = share > 0.0 ? std::min(share, 0.99) : 0.0;
      return {1.0 - kept, kept, 0.0};
    }
    Flows both{{}, last_.volume};  // τ · last target + (1 − τ) · the one before
    for (std::size_t a = 0; a < both.volume.size(); ++a) {
      both.volume[a] = step_ * last_.volume[a] + (1.0 - step_) * before_.volume[a];
    }
    const double across = curvature(both, before_.volume, last_.volume);
    const double along = curvature(last_, last_.volume, now_.volume);
    if (across == 0.0 || along == 0.0) return {};
    const double mu = std::max(0.0, -curvature(both, best.volume, now_.volume) / across);
    const double nu = std::max(0.0, -towards_last / along + mu * step_ / (1.0 - step_));
    const double fresh = 1.0 / (1.0 + mu + nu);
    return {fresh, nu * fresh, mu * fresh};
  }

  Flows mixed(const Mix& mix, const Flows& best) const {
    const auto combine = [&](const std::vector<double>& y, const std::vector<double>* a, const std::vector<double>* b) {
      std::vector<double> sum(y.size());
      for (std::size_t i = 0; i < y.size(); ++i) {
        sum[i] = mix.fresh * y[i] + (a ? mix.last * (*a)[i] : 0.0) + (b ? mix.before * (*b)[i] : 0.0);
      }
      return sum;
    };
    Flows target;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      target.of_class.push_back(combine(best.of_class[c], mix.last > 0.0 ? &last_.of_class[c] : nullptr,
                                        mix.before > 0.0 ? &before_.of_class[c] : nullptr));
    }
    target.volume =
        combine(best.volume, mix.last > 0.0 ? &last_.volume : nullptr, mix.before > 0.0 ? &before_.volume : nullptr);
    return target;
  }

  /// Σ pcu · fixed cost · (target − now): the part of the objective's derivative that does not depend on the step.
  double fixed_slope(const Flows& target) const {
    double sum = 0.0;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      if (classes_[c].fixed_cost.empty()) continue;
      for (std::size_t a = 0; a < time_.size(); ++a) {
        const double change = target.of_class[c][a] - now_.of_class[c][a];
        if (change != 0.0) sum += classes_[c].pcu * classes_[c].fixed_cost[a] * change;
      }
    }
    return sum;
  }

  /// Derivative of the objective and its slope at a step towards the target.
  struct Derivative {
    double value, slope;
  };
  Derivative derivative(const Flows& target, double fixed, double step) const {
    Derivative d{fixed, 0.0};
    for (const ArcId arc : rows<ArcId>(delay_.size())) {
      const double change = target.volume[arc.index()] - now_.volume[arc.index()];
      if (change == 0.0) continue;
      const double volume = std::max(0.0, now_.volume[arc.index()] + step * change);
      d.value += delay_.time(arc, volume) * change;
      d.slope += delay_.slope(arc, volume) * change * change;
    }
    return d;
  }

  /// The step in [0, 1] where the objective is least: Newton's method, kept between known bounds.
  double best_step(const Flows& target) const {
    const double fixed = fixed_slope(target);
    double low = 0.0, high = 1.0;
    if (derivative(target, fixed, 1.0).value <= 0.0) return 1.0;
    double step = 0.0;
    for (int round = 0; round < 40 && high - low > 1e-13; ++round) {
      const Derivative d = derivative(target, fixed, step);
      (d.value < 0.0 ? low : high) = step;
      const double next = d.slope > 0.0 ? step - d.value / d.slope : low;
      const double inside = next > low && next < high ? next : 0.5 * (low + high);
      if (std::abs(inside - step) <= 1e-8 * step) return inside;
      step = inside;
    }
    return step;
  }

  void step(Flows best) {
    slope_.resize(delay_.size());
    for (const ArcId arc : rows<ArcId>(delay_.size()))
      slope_[arc.index()] = delay_.slope(arc, std::max(0.0, now_.volume[arc.index()]));
    Flows target = mixed(mix_targets(best), best);
    if (derivative(target, fixed_slope(target), 0.0).value >= 0.0) {  // not downhill: begin anew
      history_ = 0;
      target = std::move(best);
    }
    step_ = best_step(target);
    const auto move = [&](std::vector<double>& from, const std::vector<double>& to) {
      for (std::size_t a = 0; a < from.size(); ++a) from[a] += step_ * (to[a] - from[a]);
    };
    for (std::size_t c = 0; c < classes_.size(); ++c) move(now_.of_class[c], target.of_class[c]);
    move(now_.volume, target.volume);
    before_ = std::move(last_);
    last_ = std::move(target);
    history_ = step_ > 0.9999 ? 0 : std::min(history_ + 1, 2);
  }

  Equilibrium finish(Equilibrium result) const {
    result.volume.assign(delay_.size(), 0.0);
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      result.class_flow.push_back(now_.of_class[c]);
      for (std::size_t a = 0; a < delay_.size(); ++a) {
        double& flow = result.class_flow[c][a];
        flow = std::max(0.0, flow);  // what is left of a shortfall of the start
        result.volume[a] += classes_[c].pcu * flow;
        if (flow > 0.0 && !classes_[c].fixed_cost.empty()) {
          result.objective += classes_[c].pcu * classes_[c].fixed_cost[a] * flow;
        }
      }
    }
    for (const ArcId arc : rows<ArcId>(delay_.size())) {
      result.objective += delay_.area(arc, result.volume[arc.index()]);
    }
    result.time = delay_.times(result.volume);
    result.unreachable = unreachable_;
    return result;
  }

  const ReadyNetwork& ready_;
  const VolumeDelay& delay_;
  std::span<const UserClass> classes_;
  Metric<float> metric_;
  std::vector<std::vector<float>> demand_;
  Flows now_, last_, before_;
  std::vector<double> time_, slope_;
  double step_ = 0.0, unreachable_ = 0.0;
  int history_ = 0;  // targets that may be used: 0, 1 or 2
};

}  // namespace

ReadyNetwork::ReadyNetwork(AssignmentNetwork network)
    : network_(std::move(network)), hierarchy_(network_.graph), plan_(hierarchy_, network_.departs, network_.arrives) {
  PLANSPIEL_CHECK(network_.departs.size() == network_.arrives.size());
}

void skim(const ReadyNetwork& ready, std::span<const double> cost, std::span<float> matrix,
          std::span<const SkimAlong> along) {
  Metric<float> metric(ready.hierarchy());
  metric.customize(std::vector<float>(cost.begin(), cost.end()));
  std::vector<std::vector<float>> slot_value;
  std::vector<AlongPath<float>> paths;
  for (const SkimAlong& extra : along) {
    slot_value.push_back(metric.along(std::vector<float>(extra.arc_value.begin(), extra.arc_value.end())));
  }
  for (std::size_t i = 0; i < along.size(); ++i) paths.push_back({slot_value[i], along[i].matrix});
  sweep_distances<float>(ready.plan(), metric, matrix, paths);
  for (std::size_t zone = 0; zone < ready.zones(); ++zone) {
    matrix[zone * ready.zones() + zone] = 0.0f;
    for (const SkimAlong& extra : along) extra.matrix[zone * ready.zones() + zone] = 0.0f;
  }
}

Equilibrium solve_equilibrium(const ReadyNetwork& ready, const VolumeDelay& delay, std::span<const UserClass> classes,
                              const EquilibriumOptions& options, const EquilibriumStart& start) {
  PLANSPIEL_CHECK(delay.size() == ready.graph().arcs());
  return BiconjugateFrankWolfe(ready, delay, classes).solve(options, start);
}

double relative_gap_by_dijkstra(const AssignmentNetwork& network, const VolumeDelay& delay,
                                std::span<const UserClass> classes, std::span<const std::vector<double>> class_flow) {
  std::vector<double> volume(delay.size(), 0.0);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    for (std::size_t a = 0; a < volume.size(); ++a) volume[a] += classes[c].pcu * class_flow[c][a];
  }
  const std::vector<double> time = delay.times(volume);
  const std::size_t zones = network.zones();
  double paid = 0.0, least = 0.0;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    std::vector<double> cost(time.size()), of_origin(zones, 0.0);
    for (std::size_t a = 0; a < cost.size(); ++a) {
      cost[a] = arc_cost(classes[c], time[a], a);
      if (class_flow[c][a] > 0.0) paid += classes[c].pcu * class_flow[c][a] * cost[a];
    }
    for_each_piece(zones, 16, [&](std::size_t begin, std::size_t end) {
      Dijkstra search(network.graph);
      for (std::size_t i = begin; i < end; ++i) {
        search.run(cost, network.departs[i]);
        for (std::size_t j = 0; j < zones; ++j) {
          const double trips = i == j ? 0.0 : double{classes[c].demand[i * zones + j]};
          if (trips > 0.0 && search.reached(network.arrives[j])) {
            of_origin[i] += trips * search.distance(network.arrives[j]);
          }
        }
      }
    });
    for (const double part : of_origin) least += classes[c].pcu * part;
  }
  return paid > 0.0 ? (paid - least) / paid : 0.0;
}

}  // namespace planspiel::mobility
