#pragma once

#include "engine/run/tool.hpp"

namespace planspiel::fire {

/// The problem that is solved.
enum class LocationTask { mclp, lscp, backup, expected, p_median, p_centre };
inline constexpr std::array<std::string_view, 6> kLocationTaskNames{"mclp",     "lscp",     "backup",
                                                                    "expected", "p-median", "p-centre"};
inline std::span<const std::string_view> choice_names(LocationTask) { return kLocationTaskNames; }

/// How the file is written.
enum class LocationFormat { orlib_pmed, orlib_scp, tsplib, points, matrix };
inline constexpr std::array<std::string_view, 5> kLocationFormatNames{"orlib-pmed", "orlib-scp", "tsplib", "points",
                                                                      "matrix"};
inline std::span<const std::string_view> choice_names(LocationFormat) { return kLocationFormatNames; }

struct LocateOptions {
  LocationTask problem = LocationTask::mclp;
  LocationFormat format = LocationFormat::points;
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
