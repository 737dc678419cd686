#pragma once

#include "engine/run/tool.hpp"

namespace planspiel::fire {

struct LocateOptions {
  std::string problem = "mclp";
  std::string format = "points";
  std::string input{};
  std::int64_t p = 0;                ///< 0: as the file says
  double radius = 0.0;               ///< 0: as the file says
  std::vector<std::string> fixed{};  ///< names of sites that are open in every answer
  double busy = 0.3;                 ///< share of the time, of each unit
  std::int64_t per_site = 1;         ///< units at most
  std::string decimal{};             ///< "." or ","; "": as the table shows
  double gap = 0.0;
  double seconds = 300.0;
  void describe(OptionSet& set);
};

/// `planspiel locate`: the location solvers on plain files.
class LocateTool final : public Tool {
 public:
  explicit LocateTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;

 private:
  LocateOptions options_;
};

}  // namespace planspiel::fire
