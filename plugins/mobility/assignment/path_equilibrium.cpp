#include "plugins/mobility/assignment/path_equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/stop.hpp"

namespace planspiel::mobility {
namespace {

using Pair = PathFlows::Pair;
using Path = PathFlows::Path;
constexpr std::uint32_t kNone = PathFlows::kNone;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A path is new when it is cheaper than all others of its pair by more than rounding.
constexpr double kCheaper = 1.0 - 1e-11;
/// Passes over the pairs with a choice before new paths are looked for again.
constexpr int kRounds = 8;
/// Parts in which demand is loaded at first.
constexpr int kSlices = 3;
/// A pass leaves out pairs below this part of the mean excess; passes end when the excess fell to this part.
constexpr double kWorth = 0.3, kSettled = 0.05;
/// Searches that a path without trips survives.
constexpr std::uint32_t kIdle = 2;
/// Blocks of origins are dealt to this many chunks, which are searched in parallel and added in order.
constexpr std::size_t kChunks = 16;

/// What a search for cheaper paths found for the pairs of one chunk.
struct Found {
  std::vector<std::uint32_t> pair, length, arcs;
  double paid = 0.0, least = 0.0;  ///< Σ pcu · trips · cost, on the used and on the cheapest paths
  double unreachable = 0.0;
};

class GradientProjection {
 public:
  GradientProjection(const ReadyNetwork& ready, const VolumeDelay& delay, std::span<const UserClass> classes,
                     PathFlows& flows)
      : ready_(ready),
        delay_(delay),
        classes_(classes),
        flows_(flows),
        metric_(ready.hierarchy()),
        time_(delay.size()),
        slope_(delay.size()),
        mark_(delay.size(), 0) {
    for (const SweepBlock& block : ready.plan().blocks()) {
      order_.insert(order_.end(), block.origin.begin(), block.origin.end());
    }
    list_pairs();
  }

  Equilibrium solve(const EquilibriumOptions& options) {
    Equilibrium result;
    if (flows_.paths.empty()) load_slices();
    for (result.iterations = 1;; ++result.iterations) {
      load_paths();
      const std::vector<Found> found = search();
      const bool complete = sum_up(found, result);
      const bool last = result.iterations >= options.max_iterations;
      if (complete) result.gap_trace.push_back(result.relative_gap);
      if (complete && (result.relative_gap <= options.gap || last)) break;
      add_paths(found, {});
      if (!complete) load_paths();
      equilibrate();
      drop_idle();
      flows_.tidy();
    }
    return finish(std::move(result));
  }

 private:
  /// The pairs with demand in the order of the plan. Pairs of the start keep their paths, scaled to the new demand.
  void list_pairs() {
    const std::size_t zones = ready_.zones();
    std::vector<Pair> fresh;
    first_pair_.assign(1, 0);
    for (std::uint32_t users = 0; users < classes_.size(); ++users) {
      PLANSPIEL_CHECK(classes_[users].demand.size() == zones * zones);
      for (std::size_t place = 0; place < order_.size(); ++place) {
        const std::uint32_t origin = order_[place];
        for (std::uint32_t j = 0; j < zones; ++j) {
          const double trips = classes_[users].demand[origin * zones + j];
          if (trips > 0.0 && origin != j) fresh.push_back({users, origin, j, kNone, trips});
        }
        if (place % kLanes == kLanes - 1 || place + 1 == order_.size()) {
          first_pair_.push_back(static_cast<std::uint32_t>(fresh.size()));
        }
      }
    }
    std::vector<Pair> old = std::exchange(flows_.pairs, std::move(fresh));
    take_over(old);
  }

  void take_over(std::vector<Pair>& old) {
    std::vector<std::size_t> place(ready_.zones());
    for (std::size_t i = 0; i < order_.size(); ++i) place[order_[i]] = i;
    const auto key = [&](const Pair& pair) { return std::tuple(pair.users, place[pair.origin], pair.destination); };
    auto pair = flows_.pairs.begin();
    for (Pair& before : old) {
      while (pair != flows_.pairs.end() && key(*pair) < key(before)) ++pair;
      const bool kept = pair != flows_.pairs.end() && key(*pair) == key(before);
      drop_closed(before, /*all=*/!kept);
      if (!kept) continue;
      pair->path = before.path;
      double trips = 0.0;
      for (std::uint32_t p = pair->path; p != kNone; p = flows_.paths[p].next) trips += flows_.paths[p].flow;
      for (std::uint32_t p = pair->path; p != kNone; p = flows_.paths[p].next) {
        Path& path = flows_.paths[p];
        path.flow = trips > 0.0 ? path.flow * (pair->demand / trips) : p == pair->path ? pair->demand : 0.0;
      }
    }
  }

