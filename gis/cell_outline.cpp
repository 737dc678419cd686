#include "gis/cell_outline.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace planspiel {

namespace {

/// A corner of the grid: column and row from the first cell's south-west corner.
using Corner = std::pair<std::int32_t, std::int32_t>;
/// Steps east, north, west, south.
constexpr std::array<Corner, 4> kSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
constexpr int kNone = 4;

/// Sides of cells with a cell on their left only, by the corner that they leave; at most two leave a corner.
using Sides = std::map<Corner, std::array<int, 2>>;

void toggle(Sides& sides, Corner from, int step) {
  const Corner to{from.first + kSteps[static_cast<std::size_t>(step)].first,
                  from.second + kSteps[static_cast<std::size_t>(step)].second};
  const int back = (step + 2) % 4;
  if (const auto other = sides.find(to); other != sides.end())  // the neighbour's side: inside
    for (int& leaving : other->second)
      if (leaving == back) {
        leaving = kNone;
        return;
      }
  auto& leaving = sides.try_emplace(from, std::array<int, 2>{kNone, kNone}).first->second;
  for (int& one : leaving)
    if (one == kNone) {
      one = step;
      return;
    }
}

/// Takes the side that leaves the corner; of two the one to the left of where the ring comes from, so that cells which
/// touch at a corner stay apart.
int take(Sides& sides, Corner corner, int come) {
  auto& leaving = sides.at(corner);
  const int left = (come + 1) % 4;
  std::size_t chosen = leaving[0] == kNone ? 1 : 0;
  if (leaving[0] != kNone && leaving[1] == left) chosen = 1;
  return std::exchange(leaving[chosen], kNone);
}

Ring trace(Sides& sides, Corner start, Point origin, double side_m) {
  Ring ring;
  Corner at = start;
  int step = take(sides, start, kNone);
  const int first = step;
  while (true) {
    at = {at.first + kSteps[static_cast<std::size_t>(step)].first,
          at.second + kSteps[static_cast<std::size_t>(step)].second};
    const bool closed = at == start;
    const int next = closed ? first : take(sides, at, step);
    if (next != step) ring.push_back(Point::metres(origin.x_m + at.first * side_m, origin.y_m + at.second * side_m));
    if (closed) return ring;
    step = next;
  }
}

}  // namespace

Polygon outline_of_cells(std::span<const Point> middles, Metres side) {
  Polygon outline;
  if (middles.empty()) return outline;
  const double side_m = side.value;
  const Point origin = Point::metres(middles[0].x_m - side_m / 2, middles[0].y_m - side_m / 2);
  Sides sides;
  for (const Point middle : middles) {
    const Corner corner{static_cast<std::int32_t>(std::lround((middle.x_m - side_m / 2 - origin.x_m) / side_m)),
                        static_cast<std::int32_t>(std::lround((middle.y_m - side_m / 2 - origin.y_m) / side_m))};
    toggle(sides, corner, 0);
    toggle(sides, {corner.first + 1, corner.second}, 1);
    toggle(sides, {corner.first + 1, corner.second + 1}, 2);
    toggle(sides, {corner.first, corner.second + 1}, 3);
  }
  for (auto& [corner, leaving] : sides)
    while (leaving[0] != kNone || leaving[1] != kNone) outline.rings.push_back(trace(sides, corner, origin, side_m));
  return outline;
}

}  // namespace planspiel
