#pragma once

/// Which measure of a bundle does what: each measure alone and each as the last one in. Where the two differ, measures
/// help or hinder each other; no share of the whole is claimed.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/compare.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/scenario/summary_rows.hpp"

namespace planspiel {

/// A scenario with some of its measures. Numbers count from the first measure that the root does not have.
struct Variant {
  std::string name;  ///< "base", "together", "only-toll", "without-toll"
  Scenario scenario;
};

/// The runs that an explanation needs.
struct ExplanationPlan {
  std::vector<std::string> measures{};  ///< id, or kind and number
  std::vector<Variant> variants{};      ///< base first, then together
  std::vector<std::size_t> alone{};     ///< of each measure, its variant
  std::vector<std::size_t> without{};
};

/// Throws Error(config) where there is no measure to explain.
ExplanationPlan plan_explanation(const Scenario& scenario);

struct ExplainedIndicator {
  std::string id, unit;
  Text title;
  double base = 0.0, together = 0.0;
  std::vector<double> alone{};    ///< change by each measure alone
  std::vector<double> last_in{};  ///< change by each measure when all others are there
};

/// Residents who enter and leave a flag, for example the reach within the Hilfsfrist.
struct ResidentsMoved {
  double enter = 0.0, leave = 0.0;
};
struct ExplainedFlag {
  std::string field, label;
  Text title;
  ResidentsMoved together{};
  std::vector<std::optional<ResidentsMoved>> alone{}, last_in{};
};

struct Explanation {
  std::vector<std::string> measures;
  std::vector<ExplainedIndicator> indicators;
  std::vector<ExplainedFlag> flags;  ///< that change at all
  std::vector<SummaryRow> rows{};    ///< of the table
};

/// `runs` of the plan's variants, in their order; none where a variant cannot be: its measure needs another one. What
/// hangs on it is NaN or none.
Explanation explain(const ExplanationPlan& plan, const std::vector<std::optional<RunFolder>>& runs);

std::string explanation_table(const Explanation& explanation, Language language);
/// id, unit, base, together, then alone and last in of each measure; flags as residents entering and leaving.
std::string explanation_csv(const Explanation& explanation);
Value explanation_value(const Explanation& explanation);

}  // namespace planspiel
