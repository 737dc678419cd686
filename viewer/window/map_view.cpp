#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/base/projection.hpp"
#include "viewer/camera/view.hpp"
#include "viewer/window/desk.hpp"
#include "viewer/window/map_marks.hpp"

namespace planspiel::viewer {

namespace {

constexpr float kClick_px = 4.0F;  ///< moved less while pressed: a click

/// One picture of the city on the screen.
struct PaneFrame {
  ImVec2 from, size;
  Viewport viewport{};
  Pixel pixel(ImVec2 screen) const {
    return {static_cast<double>(screen.x - from.x), static_cast<double>(screen.y - from.y)};
  }
};

PaneFrame frame_of(ImVec2 from, ImVec2 size) {
  return {from, size, {std::max(16, static_cast<int>(size.x)), std::max(16, static_cast<int>(size.y))}};
}

Shown shown_of(const Desk& desk) {
  return {.buildings = desk.buildings, .stations = false, .stops = desk.stops, .lines = desk.lines};
}

/// What a pane looks like; another text means: draw again.
std::string look_key(const Desk& desk, std::size_t pane, Viewport viewport) {
  const Camera& camera = desk.camera;
  std::string key = fmt::format("{} {} {} {} {} {} {}x{} {} {}{}{}", camera.eye.x, camera.eye.y, camera.eye.z,
                                camera.heading_deg, camera.pitch_deg, camera.field_of_view_deg, viewport.width_px,
                                viewport.height_px, desk.shown[pane].revision, desk.lines, desk.stops, desk.buildings);
  if (desk.selection) key += fmt::format(" {} {}", desk.selection->domain.table, desk.selection->row);
  return key + fmt::format(" {}", static_cast<const void*>(desk.scene.get()));
}

void draw_pane(Desk& desk, std::size_t pane, Viewport viewport) {
  static std::array<std::string, Stage::kPanes> drawn;  // of the one window there is
  const std::string key = look_key(desk, pane, viewport);
  if (key == drawn[pane] && desk.stage.pane_texture(static_cast<int>(pane))) return;
  drawn[pane] = key;
  desk.stage.draw_pane(static_cast<int>(pane), *desk.scene, desk.camera, viewport, [&desk, pane] {
    const ShownLayer& shown = desk.shown[pane];
    desk.scene->show(shown.layer ? &*shown.layer : nullptr, shown.far_values ? &*shown.far_values : nullptr);
    desk.scene->show(shown_of(desk));
    if (desk.selection)
      desk.scene->select(desk.selection->domain, desk.selection->row);
    else
      desk.scene->select(std::nullopt);
  });
  desk.frames_wanted = std::max(desk.frames_wanted, 2);
}

void show_pane(Desk& desk, std::size_t pane, const PaneFrame& frame, float cut_from, float cut_to) {
  void* texture = desk.stage.pane_texture(static_cast<int>(pane));
  if (!texture) return;
  ImGui::GetWindowDrawList()->AddImage(texture, {frame.from.x + cut_from * frame.size.x, frame.from.y},
                                       {frame.from.x + cut_to * frame.size.x, frame.from.y + frame.size.y},
                                       {cut_from, 1.0F}, {cut_to, 0.0F});
}

std::optional<Point> ground_at(const Desk& desk, const PaneFrame& frame, ImVec2 screen) {
  return ray_through(desk.camera, frame.viewport, frame.pixel(screen)).ground();
}

Selection nearest(const Desk& desk, const Ray& ray, Point at, double pixel_m) {
  const Picker& picker = desk.seen->picker;
  const auto layer = desk.shown[0].layer;
  const Metres near(12.0 * pixel_m);
  if (layer)
    if (const auto row = picker.row_of_other(layer->domain, at, near)) return {layer->domain, *row, at};
  if (desk.stops || (layer && layer->domain == domain_of<StopId>))
    if (const auto stop = picker.stop(at, near)) return {domain_of<StopId>, stop->index(), at};
  if (layer && layer->domain == domain_of<ZoneId>)
    if (const auto zone = picker.zone(at)) return {domain_of<ZoneId>, zone->index(), at};
  if (layer && layer->domain == domain_of<DistrictId>)
    if (const auto district = picker.district(at)) return {domain_of<DistrictId>, district->index(), at};
  const bool roads_first = !layer || layer->domain == domain_of<EdgeId>;
  const auto link = picker.link(at, Metres(8.0 * pixel_m));
  const auto building = pixel_m < 6.0 ? picker.building(ray) : std::nullopt;
  if (link && (roads_first || !building)) return {domain_of<EdgeId>, link->index(), at};
  if (building) return {domain_of<BuildingId>, building->index(), at};
  if (const auto zone = picker.zone(at)) return {domain_of<ZoneId>, zone->index(), at};
  return {domain_of<ScalarId>, 0, at};
}

void select_at(Desk& desk, const PaneFrame& frame, ImVec2 mouse) {
  const Ray ray = ray_through(desk.camera, frame.viewport, frame.pixel(mouse));
  const auto at = ray.ground();
  desk.selection.reset();
  if (!at) return;
  const double pixel_m =
      metres_per_pixel(desk.camera, frame.viewport) * length(Vector{at->x_m, at->y_m, 0.0} - desk.camera.eye);
  const Selection found = nearest(desk, ray, *at, pixel_m);
  if (found.domain != domain_of<ScalarId>) desk.selection = found;
}

/// A click while the map fills in an option, else on what is to be looked at.
void click(Desk& desk, const PaneFrame& frame, ImVec2 mouse) {
  const auto at = ground_at(desk, frame, mouse);
  if (desk.pointer == Pointer::select) {
    const auto station = desk.stations ? row_under(desk, {frame.from, frame.viewport}, mouse) : std::nullopt;
    return station ? select_row(desk, *station) : select_at(desk, frame, mouse);
  }
  if (!at) return;
  map_task_click(desk, *at);
}

void steer(Desk& desk, const PaneFrame& frame, bool hovered, bool active) {
  const ImGuiIO& io = ImGui::GetIO();
  if (hovered && io.MouseWheel != 0.0F) {
    constexpr double kStep = 0.82;
    desk.camera = zoomed(desk.camera, frame.viewport, frame.pixel(io.MousePos),
                         std::pow(kStep, static_cast<double>(io.MouseWheel)));
  }
  if (!active || desk.dragged) return;
  const ImVec2 moved = io.MouseDelta;
  if (moved.x == 0.0F && moved.y == 0.0F) return;
  constexpr double kTurn_deg = 0.3;
  const bool turns = ImGui::IsMouseDown(1) || ImGui::IsMouseDown(2) || io.KeyCtrl;
  if (turns)
    desk.camera =
        orbited(desk.camera, -kTurn_deg * static_cast<double>(moved.x), -kTurn_deg * static_cast<double>(moved.y));
  else if (ImGui::IsMouseDragging(0, kClick_px))
    desk.camera = panned(desk.camera, frame.viewport, frame.pixel({io.MousePos.x - moved.x, io.MousePos.y - moved.y}),
                         frame.pixel(io.MousePos));
}

/// Arrow keys move, page keys zoom, Q and E turn: only while no text is typed.
void steer_by_keys(Desk& desk, Viewport viewport) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput || ImGui::IsAnyItemActive() || io.KeyCtrl) return;
  if (!ImGui::IsWindowFocused()) return;  // the arrows go from widget to widget there
  const double step = 0.12 * viewport.height_px;
  const Pixel middle{0.5 * viewport.width_px, 0.5 * viewport.height_px};
  const auto pan = [&](double x, double y) {
    desk.camera = panned(desk.camera, viewport, middle, {middle.x + x, middle.y + y});
  };
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetIO().KeyMap[key]); };
  if (pressed(ImGuiKey_LeftArrow)) pan(step, 0.0);
  if (pressed(ImGuiKey_RightArrow)) pan(-step, 0.0);
  if (pressed(ImGuiKey_UpArrow)) pan(0.0, step);
  if (pressed(ImGuiKey_DownArrow)) pan(0.0, -step);
  if (pressed(ImGuiKey_PageUp)) desk.camera = zoomed(desk.camera, viewport, middle, 0.8);
  if (pressed(ImGuiKey_PageDown)) desk.camera = zoomed(desk.camera, viewport, middle, 1.25);
  if (ImGui::IsKeyPressed('q')) desk.camera = orbited(desk.camera, 10.0, 0.0);
  if (ImGui::IsKeyPressed('e')) desk.camera = orbited(desk.camera, -10.0, 0.0);
  if (ImGui::IsKeyPressed('r')) desk.camera = orbited(desk.camera, 0.0, -5.0);
  if (ImGui::IsKeyPressed('f')) desk.camera = orbited(desk.camera, 0.0, 5.0);
}

