#include "engine/city/road_index.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace planspiel {

namespace {

/// Wide networks get wider cells, so that the grid stays below this size.
constexpr double kMostRoadCells = 4e6;

bool is_finite(Point p) { return std::isfinite(p.x_m) && std::isfinite(p.y_m); }

}  // namespace

RoadIndex::RoadIndex(const Roads& roads) : roads_(roads) {
  fit_grid();
  first_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  each_segment([&](std::size_t cell, Segment) { ++first_[cell + 1]; });
  for (std::size_t cell = 1; cell < first_.size(); ++cell) first_[cell] += first_[cell - 1];
  segments_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  each_segment([&](std::size_t cell, Segment segment) { segments_[next[cell]++] = segment; });
}

void RoadIndex::fit_grid() {
  Box box;
  for (const Point p : roads_.shape.values())
    if (is_finite(p)) box.add(p);
  if (!(box.min_x_m <= box.max_x_m)) box.add(Point{});
  const double width = box.max_x_m - box.min_x_m, height = box.max_y_m - box.min_y_m;
  cell_m_ = std::max({cell_m_, std::sqrt(width * height / kMostRoadCells), std::max(width, height) / kMostRoadCells});
  min_x_ = box.min_x_m;
  min_y_ = box.min_y_m;
  columns_ = static_cast<long>(width / cell_m_) + 1;
  rows_ = static_cast<long>(height / cell_m_) + 1;
}

/// Calls body(cell, segment) for all segments, in the order of rows, and the cells they pass.
template <class Body>
void RoadIndex::each_segment(Body&& body) const {
  for (const EdgeId edge : roads_.ids()) {
    const auto shape = roads_.shape[edge];
    for (std::size_t i = 0; i + 1 < shape.size(); ++i)
      if (is_finite(shape[i]) && is_finite(shape[i + 1]))
        each_cell(shape[i], shape[i + 1], [&](std::size_t cell) {
          body(cell, Segment{edge.value, static_cast<std::uint32_t>(i)});
        });
  }
}

/// Cells whose square is cut by the line through a and b, within the box of the segment.
template <class Body>
void RoadIndex::each_cell(Point a, Point b, Body&& body) const {
  const auto column = [&](double x) { return std::clamp(static_cast<long>((x - min_x_) / cell_m_), 0L, columns_ - 1); };
  const auto row = [&](double y) { return std::clamp(static_cast<long>((y - min_y_) / cell_m_), 0L, rows_ - 1); };
  const long first_x = column(std::min(a.x_m, b.x_m)), last_x = column(std::max(a.x_m, b.x_m));
  const long first_y = row(std::min(a.y_m, b.y_m)), last_y = row(std::max(a.y_m, b.y_m));
  const double length = std::max(1e-9, distance(a, b).value);
  const double normal_x = (a.y_m - b.y_m) / length, normal_y = (b.x_m - a.x_m) / length;
  const double reach = 0.5 * cell_m_ * (std::abs(normal_x) + std::abs(normal_y)) + 1e-6;
  for (long y = first_y; y <= last_y; ++y)
    for (long x = first_x; x <= last_x; ++x) {
      const double cx = min_x_ + (static_cast<double>(x) + 0.5) * cell_m_,
                   cy = min_y_ + (static_cast<double>(y) + 0.5) * cell_m_;
      if (std::abs((cx - a.x_m) * normal_x + (cy - a.y_m) * normal_y) <= reach)
        body(static_cast<std::size_t>(y * columns_ + x));
    }
}

void RoadIndex::search_cell(long column, long row, Point place, const RoadFilter& filter, Nearest& best) const {
  if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return;
  const auto cell = static_cast<std::size_t>(row * columns_ + column);
  for (std::uint32_t at = first_[cell]; at < first_[cell + 1]; ++at) {
    const Segment segment = segments_[at];
    const EdgeId edge(std::size_t{segment.edge});
    if ((roads_.access[edge] & filter.access) == 0 || roads_.road_class[edge] > filter.last_class) continue;
    const auto shape = roads_.shape[edge];
    const double away_m = distance_to_segment(place, shape[segment.first], shape[segment.first + 1]).value;
    if (away_m < best.away_m || (away_m == best.away_m && (!best.segment || segment < *best.segment)))
      best = {away_m, segment};
  }
}

double RoadIndex::along(Segment segment, Point place) const {
  const auto shape = roads_.shape[EdgeId(std::size_t{segment.edge})];
  const Point a = shape[segment.first], b = shape[segment.first + 1];
  const double piece = distance(a, b).value, whole = length_of(shape).value;
  if (whole == 0.0) return 0.0;
  const double forward = (place.x_m - a.x_m) * (b.x_m - a.x_m) + (place.y_m - a.y_m) * (b.y_m - a.y_m);
  const double in_piece = piece > 0.0 ? std::clamp(forward / piece, 0.0, piece) : 0.0;
  return std::min(1.0, (length_of(shape.first(segment.first + 1)).value + in_piece) / whole);
}

std::optional<NearestRoad> RoadIndex::nearest(Point place, Metres radius, const RoadFilter& filter) const {
  if (!is_finite(place)) return std::nullopt;
  const double far = 2.0 * std::max(static_cast<double>(columns_), static_cast<double>(rows_)) + radius.value / cell_m_;
  const double x = std::floor((place.x_m - min_x_) / cell_m_), y = std::floor((place.y_m - min_y_) / cell_m_);
  if (std::abs(x) > far || std::abs(y) > far) return std::nullopt;  // the whole grid is out of reach
  const auto column = static_cast<long>(x), row = static_cast<long>(y);
  const long reach = static_cast<long>(radius.value / cell_m_) + 1;
  const double right = place.x_m - min_x_ - x * cell_m_, up = place.y_m - min_y_ - y * cell_m_;
  const double margin = std::min({right, cell_m_ - right, up, cell_m_ - up});  // from the place to its cell's border
  Nearest best{radius.value};
  for (long ring = 0; ring <= reach; ++ring) {
    if (best.segment && best.away_m < static_cast<double>(ring - 1) * cell_m_ + margin)
      break;  // no closer one is unseen
    for (long across = -ring; across <= ring; ++across) {
      search_cell(column + across, row - ring, place, filter, best);
      if (ring > 0) search_cell(column + across, row + ring, place, filter, best);
    }
    for (long beside = 1 - ring; beside < ring; ++beside) {
      search_cell(column - ring, row + beside, place, filter, best);
      search_cell(column + ring, row + beside, place, filter, best);
    }
  }
  if (!best.segment) return std::nullopt;
  return NearestRoad{EdgeId(std::size_t{best.segment->edge}), Metres(best.away_m), along(*best.segment, place)};
}

}  // namespace planspiel
