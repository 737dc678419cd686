#include "engine/base/geometry.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/ring.hpp"

namespace planspiel {

namespace {

double cross(Point o, Point a, Point b) {
  return (a.x_m - o.x_m) * (b.y_m - o.y_m) - (a.y_m - o.y_m) * (b.x_m - o.x_m);
}

double squared(Point a, Point b) {
  const double dx = a.x_m - b.x_m, dy = a.y_m - b.y_m;
  return dx * dx + dy * dy;
}

/// Twice the signed area of a ring and the moments for its centroid, about the ring's first point.
struct Moments {
  double area2 = 0.0, x = 0.0, y = 0.0;
};
Moments moments_of(const Ring& ring, Point origin) {
  Moments m;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()];
    const double ax = a.x_m - origin.x_m, ay = a.y_m - origin.y_m, bx = b.x_m - origin.x_m, by = b.y_m - origin.y_m;
    const double c = ax * by - bx * ay;
    m.area2 += c;
    m.x += (ax + bx) * c;
    m.y += (ay + by) * c;
  }
  return m;
}

/// +1 where a ring lies inside an even number of the others (an outer one), -1 for a hole.
double sign_of(const std::vector<Ring>& rings, std::size_t ring) {
  bool hole = false;
  for (std::size_t other = 0; other < rings.size(); ++other)
    if (other != ring && lies_in(rings[ring], rings[other])) hole = !hole;
  return hole ? -1.0 : 1.0;
}

bool properly_cross(Point a, Point b, Point c, Point d) {
  const double abc = cross(a, b, c), abd = cross(a, b, d), cda = cross(c, d, a), cdb = cross(c, d, b);
  return ((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0)) && abc != 0 && abd != 0 && cda != 0 && cdb != 0;
}

Point crossing(Point a, Point b, Point c, Point d) {
  const double t = cross(c, d, a) / (cross(c, d, a) - cross(c, d, b));
  return Point::metres(a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m));
}

}  // namespace

Metres distance(Point a, Point b) { return Metres(std::sqrt(squared(a, b))); }

Metres length_of(std::span<const Point> line) {
  Metres sum;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  return sum;
}

Metres distance_to_segment(Point p, Point a, Point b) {
  const double length2 = squared(a, b);
  if (length2 == 0.0) return distance(p, a);
  const double t =
      std::clamp(((p.x_m - a.x_m) * (b.x_m - a.x_m) + (p.y_m - a.y_m) * (b.y_m - a.y_m)) / length2, 0.0, 1.0);
  return distance(p, Point::metres(a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)));
}

bool lies_in(const Ring& inner, const Ring& outer) {
  constexpr std::size_t kAsked = 9;
  if (inner.empty() || outer.empty()) return false;
  const std::size_t asked = std::min(kAsked, inner.size());
  std::size_t within = 0;
  for (std::size_t i = 0; i < asked; ++i) {
    const std::size_t side = i * inner.size() / asked;
    const Point a = inner[side], b = inner[(side + 1) % inner.size()];
    within += planspiel::contains(outer, Point::metres(0.5 * (a.x_m + b.x_m), 0.5 * (a.y_m + b.y_m)));
  }
  return 2 * within > asked;
}

bool Polygon::contains(Point p) const {
  bool odd = false;
  for (const Ring& ring : rings)
    if (planspiel::contains(ring, p)) odd = !odd;
  return odd;
}

SquareMetres Polygon::area() const {
  double sum = 0.0;
  for (std::size_t ring = 0; ring < rings.size(); ++ring)
    if (!rings[ring].empty())
      sum += sign_of(rings, ring) * 0.5 * std::abs(moments_of(rings[ring], rings[ring].front()).area2);
  return SquareMetres(sum);
}

Point Polygon::centroid() const {
  double area = 0.0, x = 0.0, y = 0.0, count = 0.0, sum_x = 0.0, sum_y = 0.0;
  if (rings.empty() || rings.front().empty()) return {};
  const Point origin = rings.front().front();
  for (std::size_t ring = 0; ring < rings.size(); ++ring) {
    const Moments m = moments_of(rings[ring], origin);
    const double sign = sign_of(rings, ring) * (m.area2 < 0 ? -1.0 : 1.0);
    area += sign * 0.5 * m.area2;
    x += sign * m.x / 6.0;
    y += sign * m.y / 6.0;
    for (const Point p : rings[ring]) {
      sum_x += p.x_m;
      sum_y += p.y_m;
      count += 1.0;
    }
  }
  if (area == 0.0) return Point::metres(sum_x / count, sum_y / count);
  return Point::metres(origin.x_m + x / area, origin.y_m + y / area);
}

