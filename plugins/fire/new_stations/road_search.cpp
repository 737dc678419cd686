#include "plugins/fire/new_stations/road_search.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/routing/sweep.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kShortest_m = 0.2;         ///< pieces of a link that a position in degrees can hit
constexpr std::size_t kDrives = 6'000'000;  ///< from ends of links to buildings that are kept at a time

/// The part of a link, from its start, on which a site meets a condition for a building.
struct Piece {
  double from = 1.0, to = 0.0;
  bool empty() const { return !(from <= to); }
};

Piece clipped(double from, double to) { return {std::max(0.0, from), std::min(1.0, to)}; }

/// Up to three pieces, as few as they can be, ascending.
struct Pieces {
  std::array<Piece, 3> piece{};
  std::size_t count = 0;
  void add(Piece more) {
    if (more.empty()) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (piece[i].to < more.from || more.to < piece[i].from)
        piece[kept++] = piece[i];
      else
        more = {std::min(piece[i].from, more.from), std::max(piece[i].to, more.to)};
    }
    piece[kept++] = more;
    count = kept;
  }
  bool whole() const { return count == 1 && piece[0].from <= 0.0 && piece[0].to >= 1.0; }
};

}  // namespace

/// Ends of the streets of the task's buildings.
struct RoadSearch::Targets {
  std::vector<VertexId> vertex{};           ///< each once
  std::vector<std::uint32_t> from{}, to{};  ///< of each building
};

/// Drives from both ends of some links to the task's buildings.
struct RoadSearch::Ends {
  std::vector<NodeId> node{};  ///< ascending
  std::size_t buildings = 0;
  std::vector<float> seconds{};  ///< situation × end × building, way off the road included
  const float* from(SituationId situation, NodeId end) const {
    const auto number = static_cast<std::size_t>(std::lower_bound(node.begin(), node.end(), end) - node.begin());
    return seconds.data() + (situation.index() * node.size() + number) * buildings;
  }
};

/// A place on a link where a building begins or ceases to meet a condition.
struct RoadSearch::Change {
  double along;
  bool ceases;  ///< just behind that place
  std::uint32_t at;
  ConditionId condition;
  bool operator<(const Change& other) const {
    if (along != other.along) return along < other.along;
    if (ceases != other.ceases) return !ceases;
    return at != other.at ? at < other.at : condition < other.condition;
  }
};

RoadSearch::RoadSearch(std::span<const reach::DriveNetwork* const> networks,
                       const Column<EdgeId, std::optional<EdgeId>>& opposite,
                       std::span<const reach::MaybeRoadPlace> building)
    : networks_(networks), opposite_(opposite), building_(building) {}

std::vector<PlaceOnLink> RoadSearch::search(const SiteTask& task, std::span<const EdgeId> links, double least) const {
  if (task.building.empty() || links.empty()) return {};
  const Roads& roads = networks_[0]->roads();
  Targets targets;
  for (const location::PlaceNumber building : task.building) {
    const EdgeId edge = building_[building]->edge;
    targets.vertex.push_back(VertexId(roads.from[edge].index()));
    targets.vertex.push_back(VertexId(roads.to[edge].index()));
  }
  std::sort(targets.vertex.begin(), targets.vertex.end());
  targets.vertex.erase(std::unique(targets.vertex.begin(), targets.vertex.end()), targets.vertex.end());
  const auto number = [&](NodeId node) {
    return static_cast<std::uint32_t>(
        std::lower_bound(targets.vertex.begin(), targets.vertex.end(), VertexId(node.index())) -
        targets.vertex.begin());
  };
  for (const location::PlaceNumber building : task.building) {
    targets.from.push_back(number(roads.from[building_[building]->edge]));
    targets.to.push_back(number(roads.to[building_[building]->edge]));
  }
  const std::size_t drives_of_link = 2 * networks_.size() * task.building.size();
  const std::size_t batch = std::clamp<std::size_t>(kDrives / drives_of_link, 8, 128);
  std::vector<std::optional<PlaceOnLink>> best(links.size());
  for (std::size_t first = 0; first < links.size(); first += batch) {
    const auto some = links.subspan(first, std::min(batch, links.size() - first));
    const Ends ends = drive_from_ends(task, targets, some);
    for_each_block(some.size(), [&](std::size_t i) { best[first + i] = best_on(task, ends, some[i], least); });
  }
  std::vector<PlaceOnLink> found;
  for (const auto& place : best)
    if (place) found.push_back(*place);
  return found;
}

