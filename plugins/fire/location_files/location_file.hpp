#pragma once

/// Location problems in plain files: the formats of the published cases, and tables of one's own.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/location/cover_problem.hpp"
#include "engine/location/p_median.hpp"

namespace planspiel::fire {

/// A problem as its file gives it: distances, or (orlib-scp) who covers whom at which cost.
struct LocationFile {
  location::MedianProblem distances{};
  std::optional<location::CoverProblem> cover{};
  std::vector<std::string> site_names{}, place_names{};
  std::optional<std::size_t> p{};  ///< where the file says it
  std::optional<double> radius{};  ///< the same
  std::vector<Text> notes{};       ///< what was taken for what without being said
};

/// OR-Library p-median: `n m p`, then m lines `i j cost` of undirected edges; of two between the same nodes the last
/// counts. Distances are shortest paths; every node is demand of weight 1 and site.
LocationFile read_orlib_pmed(const std::filesystem::path& path);
/// OR-Library set cover: rows and columns, the costs of the columns, then for each row how many columns cover it and
/// which.
LocationFile read_orlib_scp(const std::filesystem::path& path);
/// TSPLIB with NODE_COORD_SECTION and EUC_2D; every node is demand of weight 1 and site; distances are rounded down to
/// whole numbers, as in the published p-medians of these cases.
LocationFile read_tsplib(const std::filesystem::path& path);
/// Points of the plane: `n any p radius` and n lines `x y weight`, each demand and site (p and radius may be letters:
/// not given), or `n m` and n lines `x y weight` of demand, then m lines `x y` of sites. Euclidean distances.
LocationFile read_points(const std::filesystem::path& path);

/// By the name of its format: orlib-pmed, orlib-scp, tsplib, points, or matrix for a table (location_table.hpp), whose
/// decimal mark may be given. All throw Error(input) with file and line.
LocationFile read_location_file(const std::string& format, const std::filesystem::path& path,
                                const std::string& decimal = "");

/// Throws Error(input) with `place` where there are more distances than fit into memory.
void refuse_too_many(const std::string& place, std::size_t places, std::size_t sites);

/// Which places each site covers within the radius (≤, to a relative 1e-9: distances are sums and roots).
location::CoverProblem covered_within(const location::MedianProblem& distances, double radius);

}  // namespace planspiel::fire
