#include "plugins/fire/location/cover_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

namespace planspiel::fire {
namespace {

constexpr double kRounding = 1e-11;  ///< margin of bounds, relative to the model's magnitude, for sums of doubles
constexpr double kEqual = 1e-9;      ///< where values are no whole numbers: relative difference that does not matter
constexpr std::size_t kBreadth = 20000;       ///< open nodes, above which the newest is taken first
constexpr std::uint64_t kCompleteEvery = 16;  ///< nodes

struct Node {
  std::vector<std::uint32_t> least{}, most{};
  std::shared_ptr<const RelaxedPoint> start{};
  double bound = std::numeric_limits<double>::infinity();
  std::uint64_t number = 0;
};

class CoverSearch {
 public:
  CoverSearch(const CoverModel& model, const CoverSearchOptions& options)
      : model_(model),
        options_(options),
        clock_(options.limits),
        margin_(kRounding * magnitude(model)),
        whole_(is_whole(model)) {}

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
      if (!undecided(node)) return;
      const RelaxedCover cover = relax(model_, node.least, node.most);
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
      branch(std::move(node), ascent, cover, std::move(point));
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

  /// Two children at the most undecided site; where all are whole, at the one the bound holds most loosely.
  void branch(Node node, const CoverAscent& ascent, const RelaxedCover& cover,
              std::shared_ptr<const RelaxedPoint> point) {
    const auto flips = ascent.flips();
    std::size_t best = 0;
    double best_score = -1.0, split = 0.0;
    for (std::size_t k = 0; k < cover.site.size(); ++k) {
      const SiteNumber site = cover.site[k];
      if (node.least[site] == node.most[site]) continue;
      const double x = ascent.units()[k], fraction = x - std::floor(x), away = std::min(fraction, 1.0 - fraction);
      const double score = away + 1e-6 / (1.0 + flips[k].fall);
      if (score <= best_score) continue;
      best_score = score;
      best = k;
      split = std::floor(std::min(x, cover.most[k] - 1e-6));
    }
    const SiteNumber site = cover.site[best];
    const auto low = std::min(node.least[site] + std::uint32_t(split), node.most[site] - 1);
    Node up = node;
    node.start = up.start = std::move(point);
    node.most[site] = low;
    up.least[site] = low + 1;
    const bool rounds_up = ascent.units()[best] - split >= 0.5;
    push(std::move(rounds_up ? node : up));
    next_ = std::move(rounds_up ? up : node);
  }

  const CoverModel& model_;
  const CoverSearchOptions& options_;
  SearchClock clock_;
  double margin_ = 0.0;
  bool whole_ = false, deep_ = false;
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

}  // namespace planspiel::fire
