#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

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

/// What a pane looks like.
std::string look_key(const Desk& desk, std::size_t pane, Viewport viewport) {
  const Camera& camera = desk.view.camera;
  std::string key = fmt::format("{} {} {} {} {} {} {}x{} {} {}{}{}", camera.eye.x, camera.eye.y, camera.eye.z,
                                camera.heading_deg, camera.pitch_deg, camera.field_of_view_deg, viewport.width_px,
                                viewport.height_px, desk.layers.shown[pane].revision, desk.view.drawn.lines,
                                desk.view.drawn.stops, desk.view.drawn.buildings);
  if (desk.details.selection)
    key += fmt::format(" {} {}", desk.details.selection->domain.table, desk.details.selection->row);
  return key + fmt::format(" {}", static_cast<const void*>(desk.view.scene.get()));
}

void draw_pane(Desk& desk, std::size_t pane, Viewport viewport) {
  std::string& drawn = desk.layers.shown[pane].drawn;
  const std::string key = look_key(desk, pane, viewport);
  if (key == drawn && desk.stage.pane_texture(static_cast<int>(pane))) return;
  drawn = key;
  desk.stage.draw_pane(static_cast<int>(pane), *desk.view.scene, desk.view.camera, viewport, [&desk, pane] {
    const ShownLayer& shown = desk.layers.shown[pane];
    desk.view.scene->show(shown.layer ? &*shown.layer : nullptr, shown.far_values ? &*shown.far_values : nullptr);
    desk.view.scene->show(desk.view.drawn.in_scene());
    if (desk.details.selection)
      desk.view.scene->select(desk.details.selection->domain, desk.details.selection->row);
    else
      desk.view.scene->select(std::nullopt);
  });
  desk.frames.at_least(2);
}

void show_pane(const Stage& stage, std::size_t pane, const PaneFrame& frame, float cut_from, float cut_to) {
  void* texture = stage.pane_texture(static_cast<int>(pane));
  if (!texture) return;
  ImGui::GetWindowDrawList()->AddImage(texture, {frame.from.x + cut_from * frame.size.x, frame.from.y},
                                       {frame.from.x + cut_to * frame.size.x, frame.from.y + frame.size.y},
                                       {cut_from, 1.0F}, {cut_to, 0.0F});
}

std::optional<Point> ground_at(const Camera& camera, const PaneFrame& frame, ImVec2 screen) {
  return ray_through(camera, frame.viewport, frame.pixel(screen)).ground();
}

Selection nearest(const Desk& desk, const Ray& ray, Point at, double pixel_m) {
  const Picker& picker = desk.view.seen->picker;
  const auto layer = desk.layers.shown[0].layer;
  const Metres near(12.0 * pixel_m);
  if (layer)
    if (const auto row = picker.row_of_other(layer->domain, at, near)) return {layer->domain, *row, at};
  if (desk.view.drawn.stops || (layer && layer->domain == domain_of<StopId>))
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
  const Ray ray = ray_through(desk.view.camera, frame.viewport, frame.pixel(mouse));
  const auto at = ray.ground();
  desk.details.selection.reset();
  if (!at) return;
  const double pixel_m =
      metres_per_pixel(desk.view.camera, frame.viewport) * length(Vector{at->x_m, at->y_m, 0.0} - desk.view.camera.eye);
  const Selection found = nearest(desk, ray, *at, pixel_m);
  if (found.domain != domain_of<ScalarId>) desk.details.selection = found;
}

/// A click while the map fills in an option, else on what is to be looked at.
void click(Desk& desk, const PaneFrame& frame, ImVec2 mouse) {
  const auto at = ground_at(desk.view.camera, frame, mouse);
  if (desk.hand.pointer == Pointer::select) {
    const auto station = desk.view.drawn.stations ? row_under(desk, {frame.from, frame.viewport}, mouse) : std::nullopt;
    return station ? select_row(desk, *station) : select_at(desk, frame, mouse);
  }
  if (!at) return;
  map_task_click(desk, *at);
}

void steer(Camera& camera, const PaneFrame& frame, bool hovered, bool active) {
  const ImGuiIO& io = ImGui::GetIO();
  if (hovered && io.MouseWheel != 0.0F) {
    constexpr double kStep = 0.82;
    camera =
        zoomed(camera, frame.viewport, frame.pixel(io.MousePos), std::pow(kStep, static_cast<double>(io.MouseWheel)));
  }
  if (!active) return;
  const ImVec2 moved = io.MouseDelta;
  if (moved.x == 0.0F && moved.y == 0.0F) return;
  constexpr double kTurn_deg = 0.3;
  const bool turns = ImGui::IsMouseDown(1) || ImGui::IsMouseDown(2) || io.KeyCtrl;
  if (turns)
    camera = orbited(camera, -kTurn_deg * static_cast<double>(moved.x), -kTurn_deg * static_cast<double>(moved.y));
  else if (ImGui::IsMouseDragging(0, kClick_px))
    camera = panned(camera, frame.viewport, frame.pixel({io.MousePos.x - moved.x, io.MousePos.y - moved.y}),
                    frame.pixel(io.MousePos));
}