  /// Removes the paths that a closure cuts, or all.
  void drop_closed(Pair& pair, bool all) {
    for (std::uint32_t p = pair.path; p != kNone;) {
      const std::uint32_t next = flows_.paths[p].next;
      flows_.paths[p].fixed = fixed_cost(pair.users, flows_.arcs(flows_.paths[p]));
      if (all || flows_.paths[p].fixed == kInfinity) flows_.remove(pair, p);
      p = next;
    }
  }

  double fixed_cost(std::uint32_t users, std::span<const std::uint32_t> arcs) const {
    double sum = 0.0;
    if (classes_[users].fixed_cost.empty()) return sum;
    for (const std::uint32_t arc : arcs) sum += classes_[users].fixed_cost[arc];
    return sum;
  }

  double cost(const Path& path) const {
    double sum = path.fixed;
    for (const std::uint32_t arc : flows_.arcs(path)) sum += time_[arc];
    return sum;
  }

  /// Volumes from the paths, anew, so that rounding does not add up; times and slopes at these volumes.
  void load_paths() {
    volume_.assign(delay_.size(), 0.0);
    for (const Pair& pair : flows_.pairs) {
      for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) {
        const double volume = classes_[pair.users].pcu * flows_.paths[p].flow;
        for (const std::uint32_t arc : flows_.arcs(flows_.paths[p])) volume_[arc] += volume;
      }
    }
    for (std::uint32_t arc = 0; arc < volume_.size(); ++arc) update(arc);
  }

  void update(std::uint32_t arc) {
    time_[arc] = delay_.time(ArcId(arc), volume_[arc]);
    slope_[arc] = delay_.slope(ArcId(arc), volume_[arc]);
  }

  /// The cheapest paths of all pairs: what they would cost, and the paths themselves where they are new.
  std::vector<Found> search() {
    const std::size_t blocks = ready_.plan().blocks().size();
    std::vector<Found> found(classes_.size() * kChunks);
    std::vector<double> cost_of_arc(delay_.size());
    for (std::uint32_t users = 0; users < classes_.size(); ++users) {
      for (std::size_t a = 0; a < cost_of_arc.size(); ++a) cost_of_arc[a] = arc_cost(classes_[users], time_[a], a);
      metric_.customize(cost_of_arc);
      for_each_block(kChunks, [&](std::size_t chunk) {
        SweepTrees<double> trees(ready_.plan(), metric_);
        std::vector<ArcId> path;
        for (std::size_t block = chunk * blocks / kChunks; block < (chunk + 1) * blocks / kChunks; ++block) {
          check_stop();
          search_block(users, block, trees, path, found[users * kChunks + chunk]);
        }
      });
    }
    return found;
  }

  void search_block(std::uint32_t users, std::size_t block, SweepTrees<double>& trees, std::vector<ArcId>& path,
                    Found& found) const {
    const std::size_t first = users * ready_.plan().blocks().size() + block;
    if (first_pair_[first] == first_pair_[first + 1]) return;
    trees.sweep(block);
    const auto& origins = ready_.plan().blocks()[block].origin;
    std::size_t lane = 0;
    for (std::uint32_t i = first_pair_[first]; i < first_pair_[first + 1]; ++i) {
      const Pair& pair = flows_.pairs[i];
      while (origins[lane] != pair.origin) ++lane;
      const double distance = trees.distance(lane, pair.destination);
      if (distance == kInfinity) {
        found.unreachable += pair.demand;
        continue;
      }
      double cheapest = kInfinity;
      for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) {
        const double price = cost(flows_.paths[p]);
        cheapest = std::min(cheapest, price);
        found.paid += classes_[users].pcu * flows_.paths[p].flow * price;
      }
      found.least += classes_[users].pcu * pair.demand * std::min(distance, cheapest);
      if (!(distance < cheapest * kCheaper)) continue;
      trees.path(lane, pair.destination, path);
      found.pair.push_back(i);
      found.length.push_back(static_cast<std::uint32_t>(path.size()));
      for (const ArcId arc : path) found.arcs.push_back(arc.value);
    }
  }

  /// Puts the gap into the result; false while there are pairs without a path.
  bool sum_up(const std::vector<Found>& found, Equilibrium& result) const {
    double paid = 0.0, least = 0.0;
    bool complete = true;
    result.unreachable = 0.0;
    for (const Found& part : found) {
      paid += part.paid;
      least += part.least;
      result.unreachable += part.unreachable;
      for (const std::uint32_t i : part.pair) complete = complete && flows_.pairs[i].path != kNone;
    }
    result.relative_gap = paid > 0.0 ? (paid - least) / paid : 0.0;
    return complete;
  }

