#pragma once

#include "engine/run/tool.hpp"

namespace planspiel::fire {

struct HypercubeOptions {
  std::string input{};
  double service = 0.0;  ///< minutes; 0: as the file says
  std::string all_busy = "lost";
  std::string method = "auto";
  std::string decimal{};
  void describe(OptionSet& set);
};

/// `planspiel hypercube`: who is busy and who comes, for units and calls of one's own.
class HypercubeTool final : public Tool {
 public:
  explicit HypercubeTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;

 private:
  HypercubeOptions options_;
};

}  // namespace planspiel::fire
