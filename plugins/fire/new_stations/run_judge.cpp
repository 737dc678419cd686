#include "plugins/fire/new_stations/run_judge.hpp"

#include <limits>

#include "engine/base/parallel.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNoLimit_s = std::numeric_limits<double>::infinity();

}  // namespace

RunJudge::RunJudge(const PlacementCase& placement, Column<ConditionId, Condition> conditions, Goal goal)
    : placement_(placement), conditions_(std::move(conditions)), goal_(std::move(goal)) {}

InTime RunJudge::in_time(std::span<const CrewedSite> sites) const {
  const std::size_t count = conditions_.size();
  InTime sum(placement_.building.size() * count, 0.0);
  if (sites.empty()) return sum;
  std::vector<reach::RoadPlace> places;
  for (const CrewedSite& site : sites) places.push_back(site.place);
  for (const SituationId situation : placement_.situations.ids()) {
    const Situation& now = placement_.situations[situation];
    reach::DriveTimes drive(*now.network, places);
    drive.search();
    for_each_piece(placement_.building.size(), 256, [&](std::size_t begin, std::size_t end) {
      std::vector<double> drive_s(places.size());
      for (std::size_t building = begin; building < end; ++building) {
        if (!placement_.building[building]) continue;
        drive.to(*placement_.building[building], drive_s);
        for (const ConditionId condition : conditions_.ids()) {
          const Demand& demand = conditions_[condition].demand;
          if (conditions_[condition].situation != situation) continue;
          for (std::size_t site = 0; site < places.size(); ++site)
            for (const SiteUnit& unit : sites[site].crew)
              if (unit.hours.contains(now.hour.index()) && (unit.professional || !demand.professional_only) &&
                  fire::in_time(demand.clock_starts_before_alarm_s + (unit.turnout_s + drive_s[site]), demand))
                sum[building * count + condition.index()] += unit.functions;
        }
      }
    });
  }
  return sum;
}

std::vector<double> RunJudge::met(const InTime& in_time) const {
  std::vector<double> met(conditions_.size() + 1, 0.0);  // the last: in all conditions at once
  for (std::size_t building = 0; building < placement_.weight.size(); ++building) {
    bool all = true;
    for (const ConditionId condition : conditions_.ids()) {
      const bool is = is_met(in_time[building * conditions_.size() + condition.index()], condition);
      if (is) met[condition.index()] += placement_.weight[building];
      all = all && is;
    }
    if (all) met.back() += placement_.weight[building];
  }
  return met;
}

double RunJudge::score(const InTime& in_time) const {
  const std::vector<double> weights = met(in_time);
  return goal_.score({weights.data(), conditions_.size()}, weights.back());
}

/// With which the crew still brings what is missing in time; negative where it cannot.
double RunJudge::longest_drive_s(double missing, const SiteCrew& crew, ConditionId condition) const {
  const Demand& demand = conditions_[condition].demand;
  const Hour hour = placement_.situations[conditions_[condition].situation].hour;
  const double turnout_s = turnout_with(crew, hour, missing, demand.professional_only);
  return turnout_s < kNoLimit_s ? demand.time_s + 1e-3 - demand.clock_starts_before_alarm_s - turnout_s : -1.0;
}

SiteTask RunJudge::task(const InTime& others, const SiteCrew& crew) const {
  SiteTask task;
  task.goal = goal_;
  for (const Condition& condition : conditions_) task.situation.push_back(condition.situation);
  const std::vector<double> met_by_others = met(others);
  task.met_anyway.assign(met_by_others.begin(), met_by_others.end() - 1);
  task.met_anyway_in_all = met_by_others.back();
  Column<ConditionId, double> limits(conditions_.size());
  for (std::size_t building = 0; building < placement_.weight.size(); ++building) {
    if (!(placement_.weight[building] > 0.0) || !placement_.building[building]) continue;
    bool hangs = false;
    for (const ConditionId condition : task.conditions()) {
      const double there = others[building * conditions_.size() + condition.index()];
      limits[condition] = is_met(there, condition)
                              ? kNoLimit_s
                              : longest_drive_s(conditions_[condition].demand.functions - there, crew, condition);
      hangs = hangs || (limits[condition] >= 0.0 && limits[condition] < kNoLimit_s);
    }
    if (!hangs) continue;
    task.building.push_back(static_cast<location::PlaceNumber>(building));
    task.weight.push_back(placement_.weight[building]);
    task.limit_s.insert(task.limit_s.end(), limits.begin(), limits.end());
  }
  return task;
}

double RunJudge::score_at(const SiteTask& task, const reach::RoadPlace& place) const {
  MetWeights met(task);
  std::vector<double> drive_s(task.building.size());
  for (const SituationId situation : placement_.situations.ids()) {
    reach::DriveTimes drive(*placement_.situations[situation].network, {place});
    drive.search();
    for_each_piece(task.building.size(), 256, [&](std::size_t begin, std::size_t end) {
      for (std::size_t at = begin; at < end; ++at) drive.to(*placement_.building[task.building[at]], {&drive_s[at], 1});
    });
    for (const ConditionId condition : task.conditions()) {
      if (task.situation[condition] != situation) continue;
      for (std::size_t at = 0; at < task.building.size(); ++at)
        if (const double limit_s = task.limit(at, condition); limit_s < kNoLimit_s && drive_s[at] <= limit_s)
          met.meet(at, condition);
    }
  }
  return met.score();
}

double RunJudge::score_of(const SiteTask& task, location::SiteNumber site) const {
  MetWeights met(task);
  for (const ConditionId condition : task.conditions()) {
    std::size_t at = 0;
    for (const auto& reached : placement_.situations[task.situation[condition]].times[site]) {
      while (at < task.building.size() && task.building[at] < reached.place) ++at;
      if (at == task.building.size()) break;
      const double limit_s = task.limit(at, condition);
      if (task.building[at] == reached.place && limit_s < kNoLimit_s && double{reached.seconds} <= limit_s)
        met.meet(at, condition);
    }
  }
  return met.score();
}

}  // namespace planspiel::fire
