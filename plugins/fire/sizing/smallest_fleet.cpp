#include "plugins/fire/sizing/smallest_fleet.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::fire {

namespace {

[[noreturn]] void refuse_fleet(const std::string& what) { throw Error(ErrorKind::config, "smallest fleet: " + what); }

void check(const FleetProblem& problem) {
  if (problem.engines.empty()) refuse_fleet("no station to size; give one engine for each");
  if (problem.most < problem.least || problem.most == 0)
    refuse_fleet("between " + std::to_string(problem.least) + " and " + std::to_string(problem.most) +
                 " engines at each station; give a range that holds 1 or more");
  if (problem.standard >= problem.service.standards.size())
    refuse_fleet("standard " + std::to_string(problem.standard) + " is none of the " +
                 std::to_string(problem.service.standards.size()) + " of the service");
  if (!(problem.target > 0.0 && problem.target <= 1.0))
    refuse_fleet("a target of " + format_number(problem.target) + "; give a share above 0 and up to 1");
  if (problem.replications.count < 2 || problem.shortlist == 0)
    refuse_fleet("an interval needs 2 or more replications, a step a shortlist of 1 or more");
  std::vector<Flag> seen(65536, 0);
  for (const CrewedUnit& engine : problem.engines) {
    if (seen[engine.station] != 0) refuse_fleet("station " + std::to_string(engine.station) + " is to be sized twice");
    seen[engine.station] = 1;
  }
}

/// Simulates fleets, all on the same incidents.
class Simulator {
 public:
  Simulator(const FleetProblem& problem, std::stop_token stop)
      : problem_(problem), stop_(std::move(stop)), service_(problem.service) {
    check(problem);
  }

  struct Result {
    Fleet fleet{};
    std::vector<YearSummary> years{};
    std::vector<std::size_t> last_unit{};  ///< of each station to be sized: its last engine among the units
  };

  Result run(const std::vector<std::uint32_t>& engines) {
    if (stop_.stop_requested()) throw Error(ErrorKind::stopped, "smallest fleet: stopped");
    Result result{.fleet = {.engines = engines}};
    service_.units = problem_.service.units;
    for (std::size_t i = 0; i < engines.size(); ++i) {
      service_.units.insert(service_.units.end(), engines[i], problem_.engines[i]);
      result.last_unit.push_back(service_.units.size() - 1);
      result.fleet.eur_per_year += engines[i] * eur_per_year(problem_.engines[i], problem_.costs);
    }
    result.years = simulate_years(service_, problem_.replications);
    result.fleet.in_time =
        estimate(each(result.years, [&](const YearSummary& year) { return year.in_time[problem_.standard]; }),
                 problem_.confidence);
    ++simulated_;
    return result;
  }
  std::size_t simulated() const { return simulated_; }

 private:
  const FleetProblem& problem_;
  std::stop_token stop_;
  YearProblem service_;
  std::size_t simulated_ = 0;
};

class Search {
 public:
  Search(const FleetProblem& problem, const std::stop_token& stop) : problem_(problem), simulator_(problem, stop) {}

  FleetAnswer run(FleetSearch search) {
    const std::vector<std::uint32_t> full(problem_.engines.size(), problem_.most);
    now_ = simulator_.run(full);
    answer_.reached = reaches(now_.fleet);
    if (answer_.reached && search == FleetSearch::upward)
      now_ = simulator_.run(std::vector<std::uint32_t>(problem_.engines.size(), problem_.least));
    answer_.steps.push_back(now_.fleet);
    if (answer_.reached) {
      while (!reaches(now_.fleet)) accept(best_addition());
      while (auto smaller = removal()) accept(std::move(*smaller));
    }
    answer_.fleet = now_.fleet;
    answer_.simulated = simulator_.simulated();
    return answer_;
  }

 private:
  using Result = Simulator::Result;

  bool reaches(const Fleet& fleet) const { return fleet.in_time.low() >= problem_.target; }
  void accept(Result result) {
    now_ = std::move(result);
    answer_.steps.push_back(now_.fleet);
  }

  /// Sized stations that pass `may`, the greatest `rank` first (then in order).
  template <class May, class Rank>
  std::vector<std::size_t> ranked(May&& may, Rank&& rank) const {
    std::vector<std::size_t> stations;
    std::vector<double> ranks(problem_.engines.size());
    for (std::size_t i = 0; i < problem_.engines.size(); ++i) {
      ranks[i] = rank(i);
      if (may(i)) stations.push_back(i);
    }
    std::stable_sort(stations.begin(), stations.end(),
                     [&](std::size_t a, std::size_t b) { return ranks[a] > ranks[b]; });
    return stations;
  }

  Result changed(std::size_t i, std::uint32_t by) {
    std::vector<std::uint32_t> engines = now_.fleet.engines;
    engines[i] += by;
    return simulator_.run(engines);
  }

