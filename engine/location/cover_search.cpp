#include "engine/location/cover_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

namespace planspiel::location {
namespace {

constexpr double kRounding = 1e-11;  ///< margin of bounds, relative to the model's magnitude, for sums of doubles
constexpr double kEqual = 1e-9;      ///< where values are no whole numbers: relative difference that does not matter
constexpr std::size_t kBreadth = 20000;       ///< open nodes, above which the newest is taken first
constexpr std::uint64_t kCompleteEvery = 16;  ///< nodes

constexpr std::size_t kProbes = 6;        ///< sites whose two sides are tried before one is branched on
constexpr std::size_t kProbeSteps = 400;  ///< of the ascent in a trial
constexpr std::uint32_t kReliable = 2;    ///< falls seen, from which their mean is trusted
constexpr double kWhole = 1e-3;           ///< nearer to a whole number, units count as whole

/// The sides of a branching: fewer units, more units.
enum Side : std::uint8_t { kFewer, kMore };

struct Node {
  std::vector<std::uint32_t> least{}, most{};
  std::shared_ptr<const RelaxedPoint> start{};
  double bound = std::numeric_limits<double>::infinity();
  std::uint64_t number = 0;
};

/// How far bounds fell per unit when a site got fewer or more units: pseudo-costs (Achterberg, Koch, Martin: Branching
/// rules revisited, Operations Research Letters 33, 2005).
class Falls {
 public:
  explicit Falls(std::size_t sites) : of_site_(sites) {}
  void note(SiteNumber site, Side side, double fall, double distance) {
    for (Mean* mean : {&of_site_[site][side], &all_[side]}) {
      mean->sum += std::max(0.0, fall) / distance;
      ++mean->count;
    }
  }
  bool reliable(SiteNumber site) const {
    return std::min(of_site_[site][kFewer].count, of_site_[site][kMore].count) >= kReliable;
  }
  /// The product of what both sides promise; of what is seen elsewhere where the site is new.
  double score(SiteNumber site, double fraction) const {
    return std::max(1e-6, per_unit(site, kFewer) * fraction) * std::max(1e-6, per_unit(site, kMore) * (1.0 - fraction));
  }

 private:
  struct Mean {
    double sum = 0.0;
    std::uint32_t count = 0;
  };
  double per_unit(SiteNumber site, Side side) const {
    const Mean& own = of_site_[site][side].count > 0 ? of_site_[site][side] : all_[side];
    return own.count > 0 ? own.sum / own.count : 1.0;
  }
  std::vector<std::array<Mean, 2>> of_site_;
  std::array<Mean, 2> all_{};
};

/// Where a node is split: `low` units at most, or one more at least.
struct Split {
  SiteNumber site = 0;
  std::uint32_t low = 0;
  double fraction = 0.5;
};

class CoverSearch {
 public:
  CoverSearch(const CoverModel& model, const CoverSearchOptions& options)
      : model_(model),
        options_(options),
        clock_(options.limits),
        margin_(kRounding * magnitude(model)),
        whole_(is_whole(model)),
        falls_(model.site_count()) {}

  CoverSearchResult run(std::vector<std::uint32_t> start, RelaxedPoint point) {
    offer(start);
    auto first = std::make_shared<RelaxedPoint>(point.multiplier.empty() ? start_point(model_) : std::move(point));
    result_.root = *first;
    push({model_.least, model_.most, first});
    while (!open_.empty()) {
      if (result_.nodes > 0 && (clock_.out() || result_.nodes >= options_.most_nodes)) break;
      Node node = pop();
      if (closed(node.bound)) continue;
      solve(std::move(node));
      dive();
    }
    result_.bound = std::max(has_incumbent() ? result_.value : -HUGE_VAL, closed_bound_);
    for (const Node& node : open_) result_.bound = std::max(result_.bound, rounded(node.bound));
    result_.nodes = result_.nodes > 0 ? result_.nodes - 1 : 0;
    return std::move(result_);
  }

 private:
  bool has_incumbent() const { return !result_.units_at.empty(); }

  void offer(const std::vector<std::uint32_t>& units_at) {
    if (units_at.empty()) return;
    const double value = options_.evaluate ? options_.evaluate(units_at) : value_of(model_, units_at);
    if (value == -HUGE_VAL) return;
    if (has_incumbent() && value <= result_.value) return;
    result_.value = value;
    result_.units_at = units_at;
  }

  /// A bound with its margin, rounded down where all values are whole.
  double rounded(double bound) const {
    const double safe = bound + margin_;
    return whole_ ? std::floor(safe) : safe;
  }
  /// Below this no bound is worth a node.
  double cutoff() const {
    if (!has_incumbent()) return -std::numeric_limits<double>::max();
    const double allowed = options_.limits.gap * std::abs(result_.value);
    const double step = whole_ ? 1.0 : options_.step;
    const double next =
        std::max({4.0 * margin_, step * (1.0 - 1e-6), step > 0.0 ? 0.0 : kEqual * std::abs(result_.value)});
    return result_.value + std::max(allowed, next) - margin_;
  }
  /// Notes the bound of a subtree that is left out because it cannot be better by more than the gap asked for.
  bool closed(double bound) {
    if (!(bound < cutoff())) return false;
    if (rounded(bound) > result_.value) closed_bound_ = std::max(closed_bound_, rounded(bound));
    return true;
  }

