#pragma once

/// Function cover over classes of places, and a choice of sizes with its counts kept up to date.

#include "engine/location/function_cover.hpp"
#include "engine/location/search_clock.hpp"

namespace planspiel::location {

struct FunctionModel {
  CoverProblem reach[2]{};  ///< early, late: which rows (classes of places) each site reaches
  double demand[2]{};
  std::vector<double> weight{};    ///< of each row
  std::vector<double> existing{};  ///< functions at each site
  std::vector<CrewSize> sizes{};   ///< the first is "none"
  std::vector<bool> may_grow{};    ///< by site
  std::size_t most_new = 0;
  double budget = 0.0;

  std::size_t rows() const { return weight.size(); }
  std::size_t sites() const { return may_grow.size(); }
};
FunctionModel function_model(const FunctionCoverProblem& problem);

/// Number in model.sizes for each site; 0: nothing added.
using SizeChoice = std::vector<std::uint32_t>;

class FunctionState {
 public:
  explicit FunctionState(const FunctionModel& model);

  void set(SiteNumber site, std::uint32_t size);
  void set(const SizeChoice& choice);
  bool fits(SiteNumber site, std::uint32_t size) const;  ///< number of sites and budget, after set()

  double met() const { return met_; }
  /// Weight met and a fifth of the weight by how near each row is to it: leads from plateaus.
  double score() const { return met_ + 0.2 * near_; }
  const SizeChoice& choice() const { return choice_; }

 private:
  void count(std::uint32_t row, double sign);
  const FunctionModel& model_;
  SizeChoice choice_;
  std::vector<double> functions_[2];
  double met_ = 0.0, near_ = 0.0, cost_ = 0.0;
  std::size_t sites_ = 0;
};

/// Greedy, annealing over moves of sizes, and interchange.
SizeChoice choose_sizes(const FunctionModel& model, const SearchClock& clock);

}  // namespace planspiel::location