bool crosses_itself(const Ring& ring, Point* where) {
  const std::size_t n = ring.size();
  if (n < 4) return false;
  std::vector<std::size_t> order(n);  // segments by their smaller x: only overlapping ones are compared
  for (std::size_t i = 0; i < n; ++i) order[i] = i;
  const auto low = [&](std::size_t i) { return std::min(ring[i].x_m, ring[(i + 1) % n].x_m); };
  const auto high = [&](std::size_t i) { return std::max(ring[i].x_m, ring[(i + 1) % n].x_m); };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return low(a) != low(b) ? low(a) < low(b) : a < b; });
  for (std::size_t at = 0; at < n; ++at)
    for (std::size_t next = at + 1; next < n && low(order[next]) <= high(order[at]); ++next) {
      const Point a = ring[order[at]], b = ring[(order[at] + 1) % n], c = ring[order[next]],
                  d = ring[(order[next] + 1) % n];
      if (!properly_cross(a, b, c, d)) continue;
      if (where) *where = crossing(a, b, c, d);
      return true;
    }
  return false;
}

void Box::add(Point p) {
  min_x_m = std::min(min_x_m, p.x_m);
  min_y_m = std::min(min_y_m, p.y_m);
  max_x_m = std::max(max_x_m, p.x_m);
  max_y_m = std::max(max_y_m, p.y_m);
}

Box box_of(const Polygon& polygon) {
  Box box;
  for (const Ring& ring : polygon.rings)
    for (const Point p : ring) box.add(p);
  return box;
}

PointIndex::PointIndex(std::span<const Point> points, Metres cell)
    : points_(points.begin(), points.end()), cell_m_(cell.value) {
  Box box;
  for (const Point p : points_) box.add(p);
  if (points_.empty()) box.add(Point{});
  min_x_ = box.min_x_m;
  min_y_ = box.min_y_m;
  columns_ = static_cast<long>((box.max_x_m - min_x_) / cell_m_) + 1;
  rows_ = static_cast<long>((box.max_y_m - min_y_) / cell_m_) + 1;
  first_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  long cx = 0, cy = 0;
  for (const Point p : points_) ++first_[cell_of(p, cx, cy) + 1];
  for (std::size_t c = 1; c < first_.size(); ++c) first_[c] += first_[c - 1];
  items_.resize(points_.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t i = 0; i < points_.size(); ++i)
    items_[next[cell_of(points_[i], cx, cy)]++] = static_cast<std::uint32_t>(i);
}

std::size_t PointIndex::cell_of(Point p, long& cx, long& cy) const {
  cx = std::clamp(static_cast<long>(std::floor((p.x_m - min_x_) / cell_m_)), 0L, columns_ - 1);
  cy = std::clamp(static_cast<long>(std::floor((p.y_m - min_y_) / cell_m_)), 0L, rows_ - 1);
  return static_cast<std::size_t>(cy * columns_ + cx);
}

std::size_t PointIndex::nearest(Point p, Metres radius) const {
  long cx = 0, cy = 0;
  cell_of(p, cx, cy);
  std::size_t best = points_.size();
  double best2 = radius.value * radius.value;
  // How far p lies outside the grid: rings of cells grow from the clamped cell.
  const long reach = std::min(std::max(columns_, rows_), static_cast<long>(std::min(radius.value / cell_m_, 1e6)) + 1);
  for (long ring = 0; ring <= reach; ++ring) {
    for (long y = std::max(0L, cy - ring); y <= std::min(rows_ - 1, cy + ring); ++y)
      for (long x = std::max(0L, cx - ring); x <= std::min(columns_ - 1, cx + ring); ++x) {
        if (std::max(std::abs(x - cx), std::abs(y - cy)) != ring) continue;
        const auto cell = static_cast<std::size_t>(y * columns_ + x);
        for (std::uint32_t at = first_[cell]; at < first_[cell + 1]; ++at) {
          const double d2 = squared(p, points_[items_[at]]);
          if (d2 < best2 || (d2 == best2 && items_[at] < best)) {
            best2 = d2;
            best = items_[at];
          }
        }
      }
    const double safe = static_cast<double>(ring) * cell_m_;  // all points closer than this have been seen
    if (best < points_.size() && best2 <= safe * safe) break;
  }
  return best;
}

std::vector<std::size_t> PointIndex::within(Point p, Metres radius) const {
  std::vector<std::size_t> found;
  long x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  cell_of(Point::metres(p.x_m - radius.value, p.y_m - radius.value), x0, y0);
  cell_of(Point::metres(p.x_m + radius.value, p.y_m + radius.value), x1, y1);
  for (long y = y0; y <= y1; ++y)
    for (long x = x0; x <= x1; ++x) {
      const auto cell = static_cast<std::size_t>(y * columns_ + x);
      for (std::uint32_t at = first_[cell]; at < first_[cell + 1]; ++at)
        if (squared(p, points_[items_[at]]) <= radius.value * radius.value) found.push_back(items_[at]);
    }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace planspiel