  /// The heap's order: best bound first, then the older.
  static bool worse(const Node& a, const Node& b) {
    return a.bound != b.bound ? a.bound < b.bound : a.number > b.number;
  }
  void push(Node node) {
    node.number = ++created_;
    open_.push_back(std::move(node));
    if (!deep_) std::ranges::push_heap(open_, worse);
  }
  Node pop() {
    if (!deep_ && open_.size() > kBreadth) {
      deep_ = true;
      std::ranges::sort(open_, worse);
    }
    if (!deep_) std::ranges::pop_heap(open_, worse);
    Node node = std::move(open_.back());
    open_.pop_back();
    return node;
  }

  /// After every second node taken from the heap: down to a leaf or a closed bound, for a better choice.
  void dive() {
    const bool down = ++dives_ % 2 == 0;
    while (down && next_ && !clock_.out() && result_.nodes < options_.most_nodes) {
      Node node = *std::exchange(next_, std::nullopt);
      if (!closed(node.bound)) solve(std::move(node));
    }
    if (next_) push(*std::exchange(next_, std::nullopt));
  }

  /// False where the bounds on the sites leave no choice; then the one choice, if any, is offered.
  bool undecided(Node& node) {
    if (!model_.units) return node.least != node.most || (offer(node.least), false);
    const auto least = std::accumulate(node.least.begin(), node.least.end(), std::size_t{0});
    const auto most = std::accumulate(node.most.begin(), node.most.end(), std::size_t{0});
    if (least > *model_.units || most < *model_.units) return false;
    if (least == *model_.units)
      offer(node.least);
    else if (most == *model_.units)
      offer(node.most);
    else
      return true;
    return false;
  }

  void solve(Node node) {
    const bool is_root = result_.nodes++ == 0;
    auto point = std::make_shared<RelaxedPoint>(*node.start);
    std::size_t steps = is_root ? options_.root_steps : options_.node_steps;
    for (int round = 0; round < 20; ++round) {
      if (!propagate(node) || !undecided(node)) return;
      const RelaxedCover cover = relaxed(node);
      CoverAscent ascent(cover, *point);
      ascent.run({cutoff(), steps, 0.05, &clock_, is_root ? options_.root_share : 1.0});
      ascent.store(*point);
      node.bound = std::min(node.bound, ascent.bound());
      if (round == 0) complete(*point, is_root);
      if (is_root && round == 0) result_.root = *point;
      if (closed(node.bound)) return;
      const std::size_t fixed = fix(ascent, cover, node);
      if ((fixed * 20 >= cover.site.size() || (is_root && round == 0)) && !clock_.out()) continue;
      if (!undecided(node)) return;
      const auto split = choose(node, ascent, cover, point);
      if (!split) continue;  // a trial has decided a site
      branch(std::move(node), *split, std::move(point));
      return;
    }
    push(std::move(node));
  }

  void complete(const RelaxedPoint& point, bool is_root) {
    if (!options_.complete || (!is_root && result_.nodes % kCompleteEvery != 0)) return;
    offer(options_.complete(point, is_root));
  }

  /// Sites whose other value would push the bound below the cutoff take the value they have.
  std::size_t fix(const CoverAscent& ascent, const RelaxedCover& cover, Node& node) {
    if (!has_incumbent()) return 0;
    std::size_t fixed = 0;
    const auto flips = ascent.flips();
    for (std::size_t k = 0; k < flips.size(); ++k) {
      const double other = ascent.bound() - flips[k].fall;
      if (!closed(other)) continue;
      const SiteNumber site = cover.site[k];
      (flips[k].used ? node.least : node.most)[site] = flips[k].used ? node.most[site] : node.least[site];
      ++fixed;
    }
    return fixed;
  }

  /// The site whose two sides make the bound fall most: by what was seen where that is reliable, by trying it where it
  /// is not. None where a trial has shown that one side holds nothing: the node then has the other.
  std::optional<Split> choose(Node& node, const CoverAscent& ascent, const RelaxedCover& cover,
                              const std::shared_ptr<const RelaxedPoint>& point) {
    std::vector<std::pair<double, Split>> open;
    for (std::size_t k = 0; k < cover.site.size(); ++k) {
      const SiteNumber site = cover.site[k];
      if (node.least[site] == node.most[site]) continue;
      const double x = ascent.units()[k], fraction = x - std::floor(x);
      if (std::min(fraction, 1.0 - fraction) < kWhole) continue;
      const Split split{site, node.least[site] + std::uint32_t(std::floor(x)), fraction};
      open.emplace_back(falls_.score(site, fraction), split);
    }
    if (open.empty()) return loosest(node, ascent, cover);
    std::ranges::stable_sort(open, std::greater<>(), &std::pair<double, Split>::first);
    open.resize(std::min(open.size(), kProbes));
    std::pair<double, Split> best{-1.0, {}};
    for (const auto& [promised, split] : open) {
      double score = promised;
      if (!falls_.reliable(split.site) && !clock_.out()) {
        const double fewer = try_side(node, split, kFewer, point), more = try_side(node, split, kMore, point);
        if (closed(fewer) || closed(more)) {
          if (closed(fewer)) node.least[split.site] = split.low + 1;
          if (closed(more)) node.most[split.site] = split.low;
          return std::nullopt;
        }
        score = std::max(1e-6, node.bound - fewer) * std::max(1e-6, node.bound - more);
      }
      if (score > best.first) best = {score, split};
    }
    return best.second;
  }

