#pragma once

/// A hypercube problem in a table of one's own.
///
/// CSV, separated by comma, semicolon or tab: columns `place` and `calls_per_hour`, and one for each unit with its
/// minutes to the place. A place calls its units in the order of their minutes; equal ones tie. A row `service_min`
/// holds, for each unit, the mean minutes from dispatch to free again; without it all units take what is given.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/queueing/hypercube.hpp"

namespace planspiel::fire {

struct HypercubeFile {
  queueing::HypercubeProblem problem{};
  std::vector<std::string> place_names{}, unit_names{};
};

/// `service_min`: of units of which the file does not say it; 0: the file has to. `decimal`: "." or ","; empty: as the
/// table shows. Throws Error(input) with file and line.
HypercubeFile read_hypercube_file(const std::filesystem::path& path, double service_min, const std::string& decimal);

}  // namespace planspiel::fire