  /// Share gained per euro spent, or lost per euro saved; costs of less than a euro count as one.
  double change_per_eur(const Fleet& other) const {
    return (other.in_time.mean - now_.fleet.in_time.mean) /
           std::max(1.0, std::abs(other.eur_per_year - now_.fleet.eur_per_year));
  }

  /// Ranked by the first-due incidents that the station could not serve and that were too late.
  Result best_addition() {
    const auto candidates = ranked([&](std::size_t i) { return now_.fleet.engines[i] < problem_.most; },
                                   [&](std::size_t i) { return missed(problem_.engines[i].station); });
    std::optional<Result> best;
    for (std::size_t c = 0; c < std::min(candidates.size(), problem_.shortlist); ++c) {
      Result result = changed(candidates[c], 1);
      if (!best || change_per_eur(result.fleet) > change_per_eur(best->fleet)) best = std::move(result);
    }
    return std::move(*best);  // the full fleet reaches the target, so there is a candidate before it
  }

  double missed(StationNumber station) const {
    double sum = 0.0;
    for (const YearSummary& year : now_.years) {
      const StationYear& at = year.stations[station];
      if (at.first_due == 0) continue;
      const double late = 1.0 - at.in_time[problem_.standard];
      sum += static_cast<double>(at.first_due) * (at.busy + (late > 0.0 ? late : 0.0));
    }
    return sum;
  }

  /// The fleet without the engine whose loss costs least per euro saved, of a shortlist of those with the fewest runs;
  /// none where each single engine is needed.
  std::optional<Result> removal() {
    const auto candidates = ranked([&](std::size_t i) { return now_.fleet.engines[i] > problem_.least; },
                                   [&](std::size_t i) { return -runs_of_last(i); });
    std::optional<Result> best;
    for (std::size_t c = 0; c < candidates.size() && (c < problem_.shortlist || !best); ++c) {
      Result result = changed(candidates[c], ~0u);
      if (!reaches(result.fleet)) continue;
      if (!best || change_per_eur(result.fleet) > change_per_eur(best->fleet)) best = std::move(result);
    }
    return best;
  }

  double runs_of_last(std::size_t i) const {
    double runs = 0.0;
    if (now_.fleet.engines[i] > 0)
      for (const YearSummary& year : now_.years) runs += static_cast<double>(year.units[now_.last_unit[i]].runs);
    return runs;
  }

  const FleetProblem& problem_;
  Simulator simulator_;
  Result now_{};
  FleetAnswer answer_{};
};

/// Over the replications that have a number.
template <class Get>
Estimate estimate_of_numbers(const std::vector<YearSummary>& years, double confidence, Get&& get) {
  std::vector<double> values = each(years, get);
  std::erase_if(values, [](double value) { return std::isnan(value); });
  if (values.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 0};
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isinf(value); }))
    return {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(), values.size()};
  return estimate(values, confidence);
}

}  // namespace

double eur_per_year(const CrewedUnit& unit, const FleetCosts& costs) {
  const double day = static_cast<double>(std::popcount(unit.hours.mask & 0xffffffu)) / 24.0;
  const double positions =
      unit.professional ? static_cast<double>(unit.functions) * costs.positions_per_function * day : 0.0;
  return positions * costs.eur_per_position + costs.eur_per_vehicle;
}

std::uint32_t Fleet::total() const { return std::accumulate(engines.begin(), engines.end(), 0u); }

FleetAnswer smallest_fleet(const FleetProblem& problem, FleetSearch search, const std::stop_token& stop) {
  return Search(problem, stop).run(search);
}

std::vector<SizingRow> sizing_table(const FleetProblem& problem, const std::vector<std::uint32_t>& fleet,
                                    const std::stop_token& stop) {
  Simulator simulator(problem, stop);
  if (fleet.size() != problem.engines.size())
    refuse_fleet("a fleet of " + std::to_string(fleet.size()) + " stations for " +
                 std::to_string(problem.engines.size()));
  const Simulator::Result as_it_is = simulator.run(fleet);
  std::vector<SizingRow> rows;
  for (std::size_t i = 0; i < fleet.size(); ++i)
    for (std::uint32_t engines = problem.least; engines <= problem.most; ++engines) {
      std::vector<std::uint32_t> changed = fleet;
      changed[i] = engines;
      const Simulator::Result result = changed == fleet ? as_it_is : simulator.run(changed);
      const StationNumber station = problem.engines[i].station;
      const auto over_years = [&](auto&& get) {
        return estimate_of_numbers(result.years, problem.confidence,
                                   [&](const YearSummary& year) { return get(year.stations[station]); });
      };
      rows.push_back({station, engines, over_years([](const StationYear& at) { return at.busy; }),
                      over_years([](const StationYear& at) { return at.p90_s; }),
                      over_years([&](const StationYear& at) { return at.in_time[problem.standard]; }),
                      result.fleet.in_time, result.fleet.eur_per_year});
    }
  return rows;
}

}  // namespace planspiel::fire
