#pragma once

/// Buildings as walls and roofs, and areas as flat surfaces.

#include <span>

#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

/// A footprint (scene metres) with walls from the ground to `height_m` and a flat roof.
void add_prism(Surface& surface, std::span<const Point> footprint, double height_m, std::uint32_t row);

/// The box along the footprint's longest side: four walls and a roof for any footprint.
std::array<Point, 4> box_around(std::span<const Point> footprint);

/// A flat polygon on the ground.
void add_area(Surface& surface, const Polygon& polygon, Point origin, std::uint32_t row);

/// All buildings, each in the tile of its centre: `tile_of` gives its number.
void add_buildings(const City& city, Point origin, std::span<const std::uint32_t> tile_of, std::vector<Tile>& tiles);

/// Land cover, zones, districts and cells.
void add_areas(const City& city, SceneModel& scene);

}  // namespace planspiel::viewer
