#include "engine/queueing/hypercube.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"
#include "engine/base/text.hpp"
#include "engine/queueing/hypercube_answer.hpp"

namespace planspiel::queueing {

namespace {

using State = std::uint32_t;  ///< bit n: unit n is busy

/// Chance that in a random order of `size` tied units exactly t given ones stand before another given one.
double chance_before(std::size_t size, std::size_t t) {
  double chance = 1.0 / static_cast<double>(size - t);  // t! (size − t − 1)! / size!
  for (std::size_t i = 0; i < t; ++i) chance *= static_cast<double>(t - i) / static_cast<double>(size - i);
  return chance;
}

/// Calls visit(busy, unit, chance) for the atom: it is sent `unit` where all of `busy` are busy and the unit is free,
/// in that share of the orders that its ties leave open.
template <class Visit>
void each_dispatch(const HypercubeProblem& problem, std::size_t atom, Visit&& visit) {
  State before = 0;
  for (std::size_t rank = 0; rank < problem.ranks;) {
    const std::size_t end = problem.end_of_tie(atom, rank);
    State tie = 0;
    for (std::size_t r = rank; r < end; ++r) tie |= State{1} << problem.at(atom, r);
    for (std::size_t r = rank; r < end; ++r) {
      const UnitNumber unit = problem.at(atom, r);
      const State others = tie & ~(State{1} << unit);
      for (State busy = others;; busy = (busy - 1) & others) {  // all subsets
        visit(before | busy, unit, chance_before(end - rank, static_cast<std::size_t>(std::popcount(busy))));
        if (busy == 0) break;
      }
    }
    before |= tie;
    rank = end;
  }
}

/// f(B) ← Σ_{S ⊆ B} f(S), or Σ_{S ⊇ B} f(S).
void sum_subsets(std::vector<double>& f, std::size_t units) {
  for (std::size_t n = 0; n < units; ++n)
    for (State b = 0; b < f.size(); ++b)
      if (b >> n & 1) f[b] += f[b ^ (State{1} << n)];
}
void sum_supersets(std::vector<double>& f, std::size_t units) {
  for (std::size_t n = 0; n < units; ++n)
    for (State b = 0; b < f.size(); ++b)
      if (!(b >> n & 1)) f[b] += f[b | (State{1} << n)];
}

/// The balance equations: state × unit, the rate at which the state is entered from the one that differs in that unit.
struct Balance {
  std::size_t units;
  std::vector<double> in;          ///< λ_n(B \ n) for n in B, μ_n for others
  std::vector<double> up, out;     ///< Σ_{n∉B} λ_n(B); that and Σ_{n∈B} μ_n
  std::vector<State> states;       ///< by number of busy units
  std::vector<std::size_t> first;  ///< states with n busy units are first[n] … first[n + 1] − 1 of `states`
};

/// λ_n(B) = Σ_{S ⊆ B} (calls that take n just where S is busy): one sum over subsets for each unit serves all atoms.
void set_dispatch_rates(const HypercubeProblem& problem, Balance& balance) {
  const std::size_t size = balance.up.size();
  struct Term {
    State busy;
    double rate;
  };
  std::vector<std::vector<Term>> terms(problem.units);
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom)
    each_dispatch(problem, atom, [&](State busy, UnitNumber unit, double chance) {
      terms[unit].push_back({busy, problem.calls_per_hour[atom] * chance});
    });
  std::vector<double> rate(size);
  for (std::size_t n = 0; n < problem.units; ++n) {
    std::fill(rate.begin(), rate.end(), 0.0);
    for (const Term& term : terms[n]) rate[term.busy] += term.rate;
    sum_subsets(rate, problem.units);
    const State bit = State{1} << n;
    for (State b = 0; b < size; ++b) {
      if (b & bit) continue;
      balance.in[(b | bit) * problem.units + n] = rate[b];
      balance.up[b] += rate[b];
    }
  }
}

Balance make_balance(const HypercubeProblem& problem) {
  const std::size_t units = problem.units, size = std::size_t{1} << units;
  Balance balance{units, std::vector<double>(size * units), std::vector<double>(size),
                  {},    std::vector<State>(size),          {}};
  set_dispatch_rates(problem, balance);
  balance.out = balance.up;
  std::vector<std::size_t> at(units + 2, 0);
  for (State b = 0; b < size; ++b) {
    for (std::size_t n = 0; n < units; ++n) {
      if (b >> n & 1)
        balance.out[b] += problem.services_per_hour[n];
      else
        balance.in[b * units + n] = problem.services_per_hour[n];
    }
    ++at[static_cast<std::size_t>(std::popcount(b)) + 1];
  }
  for (std::size_t n = 0; n <= units; ++n) at[n + 1] += at[n];
  balance.first = at;
  for (State b = 0; b < size; ++b) balance.states[at[static_cast<std::size_t>(std::popcount(b))]++] = b;
  return balance;
}

double inflow(const Balance& balance, const std::vector<double>& p, State b) {
  const double* const in = balance.in.data() + b * balance.units;
  double sum = 0.0;
  for (std::size_t n = 0; n < balance.units; ++n) sum += in[n] * p[b ^ (State{1} << n)];
  return sum;
}

void relax_layer(const Balance& balance, std::size_t busy, std::vector<double>& p) {
  for (std::size_t i = balance.first[busy]; i < balance.first[busy + 1]; ++i) {
    const State b = balance.states[i];
    if (balance.out[b] > 0.0) p[b] = inflow(balance, p, b) / balance.out[b];
  }
}

/// Scales the layers to up(n) = down(n + 1) and all to the sum 1. No state is lost: what has no way up becomes 0.
void aggregate(const Balance& balance, std::vector<double>& p) {
  std::vector<double> factor(balance.units + 1, 1.0);
  double up = 0.0, total = 0.0;
  for (std::size_t busy = 0; busy <= balance.units; ++busy) {
    double sum = 0.0, layer_up = 0.0, layer_down = 0.0;
    for (std::size_t i = balance.first[busy]; i < balance.first[busy + 1]; ++i) {
      const State b = balance.states[i];
      sum += p[b];
      layer_up += p[b] * balance.up[b];
      layer_down += p[b] * (balance.out[b] - balance.up[b]);
    }
    if (busy > 0) factor[busy] = layer_down > 0.0 ? up / layer_down : 0.0;
    up = factor[busy] * layer_up;
    total += factor[busy] * sum;
  }
  for (State b = 0; b < p.size(); ++b) p[b] *= factor[static_cast<std::size_t>(std::popcount(b))] / total;
}

/// π of the loss system; sets rounds and residual.
std::vector<double> stationary(const Balance& balance, HypercubeAnswer& answer) {
  constexpr double kTolerance = 1e-13;
  constexpr int kMostRounds = 2000;
  std::vector<double> p(balance.up.size(), 1.0), last;
  aggregate(balance, p);
  double change = 1.0;
  while (change > kTolerance && answer.rounds < kMostRounds) {
    check_stop();
    last = p;
    for (std::size_t busy = 0; busy <= balance.units; ++busy) relax_layer(balance, busy, p);
    for (std::size_t busy = balance.units; busy-- > 0;) relax_layer(balance, busy, p);
    aggregate(balance, p);
    change = 0.0;
    for (State b = 0; b < p.size(); ++b) change += std::abs(p[b] - last[b]);
    ++answer.rounds;
  }
  double wrong = 0.0, flow = 0.0;
  for (State b = 0; b < p.size(); ++b) {
    wrong += std::abs(inflow(balance, p, b) - balance.out[b] * p[b]);
    flow += balance.out[b] * p[b];
  }
  answer.residual = wrong / flow;
  if (change > 1e-9)
    throw Error(ErrorKind::internal, "hypercube of " + std::to_string(balance.units) + " units: still changes by " +
                                         format_number(change) + " after " + std::to_string(answer.rounds) + " rounds");
  return p;
}

State mask_of_station(const HypercubeProblem& problem, std::uint32_t station) {
  State mask = 0;
  for (std::size_t n = 0; n < problem.units; ++n)
    if (problem.station[n] == station) mask |= State{1} << n;
  return mask;
}

void check_solvable(const HypercubeProblem& problem) {
  check(problem);
  if (problem.units > kMostExactUnits)
    throw Error(ErrorKind::config, "hypercube of " + std::to_string(problem.units) + " units: exact up to " +
                                       std::to_string(kMostExactUnits) + "; use approximate_hypercube beyond");
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
    if (problem.needed(atom) != 1)
      throw Error(ErrorKind::config, "hypercube: atom " + std::to_string(atom) + " needs " +
                                         std::to_string(problem.needed(atom)) +
                                         " units; the exact model sends 1, use approximate_hypercube for more");
    for (std::size_t rank = 0; rank < problem.ranks; rank = problem.end_of_tie(atom, rank))
      if (problem.end_of_tie(atom, rank) - rank > kMostTied)
        throw Error(ErrorKind::config, "hypercube: atom " + std::to_string(atom) + " has more than " +
                                           std::to_string(kMostTied) + " units that tie; put some of them in order");
  }
}

}  // namespace