  /// A bound of one side, from a short ascent.
  double try_side(const Node& node, const Split& split, Side side, const std::shared_ptr<const RelaxedPoint>& point) {
    Node child = side_of(node, split, side);
    if (!propagate(child)) return -HUGE_VAL;
    const RelaxedCover cover = relaxed(child);
    CoverAscent ascent(cover, *point);
    ascent.run({cutoff(), kProbeSteps, 0.05, &clock_});
    const double bound = std::min(node.bound, ascent.bound());
    falls_.note(split.site, side, node.bound - bound, side == kFewer ? split.fraction : 1.0 - split.fraction);
    return bound;
  }

  static Node side_of(const Node& node, const Split& split, Side side) {
    Node child{node.least, node.most, node.start, node.bound};
    if (side == kFewer)
      child.most[split.site] = split.low;
    else
      child.least[split.site] = split.low + 1;
    return child;
  }

  /// Where all units are whole: the site that the bound holds most loosely.
  Split loosest(const Node& node, const CoverAscent& ascent, const RelaxedCover& cover) const {
    const auto flips = ascent.flips();
    Split best;
    double least_fall = HUGE_VAL;
    for (std::size_t k = 0; k < cover.site.size(); ++k) {
      const SiteNumber site = cover.site[k];
      if (node.least[site] == node.most[site] || flips[k].fall >= least_fall) continue;
      least_fall = flips[k].fall;
      const double x = std::max(0.0, std::min(ascent.units()[k], cover.most[k] - 1e-6));
      best = {site, std::min(node.least[site] + std::uint32_t(x), node.most[site] - 1), x - std::floor(x)};
    }
    return best;
  }

  void branch(Node node, const Split& split, std::shared_ptr<const RelaxedPoint> point) {
    node.start = std::move(point);
    Node fewer = side_of(node, split, kFewer), more = side_of(node, split, kMore);
    const bool rounds_up = split.fraction >= 0.5;
    push(rounds_up ? std::move(fewer) : std::move(more));
    next_ = rounds_up ? std::move(more) : std::move(fewer);
  }

  /// Where all rows must be covered: rows with one site left open it. False where a row has none.
  bool propagate(Node& node) const {
    if (!options_.covers_all) return true;
    std::vector<bool> covered(model_.row_count(), false);
    const auto open = [&](SiteNumber site) {
      node.least[site] = 1;
      for (const std::uint32_t row : model_.rows.covers(site)) covered[row] = true;
    };
    for (SiteNumber site = 0; site < model_.site_count(); ++site)
      if (node.least[site] > 0) open(site);
    for (std::uint32_t row = 0; row < model_.row_count(); ++row) {
      if (covered[row]) continue;
      std::uint32_t left = 0;
      SiteNumber last = 0;
      for (const SiteNumber site : model_.sites.of(row))
        if (node.most[site] > 0) {
          ++left;
          last = site;
          if (left > 1) break;
        }
      if (left == 0) return false;
      if (left == 1) open(last);
    }
    return true;
  }

  /// The relaxation. Where all rows must be covered, one that is not costs what its cheapest site that is left costs.
  RelaxedCover relaxed(const Node& node) const {
    RelaxedCover cover = relax(model_, node.least, node.most);
    if (!options_.covers_all) return cover;
    std::vector<double> cheapest(cover.row_count(), HUGE_VAL);
    for (std::size_t k = 0; k < cover.site.size(); ++k)
      for (const std::uint32_t row : cover.covers(k)) cheapest[row] = std::min(cheapest[row], -cover.profit[k]);
    for (std::size_t row = 0; row < cover.row_count(); ++row) {
      const double more = std::max(0.0, cheapest[row] - cover.gain[row]);
      cover.gain[row] += more;
      cover.base -= more;
    }
    return cover;
  }

  const CoverModel& model_;
  const CoverSearchOptions& options_;
  SearchClock clock_;
  double margin_ = 0.0;
  bool whole_ = false, deep_ = false;
  Falls falls_;
  std::vector<Node> open_;
  std::optional<Node> next_;  ///< the child that a dive would take
  std::uint64_t created_ = 0, dives_ = 0;
  double closed_bound_ = -std::numeric_limits<double>::infinity();
  CoverSearchResult result_;
};

}  // namespace

CoverSearchResult search_cover(const CoverModel& model, std::vector<std::uint32_t> start, RelaxedPoint point,
                               const CoverSearchOptions& options) {
  return CoverSearch(model, options).run(std::move(start), std::move(point));
}

}  // namespace planspiel::location
