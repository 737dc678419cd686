#include "engine/city/row_shapes.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/polygon_index.hpp"

namespace planspiel {

namespace {

constexpr std::string_view kFootprint = "footprint";

/// A line in a column of this name is the ring of an area.
bool is_ring(const ColumnCells& column) { return column.kind() == ColumnKind::line && column.name() == kFootprint; }

Geometry geometry_of_column(const ColumnCells& column) {
  switch (column.kind()) {
    case ColumnKind::point:
      return Geometry::point;
    case ColumnKind::line:
      return is_ring(column) ? Geometry::area : Geometry::line;
    case ColumnKind::polygon:
      return Geometry::area;
    default:
      return Geometry::none;
  }
}

class FindGeometry final : public ColumnVisitor {
 public:
  void visit(ColumnCells& column) override { found = std::max(found, geometry_of_column(column)); }
  Geometry found = Geometry::none;
};

/// Takes the shapes of the first column that holds them.
class ReadShapes final : public ColumnVisitor {
 public:
  explicit ReadShapes(Geometry geometry) { shapes.geometry = geometry; }
  void visit(ColumnCells& column) override {
    if (found || geometry_of_column(column) != shapes.geometry) return;
    found = true;
    for (std::size_t row = 0; row < column.size(); ++row) take(column.get(row), is_ring(column));
  }
  RowShapes shapes{};
  bool found = false;

 private:
  void take(Cell cell, bool ring) {
    if (shapes.geometry == Geometry::point) return shapes.points.push_back(held<Point>(cell));
    if (shapes.geometry == Geometry::area && !ring)
      return shapes.areas.push_back(held<Polygon>(cell).value_or(Polygon{}));
    std::vector<Point> points = held<std::vector<Point>>(cell).value_or(std::vector<Point>{});
    if (!ring) return shapes.lines.push_back(std::move(points));
    shapes.areas.push_back(points.empty() ? Polygon{} : Polygon{{std::move(points)}});
  }
  /// Cells of a table whose plugin is not loaded may be empty.
  template <class Shape>
  static std::optional<Shape> held(Cell& cell) {
    auto* shape = std::get_if<Shape>(&cell);
    return shape ? std::optional<Shape>(std::move(*shape)) : std::nullopt;
  }
};

class ReadNames final : public ColumnVisitor {
 public:
  explicit ReadNames(std::vector<std::string>& names) : names_(names) {}
  void visit(ColumnCells& column) override {
    if (column.name() != "name" || column.kind() != ColumnKind::text) return;
    for (std::size_t row = 0; row < column.size(); ++row)
      if (const Cell cell = column.get(row); std::holds_alternative<std::string>(cell))
        if (const auto& name = std::get<std::string>(cell); !name.empty()) names_[row] = name;
  }

 private:
  std::vector<std::string>& names_;
};

RowShapes shapes_of_lines(const City& city) {
  RowShapes shapes{.geometry = Geometry::line};
  const Lines& lines = city[tables::lines];
  const Stops& stops = city[tables::stops];
  for (const LineId line : lines.ids()) {
    std::vector<Point>& route = shapes.lines.emplace_back();
    for (const StopId stop : lines.stops[line]) route.push_back(stops.position[stop]);
  }
  return shapes;
}

RowShapes shapes_of_cells(const Cells& cells) {
  RowShapes shapes{.geometry = Geometry::area};
  const double half = 0.5 * Cells::kSide.value;
  for (const Point c : cells.centre)
    shapes.areas.push_back({{{Point::metres(c.x_m - half, c.y_m - half), Point::metres(c.x_m + half, c.y_m - half),
                              Point::metres(c.x_m + half, c.y_m + half), Point::metres(c.x_m - half, c.y_m + half)}}});
  return shapes;
}

/// The rows that a column of a table refers to; found only where it refers into `references`.
class ReadReferences final : public ColumnVisitor {
 public:
  explicit ReadReferences(std::string_view references) : references_(references) {}
  void visit(ColumnCells& column) override {
    if (found || column.kind() != ColumnKind::reference || column.spec().references != references_) return;
    found = true;
    for (std::size_t row = 0; row < column.size(); ++row) {
      const Cell cell = column.get(row);
      const auto* target = std::get_if<std::int64_t>(&cell);
      rows.push_back(target ? static_cast<std::uint32_t>(*target) : kNoDistrict);
    }
  }
  bool found = false;
  std::vector<std::uint32_t> rows{};

