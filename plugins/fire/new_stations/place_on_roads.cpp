#include <algorithm>
#include <cmath>

#include "plugins/fire/new_stations/placement_answer.hpp"

namespace planspiel::fire {

namespace {

constexpr int kMostRounds = 4;  ///< in which refined sites join the candidates

/// What a run says of the objective: each hour's standard, or both AGBF limits in each hour.
Column<ConditionId, Condition> conditions_of(const PlacementCase& placement, const IncidentTables& tables,
                                             const PlacementQuestion& question) {
  Column<ConditionId, Condition> conditions;
  for (const SituationId situation : placement.situations.ids()) {
    if (question.objective != Objective::functions) {
      conditions.push_back({situation, placement.demand});
      continue;
    }
    for (const char* id : {"agbf_1", "agbf_2"})
      conditions.push_back({situation, demand_of(tables.standards, *tables.standards.find(id))});
  }
  return conditions;
}

Goal goal_of(const PlacementQuestion& question, const Placed& placed) {
  if (question.objective == Objective::functions) return {.over = OverHours::every};
  Goal goal{.over = question.over_hours};
  for (const RegretRow& row : placed.regrets) goal.best.push_back(row.best);
  if (goal.best.empty()) goal.over = OverHours::worst;  // one situation: all goals are one
  return goal;
}

/// Value of a score: for regret the other sign.
double shown(double score, const Placed& placed) { return placed.smaller_is_better ? -score : score; }

class OnRoads {
 public:
  OnRoads(PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question, Seconds turnout,
          const std::string& crs, RunContext& context)
      : placement_(placement),
        tables_(tables),
        question_(question),
        turnout_(turnout),
        context_(context),
        opposite_(reach::opposite_links(tables.roads, tables.nodes.size())),
        places_(tables.roads, opposite_, crs),
        candidates_(placement.sites.size() - placement.stations.size()) {}

  Placed answer() {
    Placed placed = place(placement_, tables_, question_);
    placed.proof = {.candidates = candidates_};
    const bool judged = question_.objective == Objective::mclp || question_.objective == Objective::functions;
    if (judged) judge(placed);
    if (!judged) {
      placed.proof.candidate_value = placed.answer.value;
      placed.proof.candidate_bound = placed.answer.bound;
      placed.changes = changes_of(placed.answer.open, placement_, places_);
    }
    return placed;
  }

 private:
  Changes changes(const Placed& placed) const {
    return placed.adds_crew ? crews_added(placed.answer.open, placed.functions, turnout_, placement_, places_)
                            : changes_of(placed.answer.open, placement_, places_);
  }

  void judge(Placed& placed) {
    const RunJudge judge(placement_, conditions_of(placement_, tables_, question_), goal_of(question_, placed));
    const Refinement refinement(placement_, judge, tables_.roads, opposite_, places_);
    const bool one = question_.objective == Objective::mclp && (question_.add == 1 || question_.move == 1);
    if (one) try_all(placed, judge);
    placed.proof.candidate_value = placed.answer.value;
    placed.proof.candidate_bound = placed.answer.bound;
    placed.proof.refined = true;
    placed.proof.complete = one;
    placed.changes = changes(placed);
    InTime in_time = refinement.refine(placed.changes, context_);
    if (!one) improve(placed, in_time, judge, refinement);
    tell(placed, in_time, judge);
  }

  /// One free site: each candidate in turn, as a run judges it, so that nothing is left to prove.
  void try_all(Placed& placed, const RunJudge& judge) const {
    const location::SiteNumber count = static_cast<location::SiteNumber>(placement_.stations.size());
    double best = -std::numeric_limits<double>::infinity();
    for (location::SiteNumber leaving = 0; leaving <= count; ++leaving) {  // the last: nobody leaves
      const bool moves = leaving < count;
      if (moves != (question_.move == 1)) continue;
      if (moves && std::ranges::binary_search(question_.fixed, leaving)) continue;
      context_.check_stop();
      std::vector<location::SiteNumber> staying;
      for (location::SiteNumber station = 0; station < count; ++station)
        if (station != leaving) staying.push_back(station);
      const Changes left = changes_of(staying, placement_, places_);
      const SiteTask task =
          judge.task(judge.in_time(left.standing), placement_.crew[moves ? std::size_t{leaving} : std::size_t{count}]);
      for (auto site = count; site < placement_.sites.size(); ++site) {
        const double score = judge.score_of(task, site);
        if (!(score > best + kBetter)) continue;
        best = score;
        placed.answer.open = staying;
        placed.answer.open.push_back(site);
      }
    }
    placed.answer.value = placed.answer.bound = shown(best, placed);
  }

  /// Several sites: the refined ones join the candidates, and the question is asked again until nothing is gained.
  void improve(Placed& placed, InTime& in_time, const RunJudge& judge, const Refinement& refinement) {
    for (int round = 0; round < kMostRounds; ++round) {
      bool joined = false;
      for (const NewSite& site : placed.changes.built) {
        if (!(site.moved > 0.5_m)) continue;
        placement_.add_site({placement_.sites[site.site].name, places_.point_of(site.at), site.crewed.place});
        joined = true;
      }
      if (!joined) return;
      Placed again = place(placement_, tables_, question_);
      placed.answer.bound = again.answer.bound;
      Changes other = changes(again);
      InTime other_in_time = refinement.refine(other, context_);
      if (!(judge.score(other_in_time) > judge.score(in_time) + kBetter)) return;
      again.proof = placed.proof;
      placed = std::move(again);
      placed.changes = std::move(other);
      in_time = std::move(other_in_time);
    }
  }

  /// The run's numbers in place of the solver's.
  void tell(Placed& placed, const InTime& in_time, const RunJudge& judge) const {
    location::LocationAnswer& answer = placed.answer;
    answer.value = shown(judge.score(in_time), placed);
    answer.bound =
        placed.smaller_is_better ? std::min(answer.bound, answer.value) : std::max(answer.bound, answer.value);
    std::vector<location::SiteNumber> today(placement_.stations.size());
    for (location::SiteNumber station = 0; station < today.size(); ++station) today[station] = station;
    const InTime as_it_is = judge.in_time(changes_of(today, placement_, places_).standing);
    if (!placed.smaller_is_better) placed.before = judge.score(as_it_is);
    const std::vector<double> met = judge.met(in_time);
    for (std::size_t i = 0; i < placed.regrets.size(); ++i) {
      placed.regrets[i].value = met[i];
      placed.regrets[i].best = std::max(placed.regrets[i].best, met[i]);
    }
  }

  PlacementCase& placement_;
  const IncidentTables& tables_;
  const PlacementQuestion& question_;
  Seconds turnout_;
  RunContext& context_;
  Column<EdgeId, std::optional<EdgeId>> opposite_;
  WrittenPlaces places_;
  std::size_t candidates_;
};

}  // namespace

Placed place_on_roads(PlacementCase& placement, const IncidentTables& tables, const PlacementQuestion& question,
                      Seconds turnout, const std::string& crs, RunContext& context) {
  return OnRoads(placement, tables, question, turnout, crs, context).answer();
}

}  // namespace planspiel::fire