void swipe_handle(Desk& desk, const PaneFrame& frame) {
  const float x = frame.from.x + desk.swipe * frame.size.x, half = desk.ui.px(7.0F);
  ImGui::SetCursorScreenPos({x - half, frame.from.y});
  ImGui::InvisibleButton("swipe", {2.0F * half, frame.size.y});
  desk.ui.note("swipe");
  lies_over_map(desk);
  if (ImGui::IsItemActive())
    desk.swipe = std::clamp((ImGui::GetIO().MousePos.x - frame.from.x) / frame.size.x, 0.02F, 0.98F);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled({x - 1.5F, frame.from.y}, {x + 1.5F, frame.from.y + frame.size.y}, IM_COL32(255, 255, 255, 255));
  draw.AddCircleFilled({x, frame.from.y + 0.5F * frame.size.y}, half + 4.0F, IM_COL32(255, 255, 255, 255));
  draw.AddCircle({x, frame.from.y + 0.5F * frame.size.y}, half + 4.0F, IM_COL32(90, 90, 90, 255), 24, 1.5F);
}

/// Whether a widget on the map is under the mouse: it wins over the map.
bool is_covered(const Desk& desk, ImVec2 at) {
  return std::any_of(desk.covered.begin(), desk.covered.end(), [&](const ImVec4& widget) {
    return at.x >= widget.x && at.y >= widget.y && at.x < widget.z && at.y < widget.w;
  });
}

