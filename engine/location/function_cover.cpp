#include "engine/location/function_cover.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/base/error.hpp"
#include "engine/location/function_relaxation.hpp"

namespace planspiel::location {
namespace {

constexpr std::size_t kRootSteps = 4000, kNodeSteps = 400;
constexpr std::size_t kMostSizes = 31;  ///< bits of SizesLeft, less "none"
constexpr std::size_t kFewNew = 2;      ///< so many new sites are tried in all combinations

struct SizesNode {
  SizesLeft left{};
  double bound = HUGE_VAL;
};

/// Best bound first over sites and sizes.
class SizeSearch {
 public:
  SizeSearch(const FunctionModel& model, const SearchLimits& limits, std::uint64_t most_nodes)
      : model_(model), limits_(limits), clock_(limits), most_nodes_(most_nodes), state_(model) {
    whole_ = std::ranges::all_of(model.weight, [](double w) { return w == std::floor(w); });
    for (const double weight : model.weight) margin_ += 1e-11 * weight;
  }

  void run() {
    if (model_.most_new <= kFewNew && std::isinf(model_.budget) && model_.sizes.size() > 1) return try_all();
    offer(choose_sizes(model_, clock_));
    SizesNode root{SizesLeft(model_.sites(), 1u), HUGE_VAL};
    for (SiteNumber site = 0; site < model_.sites(); ++site)
      if (model_.may_grow[site]) root.left[site] = (1u << model_.sizes.size()) - 1u;
    open_.push_back(std::move(root));
    while (!open_.empty() && (nodes_ == 0 || (!clock_.out() && nodes_ < most_nodes_))) {
      std::ranges::pop_heap(open_, {}, &SizesNode::bound);
      SizesNode node = std::move(open_.back());
      open_.pop_back();
      if (!closed(node.bound)) solve(std::move(node));
    }
    for (const SizesNode& node : open_) bound_ = std::max(bound_, rounded(node.bound));
    bound_ = std::max(bound_, met_);
  }

  /// Without a budget the largest size is never worse: all pairs of sites with it, then the smallest sizes that meet as
  /// much. Places newly met lie within late reach of one of both, which spares most pairs the look.
  void try_all() {
    const auto largest =
        std::uint32_t(std::ranges::max_element(model_.sizes, {}, &CrewSize::functions) - model_.sizes.begin());
    offer(SizeChoice(model_.sites(), 0));
    const std::vector<double> most = most_gain_of_each();
    std::vector<SiteNumber> order;
    for (SiteNumber site = 0; site < model_.sites(); ++site)
      if (model_.may_grow[site]) order.push_back(site);
    std::ranges::stable_sort(order, [&](SiteNumber a, SiteNumber b) { return most[a] > most[b]; });
    const double before = met_;
    SizeChoice choice(model_.sites(), 0);
    for (std::size_t i = 0; i < order.size() && model_.most_new > 0; ++i) {
      choice[order[i]] = largest;
      offer(choice);
      for (std::size_t j = i + 1; j < order.size() && model_.most_new > 1; ++j) {
        if (before + most[order[i]] + most[order[j]] <= met_) break;
        choice[order[j]] = largest;
        offer(choice);
        choice[order[j]] = 0;
      }
      choice[order[i]] = 0;
    }
    bound_ = met_;
    shrink(order);
    nodes_ = 1;
  }

  /// Unmet weight that each site reaches in time for the last demand.
  std::vector<double> most_gain_of_each() {
    std::vector<double> functions[2] = {std::vector<double>(model_.rows(), 0.0),
                                        std::vector<double>(model_.rows(), 0.0)};
    for (SiteNumber site = 0; site < model_.sites(); ++site)
      for (const int k : {0, 1})
        for (const PlaceNumber row : model_.reach[k].covers(site)) functions[k][row] += model_.existing[site];
    const auto is_met = [&](PlaceNumber row) {
      return functions[0][row] >= model_.demand[0] - 1e-9 && functions[1][row] >= model_.demand[1] - 1e-9;
    };
    std::vector<double> most(model_.sites(), 0.0);
    for (SiteNumber site = 0; site < model_.sites(); ++site) {
      std::vector<PlaceNumber> rows;
      std::ranges::set_union(model_.reach[0].covers(site), model_.reach[1].covers(site), std::back_inserter(rows));
      for (const PlaceNumber row : rows)
        if (!is_met(row)) most[site] += model_.weight[row];
    }
    return most;
  }

