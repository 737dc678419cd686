#include "plugins/fire/sizing/coverage_steps.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/parallel.hpp"

namespace planspiel::fire {

namespace {

/// Of one demand class: incidents of each standard, and those of them that are in time at each step.
struct Sums {
  std::vector<double> all, covered, first_alarm, with_spread, expected;
  explicit Sums(std::size_t standards)
      : all(standards, 0.0), covered(all), first_alarm(all), with_spread(all), expected(all) {}
};

/// Incidents a year of each type and hour of the day, as shares of all of the type.
std::vector<double> hours_of(const IncidentType& type) {
  if (type.week.empty()) return std::vector<double>(24, 1.0 / 24.0);
  std::vector<double> share(24, 0.0);
  const double sum = std::accumulate(type.week.begin(), type.week.end(), 0.0);
  for (std::size_t hour = 0; hour < type.week.size(); ++hour) share[hour % 24] += type.week[hour] / sum;
  return share;
}

class Steps {
 public:
  Steps(const YearProblem& problem, const Spread& spread)
      : problem_(problem), chances_(turnouts(problem), problem.standards, spread) {
    for (const IncidentType& type : problem.types) hours_.push_back(hours_of(type));
  }

  Sums of(DemandClass place) const {
    Sums sums(problem_.standards.size());
    std::vector<Arrival> sorted;
    for (const Hour hour : kHoursOfDay) {
      arrive(place, hour, sorted);
      for (std::size_t type = 0; type < problem_.types.size(); ++type)
        add(problem_.types[type], problem_.types[type].per_year[place] * hours_[type][hour.index()], sorted, sums);
    }
    return sums;
  }

 private:
  static std::vector<double> turnouts(const YearProblem& problem) {
    std::vector<double> seconds;
    for (const CrewedUnit& unit : problem.units) seconds.push_back(unit.turnout.typical_s);
    return seconds;
  }

  /// Units on duty, by expected arrival.
  void arrive(DemandClass place, Hour hour, std::vector<Arrival>& sorted) const {
    const auto drive_s = problem_.travel.to(problem_.travel.block[hour.index()], place);
    sorted.clear();
    for (const CrewedUnit& unit : problem_.units) {
      const auto seconds = static_cast<double>(drive_s[unit.station]);
      if (!unit.hours.contains(hour.index()) || !(seconds < HUGE_VAL)) continue;
      sorted.push_back({unit.turnout.typical_s + seconds, unit.expected_functions(hour), unit.professional, seconds,
                        unit.turnout.typical_s, unit.functions,
                        unit.shows_up.empty() ? 1.0 : unit.shows_up[hour.index()], unit.type});
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Arrival& a, const Arrival& b) { return a.after_alarm_s < b.after_alarm_s; });
  }

  void add(const IncidentType& type, double incidents, const std::vector<Arrival>& sorted, Sums& sums) const {
    if (!(incidents > 0.0)) return;
    std::vector<std::size_t> sent;
    send_first_alarm(sorted, type.first_alarm, problem_.dispatch.professional_first, sent);
    std::vector<Arrival> plan;
    for (const std::size_t unit : sent) plan.push_back(sorted[unit]);
    std::stable_sort(plan.begin(), plan.end(),
                     [](const Arrival& a, const Arrival& b) { return a.after_alarm_s < b.after_alarm_s; });
    for (std::size_t k = 0; k < problem_.standards.size(); ++k) {
      const Demand& standard = problem_.standards[k];
      if (!type.standards.empty() && type.standards[k] == 0) continue;
      sums.all[k] += incidents;
      if (in_time(completion_s(sorted, standard), standard)) sums.covered[k] += incidents;
      if (in_time(completion_s(plan, standard), standard)) sums.first_alarm[k] += incidents;
      sums.with_spread[k] += incidents * chances_.in_time(sorted, sent, StandardId(k), Crews::expected);
      sums.expected[k] += incidents * chances_.in_time(sorted, sent, StandardId(k), Crews::drawn);
    }
  }

  const YearProblem& problem_;
  Chances chances_;
  std::vector<std::vector<double>> hours_{};
};

}  // namespace

CoverageSteps steps_of(const YearProblem& problem, const Spread& spread) {
  const Steps steps(problem, spread);
  const std::size_t standards = problem.standards.size();
  std::vector<Sums> each(problem.travel.classes, Sums(standards));
  for_each_piece(each.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) each[place] = steps.of(static_cast<DemandClass>(place));
  });
  const auto share = [&](std::vector<double> Sums::*part) {
    std::vector<double> shares;
    for (std::size_t k = 0; k < standards; ++k) {
      double sum = 0.0, all = 0.0;
      for (const Sums& one : each) {
        sum += (one.*part)[k];
        all += one.all[k];
      }
      shares.push_back(all > 0.0 ? sum / all : std::nan(""));
    }
    return shares;
  };
  return {.covered = share(&Sums::covered),
          .first_alarm = share(&Sums::first_alarm),
          .with_spread = share(&Sums::with_spread),
          .expected = share(&Sums::expected)};
}

std::vector<AnswerTable::Column> step_columns() {
  const auto column = [](const char* de, const char* en) { return AnswerTable::Column{{de, en}, "%", 2}; };
  return {column("Lauf", "run"),
          column("Lauf, erwartet", "run, expected"),
          column("alle Stunden", "all hours"),
          column("erster Alarm", "first alarm"),
          column("+ Streuung", "+ spread"),
          column("+ Stärke", "+ strength"),
          column("niemand belegt", "nobody busy"),
          column("+ belegt", "+ busy")};
}

std::vector<double> step_values(const CoverageSteps& steps, StandardId standard, double never_busy, double busy) {
  std::vector<double> values;
  for (const auto* part : {&steps.run_covered, &steps.run_probable, &steps.covered, &steps.first_alarm,
                           &steps.with_spread, &steps.expected})
    values.push_back(standard.index() < part->size() ? 100.0 * (*part)[standard.index()] : std::nan(""));
  values.push_back(never_busy);
  values.push_back(busy);
  return values;
}

}  // namespace planspiel::fire