/// One picture, with the mouse on it and the marks over it. The pane of side by side is a name of its own.
void one_pane(Desk& desk, const PaneFrame& frame, const std::string& name) {
  ImGui::SetCursorScreenPos(frame.from);
  ImGui::SetItemAllowOverlap();
  ImGui::InvisibleButton(
      name.c_str(), frame.size,
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  ImGui::SetItemAllowOverlap();
  desk.ui.note(name);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool hovered = ImGui::IsItemHovered() && !is_covered(desk, mouse), active = ImGui::IsItemActive();
  const auto at = hovered || active ? ground_at(desk, frame, mouse) : std::nullopt;
  const MapPlace place{frame.from, frame.viewport};
  const bool taken = drag_row(desk, place, at, hovered);
  if (hovered && desk.moves_rows() && (desk.dragged || row_under(desk, place, mouse)))
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
  steer(desk, frame, hovered, active && !taken);
  const ImVec2 dragged = ImGui::GetMouseDragDelta(0, 0.0F);
  const bool still = std::abs(dragged.x) + std::abs(dragged.y) < kClick_px;
  if (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0) && still && !taken) click(desk, frame, mouse);
}

void ready_pane(Desk& desk, std::size_t pane, const PaneFrame& frame, float cut_from, float cut_to) {
  draw_pane(desk, pane, frame.viewport);
  show_pane(desk, pane, frame, cut_from, cut_to);
}

void empty_map(Desk& desk, ImVec2 from, ImVec2 size) {
  const auto progress = desk.bench.progress();
  if (!progress && !desk.bench.busy()) {
    ImGui::SetCursorScreenPos({from.x + desk.ui.px(40.0F), from.y + desk.ui.px(40.0F)});
    ImGui::BeginChild("open", {std::min(desk.ui.px(620.0F), size.x - desk.ui.px(60.0F)), size.y - desk.ui.px(80.0F)});
    open_list(desk);
    ImGui::EndChild();
    return;
  }
  const std::string text = desk.ui.say({"Die Stadt wird geladen …", "The city is being loaded …"});
  const ImVec2 width = ImGui::CalcTextSize(text.c_str());
  ImGui::SetCursorScreenPos({from.x + 0.5F * (size.x - width.x), from.y + 0.45F * size.y});
  ImGui::TextUnformatted(text.c_str());
  if (!progress) return;
  ImGui::SetCursorScreenPos({from.x + 0.5F * size.x - desk.ui.px(140.0F), from.y + 0.45F * size.y + desk.ui.px(30.0F)});
  ImGui::ProgressBar(static_cast<float>(progress->fraction), {desk.ui.px(280.0F), 0.0F});
}

