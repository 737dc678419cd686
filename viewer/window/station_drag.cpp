/// Stations are moved where the tab 'Stations' is open, and nowhere else: on every other map a drag moves the camera.

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
  if (!desk.dragged->given_up) desk.reach_on_map = desk.dragged->reach_before;
  desk.dragged->given_up = true;
}

void put_back(Desk& desk, const std::string& why) {
  give_up(desk);
  desk.report(desk.ui.say({"Die Wache bleibt, wo sie ist: ", "The station stays where it is: "}) + why);
}

void drop(Desk& desk, const StationPlace& station) {
  try {
    move_station(*desk.bench.document(), *desk.bench.services().registry, desk.bench.base_city()->city, station,
                 desk.lon_lat(desk.dragged->to));
  } catch (const Error& error) {
    put_back(desk, error.what());
  }
}

/// Without a drag it was a click.
void let_go(Desk& desk, const MapPlace& place, bool on_ground, bool really) {
  const auto held = station_called(desk, desk.dragged->name);
  if (!held || desk.dragged->given_up) return;
  if (!really)
    select_station(desk, *held);
  else if (!lies_inside(place, ImGui::GetIO().MousePos))
    put_back(desk, desk.ui.say({"neben der Karte losgelassen", "let go beside the map"}));
  else if (!on_ground)
    put_back(desk, desk.ui.say({"dort ist kein Boden", "there is no ground there"}));
  else
    drop(desk, *held);
}

}  // namespace

bool Desk::moves_stations() const {
  return tab == Tab::stations && stations && pointer == Pointer::select && bench.document() && bench.base_city();
}

std::optional<StationPlace> station_called(const Desk& desk, const std::string& name) {
  for (const StationPlace& station : stations_on_map(desk))
    if (station.name == name) return station;
  return std::nullopt;
}

std::optional<StationPlace> station_under(const Desk& desk, const MapPlace& place, ImVec2 mouse) {
  for (const StationPlace& station : stations_on_map(desk)) {
    const auto at = screen_of(desk, place, desk.scene_point(station.at));
    if (at && std::hypot(at->x - mouse.x, at->y - mouse.y) <= desk.ui.px(kGrab_px)) return station;
  }
  return std::nullopt;
}

void select_station(Desk& desk, const StationPlace& station) {
  const auto row = desk.seen->city[tables::stations].find(station.id);
  if (row) desk.selection = Selection{domain_of<StationId>, row->index(), desk.scene_point(station.at)};
}

bool drag_station(Desk& desk, const MapPlace& place, std::optional<Point> ground, bool hovered) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!desk.dragged && hovered && desk.moves_stations() && ImGui::IsMouseClicked(0) && !io.KeyCtrl) {
    const auto station = station_under(desk, place, io.MousePos);
    if (!station || station->closed) return false;
    desk.dragged = DraggedStation{station->name, desk.scene_point(station->at), place.from.x, desk.reach_on_map};
    return true;
  }
  if (!desk.dragged || desk.dragged->pane_px != place.from.x) return false;
  const ImVec2 moved = ImGui::GetMouseDragDelta(0, kStill_px);
  const bool really = moved.x != 0.0F || moved.y != 0.0F;
  if (!desk.moves_stations() || ImGui::IsKeyPressed(io.KeyMap[ImGuiKey_Escape])) give_up(desk);
  if (really && ground && !desk.dragged->given_up && (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    desk.dragged->to = *ground;
    desk.reach_on_map = true;
    desk.reach.ask(desk.clock.hour(), desk.dragged->name, desk.lon_lat(*ground));
  }
  if (ImGui::IsMouseDown(0)) return true;
  let_go(desk, place, ground.has_value(), really);
  desk.dragged.reset();
  return true;
}

}  // namespace planspiel::viewer
