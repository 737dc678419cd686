#pragma once

#include "engine/run/tool.hpp"

namespace planspiel::mobility {

struct AssignOptions {
  std::string net{}, trips{};
  double gap = 1e-6;
  double toll_weight = 0.0, distance_weight = 0.0;
  void describe(OptionSet& set);
};

/// `planspiel assign --net X_net.tntp --trips X_trips.tntp --gap 1e-6 -o flows.tntp`: the user equilibrium of a public
/// test network by gradient projection on paths. Answers relative_gap, objective (Beckmann), iterations.
class AssignTool final : public Tool {
 public:
  explicit AssignTool(Ports& ports) : options_(ports.options<AssignOptions>()) {}
  ToolAnswer run(RunContext& context) override;

 private:
  AssignOptions options_;
};

}  // namespace planspiel::mobility
