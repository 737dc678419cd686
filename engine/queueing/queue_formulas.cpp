#include "engine/queueing/queue_formulas.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::queueing {

namespace {

void check_load(std::size_t units, double load) {
  if (units == 0 || !(load >= 0.0) || std::isinf(load))
    throw Error(ErrorKind::config, "queue of " + std::to_string(units) + " units under a load of " +
                                       format_number(load) +
                                       " Erlang: give at least 1 unit and a finite load of 0 or more");
}

void check_stable(std::size_t units, double load) {
  if (!(load < static_cast<double>(units)))
    throw Error(ErrorKind::config, "a load of " + format_number(load) + " Erlang makes the queue of " +
                                       std::to_string(units) + " units grow for ever: give more units than Erlang");
}

void scale_to_one(std::vector<double>& p) {
  double sum = 0.0;
  for (const double value : p) sum += value;
  for (double& value : p) value /= sum;
}

}  // namespace

double erlang_b(std::size_t units, double load) {
  check_load(units, load);
  double lost = 1.0;
  for (std::size_t n = 1; n <= units; ++n) lost = load * lost / (static_cast<double>(n) + load * lost);
  return lost;
}

double erlang_c(std::size_t units, double load) {
  check_load(units, load);
  check_stable(units, load);
  const double lost = erlang_b(units, load);
  return lost / (1.0 - load / static_cast<double>(units) * (1.0 - lost));
}

std::vector<double> occupancy(std::size_t units, double load, WhenAllBusy all_busy) {
  check_load(units, load);
  std::vector<double> p = occupancy_of_batches(units, std::vector<double>{0.0, load});
  if (all_busy == WhenAllBusy::waits) {
    check_stable(units, load);
    p[units] /= 1.0 - load / static_cast<double>(units);  // Σ_q (a / N)^q calls waiting
    scale_to_one(p);
  }
  return p;
}

std::vector<double> occupancy_of_batches(std::size_t units, std::span<const double> load) {
  double sum = 0.0;
  for (const double value : load) {
    check_load(units, value);
    sum += value;
  }
  std::vector<double> p(units + 1, 0.0);
  p[0] = 1.0;
  for (std::size_t n = 0; n < units; ++n) {
    double up = 0.0;
    for (std::size_t i = 0; i <= n; ++i)
      for (std::size_t m = n - i + 1; m < load.size(); ++m) up += load[m] * p[i];
    p[n + 1] = up / static_cast<double>(n + 1);
    if (p[n + 1] > 1e200)  // thousands of units under a great load: stay within the numbers of a double
      for (std::size_t i = 0; i <= n + 1; ++i) p[i] *= 1e-200;
  }
  scale_to_one(p);
  return p;
}

double mean_busy(std::span<const double> occupancy) {
  double busy = 0.0;
  for (std::size_t n = 0; n < occupancy.size(); ++n) busy += static_cast<double>(n) * occupancy[n];
  return busy / static_cast<double>(occupancy.size() - 1);
}

double larson_q(std::span<const double> occupancy, std::size_t busy, std::size_t free) {
  const std::size_t units = occupancy.size() - 1;
  if (busy + free > units) return 0.0;  // there are no such units
  const double rho = mean_busy(occupancy);
  if (rho == 0.0) return busy == 0 ? 1.0 : 0.0;  // nobody is ever busy
  double sum = 0.0;
  for (std::size_t n = busy; n + free <= units; ++n) {
    // factors in [0, 1] over ρ or 1 − ρ, one by one: no great numbers on the way
    double term = occupancy[n];
    for (std::size_t i = 0; i < busy; ++i) term *= static_cast<double>(n - i) / static_cast<double>(units - i) / rho;
    for (std::size_t i = 0; i < free; ++i)
      term *= static_cast<double>(units - n - i) / static_cast<double>(units - busy - i) / (1.0 - rho);
    sum += term;
  }
  return sum;
}

}  // namespace planspiel::queueing
