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
  if (!desk.hand.dragged->given_up) desk.choice.places_on_map = desk.hand.dragged->shown_before;
  desk.hand.dragged->given_up = true;
}

void put_back(Desk& desk, const std::string& why) {
  give_up(desk);
  desk.messages.report(desk.hand.dragged->name + desk.ui.say({" bleibt am alten Ort: ", " stays where it was: "}) +
                       why);
}

void drop(Desk& desk, const PlacedRow& row) {
  try {
    move_row(desk.places.places(), *desk.bench.document(), *desk.bench.services().registry,
             desk.bench.base_city()->city, row, desk.view.lon_lat(desk.hand.dragged->to));
  } catch (const Error& error) {
    put_back(desk, error.what());
  }
}

/// Without a drag it was a click.
void let_go(Desk& desk, const MapPlace& place, bool on_ground, bool really) {
  const auto held = row_called(desk, desk.hand.dragged->name);
  if (!held || desk.hand.dragged->given_up) return;
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

std::optional<PlacedRow> row_called(const Desk& desk, const std::string& name) {
  for (const PlacedRow& row : rows_on_map(desk))
    if (row.name == name) return row;
  return std::nullopt;
}

std::optional<PlacedRow> row_under(const Desk& desk, const MapPlace& place, ImVec2 mouse) {
  for (const PlacedRow& row : rows_on_map(desk)) {
    const auto at = screen_of(desk.view.camera, place, desk.view.scene_point(row.at));
    if (at && std::hypot(at->x - mouse.x, at->y - mouse.y) <= desk.ui.px(kGrab_px)) return row;
  }
  return std::nullopt;
}

void select_row(Desk& desk, const PlacedRow& row) {
  if (desk.places.places().table != tables::stations.name) return;  // what has no domain has no details
  const auto found = desk.view.seen->city[tables::stations].find(row.id);
  if (found) desk.details.selection = Selection{domain_of<StationId>, found->index(), desk.view.scene_point(row.at)};
}

bool drag_row(Desk& desk, const MapPlace& place, std::optional<Point> ground, bool hovered) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!desk.hand.dragged && hovered && desk.moves_rows() && ImGui::IsMouseClicked(0) && !io.KeyCtrl) {
    const auto row = row_under(desk, place, io.MousePos);
    if (!row || row->closed) return false;
    desk.hand.dragged = DraggedRow{row->name, desk.view.scene_point(row->at), place.from.x, desk.choice.places_on_map};
    return true;
  }
  if (!desk.hand.dragged || desk.hand.dragged->pane_px != place.from.x) return false;
  const ImVec2 moved = ImGui::GetMouseDragDelta(0, kStill_px);
  const bool really = moved.x != 0.0F || moved.y != 0.0F;
  if (!desk.moves_rows() || ImGui::IsKeyPressed(io.KeyMap[ImGuiKey_Escape])) give_up(desk);
  if (really && ground && !desk.hand.dragged->given_up && (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    desk.hand.dragged->to = *ground;
    desk.choice.places_on_map = true;
    desk.places.ask(desk.clock.hour(), desk.hand.dragged->name, desk.view.lon_lat(*ground));
  }
  if (ImGui::IsMouseDown(0)) return true;
  let_go(desk, place, ground.has_value(), really);
  desk.hand.dragged.reset();
  return true;
}

}  // namespace planspiel::viewer
