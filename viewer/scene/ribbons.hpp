#pragma once

/// Lines as ribbons that keep their mitres, and the roads' look by class.

#include <span>

#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

/// How a ribbon lies on its line.
struct RibbonForm {
  float left = -0.5F, right = 0.5F;  ///< sides, see Ribbon
  double width_m = 0.0, width_px = 1.0;
  std::uint32_t row = 0;
};

/// Appends a line of at least two points (scene metres). `before` and `after` are points that the line comes from and
/// goes on to, where there are any: with them the ribbons of consecutive links meet without a notch.
void add_ribbon(Ribbon& ribbon, std::span<const Point> line, const RibbonForm& form, const Point* before = nullptr,
                const Point* after = nullptr);

/// Least width of one direction on a screen of ordinary size.
double road_width_px(RoadClass road_class);

/// All links, each in the tile of its middle: `tile_of` gives its number.
void add_roads(const City& city, Point origin, std::span<const std::uint32_t> tile_of, std::vector<Tile>& tiles);

/// Borders of districts; where boroughs meet or the territory ends they go to `borough_borders`. Common borders are
/// drawn once.
void add_borders(const City& city, SceneModel& scene);

void add_lines(const City& city, SceneModel& scene);

}  // namespace planspiel::viewer
