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

/// Where a place of the scene is seen; nothing where it is not on this picture.
std::optional<ImVec2> screen_of(const Camera& camera, const MapPlace& place, Point at);

/// Stations as the scenario has them; the dragged one under the mouse.
std::vector<PlacedRow> rows_on_map(const Desk& desk);
std::optional<PlacedRow> row_called(const Desk& desk, const std::string& name);
std::optional<PlacedRow> row_under(const Desk& desk, const MapPlace& place, ImVec2 mouse);
void select_row(Desk& desk, const PlacedRow& row);
/// Takes hold of a row under the mouse and moves it, where the tab of the places is open. True while it does: the
/// map keeps still. A place where it cannot stand is said, and the station is back where it was.
bool drag_row(Desk& desk, const MapPlace& place, std::optional<Point> ground, bool hovered);
/// A click on the ground while the map fills in an option.
void map_task_click(Desk& desk, Point ground);

}  // namespace planspiel::viewer
