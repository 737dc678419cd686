#pragma once

/// What a run would say of stations: the arithmetic of the model fire.response for chosen standards and hours.

#include <span>
#include <vector>

#include "plugins/fire/new_stations/placement_case.hpp"
#include "plugins/fire/new_stations/site_task.hpp"

namespace planspiel::fire {

/// A standard in a situation.
struct Condition {
  SituationId situation{};
  Demand demand{};
};

/// A site with its units, at the road where a run puts it.
struct CrewedSite {
  reach::RoadPlace place;
  SiteCrew crew{};
};

/// Functions in time at each building and for each condition (building × condition).
using InTime = std::vector<double>;

class RunJudge {
 public:
  /// Keeps a reference to the case.
  RunJudge(const PlacementCase& placement, Column<ConditionId, Condition> conditions, Goal goal);

  const Goal& goal() const { return goal_; }
  /// What these sites bring together.
  InTime in_time(std::span<const CrewedSite> sites) const;
  /// Weight met in each condition, and the goal's score.
  std::vector<double> met(const InTime& in_time) const;
  double score(const InTime& in_time) const;

  /// What hangs on one more site with this crew where `others` are in time.
  SiteTask task(const InTime& others, const SiteCrew& crew) const;
  /// Score of the task's site at a place.
  double score_at(const SiteTask& task, const reach::RoadPlace& place) const;
  /// The same with drives that are known: of a site of the case.
  double score_of(const SiteTask& task, location::SiteNumber site) const;

 private:
  bool is_met(double functions, ConditionId condition) const {
    return functions >= conditions_[condition].demand.functions - kFunctionsRounding;
  }
  double longest_drive_s(double missing, const SiteCrew& crew, ConditionId condition) const;

  const PlacementCase& placement_;
  Column<ConditionId, Condition> conditions_;
  Goal goal_;
};

}  // namespace planspiel::fire
