#pragma once

/// Runs the models of a case: declarations → schedule → cache or computation → indicators.

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/run/cache.hpp"
#include "engine/run/case.hpp"
#include "engine/run/registry.hpp"
#include "engine/run/results.hpp"

namespace planspiel {

struct RunOptions {
  std::stop_token stop{};
  RunObserver* observer = nullptr;         ///< never null while running; set by run_case when missing
  const Cache* cache = nullptr;            ///< null: compute everything, keep nothing
  std::vector<std::string> only_models{};  ///< empty: all; else these and what they need
  Language language = Language::en;        ///< of warnings about measures
  bool poison_other_tables = false;        ///< tests: tables that a model did not ask for are empty
};

/// Runs a case. Options of unknown models are an Error(config). If all other inputs of a model equal those of the
/// root's run, the root's result is taken unchanged; a model that asks for root fields makes the root run first.
Results run_case(const Registry& registry, const Case& scenario, const RunOptions& options);

/// A tool, with its ports bound to a city and the fields it reads (computed or from the cache).
std::unique_ptr<Tool> prepare_tool(const Registry& registry, const ToolEntry& tool, const Case& scenario,
                                   const Value& tool_options, const RunOptions& options);

}  // namespace planspiel
