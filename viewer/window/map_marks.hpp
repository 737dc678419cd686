#pragma once

/// What lies over the picture of the city: names, stations, what is being drawn; legend, scale, compass.

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

/// Where a picture stands on the screen.
struct MapPlace {
  ImVec2 from;
  Viewport viewport{};
};

/// Names, stations, the drawing in progress; and a title where there are two pictures.
void map_marks(Desk& desk, const MapPlace& place, const std::string& title);
/// Legend, scale, compass and sources: once, whatever is shown.
void map_frame(Desk& desk, const MapPlace& place);
/// What the colours of the left picture mean.
void legend(Desk& desk, const MapPlace& place);
/// Lines of text that fit into a width, in the font that is in use.
std::vector<std::string> wrapped_lines(const std::string& text, float width);
void swipe_titles(Desk& desk, const MapPlace& place);

/// Takes hold of a station under the mouse and moves it. True while it does: the map keeps still.
bool drag_station(Desk& desk, const MapPlace& place, std::optional<Point> ground, bool hovered);
/// A click on the ground while the map fills in an option.
void map_task_click(Desk& desk, Point ground);

}  // namespace planspiel::viewer
