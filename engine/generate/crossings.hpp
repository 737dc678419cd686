#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel::generate {

/// Where two segments cross, as fractions along each; none when they do not or are parallel.
inline std::optional<std::pair<double, double>> crossing_of(Point a, Point b, Point c, Point d) {
  const double rx = b.x_m - a.x_m, ry = b.y_m - a.y_m, sx = d.x_m - c.x_m, sy = d.y_m - c.y_m;
  const double cross = rx * sy - ry * sx;
  if (cross == 0.0) return std::nullopt;
  const double t = ((c.x_m - a.x_m) * sy - (c.y_m - a.y_m) * sx) / cross,
               u = ((c.x_m - a.x_m) * ry - (c.y_m - a.y_m) * rx) / cross;
  if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return std::nullopt;
  return std::pair(t, u);
}

inline Point between(Point a, Point b, double t) {
  return Point::metres(a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m));
}

/// Segments in cells of 400 m: which may cross a given one. Candidates come in ascending order, each once.
class SegmentIndex {
 public:
  void add(Point a, Point b) {
    const auto number = static_cast<std::uint32_t>(segments_.size());
    segments_.push_back({a, b});
    each_cell(a, b, [&](std::pair<long, long> cell) { cells_[cell].push_back(number); });
  }
  std::vector<std::uint32_t> near(Point a, Point b) const {
    std::vector<std::uint32_t> found;
    each_cell(a, b, [&](std::pair<long, long> cell) {
      const auto at = cells_.find(cell);
      if (at != cells_.end()) found.insert(found.end(), at->second.begin(), at->second.end());
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
  bool crosses(Point a, Point b) const {
    for (const std::uint32_t number : near(a, b))
      if (crossing_of(a, b, segments_[number].first, segments_[number].second)) return true;
    return false;
  }
  const std::pair<Point, Point>& operator[](std::uint32_t number) const { return segments_[number]; }

 private:
  template <class Body>
  static void each_cell(Point a, Point b, Body&& body) {
    constexpr double kCell_m = 400.0;
    const auto cell = [](double v) { return static_cast<long>(std::floor(v / kCell_m)); };
    for (long x = cell(std::min(a.x_m, b.x_m)); x <= cell(std::max(a.x_m, b.x_m)); ++x)
      for (long y = cell(std::min(a.y_m, b.y_m)); y <= cell(std::max(a.y_m, b.y_m)); ++y) body(std::pair(x, y));
  }
  std::vector<std::pair<Point, Point>> segments_;
  std::map<std::pair<long, long>, std::vector<std::uint32_t>> cells_;
};

}  // namespace planspiel::generate
