#include "engine/location/function_model.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/error.hpp"
#include "engine/base/math.hpp"
#include "engine/base/random.hpp"
#include "engine/location/place_classes.hpp"

namespace planspiel::location {
namespace {

constexpr double kSlack = 1e-9;  ///< functions may be expected values, sums of products

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorKind::config, "function cover: " + what); }

void check_problem(const FunctionCoverProblem& problem) {
  check(problem.early);
  check(problem.late);
  if (problem.early.places != problem.late.places || problem.early.sites() != problem.late.sites())
    refuse("the early and the late reach must have the same places and sites");
  if (!problem.existing.empty() && problem.existing.size() != problem.early.sites())
    refuse(std::to_string(problem.existing.size()) + " numbers of existing functions for " +
           std::to_string(problem.early.sites()) + " sites; one each, or none, is needed");
  for (const double functions : problem.existing)
    if (!(functions >= 0.0)) refuse("the existing functions of a site must be zero or more");
  for (std::size_t k = 0; k < problem.sizes.size(); ++k) {
    if (!(problem.sizes[k].functions > (k == 0 ? 0.0 : problem.sizes[k - 1].functions)))
      refuse("sizes must have more functions one after the other, the first more than none");
    if (!(problem.sizes[k].cost >= 0.0)) refuse("the cost of a size must be zero or more");
  }
  for (const SiteNumber site : problem.candidates)
    if (site >= problem.early.sites())
      refuse("candidate site " + std::to_string(site) + " does not exist; there are " +
             std::to_string(problem.early.sites()));
}

/// Each site twice, so that a class has one early and one late set of sites.
CoverProblem joined(const CoverProblem& early, const CoverProblem& late) {
  CoverProblem both = early;
  for (SiteNumber site = 0; site < late.sites(); ++site) {
    both.place_of.insert(both.place_of.end(), late.covers(site).begin(), late.covers(site).end());
    both.first.push_back(std::uint32_t(both.place_of.size()));
  }
  both.cost.clear();
  both.fixed.clear();
  return both;
}

}  // namespace

FunctionModel function_model(const FunctionCoverProblem& problem) {
  check_problem(problem);
  const CoverProblem both = merge_places(joined(problem.early, problem.late)).problem;
  const std::size_t sites = problem.early.sites();
  FunctionModel model;
  model.weight = both.weight;
  for (std::size_t part = 0; part < 2; ++part) {
    CoverProblem& reach = model.reach[part];
    reach.places = both.places;
    for (std::size_t site = part * sites; site < (part + 1) * sites; ++site) {
      const auto rows = both.covers(SiteNumber(site));
      reach.place_of.insert(reach.place_of.end(), rows.begin(), rows.end());
      reach.first.push_back(std::uint32_t(reach.place_of.size()));
    }
  }
  model.demand[0] = problem.early_functions - kSlack;
  model.demand[1] = problem.late_functions - kSlack;
  model.existing = problem.existing.empty() ? std::vector<double>(sites, 0.0) : problem.existing;
  model.sizes.push_back({});
  model.sizes.insert(model.sizes.end(), problem.sizes.begin(), problem.sizes.end());
  model.may_grow.assign(sites, problem.candidates.empty() && !problem.sizes.empty());
  for (const SiteNumber site : problem.candidates) model.may_grow[site] = !problem.sizes.empty();
  model.most_new = std::min(problem.most_new, sites);
  model.budget = problem.budget;
  return model;
}

FunctionState::FunctionState(const FunctionModel& model) : model_(model), choice_(model.sites(), 0) {
  for (std::size_t part = 0; part < 2; ++part) {
    functions_[part].assign(model.rows(), 0.0);
    for (SiteNumber site = 0; site < model.sites(); ++site)
      for (const std::uint32_t row : model.reach[part].covers(site)) functions_[part][row] += model.existing[site];
  }
  for (std::uint32_t row = 0; row < model.rows(); ++row) count(row, 1.0);
}

void FunctionState::count(std::uint32_t row, double sign) {
  const double early = model_.demand[0] > 0.0 ? functions_[0][row] / model_.demand[0] : 1.0;
  const double late = model_.demand[1] > 0.0 ? functions_[1][row] / model_.demand[1] : 1.0;
  const double near = std::min({1.0, early, late});
  if (near >= 1.0) met_ += sign * model_.weight[row];
  near_ += sign * near * model_.weight[row];
}

void FunctionState::set(SiteNumber site, std::uint32_t size) {
  const CrewSize before = model_.sizes[choice_[site]], after = model_.sizes[size];
  sites_ += std::size_t(size > 0) - std::size_t(choice_[site] > 0);
  cost_ += after.cost - before.cost;
  choice_[site] = size;
  for (std::size_t part = 0; part < 2; ++part)
    for (const std::uint32_t row : model_.reach[part].covers(site)) {
      count(row, -1.0);
      functions_[part][row] += after.functions - before.functions;
      count(row, 1.0);
    }
}

void FunctionState::set(const SizeChoice& choice) {
  for (SiteNumber site = 0; site < choice.size(); ++site)
    if (choice_[site] != choice[site]) set(site, choice[site]);
}

bool FunctionState::fits(SiteNumber site, std::uint32_t size) const {
  const std::size_t sites = sites_ + std::size_t(size > 0) - std::size_t(choice_[site] > 0);
  return sites <= model_.most_new &&
         cost_ + model_.sizes[size].cost - model_.sizes[choice_[site]].cost <= model_.budget * (1.0 + 1e-12);
}

