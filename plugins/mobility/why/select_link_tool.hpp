#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "engine/run/tool.hpp"
#include "plugins/mobility/why/solved_day.hpp"

namespace planspiel::mobility {

struct SelectLinkOptions {
  std::string row;
  std::int64_t hour = 8;
  void describe(OptionSet& set);
};

/// `planspiel select-link SCENARIO --row ID --hour 8`: who drives over a road, from where to where and what for, and on
/// which roads before and after (select-link analysis). The hour's equilibrium is found again as flows on paths
/// (gradient projection, gap 1e-4) with the demand at the run's times; path flows of an equilibrium are not unique,
/// link flows are. Within a pair of zones all purposes and vehicles share its paths alike.
class SelectLinkTool final : public Tool {
 public:
  explicit SelectLinkTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;
  /// {row, hour}
  ToolAnswer update(const Value& edit, RunContext& context) override;

 private:
  struct Prepared;
  struct Users;
  /// Vehicles per hour by names of places, by purpose (German, English).
  struct Counts {
    std::map<std::pair<std::string, std::string>, double> between, purpose;
    double all = 0.0;
  };
  ToolAnswer answer(const SelectLinkOptions& wanted, RunContext& context);
  void prepare(Hour hour, RunContext& context);
  Users users_of(std::uint32_t shrunk_arc) const;
  Counts count(const Users& users) const;

  SelectLinkOptions options_;
  SolvedDayPorts ports_;
  const Districts& districts_;
  std::shared_ptr<Prepared> prepared_;
};

}  // namespace planspiel::mobility
