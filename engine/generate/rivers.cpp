#include "engine/generate/rivers.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::generate {

namespace {

constexpr double kToStreet_m = 32.0;  ///< from the bank: a house with its yard fits between

Point nearest_on(Point p, Point a, Point b) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
  const double along = ((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / std::max(1e-9, dx * dx + dy * dy);
  const double share = std::clamp(along, 0.0, 1.0);
  return Point::metres(a.x_m + share * dx, a.y_m + share * dy);
}

Point nearest_on(Point p, const std::vector<Point>& line) {
  Point best = line.front();
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    if (const Point on = nearest_on(p, line[i], line[i + 1]); distance(p, on) < distance(p, best)) best = on;
  return best;
}

/// Each bank is the middle line moved across the mean direction of its two sides.
Polygon banks_of(const River& river) {
  const std::vector<Point>& line = river.points;
  Ring left, right;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point from = line[i > 0 ? i - 1 : i], to = line[std::min(i + 1, line.size() - 1)];
    const double length = std::max(1e-9, distance(from, to).value), half = 0.5 * river.width_m;
    const double across_x = -(to.y_m - from.y_m) / length * half, across_y = (to.x_m - from.x_m) / length * half;
    left.push_back(Point::metres(line[i].x_m + across_x, line[i].y_m + across_y));
    right.push_back(Point::metres(line[i].x_m - across_x, line[i].y_m - across_y));
  }
  right.insert(right.end(), left.rbegin(), left.rend());
  return Polygon{{right}};
}

}  // namespace

Rivers::Rivers(const std::vector<River>& rivers) : rivers_(rivers) {
  for (const River& river : rivers) {
    const double room = 0.5 * river.width_m + kToStreet_m;
    Box& box = boxes_.emplace_back();
    for (const Point p : river.points) {
      box.add(Point::metres(p.x_m - room, p.y_m - room));
      box.add(Point::metres(p.x_m + room, p.y_m + room));
    }
  }
}

Point Rivers::off(Point place) const {
  for (std::size_t i = 0; i < rivers_.size(); ++i) {
    if (!boxes_[i].contains(place)) continue;
    const Point on = nearest_on(place, rivers_[i].points);
    const double away = distance(place, on).value, wanted = 0.5 * rivers_[i].width_m + kToStreet_m;
    if (away >= wanted || away <= 0.0) continue;
    place = Point::metres(on.x_m + (place.x_m - on.x_m) * wanted / away, on.y_m + (place.y_m - on.y_m) * wanted / away);
  }
  return place;
}

bool Rivers::leave_room(Point place, Metres room) const {
  for (std::size_t i = 0; i < rivers_.size(); ++i)
    if (boxes_[i].contains(place) &&
        distance(place, nearest_on(place, rivers_[i].points)).value < 0.5 * rivers_[i].width_m + room.value)
      return false;
  return true;
}

void make_water(CityBuilder& builder, const Facts& facts) {
  LandCover& land_cover = builder[tables::land_cover];
  for (const River& river : facts.rivers) {
    const LandCoverId row = land_cover.add(river.id);
    land_cover.name[row] = river.name;
    land_cover.cover[row] = Cover::water;
    land_cover.outline[row] = banks_of(river);
    land_cover.certainty[row] = Certainty::assumed;
  }
}

}  // namespace planspiel::generate
