#pragma once

/// What is drawn on the picture: title, legend, labels, scale, north arrow, sources. Always there.

#include <string>

#include "engine/map/canvas.hpp"
#include "engine/map/sources_line.hpp"
#include "viewer/camera/camera.hpp"
#include "viewer/layer/layer.hpp"
#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

struct Captions {
  std::string title{}, subtitle{}, against{}, unit{}, note{}, sources{};
  std::vector<LegendRow> legend{};
  bool stations_named = false;
};

/// Where the panel with title and legend ends: it begins in the top left corner.
Pixel panel_end(const Captions& captions, Viewport viewport);
Pixel panel_end(Canvas& canvas, const Captions& captions, Viewport viewport);

void draw_overlay(Canvas& canvas, const SceneModel& scene, const Captions& captions, const Camera& camera,
                  Viewport viewport, Language language);

/// The largest of 1, 2, 5, 10 … metres that is not longer than `most_m`.
double scale_bar_m(double most_m);

}  // namespace planspiel::viewer
