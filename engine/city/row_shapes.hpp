#pragma once

/// Where the rows of a table lie: what maps, layers and exporters draw, whether the table is the city's own or a
/// plugin's.

#include <optional>
#include <vector>

#include "engine/base/geometry.hpp"
#include "engine/city/city.hpp"

namespace planspiel {

/// One shape for each row; only the list of the geometry is filled. A row may have no or an empty shape (external zones
/// have no outline; a table whose plugin is not loaded may lack what its plugin would ask for).
struct RowShapes {
  Geometry geometry = Geometry::none;
  std::vector<std::optional<Point>> points{};
  std::vector<std::vector<Point>> lines{};
  std::vector<Polygon> areas{};

  std::size_t size() const { return points.size() + lines.size() + areas.size(); }
  /// The point, the middle of the line, the centroid of the area; none of an empty shape.
  std::optional<Point> middle(std::size_t row) const;
};

/// Whether every city has a table of this name; the others were brought by plugins.
bool is_own_table(std::string_view name);

/// What a table's rows look like on a map: areas before lines before points, as its columns have them.
Geometry geometry_of(const Table& table);

/// The rows of a table as a domain, for tables whose id type is not known here: named like the table.
Domain domain_of_table(const Table& table);

/// What people call each row: its column `name`, else its external id.
std::vector<std::string> names_of_rows(const Table& table);

/// Points, lines and areas come from the first column that holds them; transit lines go straight from stop to stop,
/// cells are squares, footprints are areas. Throws Error(config) where the table has no column of that geometry.
RowShapes shapes_of(const City& city, std::string_view table, Geometry geometry);

inline constexpr std::uint32_t kNoDistrict = ~std::uint32_t{0};

/// The row of `districts` that each row of a table lies in, `kNoDistrict` for none: of the engine's own tables by their
/// column `district` or `zone`, else by the middle of the shape; of others by the shape first. Nothing for tables whose
/// rows have no place.
std::optional<std::vector<std::uint32_t>> districts_of(std::string_view table, const City& city);

}  // namespace planspiel
