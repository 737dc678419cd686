#pragma once

/// Views by name: what `--view` and bookmarks hold.

#include <string_view>

#include "viewer/camera/camera.hpp"
#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

/// "overview", "above" (the whole city from straight above), "district:NAME" (a district or a borough),
/// The same view moved to the right, and away where that is not enough, so that no place lies under a panel in the top
/// left corner of the picture.
Camera beside_panel(const Camera& camera, std::span<const Point> places, Viewport viewport, Pixel panel_end);

/// What the overview frames: the outline of the territory, scene metres.
std::vector<Point> outline_of(const SceneModel& scene);

/// "lon,lat,height,heading,pitch" (of the eye: degrees, metres above ground, degrees clockwise from north, degrees
/// above the horizon). Throws Error(config) that says what would be right.
Camera camera_for(std::string_view view, const SceneModel& scene, const City& city, Viewport viewport);

/// The nearest camera with this heading and pitch that sees all the places, with a margin.
Camera fitted(std::span<const Point> places, Viewport viewport, double heading_deg, double pitch_deg);

/// "lon,lat,height,heading,pitch" of a camera: camera_for() gives it back.
std::string view_text(const Camera& camera, const SceneModel& scene, const City& city);

}  // namespace planspiel::viewer
