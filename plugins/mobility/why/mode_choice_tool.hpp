#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "engine/run/tool.hpp"
#include "plugins/mobility/why/solved_day.hpp"

namespace planspiel::mobility {

struct ModeChoiceOptions {
  std::string row;
  void describe(OptionSet& set);
};

/// `planspiel mode-choice SCENARIO --row ZONE`: how the residents of a zone travel, by purpose and car, by income, by
/// destination. Beside a base it says who changed mode: persons and tours are the same in both, so every difference is
/// a changed probability of the same tours.
class ModeChoiceTool final : public Tool {
 public:
  explicit ModeChoiceTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;
  /// {row}
  ToolAnswer update(const Value& edit, RunContext& context) override;

 private:
  ToolAnswer answer(const ModeChoiceOptions& wanted, RunContext& context);

  ModeChoiceOptions options_;
  SolvedDayPorts ports_;
  const Districts& districts_;
  std::shared_ptr<SolvedDay> solved_;
};

}  // namespace planspiel::mobility