RoadSearch::Ends RoadSearch::drive_from_ends(const SiteTask& task, const Targets& targets,
                                             std::span<const EdgeId> links) const {
  const Roads& roads = networks_[0]->roads();
  Ends ends;
  for (const EdgeId edge : links) {
    ends.node.push_back(roads.to[edge]);
    if (opposite_[edge]) ends.node.push_back(roads.from[edge]);
  }
  std::sort(ends.node.begin(), ends.node.end());
  ends.node.erase(std::unique(ends.node.begin(), ends.node.end()), ends.node.end());
  ends.buildings = task.building.size();
  ends.seconds.resize(networks_.size() * ends.node.size() * ends.buildings);
  std::vector<VertexId> origins;
  for (const NodeId node : ends.node) origins.push_back(VertexId(node.index()));
  const SweepPlan plan(networks_[0]->hierarchy(), origins, targets.vertex);
  std::vector<double> matrix(origins.size() * targets.vertex.size());
  for (std::size_t situation = 0; situation < networks_.size(); ++situation) {
    const reach::DriveNetwork& network = *networks_[situation];
    sweep_distances<double>(plan, network.metric(), matrix);
    float* seconds = ends.seconds.data() + situation * ends.node.size() * ends.buildings;
    for_each_piece(ends.buildings, 128, [&](std::size_t begin, std::size_t end) {
      for (std::size_t at = begin; at < end; ++at) {
        const reach::RoadPlace& place = *building_[task.building[at]];
        const double forward_s = network.part_s(place.along, place.edge);
        const double backward_s = place.opposite ? network.part_s(1.0 - place.along, *place.opposite) : kNever;
        const double off_road_s = (place.off_road / network.law().off_road_speed).value;
        for (std::size_t origin = 0; origin < origins.size(); ++origin) {
          const double* drive_s = matrix.data() + origin * targets.vertex.size();
          seconds[origin * ends.buildings + at] = static_cast<float>(
              std::min(drive_s[targets.from[at]] + forward_s, drive_s[targets.to[at]] + backward_s) + off_road_s);
        }
      }
    });
  }
  return ends;
}

/// Pieces of the link by building and condition, then a walk over their ends. In one function: the inner loop
/// runs for each building of each link, and most of it is what the loop keeps at hand.
std::optional<PlaceOnLink> RoadSearch::best_on(const SiteTask& task, const Ends& ends, EdgeId edge,
                                               double least) const {
  const Roads& roads = networks_[0]->roads();
  const std::optional<EdgeId> back = opposite_[edge];
  MetWeights everywhere(task), met(task);  // somewhere on the link, and at the place that is looked at
  std::vector<Change> changes;
  for (const ConditionId condition : task.conditions()) {
    const reach::DriveNetwork& network = *networks_[task.situation[condition].index()];
    const double ahead_s = network.link_s(edge), back_s = back ? network.link_s(*back) : kNever;
    if (!(ahead_s < kNever)) continue;
    const float* from_end = ends.from(task.situation[condition], roads.to[edge]);
    const float* from_start = back ? ends.from(task.situation[condition], roads.from[edge]) : nullptr;
    const double end_s = network.passing_s(roads.to[edge]), start_s = network.passing_s(roads.from[edge]);
    for (std::uint32_t at = 0; at < task.building.size(); ++at) {
      const double limit_s = task.limit(at, condition);
      if (limit_s == kNever || limit_s < 0.0) continue;
      Pieces pieces;
      const double left_s = limit_s - end_s - double{from_end[at]};
      if (left_s >= 0.0) pieces.add(clipped(1.0 - left_s / ahead_s, 1.0));
      if (back_s < kNever)
        if (const double left_back_s = limit_s - start_s - double{from_start[at]}; left_back_s >= 0.0)
          pieces.add(clipped(0.0, left_back_s / back_s));
      const reach::RoadPlace& place = *building_[task.building[at]];
      if (place.edge == edge || (back && place.edge == *back)) {
        const double where = place.edge == edge ? place.along : 1.0 - place.along;
        const double on_road_s = limit_s - (place.off_road / network.law().off_road_speed).value;
        if (on_road_s >= 0.0)
          pieces.add(clipped(where - on_road_s / ahead_s, back_s < kNever ? where + on_road_s / back_s : where));
      }
      if (pieces.count == 0) continue;
      everywhere.meet(at, condition);
      if (pieces.whole()) {
        met.meet(at, condition);
        continue;
      }
      for (std::size_t i = 0; i < pieces.count; ++i) {
        changes.push_back({pieces.piece[i].from, false, at, condition});
        changes.push_back({pieces.piece[i].to, true, at, condition});
      }
    }
  }
  if (!(everywhere.score() > least)) return std::nullopt;
  std::sort(changes.begin(), changes.end());
  const double shortest = kShortest_m / std::max(1e-3, roads.length[edge].value);
  std::optional<PlaceOnLink> best;
  const auto look = [&](double from, double to) {
    const double score = met.score();
    if (to - from < shortest || !(score > (best ? best->score : least))) return;
    best = PlaceOnLink{edge, 0.5 * (from + to), score};
  };
  double since = 0.0;
  for (const Change& change : changes) {
    if (change.along > since) {
      look(since, change.along);
      since = change.along;
    }
    if (change.ceases)
      met.miss(change.at, change.condition);
    else
      met.meet(change.at, change.condition);
  }
  look(since, 1.0);
  return best;
}

}  // namespace planspiel::fire
