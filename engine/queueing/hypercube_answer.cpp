#include "engine/queueing/hypercube_answer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::queueing {

namespace {

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorKind::config, "hypercube: " + what); }

void check_size(const char* name, std::size_t size, std::size_t expected, const char* of) {
  if (size != expected)
    refuse(std::string(name) + " has " + std::to_string(size) + " entries; give " + std::to_string(expected) + ", " +
           of);
}

void check_shape(const HypercubeProblem& p) {
  if (p.units == 0 || p.units > 65535 || p.atoms() == 0) refuse("give at least 1 atom and 1 to 65535 units");
  if (p.ranks == 0 || p.ranks > p.units) refuse("lists of " + std::to_string(p.ranks) + " ranks; give 1 to units");
  check_size("services_per_hour", p.services_per_hour.size(), p.units, "one for each unit");
  check_size("preference", p.preference.size(), p.atoms() * p.ranks, "atoms × ranks");
  if (!p.tied.empty()) check_size("tied", p.tied.size(), p.atoms() * p.ranks, "atoms × ranks");
  if (!p.units_needed.empty()) check_size("units_needed", p.units_needed.size(), p.atoms(), "one for each atom");
  if (!p.travel_s.empty()) check_size("travel_s", p.travel_s.size(), p.atoms() * p.units, "atoms × units");
  if (!p.station.empty()) check_size("station", p.station.size(), p.units, "one for each unit");
}

void check_lists(const HypercubeProblem& p) {
  std::vector<std::size_t> seen(p.units, 0);
  for (std::size_t atom = 0; atom < p.atoms(); ++atom)
    for (std::size_t rank = 0; rank < p.ranks; ++rank) {
      const UnitNumber unit = p.at(atom, rank);
      if (unit >= p.units || seen[unit] == atom + 1)
        refuse("the list of atom " + std::to_string(atom) + " names unit " + std::to_string(unit) +
               (unit >= p.units ? ", which is not there" : " twice"));
      seen[unit] = atom + 1;
    }
}

/// Means of the travel times over the dispatches.
void average_travel(const HypercubeProblem& problem, HypercubeAnswer& answer) {
  const std::size_t units = problem.units;
  answer.travel_s = std::numeric_limits<double>::quiet_NaN();
  if (problem.travel_s.empty()) return;
  std::vector<double> atom_weight(problem.atoms(), 0.0), unit_weight(units, 0.0);
  answer.atom_travel_s.assign(problem.atoms(), 0.0);
  answer.unit_travel_s.assign(units, 0.0);
  answer.travel_s = 0.0;
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom)
    for (std::size_t n = 0; n < units; ++n) {
      const double weight = answer.dispatched[atom * units + n];
      if (!(weight > 0.0)) continue;  // an infinite time that nobody drives counts nothing
      const double weighted_s = weight * problem.travel_s[atom * units + n];
      answer.travel_s += weighted_s;
      answer.atom_travel_s[atom] += weighted_s;
      answer.unit_travel_s[n] += weighted_s;
      atom_weight[atom] += weight;
      unit_weight[n] += weight;
    }
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom) answer.atom_travel_s[atom] /= atom_weight[atom];
  for (std::size_t n = 0; n < units; ++n) answer.unit_travel_s[n] /= unit_weight[n];
}

}  // namespace

void check(const HypercubeProblem& problem) {
  check_shape(problem);
  check_lists(problem);
  for (const double rate : problem.calls_per_hour)
    if (!(rate >= 0.0) || std::isinf(rate))
      refuse("an atom with " + format_number(rate) + " calls per hour; give 0 or more");
  for (const double rate : problem.services_per_hour)
    if (!(rate > 0.0) || std::isinf(rate))
      refuse("a unit with " + format_number(rate) + " services per hour; give more than 0");
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom)
    if (problem.needed(atom) == 0) refuse("atom " + std::to_string(atom) + " needs 0 units; give 1 or more");
  if (!(total_calls(problem) > 0.0)) refuse("no atom calls; give at least one a rate above 0");
  if (problem.all_busy == WhenAllBusy::lost) return;
  if (problem.ranks != problem.units) refuse("where calls wait, every list names all units");
  if (!problem.units_needed.empty()) refuse("calls for several units do not wait; let calls be lost");
  if (!(total_calls(problem) < total_services(problem)))
    refuse(format_number(total_calls(problem)) + " calls per hour are no less than " +
           format_number(total_services(problem)) + " services: the queue grows for ever; give more units");
}

std::size_t HypercubeProblem::end_of_tie(std::size_t atom, std::size_t rank) const {
  std::size_t end = rank + 1;
  while (!tied.empty() && end < ranks && tied[atom * ranks + end] != 0) ++end;
  return end;
}

double total_calls(const HypercubeProblem& problem) {
  double sum = 0.0;
  for (const double rate : problem.calls_per_hour) sum += rate;
  return sum;
}

double total_services(const HypercubeProblem& problem) {
  double sum = 0.0;
  for (const double rate : problem.services_per_hour) sum += rate;
  return sum;
}

std::size_t stations(const HypercubeProblem& problem) {
  if (problem.station.empty()) return 0;
  return 1 + std::size_t{*std::max_element(problem.station.begin(), problem.station.end())};
}

void finish(const HypercubeProblem& problem, std::span<const double> sent, HypercubeAnswer& answer) {
  const std::size_t units = problem.units;
  const bool waits = problem.all_busy == WhenAllBusy::waits;
  const double services = total_services(problem);
  answer.dispatched.assign(problem.atoms() * units, 0.0);
  double all = 0.0, called = 0.0;
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
    called += problem.calls_per_hour[atom] * static_cast<double>(problem.needed(atom));
    for (std::size_t n = 0; n < units; ++n) {
      const double waited = waits ? answer.all_busy * problem.services_per_hour[n] / services : 0.0;
      const double rate = problem.calls_per_hour[atom] * (sent[atom * units + n] + waited);
      answer.dispatched[atom * units + n] = rate;
      all += rate;
    }
  }
  double near = 0.0;
  for (double& rate : answer.dispatched) rate /= all;
  for (std::size_t atom = 0; atom < problem.atoms(); ++atom)
    for (std::size_t rank = 0; rank < problem.end_of_tie(atom, 0); ++rank)
      near += answer.dispatched[atom * units + problem.at(atom, rank)];
  answer.out_of_area = std::max(0.0, 1.0 - near);
  answer.served = waits ? 1.0 : all / called;
  if (waits) answer.wait_hours = answer.all_busy / (services - called);  // L_q = P r / (1 − r), W = L_q / λ, r = λ / M
  average_travel(problem, answer);
}

}  // namespace planspiel::queueing
