#include "engine/city/road_index.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel {

RoadIndex::RoadIndex(const Roads& roads) : roads_(roads) {
  Box box;
  for (const Point p : roads.shape.values()) box.add(p);
  if (roads.shape.values().empty()) box.add(Point{});
  min_x_ = box.min_x_m;
  min_y_ = box.min_y_m;
  columns_ = static_cast<long>((box.max_x_m - min_x_) / cell_m_) + 1;
  rows_ = static_cast<long>((box.max_y_m - min_y_) / cell_m_) + 1;
  first_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  const auto each_segment = [&](auto&& body) {
    for (const EdgeId edge : roads.ids()) {
      const auto shape = roads.shape[edge];
      for (std::size_t i = 0; i + 1 < shape.size(); ++i)
        each_cell(shape[i], shape[i + 1], [&](std::size_t cell) {
          body(cell, Segment{edge.value, static_cast<std::uint32_t>(i)});
        });
    }
  };
  each_segment([&](std::size_t cell, Segment) { ++first_[cell + 1]; });
  for (std::size_t cell = 1; cell < first_.size(); ++cell) first_[cell] += first_[cell - 1];
  segments_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  each_segment([&](std::size_t cell, Segment segment) { segments_[next[cell]++] = segment; });
}

void RoadIndex::each_cell(Point a, Point b, const std::function<void(std::size_t)>& body) const {
  const auto column = [&](double x) { return std::clamp(static_cast<long>((x - min_x_) / cell_m_), 0L, columns_ - 1); };
  const auto row = [&](double y) { return std::clamp(static_cast<long>((y - min_y_) / cell_m_), 0L, rows_ - 1); };
  const Point middle = Point::metres(0.5 * (a.x_m + b.x_m), 0.5 * (a.y_m + b.y_m));
  const double half_x = 0.5 * std::abs(a.x_m - b.x_m), half_y = 0.5 * std::abs(a.y_m - b.y_m);
  const double length = std::max(1e-9, 2.0 * std::hypot(half_x, half_y));
  const double normal_x = (a.y_m - b.y_m) / length, normal_y = (b.x_m - a.x_m) / length;
  const double reach = 0.5 * cell_m_ * (std::abs(normal_x) + std::abs(normal_y)) + 1e-6;
  for (long y = row(middle.y_m - half_y); y <= row(middle.y_m + half_y); ++y)
    for (long x = column(middle.x_m - half_x); x <= column(middle.x_m + half_x); ++x) {
      const double cx = min_x_ + (static_cast<double>(x) + 0.5) * cell_m_,
                   cy = min_y_ + (static_cast<double>(y) + 0.5) * cell_m_;
      if (std::abs((cx - a.x_m) * normal_x + (cy - a.y_m) * normal_y) <= reach)
        body(static_cast<std::size_t>(y * columns_ + x));
    }
}

bool RoadIndex::counts(EdgeId edge, const RoadFilter& filter) const {
  return (roads_.access[edge] & filter.access) != 0 && roads_.road_class[edge] <= filter.last_class;
}

std::optional<NearestRoad> RoadIndex::nearest(Point place, Metres radius, const RoadFilter& filter) const {
  const auto column = static_cast<long>(std::floor((place.x_m - min_x_) / cell_m_));
  const auto row = static_cast<long>(std::floor((place.y_m - min_y_) / cell_m_));
  const long reach = static_cast<long>(radius.value / cell_m_) + 1;
  double best = radius.value;
  std::optional<Segment> found;
  for (long ring = 0; ring <= reach; ++ring) {
    if (found && best <= static_cast<double>(ring - 1) * cell_m_) break;  // all closer segments have been seen
    for (long y = row - ring; y <= row + ring; ++y)
      for (long x = column - ring; x <= column + ring; ++x) {
        if (std::max(std::abs(x - column), std::abs(y - row)) != ring || x < 0 || y < 0 || x >= columns_ || y >= rows_)
          continue;
        const auto cell = static_cast<std::size_t>(y * columns_ + x);
        for (std::uint32_t at = first_[cell]; at < first_[cell + 1]; ++at) {
          const Segment segment = segments_[at];
          const EdgeId edge(std::size_t{segment.edge});
          if (!counts(edge, filter)) continue;
          const auto shape = roads_.shape[edge];
          const double away = distance_to_segment(place, shape[segment.first], shape[segment.first + 1]).value;
          const bool tie =
              found && away == best &&
              (segment.edge < found->edge || (segment.edge == found->edge && segment.first < found->first));
          if ((found ? away < best : away <= best) || tie) {
            best = away;
            found = segment;
          }
        }
      }
  }
  if (!found) return std::nullopt;
  const EdgeId edge(std::size_t{found->edge});
  const auto shape = roads_.shape[edge];
  const Point a = shape[found->first], b = shape[found->first + 1];
  const double piece = distance(a, b).value;
  const double t = piece > 0.0
                       ? std::clamp(((place.x_m - a.x_m) * (b.x_m - a.x_m) + (place.y_m - a.y_m) * (b.y_m - a.y_m)) /
                                        (piece * piece),
                                    0.0, 1.0)
                       : 0.0;
  const double before = length_of(shape.first(found->first + 1)).value, whole = length_of(shape).value;
  return NearestRoad{edge, Metres(best), whole > 0.0 ? (before + t * piece) / whole : 0.0};
}

}  // namespace planspiel