 private:
  std::string_view references_;
};

std::optional<std::vector<std::uint32_t>> referred(const Table& table, std::string_view references) {
  ReadReferences read(references);
  const_cast<Table&>(table).visit(read);  // the visitor only reads
  if (!read.found) return std::nullopt;
  return std::move(read.rows);
}

std::vector<std::uint32_t> districts_around(const RowShapes& shapes, const Districts& districts) {
  const PolygonIndex index(districts.outline.values());
  std::vector<std::uint32_t> result(shapes.size(), kNoDistrict);
  for (std::size_t row = 0; row < result.size(); ++row)
    if (const std::optional<Point> middle = shapes.middle(row))
      if (const auto found = index.row_at<DistrictId>(*middle)) result[row] = found->value;
  return result;
}

}  // namespace

std::optional<Point> RowShapes::middle(std::size_t row) const {
  if (geometry == Geometry::point) return points[row];
  if (geometry == Geometry::area && !areas[row].empty()) return areas[row].centroid();
  if (geometry == Geometry::line && !lines[row].empty()) return lines[row][lines[row].size() / 2];
  return std::nullopt;
}

bool is_own_table(std::string_view name) {
  const auto own = empty_tables();
  return std::any_of(own.begin(), own.end(), [&](const auto& table) { return table->table_name() == name; });
}

Geometry geometry_of(const Table& table) {
  if (table.table_name() == Lines::kName) return Geometry::line;
  if (table.table_name() == Cells::kName) return Geometry::area;
  FindGeometry find;
  const_cast<Table&>(table).visit(find);  // the visitor only reads
  return find.found;
}

Domain domain_of_table(const Table& table) {
  Domain domain = DomainSpec{.name = table.table_name(), .table = table.table_name(), .geometry = geometry_of(table)};
  domain.title = {std::string(table.table_name()), std::string(table.table_name())};
  return domain;
}

std::vector<std::string> names_of_rows(const Table& table) {
  std::vector<std::string> names = table.external_ids();
  ReadNames read(names);
  const_cast<Table&>(table).visit(read);  // the visitor only reads
  return names;
}

RowShapes shapes_of(const City& city, std::string_view table, Geometry geometry) {
  if (table == Lines::kName && geometry == Geometry::line) return shapes_of_lines(city);
  if (table == Cells::kName && geometry == Geometry::area) return shapes_of_cells(city[tables::cells]);
  ReadShapes read(geometry);
  const_cast<Table&>(city.table(table)).visit(read);  // the visitor only reads
  if (geometry == Geometry::none || !read.found)
    throw Error(ErrorKind::config, "the table '" + std::string(table) + "' has no column of " +
                                       std::string(kGeometryNames[static_cast<std::size_t>(geometry)]) +
                                       "s: its rows have no such place");
  return std::move(read.shapes);
}

std::optional<std::vector<std::uint32_t>> districts_of(std::string_view table, const City& city) {
  if (table.empty()) return std::nullopt;
  const Table& rows = city.table(table);
  if (table == Districts::kName) {
    std::vector<std::uint32_t> own;
    for (const DistrictId district : city[tables::districts].ids()) own.push_back(district.value);
    return own;
  }
  const Geometry geometry = geometry_of(rows);
  if (geometry != Geometry::none && !is_own_table(table))
    return districts_around(shapes_of(city, table, geometry), city[tables::districts]);
  if (auto district = referred(rows, Districts::kName)) return district;
  if (auto zones = referred(rows, Zones::kName)) {
    const auto& of_zone = city[tables::zones].district;
    for (std::uint32_t& row : *zones)
      if (row != kNoDistrict) {
        const auto district = of_zone[ZoneId(std::size_t{row})];
        row = district ? district->value : kNoDistrict;
      }
    return zones;
  }
  if (geometry == Geometry::none) return std::nullopt;
  return districts_around(shapes_of(city, table, geometry), city[tables::districts]);
}

}  // namespace planspiel
