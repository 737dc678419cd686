#pragma once

/// What is under the pointer: in the engine's own plane, with no help of the graphics.

#include <optional>
#include <vector>

#include "engine/base/polygon_index.hpp"
#include "viewer/camera/camera.hpp"
#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

/// Buildings and links in a uniform grid. Places are in scene metres.
class Picker {
 public:
  /// Keeps a reference to the city's tables: the city must outlive the picker.
  Picker(const City& city, Point origin);

  /// The first building that a ray meets: its roof, else one of its walls. Ties go to the lower row.
  std::optional<BuildingId> building(const Ray& ray) const;
  /// The nearest link within a radius. Of a street's two directions the one on whose right side the place lies.
  std::optional<EdgeId> link(Point place, Metres radius) const;
  /// The area that holds a place.
  std::optional<DistrictId> district(Point place) const;
  std::optional<ZoneId> zone(Point place) const;
  std::optional<StationId> station(Point place, Metres radius) const;
  std::optional<StopId> stop(Point place, Metres radius) const;
  /// The row of a table that is not the engine's own: the point or line next to a place, the area that holds it.
  std::optional<std::size_t> row_of_other(const Domain& domain, Point place, Metres radius) const;

 private:
  /// Items of each cell, in ascending order.
  struct Grid {
    double cell_m = 100.0;
    long first_column = 0, first_row = 0, columns = 0, rows = 0;
    std::vector<std::uint32_t> begin{}, items{};
    template <class Body>
    void each_cell(const Box& box, Body&& body) const;
    void fill(const std::vector<Box>& boxes);
    std::span<const std::uint32_t> cell(long column, long row) const;
  };
  struct Hit {
    double along = 1e300;
    std::uint32_t row = 0;
  };
  void meet(const Ray& ray, BuildingId building, Hit& best) const;
  Point in_city(Point p) const { return Point::metres(p.x_m + origin_.x_m, p.y_m + origin_.y_m); }
  Point local(Point p) const { return Point::metres(p.x_m - origin_.x_m, p.y_m - origin_.y_m); }

  const City& city_;
  Point origin_;
  double highest_m_ = 0.0;
  Grid buildings_{}, links_{};
  PolygonIndex districts_, zones_;
};

}  // namespace planspiel::viewer