  /// A start from nothing: the demand in equal slices, each on the cheapest paths after the ones before. Pairs whose
  /// cheapest path is known spread a slice over their paths.
  void load_slices() {
    for (int slice = 0; slice < kSlices; ++slice) {
      load_paths();
      const std::vector<Found> found = search();
      const double known = double(slice) / kSlices, next = double(slice + 1) / kSlices;
      for (const Pair& pair : flows_.pairs) scale(pair, slice > 0 ? next / known : 1.0);
      for (const Found& part : found) {
        for (const std::uint32_t i : part.pair) scale(flows_.pairs[i], slice > 0 ? known / next : 1.0);
      }
      add_paths(found, {next - known, next - known});
    }
    load_paths();
    equilibrate();
  }

  void scale(const Pair& pair, double factor) {
    for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) flows_.paths[p].flow *= factor;
  }

  /// What a new path takes of its pair's demand.
  struct Share {
    double only = 1.0, further = 0.0;  ///< as the only path, as a further one
  };
  void add_paths(const std::vector<Found>& found, Share share) {
    for (const Found& part : found) {
      std::size_t first = 0;
      for (std::size_t i = 0; i < part.pair.size(); ++i) {
        Pair& pair = flows_.pairs[part.pair[i]];
        const std::span<const std::uint32_t> arcs(part.arcs.data() + first, part.length[i]);
        const std::uint32_t number =
            flows_.add(pair, arcs, pair.demand * (pair.path == kNone ? share.only : share.further));
        flows_.paths[number].fixed = fixed_cost(pair.users, arcs);
        first += part.length[i];
      }
    }
  }

  /// Removes paths that have had no trips for some time; most that lose their trips get some back soon.
  void drop_idle() {
    for (Pair& pair : flows_.pairs) {
      for (std::uint32_t p = pair.path; p != kNone;) {
        Path& path = flows_.paths[p];
        const std::uint32_t number = std::exchange(p, path.next);
        path.idle = path.flow > 0.0 ? 0 : path.idle + 1;
        if (path.idle > kIdle) flows_.remove(pair, number);
      }
    }
  }

  /// Passes over the pairs with a choice; each moves trips to its cheapest path, and roads react at once.
  void equilibrate() {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < flows_.pairs.size(); ++i) {
      const std::uint32_t first = flows_.pairs[i].path;
      if (first != kNone && flows_.paths[first].next != kNone) open.push_back(i);
    }
    std::vector<double> excess(open.size());
    double at_first = 0.0;
    for (int round = 0; round < kRounds; ++round) {
      for_each_piece(open.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) excess[i] = excess_of(flows_.pairs[open[i]]);
      });
      double sum = 0.0;
      for (const double part : excess) sum += part;
      at_first = std::max(at_first, sum);
      if (sum <= kSettled * at_first) break;
      const double worth = kWorth * sum / double(open.size());
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (i % 1024 == 0) check_stop();
        if (excess[i] > worth) balance(flows_.pairs[open[i]]);
      }
    }
  }

  /// Σ trips · (cost − cheapest) over the known paths of a pair.
  double excess_of(const Pair& pair) const {
    double paid = 0.0, trips = 0.0, least = kInfinity;
    for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) {
      const double price = cost(flows_.paths[p]);
      paid += flows_.paths[p].flow * price;
      trips += flows_.paths[p].flow;
      least = std::min(least, price);
    }
    return paid - trips * least;
  }

  /// Moves trips of one pair towards its cheapest path.
  void balance(Pair& pair) {
    std::uint32_t best = kNone;
    double least = kInfinity;
    for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) {
      const double price = cost(flows_.paths[p]);
      if (price < least) std::tie(least, best) = std::pair(price, p);
    }
    for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) {
      if (p != best && flows_.paths[p].flow > 0.0) shift(pair, p, best);
    }
  }

  /// One Newton step from a path to a cheaper one; only roads that they do not share count.
  void shift(const Pair& pair, std::uint32_t from_number, std::uint32_t to_number) {
    Path& from = flows_.paths[from_number];
    Path& to = flows_.paths[to_number];
    const std::uint32_t in_to = next_mark_, in_both = next_mark_ + 1;
    next_mark_ += 2;
    if (next_mark_ > 0xfffffff0u) restart_marks();
    double difference = from.fixed - to.fixed, slope = 0.0;
    for (const std::uint32_t arc : flows_.arcs(to)) mark_[arc] = in_to;
    for (const std::uint32_t arc : flows_.arcs(from)) {
      if (mark_[arc] == in_to) {
        mark_[arc] = in_both;
      } else {
        difference += time_[arc];
        slope += slope_[arc];
      }
    }
    for (const std::uint32_t arc : flows_.arcs(to)) {
      if (mark_[arc] != in_to) continue;
      difference -= time_[arc];
      slope += slope_[arc];
    }
    if (!(difference > 0.0)) return;
    const double pcu = classes_[pair.users].pcu;
    const double trips = from.flow, wanted = slope > 0.0 ? difference / (pcu * slope) : kInfinity;
    const double moved = std::min(trips, wanted);
    for (const std::uint32_t arc : flows_.arcs(from)) {
      if (mark_[arc] == in_both) continue;
      volume_[arc] = std::max(0.0, volume_[arc] - pcu * moved);
      update(arc);
    }
    for (const std::uint32_t arc : flows_.arcs(to)) {
      if (mark_[arc] != in_to) continue;
      volume_[arc] += pcu * moved;
      update(arc);
    }
    to.flow += moved;
    from.flow = moved == trips ? 0.0 : trips - moved;
  }

  void restart_marks() {
    std::fill(mark_.begin(), mark_.end(), 0);
    next_mark_ = 1;
  }

  Equilibrium finish(Equilibrium result) const {
    result.class_flow.assign(classes_.size(), std::vector<double>(delay_.size(), 0.0));
    for (const Pair& pair : flows_.pairs) {
      for (std::uint32_t p = pair.path; p != kNone; p = flows_.paths[p].next) {
        const Path& path = flows_.paths[p];
        result.objective += classes_[pair.users].pcu * path.flow * path.fixed;
        for (const std::uint32_t arc : flows_.arcs(path)) result.class_flow[pair.users][arc] += path.flow;
      }
    }
    result.volume = volume_;
    result.time = time_;
    for (const ArcId arc : rows<ArcId>(delay_.size())) result.objective += delay_.area(arc, volume_[arc.index()]);
    return result;
  }

  const ReadyNetwork& ready_;
  const VolumeDelay& delay_;
  std::span<const UserClass> classes_;
  PathFlows& flows_;
  Metric<double> metric_;
  std::vector<std::uint32_t> order_;       // origins in the order of the plan
  std::vector<std::uint32_t> first_pair_;  // of each class and block
  std::vector<double> volume_, time_, slope_;
  std::vector<std::uint32_t> mark_;  // which path of the present shift an arc belongs to
  std::uint32_t next_mark_ = 1;
};

}  // namespace

