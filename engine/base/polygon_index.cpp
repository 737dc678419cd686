#include "engine/base/polygon_index.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/ring.hpp"

namespace planspiel {

namespace {

constexpr double kMostPolygonCells = 65536.0;

template <class Body>
void each_side(const Polygon& polygon, Body&& body) {
  for (const Ring& ring : polygon.rings)
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) body(ring[i], ring[j]);
}

/// Finite, and wide enough for a grid.
bool has_extent(const Box& box) {
  const double width = box.max_x_m - box.min_x_m, height = box.max_y_m - box.min_y_m;
  return std::isfinite(width) && std::isfinite(height) && width > 0.0 && height > 0.0;
}

/// As many cells as sides, in squares; one cell where there is no extent.
double cell_size(const Box& box, std::size_t sides) {
  const double width = box.max_x_m - box.min_x_m, height = box.max_y_m - box.min_y_m;
  const double cells = std::clamp(static_cast<double>(sides), 1.0, kMostPolygonCells);
  return std::max({std::sqrt(width * height / cells), width / kMostPolygonCells, height / kMostPolygonCells});
}

}  // namespace

PolygonIndex::PolygonIndex(std::span<const Polygon> polygons) {
  std::size_t sides = 0;
  for (const Polygon& polygon : polygons)
    each_side(polygon, [&](Point corner, Point) {
      box_.add(corner);
      ++sides;
    });
  if (has_extent(box_)) {
    cell_m_ = cell_size(box_, sides);
    columns_ = static_cast<std::uint32_t>((box_.max_x_m - box_.min_x_m) / cell_m_) + 1;
    rows_ = static_cast<std::uint32_t>((box_.max_y_m - box_.min_y_m) / cell_m_) + 1;
    // Crossings are rounded: sides this close to a cell count as in it.
    margin_m_ = 1e-6 * cell_m_ + 1e-12 * std::max({std::abs(box_.min_x_m), std::abs(box_.max_x_m),
                                                   std::abs(box_.min_y_m), std::abs(box_.max_y_m)});
  }
  std::vector<std::pair<std::size_t, Candidate>> found;
  for (std::size_t i = 0; i < polygons.size(); ++i) add(static_cast<std::uint32_t>(i), polygons[i], found);
  first_.assign(std::size_t{columns_} * rows_ + 1, 0);
  for (const auto& [cell, candidate] : found) ++first_[cell + 1];
  for (std::size_t cell = 1; cell < first_.size(); ++cell) first_[cell] += first_[cell - 1];
  candidates_.resize(found.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (const auto& [cell, candidate] : found) candidates_[next[cell]++] = candidate;
}

std::uint32_t PolygonIndex::row_of(double y_m) const {
  const double row = (y_m - box_.min_y_m) / cell_m_;
  return row > 0.0 ? static_cast<std::uint32_t>(std::min(row, static_cast<double>(rows_ - 1))) : 0;
}

std::uint32_t PolygonIndex::column_of(double x_m) const {
  const double column = (x_m - box_.min_x_m) / cell_m_;
  return column > 0.0 ? static_cast<std::uint32_t>(std::min(column, static_cast<double>(columns_ - 1))) : 0;
}

PolygonIndex::Bands PolygonIndex::bands_of(const Polygon& polygon) const {
  const Box box = box_of(polygon);
  if (box.max_y_m < box.min_y_m) return {};  // no corner
  Bands bands{.row = row_of(box.min_y_m)};
  bands.first.assign(row_of(box.max_y_m) - bands.row + 2, 0);
  const auto each = [&](auto&& body) {
    each_side(polygon, [&](Point a, Point b) {
      if (a.y_m == b.y_m) return;  // no ray crosses it
      if (b.y_m < a.y_m) std::swap(a, b);
      for (std::uint32_t row = row_of(a.y_m); row <= row_of(b.y_m); ++row) body(row - bands.row, Side{a, b});
    });
  };
  each([&](std::uint32_t band, const Side&) { ++bands.first[band + 1]; });
  for (std::size_t band = 1; band < bands.first.size(); ++band) bands.first[band] += bands.first[band - 1];
  bands.sides.resize(bands.first.back());
  std::vector<std::uint32_t> next(bands.first.begin(), bands.first.end() - 1);
  each([&](std::uint32_t band, const Side& side) { bands.sides[next[band]++] = side; });
  return bands;
}

/// Marks the cells that a side runs through.
void PolygonIndex::mark(Side side, std::vector<bool>& touched) const {
  const Point a = side.low, b = side.high;
  for (std::uint32_t row = row_of(a.y_m - margin_m_); row <= row_of(b.y_m + margin_m_); ++row) {
    const double south = box_.min_y_m + row * cell_m_ - margin_m_, north = south + cell_m_ + 2.0 * margin_m_;
    const auto x_at = [&](double y_m) {
      return a.x_m + std::clamp((y_m - a.y_m) / (b.y_m - a.y_m), 0.0, 1.0) * (b.x_m - a.x_m);
    };
    const bool level = !(b.y_m > a.y_m);
    const double from = level ? a.x_m : x_at(south), to = level ? b.x_m : x_at(north);
    const std::uint32_t last = column_of(std::max(from, to) + margin_m_);
    for (std::uint32_t column = column_of(std::min(from, to) - margin_m_); column <= last; ++column)
      touched[cell_at(column, row)] = true;
  }
}

/// The polygon's sides by row, and the cells in which it is a candidate. Between two marked cells of a row, all are in
/// it or none.
void PolygonIndex::add(std::uint32_t polygon, const Polygon& outline,
                       std::vector<std::pair<std::size_t, Candidate>>& found) {
  bands_.push_back(bands_of(outline));
  const Bands& bands = bands_.back();
  if (bands.sides.empty()) return;
  std::vector<bool> touched(std::size_t{columns_} * rows_);
  each_side(outline, [&](Point a, Point b) {
    if (b.y_m < a.y_m) std::swap(a, b);
    mark({a, b}, touched);
  });
  const Box box = box_of(outline);
  for (std::uint32_t row = row_of(box.min_y_m); row <= row_of(box.max_y_m); ++row) {
    bool is_known = false, is_inside = false;
    for (std::uint32_t column = column_of(box.min_x_m); column <= column_of(box.max_x_m); ++column) {
      const std::size_t cell = cell_at(column, row);
      if (touched[cell]) {
        found.push_back({cell, {polygon, false}});
        is_known = false;
        continue;
      }
      if (!is_known)
        is_inside = contains(
            bands, Point::metres(box_.min_x_m + (column + 0.5) * cell_m_, box_.min_y_m + (row + 0.5) * cell_m_));
      is_known = true;
      if (is_inside) found.push_back({cell, {polygon, true}});
    }
  }
}

bool PolygonIndex::contains(const Bands& bands, Point place) const {
  const std::uint32_t row = row_of(place.y_m);
  if (row < bands.row || row - bands.row + 1 >= bands.first.size()) return false;
  const std::uint32_t band = row - bands.row;
  bool odd = false;
  for (std::uint32_t at = bands.first[band]; at < bands.first[band + 1]; ++at)
    if (ray_crosses(bands.sides[at].low, bands.sides[at].high, place)) odd = !odd;
  return odd;
}

std::optional<std::size_t> PolygonIndex::first_at(Point place) const {
  if (!box_.contains(place)) return std::nullopt;
  const std::size_t cell = cell_at(column_of(place.x_m), row_of(place.y_m));
  for (std::uint32_t at = first_[cell]; at < first_[cell + 1]; ++at)
    if (candidates_[at].whole || contains(bands_[candidates_[at].polygon], place)) return candidates_[at].polygon;
  return std::nullopt;
}

}  // namespace planspiel
