#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/map/sources_line.hpp"
#include "viewer/render/overlay.hpp"
#include "viewer/window/map_marks.hpp"

namespace planspiel::viewer {

namespace {

void compass(Desk& desk, ImVec2 middle) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float radius = desk.ui.px(22.0F);
  const double turn = -desk.view.camera.heading_deg * std::numbers::pi / 180.0;
  const auto at = [&](double right, double up) {
    const double x = right * std::cos(turn) + up * std::sin(turn), y = up * std::cos(turn) - right * std::sin(turn);
    return ImVec2{middle.x + static_cast<float>(x) * radius, middle.y - static_cast<float>(y) * radius};
  };
  ImGui::SetCursorScreenPos({middle.x - radius, middle.y - radius});
  if (ImGui::InvisibleButton("compass", {2.0F * radius, 2.0F * radius}))
    desk.view.camera = orbited(desk.view.camera, -desk.view.camera.heading_deg, 0.0);
  desk.ui.note("compass");
  desk.frames.cover_map();
  desk.ui.tip(desk.ui.say({"Norden nach oben", "North up"}));
  draw.AddCircleFilled(middle, radius, desk.ui.paper(0.92F));
  draw.AddCircle(middle, radius, IM_COL32(120, 120, 130, 160));
  draw.AddTriangleFilled(at(0.0, 0.62), at(-0.26, -0.05), at(0.26, -0.05), IM_COL32(190, 28, 34, 255));
  draw.AddTriangleFilled(at(0.0, -0.62), at(0.26, 0.05), at(-0.26, 0.05), desk.ui.ink(0.45F));
  const ImVec2 letter = at(0.0, 0.82);
  draw.AddText({letter.x - 0.3F * ImGui::GetFontSize(), letter.y - 0.5F * ImGui::GetFontSize()}, desk.ui.ink(), "N");
}

/// Returns the height that it takes.
float scale_bar(const Ui& ui, const Camera& camera, ImVec2 corner, Viewport viewport) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const double metres = metres_per_pixel(camera, viewport) * camera.distance_to_target();
  const double bar_m = scale_bar_m(static_cast<double>(ui.px(170.0F)) * metres);
  const auto bar = static_cast<float>(bar_m / metres);
  std::string text =
      bar_m >= 1000.0 ? ui.number(bar_m / 1000.0, 0) + " km" : ui.number(bar_m, bar_m < 1.0 ? 2 : 0) + " m";
  constexpr double kSteep_deg = -80.0;
  if (camera.pitch_deg > kSteep_deg) text += ui.say({" (Bildmitte)", " (middle)"});
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const float width = std::max(bar, size.x) + 16.0F, height = size.y + 14.0F;
  draw.AddRectFilled({corner.x - width, corner.y - height}, corner, ui.paper(0.88F), 4.0F);
  draw.AddText({corner.x - 8.0F - size.x, corner.y - height + 2.0F}, ui.ink(), text.c_str());
  const float y = corner.y - 6.0F, right = corner.x - 8.0F;
  draw.AddLine({right - bar, y}, {right, y}, ui.ink(), 2.5F);
  draw.AddLine({right - bar, y - 5.0F}, {right - bar, y + 1.0F}, ui.ink(), 1.5F);
  draw.AddLine({right, y - 5.0F}, {right, y + 1.0F}, ui.ink(), 1.5F);
  return height;
}

void sources(const Ui& ui, const City& city, const MapPlace& place, float most) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float size = 0.75F * ImGui::GetFontSize();
  const auto lines = wrapped_lines(sources_line(city, ui.language), most / 0.75F);
  float width = 0.0F;
  for (const std::string& line : lines) width = std::max(width, 0.75F * ImGui::CalcTextSize(line.c_str()).x);
  const float height = (size + 2.0F) * static_cast<float>(lines.size()) + 6.0F;
  const ImVec2 from{place.from.x, place.from.y + static_cast<float>(place.viewport.height_px) - height};
  draw.AddRectFilled(from, {from.x + width + 16.0F, from.y + height}, ui.paper(0.82F));
  float y = from.y + 3.0F;
  for (const std::string& line : lines) {
    draw.AddText(ImGui::GetFont(), size, {from.x + 8.0F, y}, ui.ink(0.85F), line.c_str());
    y += size + 2.0F;
  }
}

}  // namespace

void map_frame(Desk& desk, const MapPlace& place) {
  const float right = place.from.x + static_cast<float>(place.viewport.width_px) - desk.ui.px(14.0F);
  const float bottom = place.from.y + static_cast<float>(place.viewport.height_px) - desk.ui.px(12.0F);
  legend(desk, place);
  const float height = scale_bar(desk.ui, desk.view.camera, {right, bottom}, place.viewport);
  compass(desk, {right - desk.ui.px(22.0F), bottom - height - desk.ui.px(34.0F)});
  sources(desk.ui, desk.view.seen->city, place, 0.6F * static_cast<float>(place.viewport.width_px));
}

}  // namespace planspiel::viewer
