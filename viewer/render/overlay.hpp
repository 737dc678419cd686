#pragma once

/// What is drawn on the picture: title, legend, labels, scale, north arrow, sources. Always there.

#include <string>

#include "engine/map/canvas.hpp"
#include "engine/map/captions.hpp"
#include "viewer/camera/camera.hpp"
#include "viewer/layer/layer.hpp"
#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

/// Where the panel with title and legend ends: it begins in the top left corner.
Pixel panel_end(const Captions& captions, Viewport viewport);
Pixel panel_end(Canvas& canvas, const Captions& captions, Viewport viewport);

struct Overlay {
  Captions captions{};
  bool stations_named = false;
  Language language = Language::en;
};

void draw_overlay(Canvas& canvas, const SceneModel& scene, const Overlay& overlay, const Camera& camera,
                  Viewport viewport);

}  // namespace planspiel::viewer
