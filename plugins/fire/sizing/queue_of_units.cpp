#include "plugins/fire/sizing/queue_of_units.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/base/math.hpp"
#include "engine/base/stop.hpp"
#include "plugins/fire/sizing/expected_coverage.hpp"

namespace planspiel::fire {

namespace {

/// One atom on the way: calls per hour, and Σ calls · mean seconds on scene.
struct Calls {
  double per_hour = 0.0, scene_s = 0.0;
};
using CallsByNeed = std::map<std::uint32_t, std::vector<Calls>>;  ///< units needed → by class

double weight_of(const IncidentType& type, const QueueOptions& options) {
  if (options.load == QueueOptions::Load::mean_of_week || type.week.empty()) return 1.0;
  const double sum = std::accumulate(type.week.begin(), type.week.end(), 0.0);
  return type.week[options.hour_of_week] / sum * static_cast<double>(kHoursOfWeek);
}

void add_calls(const IncidentType& type, std::uint32_t needed, double share, double scene_s, CallsByNeed& calls) {
  if (needed == 0 || !(share > 0.0)) return;
  std::vector<Calls>& by_class = calls[needed];
  by_class.resize(type.per_year.size());
  for (std::size_t place = 0; place < by_class.size(); ++place) {
    const double per_hour = type.per_year[place] / kHoursOfYear * share;
    by_class[place].per_hour += per_hour;
    by_class[place].scene_s += per_hour * scene_s;
  }
}

CallsByNeed calls_of(const YearProblem& year, const QueueOptions& options, double functions_each) {
  CallsByNeed calls;
  for (const IncidentType& type : year.types) {
    const double weight = weight_of(type, options);
    const std::uint32_t first = units_needed(type.first_alarm, options.type, functions_each);
    const std::uint32_t second = units_needed(type.second_wave, options.type, functions_each);
    add_calls(type, first, weight * (1.0 - type.confirmed), mean_s(type.on_scene), calls);
    add_calls(type, first + second, weight * type.confirmed, mean_s(type.on_scene_confirmed), calls);
  }
  return calls;
}

class Builder {
 public:
  Builder(const YearProblem& year, const QueueOptions& options) : year_(year), hour_(options.hour_of_week % 24) {
    double functions = 0.0;
    for (std::uint32_t n = 0; n < year.units.size(); ++n) {
      const CrewedUnit& unit = year.units[n];
      if ((options.type != kAnyType && unit.type != options.type) || !unit.hours.contains(hour_)) continue;
      queue.unit.push_back(n);
      functions += static_cast<double>(unit.functions);
    }
    if (queue.unit.empty())
      throw Error(ErrorKind::config, "queue of units: no unit of type " + std::to_string(options.type) +
                                         " is on duty at hour " + std::to_string(options.hour_of_week) +
                                         " of the week");
    const std::size_t units = queue.unit.size();
    queue.problem.units = queue.problem.ranks = units;
    for (const std::uint32_t n : queue.unit) queue.problem.station.push_back(year.units[n].station);
    const CallsByNeed calls = calls_of(year, options, functions / static_cast<double>(units));
    for (const auto& [needed, by_class] : calls)
      for (std::size_t place = 0; place < by_class.size(); ++place)
        if (by_class[place].per_hour > 0.0) add_atom(static_cast<DemandClass>(place), needed, by_class[place]);
    const bool single = std::all_of(needed_.begin(), needed_.end(), [](std::uint32_t m) { return m == 1; });
    if (!single) queue.problem.units_needed = needed_;
    queue.problem.all_busy = single ? year.dispatch.all_busy : queueing::WhenAllBusy::lost;
  }

  /// Seconds from alarm to free again.
  double busy_s(std::size_t atom, std::size_t n) const {
    const double drive_s = queue.problem.travel_s[atom * queue.problem.units + n];
    const bool back = year_.dispatch.free_again == DispatchRules::FreeAgain::back_at_station;
    return mean_s(year_.units[queue.unit[n]].turnout) + (back ? 2.0 : 1.0) * drive_s + scene_s_[atom];
  }

  QueueOfUnits queue{};

