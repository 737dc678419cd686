#pragma once

/// What the measures of a case do against the root of its chain of bases.

#include "engine/run/case_runner.hpp"

namespace planspiel {

struct EffectContext {
  const Registry& registry;
  const Declarations& declarations;
  const RunOptions& options;  ///< observer and language of the warnings
};

/// Models behind an indicator, what they read included, that stop at a tolerance: they write a field for each round.
std::vector<std::string> iterated_models(const Indicator& indicator, const Declarations& declarations);

/// Effects of the measures that the root does not have; every silent one is a warning. The root's results are computed,
/// or taken from the cache, only for the families that must be looked at: the answer does not depend on what the cache
/// holds. Without a root (the case is one) nothing is known of any measure.
std::vector<MeasureEffect> case_effects(const EffectContext& context, const Case& scenario, const Results& results,
                                        CaseRunner* root);

}  // namespace planspiel
