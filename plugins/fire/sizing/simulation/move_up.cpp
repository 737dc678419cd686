#include "plugins/fire/sizing/simulation/move_up.hpp"

#include <algorithm>

namespace planspiel::fire {

MoveUpPolicy::MoveUpPolicy(const YearProblem& problem)
    : problem_(problem), has_home_(problem.travel.stations, 0), weight_(problem.travel.classes, 0.0) {
  if (problem.dispatch.move_up.policy == MoveUpRules::Policy::none) return;
  const TravelTable& travel = problem.travel;
  for (const CrewedUnit& unit : problem.units)
    if (unit.professional && (problem.dispatch.move_up.type == kAnyType || unit.type == problem.dispatch.move_up.type))
      has_home_[unit.station] = 1;
  for (const IncidentType& type : problem.types)
    for (DemandClass place = 0; place < travel.classes; ++place) weight_[place] += type.per_year[place];
  for (const double weight : weight_) total_ += weight;
  covers_.assign(travel.blocks() * travel.stations * travel.classes, 0);
  lists_.resize(travel.blocks() * travel.stations);
  for (std::size_t block = 0; block < travel.blocks(); ++block)
    for (DemandClass place = 0; place < travel.classes; ++place)
      for (std::size_t station = 0; station < travel.stations; ++station) {
        if (static_cast<double>(travel.to(block, place)[station]) > problem.dispatch.move_up.reach_s) continue;
        covers_[(block * travel.stations + station) * travel.classes + place] = 1;
        lists_[block * travel.stations + station].push_back(place);
      }
}

void MoveUpPolicy::update(const std::vector<std::uint32_t>& present, std::size_t block) {
  if (block != block_) {
    block_ = block;
    present_.assign(present.size(), 0);
    covering_.assign(problem_.travel.classes, 0);
  }
  for (std::size_t station = 0; station < present.size(); ++station) {
    if ((present[station] > 0) != (present_[station] > 0)) {
      const std::uint32_t change = present[station] > 0 ? 1u : ~0u;
      for (const DemandClass place : covered_by(static_cast<StationNumber>(station))) covering_[place] += change;
    }
    present_[station] = present[station];
  }
}

double MoveUpPolicy::newly_covered(StationNumber to) const {
  double sum = 0.0;
  if (present_[to] == 0)
    for (const DemandClass place : covered_by(to))
      if (covering_[place] == 0) sum += weight_[place];
  return sum;
}

double MoveUpPolicy::uncovered_by_leaving(StationNumber from, StationNumber to) const {
  double sum = 0.0;
  if (present_[from] == 1)
    for (const DemandClass place : covered_by(from))
      if (covering_[place] == 1 && !covers(to, place)) sum += weight_[place];
  return sum;
}

std::optional<Move> MoveUpPolicy::next(const std::vector<std::uint32_t>& present, const std::vector<IdleUnit>& idle,
                                       Hour hour) {
  update(present, problem_.travel.block[hour.index()]);
  for (const IdleUnit& unit : idle)
    if (unit.at != unit.home && newly_covered(unit.home) >= uncovered_by_leaving(unit.at, unit.home))
      return Move{unit.unit, unit.home};
  const double least = problem_.dispatch.move_up.least_gain * total_;
  double most = 0.0;
  StationNumber to = 0;
  for (std::size_t station = 0; station < present.size(); ++station) {
    if (present[station] > 0 || has_home_[station] == 0) continue;
    const double gain = newly_covered(static_cast<StationNumber>(station));
    if (gain > most) {
      most = gain;
      to = static_cast<StationNumber>(station);
    }
  }
  if (most < least || !(most > 0.0)) return std::nullopt;
  const auto drive_s = problem_.travel.to(block_, problem_.dispatch.move_up.station_class[to]);
  const IdleUnit* best = nullptr;
  double least_loss = 0.0;
  for (const IdleUnit& unit : idle) {
    const double loss = uncovered_by_leaving(unit.at, to);
    if (best != nullptr && (loss > least_loss || (loss == least_loss && drive_s[unit.at] >= drive_s[best->at])))
      continue;
    best = &unit;
    least_loss = loss;
  }
  if (best == nullptr || most - least_loss < least || !(most - least_loss > 0.0)) return std::nullopt;
  return Move{best->unit, to};
}

}  // namespace planspiel::fire