  /// The smallest sizes that meet as much as the best choice.
  void shrink(const std::vector<SiteNumber>& sites) {
    for (const SiteNumber site : sites)
      for (std::uint32_t size = 0; size < model_.sizes.size() && best_[site] != 0; ++size) {
        if (model_.sizes[size].functions >= model_.sizes[best_[site]].functions) continue;
        SizeChoice smaller = best_;
        smaller[site] = size;
        state_.set(smaller);
        if (state_.met() < met_ - 1e-9 * met_) continue;
        best_ = smaller;
        met_ = std::min(met_, state_.met());
        break;
      }
  }

  const SizeChoice& best() const { return best_; }
  double met() const { return met_; }
  double bound() const { return bound_; }
  std::uint64_t nodes() const { return nodes_ - 1; }

 private:
  void offer(const SizeChoice& choice) {
    state_.set(choice);
    if (!best_.empty() && state_.met() <= met_) return;
    best_ = choice;
    met_ = state_.met();
  }
  double rounded(double bound) const { return whole_ ? std::floor(bound + margin_) : bound + margin_; }
  double cutoff() const {
    const double next = whole_ ? 1.0 - 1e-6 : 1e-9 * met_ + 4.0 * margin_;
    return met_ + std::max(next, limits_.gap * met_) - margin_;
  }
  bool closed(double bound) {
    if (!(bound < cutoff())) return false;
    bound_ = std::max(bound_, std::max(met_, rounded(bound)));
    return true;
  }

  void solve(SizesNode node) {
    const bool is_root = nodes_++ == 0;
    FunctionRelaxation relaxation(model_, node.left);
    if (!relaxation.is_feasible()) return;
    if (std::ranges::all_of(node.left, is_decided)) {
      SizeChoice choice(node.left.size());
      std::ranges::transform(node.left, choice.begin(), decided_size);
      return offer(choice);
    }
    relaxation.run(cutoff(), is_root ? kRootSteps : kNodeSteps, clock_, is_root ? 0.9 : 1.0);
    node.bound = std::min(node.bound, relaxation.bound());
    if (closed(node.bound)) return;
    const FunctionRelaxation::Branch branch = relaxation.branch();
    SizesNode other = node;
    other.left[branch.site] &= ~branch.sizes;
    node.left[branch.site] = branch.sizes;
    for (SizesNode* child : {&node, &other}) {
      open_.push_back(std::move(*child));
      std::ranges::push_heap(open_, {}, &SizesNode::bound);
    }
  }

  const FunctionModel& model_;
  SearchLimits limits_;
  SearchClock clock_;
  std::uint64_t most_nodes_, nodes_ = 0;
  FunctionState state_;
  bool whole_ = false;
  double margin_ = 1e-11, met_ = 0.0, bound_ = 0.0;
  SizeChoice best_;
  std::vector<SizesNode> open_;
};

}  // namespace

double weight_met(const FunctionCoverProblem& problem, std::span<const SiteNumber> sites,
                  std::span<const std::size_t> sizes) {
  std::vector<double> functions(problem.existing);
  functions.resize(problem.early.sites(), 0.0);
  for (std::size_t k = 0; k < sites.size(); ++k) functions[sites[k]] += problem.sizes[sizes[k]].functions;
  std::vector<double> early(problem.early.places, 0.0), late(problem.early.places, 0.0);
  for (SiteNumber site = 0; site < functions.size(); ++site) {
    for (const PlaceNumber place : problem.early.covers(site)) early[place] += functions[site];
    for (const PlaceNumber place : problem.late.covers(site)) late[place] += functions[site];
  }
  double met = 0.0;
  for (std::size_t place = 0; place < early.size(); ++place)
    if (early[place] >= problem.early_functions - 1e-9 && late[place] >= problem.late_functions - 1e-9)
      met += problem.early.weight[place];
  return met;
}

FunctionCoverAnswer solve_function_cover(const FunctionCoverProblem& problem, const SearchLimits& limits,
                                         std::uint64_t most_nodes) {
  if (problem.sizes.size() > kMostSizes)
    throw Error(ErrorKind::config, "function cover: at most 31 sizes can be chosen from");
  const FunctionModel model = function_model(problem);
  SizeSearch search(model, limits, most_nodes);
  search.run();
  FunctionCoverAnswer answer;
  for (SiteNumber site = 0; site < model.sites(); ++site) {
    if (search.best()[site] == 0) continue;
    answer.choice.open.push_back(site);
    answer.size.push_back(search.best()[site] - 1);
  }
  answer.choice.value = weight_met(problem, answer.choice.open, answer.size);
  answer.choice.bound = std::max(answer.choice.value, search.bound());
  answer.choice.nodes = search.nodes();
  return answer;
}

}  // namespace planspiel::location