/// Arrow keys move, page keys zoom, Q and E turn: only while no text is typed.
void steer_by_keys(Camera& camera, Viewport viewport) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput || ImGui::IsAnyItemActive() || io.KeyCtrl) return;
  if (!ImGui::IsWindowFocused()) return;  // the arrows go from widget to widget there
  const double step = 0.12 * viewport.height_px;
  const Pixel middle{0.5 * viewport.width_px, 0.5 * viewport.height_px};
  const auto pan = [&](double x, double y) { camera = panned(camera, viewport, middle, {middle.x + x, middle.y + y}); };
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetIO().KeyMap[key]); };
  if (pressed(ImGuiKey_LeftArrow)) pan(step, 0.0);
  if (pressed(ImGuiKey_RightArrow)) pan(-step, 0.0);
  if (pressed(ImGuiKey_UpArrow)) pan(0.0, step);
  if (pressed(ImGuiKey_DownArrow)) pan(0.0, -step);
  if (pressed(ImGuiKey_PageUp)) camera = zoomed(camera, viewport, middle, 0.8);
  if (pressed(ImGuiKey_PageDown)) camera = zoomed(camera, viewport, middle, 1.25);
  if (ImGui::IsKeyPressed('q')) camera = orbited(camera, 10.0, 0.0);
  if (ImGui::IsKeyPressed('e')) camera = orbited(camera, -10.0, 0.0);
  if (ImGui::IsKeyPressed('r')) camera = orbited(camera, 0.0, -5.0);
  if (ImGui::IsKeyPressed('f')) camera = orbited(camera, 0.0, 5.0);
}

void swipe_handle(Desk& desk, const PaneFrame& frame) {
  const float x = frame.from.x + desk.choice.swipe * frame.size.x, half = desk.ui.px(7.0F);
  ImGui::SetCursorScreenPos({x - half, frame.from.y});
  ImGui::InvisibleButton("swipe", {2.0F * half, frame.size.y});
  desk.ui.note("swipe");
  desk.frames.cover_map();
  if (ImGui::IsItemActive())
    desk.choice.swipe = std::clamp((ImGui::GetIO().MousePos.x - frame.from.x) / frame.size.x, 0.02F, 0.98F);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled({x - 1.5F, frame.from.y}, {x + 1.5F, frame.from.y + frame.size.y}, IM_COL32(255, 255, 255, 255));
  draw.AddCircleFilled({x, frame.from.y + 0.5F * frame.size.y}, half + 4.0F, IM_COL32(255, 255, 255, 255));
  draw.AddCircle({x, frame.from.y + 0.5F * frame.size.y}, half + 4.0F, IM_COL32(90, 90, 90, 255), 24, 1.5F);
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
  const bool hovered = ImGui::IsItemHovered() && !desk.frames.covers_map(mouse), active = ImGui::IsItemActive();
  const auto at = hovered || active ? ground_at(desk.view.camera, frame, mouse) : std::nullopt;
  const MapPlace place{frame.from, frame.viewport};
  const bool taken = drag_row(desk, place, at, hovered);
  if (hovered && desk.moves_rows() && (desk.hand.dragged || row_under(desk, place, mouse)))
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
  steer(desk.view.camera, frame, hovered, active && !taken && !desk.hand.dragged);
  const ImVec2 dragged = ImGui::GetMouseDragDelta(0, 0.0F);
  const bool still = std::abs(dragged.x) + std::abs(dragged.y) < kClick_px;
  if (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0) && still && !taken) click(desk, frame, mouse);
}

void ready_pane(Desk& desk, std::size_t pane, const PaneFrame& frame, float cut_from, float cut_to) {
  draw_pane(desk, pane, frame.viewport);
  show_pane(desk.stage, pane, frame, cut_from, cut_to);
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
  const bool two = desk.layers.shown[1].layer.has_value();
  if (two && desk.choice.look == Look::side_by_side) {
    const float half = std::floor(0.5F * size.x) - 1.0F;
    const PaneFrame left = frame_of(from, {half, size.y}),
                    right = frame_of({from.x + half + 2.0F, from.y}, {half, size.y});
    one_pane(desk, left, "map");
    one_pane(desk, right, "map-scenario");
    ready_pane(desk, 0, left, 0.0F, 1.0F);
    ready_pane(desk, 1, right, 0.0F, 1.0F);
    map_marks(desk, {left.from, left.viewport}, desk.layers.shown[0].title);
    map_marks(desk, {right.from, right.viewport}, desk.layers.shown[1].title);
    map_frame(desk, {from, whole.viewport});
  } else if (two && desk.choice.look == Look::swipe) {
    one_pane(desk, whole, "map");
    ready_pane(desk, 0, whole, 0.0F, desk.choice.swipe);
    ready_pane(desk, 1, whole, desk.choice.swipe, 1.0F);
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
  desk.view.map_size = frame_of(from, size).viewport;
  if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
  if (!desk.view.scene) {
    empty_map(desk, from, size);
    ImGui::End();
    return;
  }
  steer_by_keys(desk.view.camera, desk.view.map_size);
  const float whole_scale = desk.ui.scale, part = room_for_marks(desk.ui, size);
  ImGui::SetWindowFontScale(part);
  desk.ui.scale *= part;
  desk.frames.begin_map();
  panes(desk, from, size);
  desk.ui.scale = whole_scale;
  ImGui::End();
}

}  // namespace planspiel::viewer
