#include "gis/osm_turns.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace planspiel {

namespace {

constexpr double kDegrees = 180.0 / 3.14159265358979323846;
constexpr double kStraight = 45.0;  ///< degrees to either side
constexpr double kLeastTurn = 15.0;
constexpr double kMostTurn = 175.0;

struct Movement {
  EdgeId from, to;
};

class TurnWriter {
 public:
  TurnWriter(const OsmLinks& links, CityBuilder& builder)
      : links_(links), roads_(builder[tables::roads]), turns_(builder[tables::turns]) {
    leaving_.resize(builder[tables::nodes].size());
    for (const EdgeId edge : roads_.ids())
      if (is_for_cars(edge)) leaving_[roads_.from[edge].index()].push_back(edge);
  }

  /// False where nothing came of it.
  bool place(const OsmRestriction& rule) {
    const auto via = links_.node.find(rule.via_node);
    if (via == links_.node.end()) return false;
    std::vector<Movement> meant;
    for (const std::int64_t from : rule.from_ways)
      for (const std::int64_t to : rule.to_ways)
        for (const Movement& movement : movements(from, to, via->second, rule.turn)) meant.push_back(movement);
    for (const Movement& movement : meant) rule.only ? forbid_others(movement.from, meant) : forbid(movement);
    return !meant.empty();
  }

 private:
  bool is_for_cars(EdgeId edge) const { return roads_.access[edge] & access::car; }

  std::vector<EdgeId> arms(std::int64_t way, NodeId via, bool arriving) const {
    std::vector<EdgeId> found;
    const auto links = links_.of_way.find(way);
    if (links == links_.of_way.end()) return found;
    for (const EdgeId edge : links->second)
      if (is_for_cars(edge) && (arriving ? roads_.to[edge] : roads_.from[edge]) == via) found.push_back(edge);
    return found;
  }

  /// What the rule can mean for two of its ways.
  std::vector<Movement> movements(std::int64_t from_way, std::int64_t to_way, NodeId via, OsmTurn turn) const {
    const auto from_arms = arms(from_way, via, true), to_arms = arms(to_way, via, false);
    std::vector<Movement> found;
    for (const EdgeId from : from_arms)
      for (const EdgeId to : to_arms) found.push_back({from, to});
    if (found.size() < 2) return found;
    std::erase_if(found, [&](const Movement& movement) { return !looks_like(turn, movement); });
    if (found.size() > 1 && turn != OsmTurn::u_turn) found.clear();
    return found;
  }

  bool looks_like(OsmTurn turn, const Movement& movement) const {
    const auto back = links_.back.find(movement.from);
    const bool is_back = back != links_.back.end() && back->second == movement.to;
    if (turn == OsmTurn::u_turn) return is_back;
    const double angle = is_back ? 180.0 : angle_of(movement);
    if (turn == OsmTurn::left) return angle > kLeastTurn && angle < kMostTurn;
    if (turn == OsmTurn::right) return angle < -kLeastTurn && angle > -kMostTurn;
    return turn == OsmTurn::straight_on && std::abs(angle) < kStraight;
  }

  /// Degrees, left is positive.
  double angle_of(const Movement& movement) const {
    const auto in = roads_.shape[movement.from], out = roads_.shape[movement.to];
    const Point a = in[in.size() - 2], b = in.back(), c = out[0], d = out[1];
    const double ahead_x = b.x_m - a.x_m, ahead_y = b.y_m - a.y_m, off_x = d.x_m - c.x_m, off_y = d.y_m - c.y_m;
    return kDegrees * std::atan2(ahead_x * off_y - ahead_y * off_x, ahead_x * off_x + ahead_y * off_y);
  }

  void forbid_others(EdgeId from, const std::vector<Movement>& meant) {
    for (const EdgeId to : leaving_[roads_.to[from].index()])
      if (std::none_of(meant.begin(), meant.end(),
                       [&](const Movement& movement) { return movement.from == from && movement.to == to; }))
        forbid({from, to});
  }

  void forbid(const Movement& movement) {
    if (!written_.emplace(movement.from, movement.to).second) return;
    const TurnId turn = turns_.add(roads_.id[movement.from] + ">" + roads_.id[movement.to]);
    turns_.from[turn] = movement.from;
    turns_.to[turn] = movement.to;
    turns_.forbidden[turn] = true;
  }

  const OsmLinks& links_;
  const Roads& roads_;
  Turns& turns_;
  std::vector<std::vector<EdgeId>> leaving_{};
  std::set<std::pair<EdgeId, EdgeId>> written_{};
};

}  // namespace

std::vector<std::int64_t> add_turns(const std::vector<OsmRestriction>& rules, const OsmLinks& links,
                                    CityBuilder& builder) {
  TurnWriter writer(links, builder);
  std::vector<std::int64_t> unplaced;
  for (const OsmRestriction& rule : rules)
    if (!writer.place(rule)) unplaced.push_back(rule.id);
  return unplaced;
}

}  // namespace planspiel