 private:
  void add_atom(DemandClass place, std::uint32_t needed, const Calls& calls) {
    queueing::HypercubeProblem& problem = queue.problem;
    queue.place.push_back(place);
    needed_.push_back(needed);
    scene_s_.push_back(calls.scene_s / calls.per_hour);
    problem.calls_per_hour.push_back(calls.per_hour);
    const auto drive_s = year_.travel.to(year_.travel.block[hour_], place);
    const double longer = math::exp(0.5 * year_.dispatch.travel_sigma * year_.dispatch.travel_sigma);
    std::vector<double> arrival_s;
    for (const std::uint32_t n : queue.unit) {
      const CrewedUnit& unit = year_.units[n];
      const auto median_s = static_cast<double>(drive_s[unit.station]);
      arrival_s.push_back(unit.turnout.typical_s + median_s);
      problem.travel_s.push_back(median_s * longer);
    }
    std::vector<queueing::UnitNumber> order(problem.units);
    std::iota(order.begin(), order.end(), queueing::UnitNumber{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](queueing::UnitNumber a, queueing::UnitNumber b) { return arrival_s[a] < arrival_s[b]; });
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      problem.preference.push_back(order[rank]);
      problem.tied.push_back(rank > 0 && arrival_s[order[rank]] == arrival_s[order[rank - 1]]);
    }
  }

  const YearProblem& year_;
  std::size_t hour_;
  std::vector<std::uint32_t> needed_{};
  std::vector<double> scene_s_{};
};

/// New service rates from the dispatches; the greatest relative change.
double set_service(Builder& builder) {
  queueing::HypercubeProblem& problem = builder.queue.problem;
  double change = 0.0;
  for (std::size_t n = 0; n < problem.units; ++n) {
    double weight = 0.0, seconds = 0.0;
    for (std::size_t atom = 0; atom < problem.atoms(); ++atom) {
      const double share = builder.queue.answer.dispatched[atom * problem.units + n];
      const double busy_s = builder.busy_s(atom, n);
      if (!(share > 0.0) || !std::isfinite(busy_s)) continue;
      weight += share;
      seconds += share * busy_s;
    }
    if (!(weight > 0.0) || !(seconds > 0.0)) continue;
    const double rate = kSecondsOfHour * weight / seconds;
    change = std::max(change, std::abs(rate / problem.services_per_hour[n] - 1.0));
    problem.services_per_hour[n] = rate;
  }
  return change;
}

}  // namespace

double mean_s(const Duration& duration) {
  return duration.law == Duration::Law::lognormal
             ? duration.typical_s * math::exp(0.5 * duration.sigma * duration.sigma)
             : duration.typical_s;
}

std::uint32_t units_needed(const AlarmPlan& plan, VehicleType type, double functions_each) {
  double of_type = 0.0, all = 0.0;
  for (const AlarmPlan::Need& need : plan.needs) {
    if (type == kAnyType || need.type == kAnyType || need.type == type) of_type += need.count;
    all += need.count;
  }
  const double by_units = static_cast<double>(plan.units) - all;
  const double by_functions = std::ceil(plan.functions / functions_each - 1e-9) - all;
  return static_cast<std::uint32_t>(of_type + std::max({0.0, by_units, by_functions}));
}

QueueOfUnits queue_of_units(const YearProblem& problem, const QueueOptions& options) {
  constexpr double kTolerance = 1e-9;
  constexpr int kMostRounds = 100;
  check(problem);
  if (options.hour_of_week >= kHoursOfWeek)
    throw Error(ErrorKind::config, "queue of units: hour " + std::to_string(options.hour_of_week) +
                                       " of the week; give 0 (Monday 0:00) to 167");
  Builder builder(problem, options);
  QueueOfUnits& queue = builder.queue;
  queue.problem.services_per_hour.assign(queue.unit.size(), 1.0);
  if (queue.place.empty()) throw Error(ErrorKind::config, "queue of units: no incident needs such a unit");
  // the first service times: as if each unit were sent everywhere
  queue.answer.dispatched.assign(queue.problem.atoms() * queue.unit.size(), 0.0);
  for (std::size_t atom = 0; atom < queue.problem.atoms(); ++atom)
    for (std::size_t n = 0; n < queue.unit.size(); ++n)
      queue.answer.dispatched[atom * queue.unit.size() + n] = queue.problem.calls_per_hour[atom];
  double change = set_service(builder);
  while (change > kTolerance && queue.rounds < kMostRounds) {
    check_stop();
    queue.answer = solve(queue.problem);
    change = set_service(builder);
    ++queue.rounds;
  }
  return queue;
}

}  // namespace planspiel::fire