/// One picture or two, by what is looked at.
void panes(Desk& desk, ImVec2 from, ImVec2 size) {
  const PaneFrame whole = frame_of(from, size);
  const bool two = desk.shown[1].layer.has_value();
  if (two && desk.look == Look::side_by_side) {
    const float half = std::floor(0.5F * size.x) - 1.0F;
    const PaneFrame left = frame_of(from, {half, size.y}),
                    right = frame_of({from.x + half + 2.0F, from.y}, {half, size.y});
    one_pane(desk, left, "map");
    one_pane(desk, right, "map-scenario");
    ready_pane(desk, 0, left, 0.0F, 1.0F);
    ready_pane(desk, 1, right, 0.0F, 1.0F);
    map_marks(desk, {left.from, left.viewport}, desk.shown[0].title);
    map_marks(desk, {right.from, right.viewport}, desk.shown[1].title);
    map_frame(desk, {from, whole.viewport});
  } else if (two && desk.look == Look::swipe) {
    one_pane(desk, whole, "map");
    ready_pane(desk, 0, whole, 0.0F, desk.swipe);
    ready_pane(desk, 1, whole, desk.swipe, 1.0F);
    map_marks(desk, {whole.from, whole.viewport}, "");
    swipe_titles(desk, {whole.from, whole.viewport});
    swipe_handle(desk, whole);
    map_frame(desk, {from, whole.viewport});
  } else {
    one_pane(desk, whole, "map");
    ready_pane(desk, 0, whole, 0.0F, 1.0F);
    map_marks(desk, {whole.from, whole.viewport}, "");
    map_frame(desk, {from, whole.viewport});
  }
}

/// Large text would leave nothing of a small map: its marks then grow less.
float room_for_marks(const Ui& ui, ImVec2 size) {
  constexpr float kWide = 640.0F, kHigh = 520.0F, kLeast = 0.34F;
  return std::clamp(std::min(size.x / ui.px(kWide), size.y / ui.px(kHigh)), kLeast, 1.0F);
}

}  // namespace

void map_view(Desk& desk, ImVec2 from, ImVec2 size) {
  ImGui::SetNextWindowPos(from);
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
  ImGui::Begin((desk.ui.say({"Karte", "Map"}) + "###map-window").c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNavInputs);
  ImGui::PopStyleVar();
  desk.map_size = frame_of(from, size).viewport;
  if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
  if (!desk.scene) {
    empty_map(desk, from, size);
    ImGui::End();
    return;
  }
  steer_by_keys(desk, desk.map_size);
  const float whole_scale = desk.ui.scale, part = room_for_marks(desk.ui, size);
  ImGui::SetWindowFontScale(part);
  desk.ui.scale *= part;
  desk.covered = std::exchange(desk.over_map, {});
  panes(desk, from, size);
  desk.ui.scale = whole_scale;
  ImGui::End();
}

void Desk::see_city(const char* view) {
  camera = camera_for(view, seen->scene, seen->city, map_size);
  if (shown[0].layer) camera = beside_panel(camera, outline_of(seen->scene), map_size, legend_end);
}

void Desk::go_to(Point place) {
  constexpr double kNear_m = 1400.0;
  camera = look_at(place, std::min(kNear_m, camera.distance_to_target()), camera.heading_deg,
                   std::min(camera.pitch_deg, -35.0));
}

LonLat Desk::lon_lat(Point place) const {
  const Point& origin = seen->scene.origin;
  return Projection(seen->city.profile.crs).to_degrees(Point::metres(place.x_m + origin.x_m, place.y_m + origin.y_m));
}

Point Desk::scene_point(Point in_crs) const {
  const Point& origin = seen->scene.origin;
  return Point::metres(in_crs.x_m - origin.x_m, in_crs.y_m - origin.y_m);
}

}  // namespace planspiel::viewer