std::uint32_t PathFlows::add(Pair& pair, std::span<const std::uint32_t> arcs, double flow) {
  std::uint32_t number = static_cast<std::uint32_t>(paths.size());
  if (unused_.empty()) {
    paths.emplace_back();
  } else {
    number = unused_.back();
    unused_.pop_back();
  }
  paths[number] = {arcs_.size(), static_cast<std::uint32_t>(arcs.size()), pair.path, 0, flow, 0.0};
  arcs_.insert(arcs_.end(), arcs.begin(), arcs.end());
  pair.path = number;
  return number;
}

void PathFlows::remove(Pair& pair, std::uint32_t number) {
  std::uint32_t* link = &pair.path;
  while (*link != number) link = &paths[*link].next;
  *link = paths[number].next;
  garbage_ += paths[number].length;
  unused_.push_back(number);
}

void PathFlows::tidy() {
  if (garbage_ * 2 < arcs_.size()) return;
  std::vector<std::uint32_t> kept;
  kept.reserve(arcs_.size() - garbage_);
  for (const Pair& pair : pairs) {
    for (std::uint32_t p = pair.path; p != kNone; p = paths[p].next) {
      const std::size_t first = kept.size();
      kept.insert(kept.end(), arcs_.begin() + static_cast<std::ptrdiff_t>(paths[p].first),
                  arcs_.begin() + static_cast<std::ptrdiff_t>(paths[p].first + paths[p].length));
      paths[p].first = first;
    }
  }
  arcs_ = std::move(kept);
  garbage_ = 0;
}

Equilibrium solve_path_equilibrium(const ReadyNetwork& ready, const VolumeDelay& delay,
                                   std::span<const UserClass> classes, const EquilibriumOptions& options,
                                   PathFlows& flows) {
  PLANSPIEL_CHECK(delay.size() == ready.graph().arcs());
  return GradientProjection(ready, delay, classes, flows).solve(options);
}

}  // namespace planspiel::mobility
