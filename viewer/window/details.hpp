#pragma once

/// What is selected on the map, and what the panel on the right tells of it.

#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"
#include "viewer/app/run_data.hpp"

namespace planspiel::viewer {

struct Selection {
  Domain domain = domain_of<BuildingId>;
  std::size_t row = 0;
  Point at{};  ///< scene metres
  bool operator==(const Selection&) const = default;
};

struct Details {
  std::optional<Selection> selection{};
  std::optional<std::vector<RowField>> sheet{};  ///< none without a run
  std::string sheet_of{};                        ///< row and runs
  std::string why_tool{};                        ///< that is asked of what is selected; empty: none
};

}  // namespace planspiel::viewer