HypercubeAnswer solve_hypercube(const HypercubeProblem& problem) {
  check_solvable(problem);
  HypercubeAnswer answer;
  std::vector<double> busy = stationary(make_balance(problem), answer);
  const State full = static_cast<State>(busy.size() - 1);
  if (problem.all_busy == WhenAllBusy::waits) {
    const double r = total_calls(problem) / total_services(problem);
    const double waiting = busy[full] * r / (1.0 - r);
    busy[full] += waiting;
    for (double& p : busy) p /= 1.0 + waiting;
  }
  sum_supersets(busy, problem.units);  // now busy[S]: all units of S are busy
  answer.all_busy = busy[full];
  for (std::size_t n = 0; n < problem.units; ++n) answer.busy.push_back(busy[State{1} << n]);
  std::vector<double> sent(problem.atoms() * problem.units, 0.0);
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
    each_dispatch(problem, atom, [&](State set, UnitNumber unit, double chance) {
      sent[atom * problem.units + unit] += chance * std::max(0.0, busy[set] - busy[set | State{1} << unit]);
    });
    State first_due = 0;
    for (std::size_t r = 0; r < problem.end_of_tie(atom, 0); ++r) first_due |= State{1} << problem.at(atom, r);
    answer.first_due_busy.push_back(busy[first_due]);
  }
  for (std::uint32_t station = 0; station < stations(problem); ++station)
    answer.station_busy.push_back(busy[mask_of_station(problem, station)]);
  finish(problem, sent, answer);
  return answer;
}

}  // namespace planspiel::queueing
