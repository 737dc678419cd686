/// Rows are moved where the tab of the places is open, and nowhere else: on every other map a drag moves the camera.

#include <cmath>

#include "engine/base/error.hpp"
#include "viewer/window/map_marks.hpp"

namespace planspiel::viewer {

namespace {

constexpr float kGrab_px = 12.0F, kStill_px = 3.0F;

bool lies_inside(const MapPlace& place, ImVec2 at) {
  return at.x >= place.from.x && at.y >= place.from.y &&
         at.x < place.from.x + static_cast<float>(place.viewport.width_px) &&
         at.y < place.from.y + static_cast<float>(place.viewport.height_px);
}

/// The map is as it was before the drag.
void give_up(Desk& desk) {
  if (!desk.dragged->given_up) desk.places_on_map = desk.dragged->shown_before;
  desk.dragged->given_up = true;
}

void put_back(Desk& desk, const std::string& why) {
  give_up(desk);
  desk.report(desk.dragged->name + desk.ui.say({" bleibt am alten Ort: ", " stays where it was: "}) + why);
}

void drop(Desk& desk, const PlacedRow& row) {
  try {
    move_row(desk.places.places(), *desk.bench.document(), *desk.bench.services().registry,
             desk.bench.base_city()->city, row, desk.lon_lat(desk.dragged->to));
  } catch (const Error& error) {
    put_back(desk, error.what());
  }
}

/// Without a drag it was a click.
void let_go(Desk& desk, const MapPlace& place, bool on_ground, bool really) {
  const auto held = row_called(desk, desk.dragged->name);
  if (!held || desk.dragged->given_up) return;
  if (!really)
    select_row(desk, *held);
  else if (!lies_inside(place, ImGui::GetIO().MousePos))
    put_back(desk, desk.ui.say({"neben der Karte losgelassen", "let go beside the map"}));
  else if (!on_ground)
    put_back(desk, desk.ui.say({"dort ist kein Boden", "there is no ground there"}));
  else
    drop(desk, *held);
}

}  // namespace

bool Desk::moves_rows() const {
  return tab == Tab::places && stations && pointer == Pointer::select && !places.places().measures.move.empty() &&
         bench.document() && bench.base_city();
}

std::optional<PlacedRow> row_called(const Desk& desk, const std::string& name) {
  for (const PlacedRow& row : rows_on_map(desk))
    if (row.name == name) return row;
  return std::nullopt;
}

std::optional<PlacedRow> row_under(const Desk& desk, const MapPlace& place, ImVec2 mouse) {
  for (const PlacedRow& row : rows_on_map(desk)) {
    const auto at = screen_of(desk, place, desk.scene_point(row.at));
    if (at && std::hypot(at->x - mouse.x, at->y - mouse.y) <= desk.ui.px(kGrab_px)) return row;
  }
  return std::nullopt;
}

void select_row(Desk& desk, const PlacedRow& row) {
  if (desk.places.places().table != tables::stations.name) return;  // what has no domain has no details
  const auto found = desk.seen->city[tables::stations].find(row.id);
  if (found) desk.selection = Selection{domain_of<StationId>, found->index(), desk.scene_point(row.at)};
}

bool drag_row(Desk& desk, const MapPlace& place, std::optional<Point> ground, bool hovered) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!desk.dragged && hovered && desk.moves_rows() && ImGui::IsMouseClicked(0) && !io.KeyCtrl) {
    const auto row = row_under(desk, place, io.MousePos);
    if (!row || row->closed) return false;
    desk.dragged = DraggedRow{row->name, desk.scene_point(row->at), place.from.x, desk.places_on_map};
    return true;
  }
  if (!desk.dragged || desk.dragged->pane_px != place.from.x) return false;
  const ImVec2 moved = ImGui::GetMouseDragDelta(0, kStill_px);
  const bool really = moved.x != 0.0F || moved.y != 0.0F;
  if (!desk.moves_rows() || ImGui::IsKeyPressed(io.KeyMap[ImGuiKey_Escape])) give_up(desk);
  if (really && ground && !desk.dragged->given_up && (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    desk.dragged->to = *ground;
    desk.places_on_map = true;
    desk.places.ask(desk.clock.hour(), desk.dragged->name, desk.lon_lat(*ground));
  }
  if (ImGui::IsMouseDown(0)) return true;
  let_go(desk, place, ground.has_value(), really);
  desk.dragged.reset();
  return true;
}

}  // namespace planspiel::viewer
