#include "plugins/fire/sizing/simulation/replications.hpp"

#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double share_of(double part, double whole) { return whole > 0.0 ? part / whole : kNaN; }

/// Counts of incidents in time, for the city or a station.
class CountsInTime {
 public:
  explicit CountsInTime(std::size_t standards) : counted_(standards, 0.0), met_(standards, 0.0) {}
  void add(const IncidentOutcome& incident) {
    for (std::size_t k = 0; k < counted_.size(); ++k) {
      counted_[k] += incident.counted >> k & 1;
      met_[k] += incident.met >> k & 1;
    }
  }
  std::vector<double> shares() const {
    std::vector<double> shares;
    for (std::size_t k = 0; k < counted_.size(); ++k) shares.push_back(share_of(met_[k], counted_[k]));
    return shares;
  }

 private:
  std::vector<double> counted_, met_;
};

void summarise_stations(const YearProblem& problem, const YearResult& year, YearSummary& summary) {
  const std::size_t stations = problem.travel.stations;
  std::vector<CountsInTime> in_time(stations, CountsInTime(problem.standards.size()));
  std::vector<std::vector<double>> first_s(stations);
  std::vector<double> busy(stations, 0.0);
  for (const IncidentOutcome& incident : year.incidents) {
    if (incident.first_due >= stations) continue;  // nobody is on duty for it
    in_time[incident.first_due].add(incident);
    first_s[incident.first_due].push_back(incident.first_s);
    busy[incident.first_due] += incident.first_due_busy ? 1.0 : 0.0;
  }
  for (std::size_t station = 0; station < stations; ++station)
    summary.stations.push_back({first_s[station].size(),
                                share_of(busy[station], static_cast<double>(first_s[station].size())),
                                quantile(first_s[station], 0.9), in_time[station].shares()});
}

}  // namespace

YearSummary summarise(const YearProblem& problem, const YearResult& year) {
  YearSummary summary{.incidents = year.incidents.size(),
                      .mean_waiting = year.mean_waiting,
                      .units = year.units,
                      .missing = year.missing,
                      .moves = year.moves};
  CountsInTime in_time(problem.standards.size());
  std::vector<double> first_s;
  double served = 0.0, waited = 0.0, busy = 0.0;
  for (const IncidentOutcome& incident : year.incidents) {
    first_s.push_back(incident.first_s);
    in_time.add(incident);
    busy += incident.first_due_busy ? 1.0 : 0.0;
    if (!std::isfinite(incident.first_s)) {
      ++summary.lost;
      continue;
    }
    served += 1.0;
    waited += incident.wait_s > 0.0 ? 1.0 : 0.0;
    summary.mean_first_s += incident.first_s;
    summary.mean_wait_s += incident.wait_s;
  }
  summary.mean_first_s = share_of(summary.mean_first_s, served);
  summary.mean_wait_s = share_of(summary.mean_wait_s, served);
  summary.waited = share_of(waited, served);
  summary.first_due_busy = share_of(busy, static_cast<double>(summary.incidents));
  summary.median_first_s = quantile(first_s, 0.5);
  summary.p90_first_s = quantile(first_s, 0.9);
  summary.in_time = in_time.shares();
  for (const UnitYear& unit : summary.units) summary.runs += unit.runs;
  summarise_stations(problem, year, summary);
  return summary;
}

std::vector<YearSummary> simulate_years(const YearProblem& problem, const Replications& replications) {
  if (replications.count == 0 || replications.count >> 24 != 0)
    throw Error(ErrorKind::config,
                "simulated year: " + std::to_string(replications.count) + " replications; give 1 to 16777215");
  const YearPlan plan(problem);
  std::vector<YearSummary> years(replications.count);
  for_each_block(replications.count, [&](std::size_t replication) {
    years[replication] = summarise(problem, simulate_year(plan, replications.seed, ReplicationId(replication)));
  });
  return years;
}

}  // namespace planspiel::fire
