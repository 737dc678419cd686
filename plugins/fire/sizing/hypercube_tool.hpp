#pragma once

#include "engine/queueing/queue_formulas.hpp"
#include "engine/run/tool.hpp"

namespace planspiel::fire {

/// How the model is solved; automatic: exactly where that is possible.
enum class HypercubeMethod { automatic, exact, approximate };
inline constexpr std::array<std::string_view, 3> kHypercubeMethodNames{"auto", "exact", "approximate"};
inline std::span<const std::string_view> choice_names(HypercubeMethod) { return kHypercubeMethodNames; }

struct HypercubeOptions {
  std::string input{};
  double service = 0.0;  ///< minutes; 0: as the file says
  queueing::WhenAllBusy all_busy = queueing::WhenAllBusy::lost;
  HypercubeMethod method = HypercubeMethod::automatic;
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