namespace {

struct SizeMove {
  SiteNumber site = 0;
  std::uint32_t size = 0;
  double gain = 0.0;  ///< of the score
};

/// The move of one site with the best gain (per cost where `per_cost`); gain 0 where none gains.
SizeMove best_move(FunctionState& state, const FunctionModel& model, bool per_cost) {
  SizeMove best;
  double best_rate = 0.0;
  const double before = state.score();
  for (SiteNumber site = 0; site < model.sites(); ++site) {
    if (!model.may_grow[site]) continue;
    const std::uint32_t here = state.choice()[site];
    for (std::uint32_t size = 0; size < model.sizes.size(); ++size) {
      if (size == here || !state.fits(site, size)) continue;
      state.set(site, size);
      const double gain = state.score() - before;
      state.set(site, here);
      const double extra = model.sizes[size].cost - model.sizes[here].cost;
      const double rate = per_cost && extra > 0.0 ? gain / extra : gain;
      if (gain <= 1e-9 * before || rate <= best_rate) continue;
      best = {site, size, gain};
      best_rate = rate;
    }
  }
  return best;
}

void add_sizes(FunctionState& state, const FunctionModel& model, const SearchClock& clock) {
  while (!clock.out(0.3)) {
    const SizeMove move = best_move(state, model, std::isfinite(model.budget));
    if (move.gain <= 0.0) return;
    state.set(move.site, move.size);
  }
}

/// Lifts each size in turn and puts the best in its place, until none gains.
void exchange_sizes(FunctionState& state, const FunctionModel& model, const SearchClock& clock) {
  bool gained = true;
  while (gained) {
    gained = false;
    for (SiteNumber site = 0; site < model.sites(); ++site) {
      if (state.choice()[site] == 0 || clock.out(0.6)) continue;
      const SizeChoice before = state.choice();
      const double score = state.score();
      state.set(site, 0);
      for (SizeMove move = best_move(state, model, false); move.gain > 0.0; move = best_move(state, model, false))
        state.set(move.site, move.size);
      if (state.score() > score + 1e-9 * score)
        gained = true;
      else
        state.set(before);
    }
  }
}

class SizeAnneal {
 public:
  SizeAnneal(FunctionState& state, const FunctionModel& model, const RandomStream& random)
      : state_(state), model_(model), random_(random) {
    for (SiteNumber site = 0; site < model.sites(); ++site)
      if (model.may_grow[site]) candidates_.push_back(site);
  }

  /// Ends at the choice with the most weight met.
  void run(std::size_t steps, const SearchClock& clock) {
    best_ = state_.choice();
    best_met_ = state_.met();
    const double scale =
        state_.score() / double(std::max<std::size_t>(1, std::min(model_.most_new, candidates_.size())));
    for (std::size_t step = 0; step < steps && !candidates_.empty(); ++step) {
      if (step % 256 == 255 && clock.out(0.5)) break;
      const double cooled = double(step) / double(steps);
      try_move(step, 0.05 * scale * math::pow(0.02, cooled));
    }
    state_.set(best_);
  }

 private:
  void try_move(std::size_t step, double temperature) {
    const SiteNumber to = pick(step, 0);
    const auto size = std::uint32_t(random_.uniform(step, 1) * double(model_.sizes.size()));
    SiteNumber from = to;
    std::vector<SiteNumber>& placed = placed_;
    placed.clear();
    for (const SiteNumber site : candidates_)
      if (state_.choice()[site] > 0) placed.push_back(site);
    if (!placed.empty() && random_.uniform(step, 2) < 0.7)
      from = placed[std::min(placed.size() - 1, std::size_t(random_.uniform(step, 3) * double(placed.size())))];
    const std::uint32_t there = state_.choice()[to], here = state_.choice()[from];
    const double before = state_.score();
    if (from != to) state_.set(from, 0);
    const bool fits = state_.fits(to, size);
    if (fits) state_.set(to, size);
    if (fits && state_.score() - before >= temperature * math::log(random_.uniform(step, 4))) {
      if (state_.met() > best_met_ * (1.0 + 1e-12)) best_ = state_.choice(), best_met_ = state_.met();
      return;
    }
    if (fits) state_.set(to, there);
    if (from != to) state_.set(from, here);
  }
  SiteNumber pick(std::size_t step, std::uint64_t draw) const {
    return candidates_[std::min(candidates_.size() - 1,
                                std::size_t(random_.uniform(step, draw) * double(candidates_.size())))];
  }

  FunctionState& state_;
  const FunctionModel& model_;
  RandomStream random_;
  std::vector<SiteNumber> candidates_, placed_;
  SizeChoice best_;
  double best_met_ = 0.0;
};

}  // namespace

SizeChoice choose_sizes(const FunctionModel& model, const SearchClock& clock) {
  FunctionState state(model);
  add_sizes(state, model, clock);
  SizeChoice best = state.choice();
  double best_met = state.met();
  const auto note = [&] {
    if (state.met() > best_met) best = state.choice(), best_met = state.met();
  };
  SizeAnneal(state, model, clock.random("sizes")).run(30000, clock);
  note();
  exchange_sizes(state, model, clock);
  note();
  return best;
}

}  // namespace planspiel::location
