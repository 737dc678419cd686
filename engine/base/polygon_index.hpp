#pragma once

/// Which of many polygons a place lies in: zones, districts, areas.

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// A grid over polygons. A cell knows which of them contain it whole and which have a side in it; only of these, the
/// sides at the height of the place are asked. Answers are those of Polygon::contains to the last bit. It keeps no
/// reference to the polygons; asking from many threads is fine.
class PolygonIndex {
 public:
  explicit PolygonIndex(std::span<const Polygon> polygons);

  /// Number of the first polygon that contains the place; none where none does (or the place is no number).
  std::optional<std::size_t> first_at(Point place) const;
  /// The same as a row of the table whose outlines were given, in their order.
  template <class Row>
  std::optional<Row> row_at(Point place) const {
    if (const auto found = first_at(place)) return Row(*found);
    return std::nullopt;
  }
  bool contains(Point place) const { return first_at(place).has_value(); }
  /// Around all polygons; min above max where there is no corner.
  const Box& box() const { return box_; }

 private:
  /// A polygon in a cell.
  struct Candidate {
    std::uint32_t polygon = 0;
    bool whole = false;  ///< it contains all of the cell
  };
  struct Side {
    Point low{}, high{};
  };
  /// The sides of one polygon by rows of the grid.
  struct Bands {
    std::uint32_t row = 0;               ///< the lowest one
    std::vector<std::uint32_t> first{};  ///< of each row, and the end
    std::vector<Side> sides{};
  };

  std::uint32_t row_of(double y_m) const;
  std::uint32_t column_of(double x_m) const;
  Bands bands_of(const Polygon& polygon) const;
  void add(std::uint32_t polygon, const Polygon& outline, std::vector<std::pair<std::size_t, Candidate>>& found);
  void mark(Side side, std::vector<bool>& touched) const;
  bool contains(const Bands& bands, Point place) const;

  std::size_t cell_at(std::uint32_t column, std::uint32_t row) const { return std::size_t{row} * columns_ + column; }

  Box box_{};
  double cell_m_ = 1.0, margin_m_ = 0.0;
  std::uint32_t columns_ = 1, rows_ = 1;
  std::vector<Bands> bands_{};
  std::vector<std::uint32_t> first_{};  ///< of each cell, and the end
  std::vector<Candidate> candidates_{};
};

}  // namespace planspiel
