#include "viewer/window/ui.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "engine/base/files.hpp"
#include "engine/base/seal.hpp"

namespace planspiel::viewer {

namespace {

ImVec4 rgb(int red, int green, int blue, float opacity = 1.0F) {
  return {static_cast<float>(red) / 255.0F, static_cast<float>(green) / 255.0F, static_cast<float>(blue) / 255.0F,
          opacity};
}

void light_colours(ImVec4* colours) {
  ImGui::StyleColorsLight();
  colours[ImGuiCol_Text] = rgb(28, 30, 36);
  colours[ImGuiCol_TextDisabled] = rgb(92, 96, 106);
  colours[ImGuiCol_WindowBg] = rgb(250, 250, 249);
  colours[ImGuiCol_ChildBg] = rgb(250, 250, 249, 0.0F);
  colours[ImGuiCol_PopupBg] = rgb(255, 255, 255);
  colours[ImGuiCol_Border] = rgb(196, 198, 204);
  colours[ImGuiCol_FrameBg] = rgb(234, 235, 238);
  colours[ImGuiCol_FrameBgHovered] = rgb(222, 228, 238);
  colours[ImGuiCol_FrameBgActive] = rgb(208, 219, 236);
  colours[ImGuiCol_Button] = rgb(226, 229, 235);
  colours[ImGuiCol_ButtonHovered] = rgb(207, 218, 236);
  colours[ImGuiCol_ButtonActive] = rgb(182, 201, 230);
  colours[ImGuiCol_Header] = rgb(214, 225, 243);
  colours[ImGuiCol_HeaderHovered] = rgb(226, 233, 245);
  colours[ImGuiCol_HeaderActive] = rgb(199, 214, 239);
  colours[ImGuiCol_CheckMark] = colours[ImGuiCol_SliderGrab] = rgb(33, 90, 168);
  colours[ImGuiCol_SliderGrabActive] = rgb(20, 66, 130);
  colours[ImGuiCol_Tab] = rgb(232, 234, 239);
  colours[ImGuiCol_TabHovered] = rgb(207, 218, 236);
  colours[ImGuiCol_TabActive] = rgb(190, 207, 235);
  colours[ImGuiCol_NavHighlight] = rgb(200, 80, 0);
  colours[ImGuiCol_PlotHistogram] = rgb(33, 90, 168);
  colours[ImGuiCol_TableHeaderBg] = rgb(232, 234, 239);
  colours[ImGuiCol_TableRowBgAlt] = rgb(0, 0, 0, 0.03F);
}

void dark_colours(ImVec4* colours) {
  ImGui::StyleColorsDark();
  colours[ImGuiCol_Text] = rgb(234, 236, 240);
  colours[ImGuiCol_TextDisabled] = rgb(166, 171, 182);
  colours[ImGuiCol_WindowBg] = rgb(30, 33, 39);
  colours[ImGuiCol_PopupBg] = rgb(38, 41, 49);
  colours[ImGuiCol_Border] = rgb(70, 75, 86);
  colours[ImGuiCol_FrameBg] = rgb(50, 54, 64);
  colours[ImGuiCol_FrameBgHovered] = rgb(60, 70, 88);
  colours[ImGuiCol_FrameBgActive] = rgb(66, 82, 110);
  colours[ImGuiCol_Button] = rgb(56, 62, 74);
  colours[ImGuiCol_ButtonHovered] = rgb(64, 82, 112);
  colours[ImGuiCol_ButtonActive] = rgb(58, 92, 144);
  colours[ImGuiCol_Header] = rgb(52, 72, 106);
  colours[ImGuiCol_HeaderHovered] = rgb(58, 76, 106);
  colours[ImGuiCol_HeaderActive] = rgb(62, 88, 132);
  colours[ImGuiCol_CheckMark] = colours[ImGuiCol_SliderGrab] = rgb(122, 176, 250);
  colours[ImGuiCol_Tab] = rgb(44, 48, 57);
  colours[ImGuiCol_TabHovered] = rgb(64, 82, 112);
  colours[ImGuiCol_TabActive] = rgb(56, 80, 120);
  colours[ImGuiCol_NavHighlight] = rgb(255, 176, 80);
  colours[ImGuiCol_PlotHistogram] = rgb(122, 176, 250);
}

}  // namespace

void Ui::apply_theme() {
  ImGui::GetStyle() = ImGuiStyle();
  ImGuiStyle& style = ImGui::GetStyle();
  if (theme == Theme::light)
    light_colours(style.Colors);
  else
    dark_colours(style.Colors);
  style.WindowRounding = 0.0F;
  style.FrameRounding = style.GrabRounding = style.TabRounding = 4.0F;
  style.PopupRounding = 6.0F;
  style.WindowBorderSize = 1.0F;
  style.WindowPadding = {12.0F, 10.0F};
  style.FramePadding = {9.0F, 5.0F};
  style.ItemSpacing = {8.0F, 7.0F};
  style.ScrollbarSize = 13.0F;
  style.ScaleAllSizes(scale);
  theme_changed = false;
}

ImFont* Ui::bold() const { return ImGui::GetIO().Fonts->Fonts[1]; }
ImU32 Ui::ink(float opacity) const {
  ImVec4 colour = ImGui::GetStyle().Colors[ImGuiCol_Text];
  colour.w = opacity;
  return ImGui::ColorConvertFloat4ToU32(colour);
}
ImU32 Ui::paper(float opacity) const {
  ImVec4 colour = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
  colour.w = opacity;
  return ImGui::ColorConvertFloat4ToU32(colour);
}
ImU32 Ui::base_colour() const {
  return ImGui::ColorConvertFloat4ToU32(theme == Theme::light ? rgb(60, 108, 178) : rgb(132, 180, 245));
}
ImU32 Ui::scenario_colour() const {
  return ImGui::ColorConvertFloat4ToU32(theme == Theme::light ? rgb(204, 92, 0) : rgb(255, 164, 72));
}
ImVec4 Ui::good() const { return theme == Theme::light ? rgb(0, 92, 148) : rgb(128, 200, 255); }
ImVec4 Ui::bad() const { return theme == Theme::light ? rgb(168, 68, 0) : rgb(255, 172, 96); }

bool Ui::button(const std::string& name, const std::string& label, bool enabled, float width) {
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = ImGui::Button((label + "###" + name).c_str(), {width, 0.0F});
  if (!enabled) ImGui::EndDisabled();
  note(name);
  return pressed && enabled;
}

bool Ui::toggle(const std::string& name, const std::string& label, bool on) {
  if (on) {
    ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyle().Colors[ImGuiCol_ButtonActive]);
    ImGui::PushFont(bold());
  }
  const bool pressed = button(name, label);
  if (on) {
    ImGui::PopFont();
    ImGui::PopStyleColor();
  }
  return pressed;
}

bool Ui::selectable(const std::string& name, const std::string& label, bool selected) {
  const bool pressed = ImGui::Selectable((label + "###" + name).c_str(), selected);
  note(name);
  return pressed;
}

bool Ui::checkbox(const std::string& name, const std::string& label, bool& value) {
  const bool changed = ImGui::Checkbox((label + "###" + name).c_str(), &value);
  note(name);
  return changed;
}

bool Ui::slider(const std::string& name, int& value, int from, int to, const std::string& shown) {
  std::string format;
  for (const char c : shown) format += c == '%' ? "%%" : std::string(1, c);
  const bool changed = ImGui::SliderInt(("###" + name).c_str(), &value, from, to, format.c_str());
  note(name);
  return changed;
}

bool Ui::input(const std::string& name, const std::string& label, std::string& text, const std::string& hint) {
  const bool changed = ImGui::InputTextWithHint((label + "###" + name).c_str(), hint.c_str(), &text);
  note(name);
  return changed;
}

bool Ui::combo(const std::string& name, const std::string& label, std::size_t& chosen,
               const std::vector<std::string>& entries) {
  bool changed = false;
  const bool open =
      ImGui::BeginCombo((label + "###" + name).c_str(), chosen < entries.size() ? entries[chosen].c_str() : "");
  note(name);
  if (!open) return false;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (selectable(name + "/" + std::to_string(at), entries[at], at == chosen)) {
      changed = at != chosen;
      chosen = at;
    }
    if (at == chosen && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY();
  }
  ImGui::EndCombo();
  return changed;
}

void Ui::flow(const std::string& next_label) {
  flow(ImGui::CalcTextSize(next_label.c_str()).x + 2.0F * ImGui::GetStyle().FramePadding.x);
}

void Ui::flow(float next_width) {
  const float right = ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x + next_width;
  if (right <= ImGui::GetWindowPos().x + ImGui::GetContentRegionMax().x) ImGui::SameLine();
}

void Ui::heading(const std::string& text) {
  ImGui::PushFont(bold());
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopFont();
}

void Ui::wrapped(const std::string& text) {
  ImGui::PushTextWrapPos(0.0F);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
}

void Ui::soft(const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, ImGui::GetStyle().Colors[ImGuiCol_TextDisabled]);
  wrapped(text);
  ImGui::PopStyleColor();
}

void Ui::warn(const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, bad());
  wrapped(text);
  ImGui::PopStyleColor();
}

void Ui::outdated() { warn(say(kOutdated)); }

void Ui::tip(const std::string& text) {
  if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(px(360.0F));
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void Ui::note(const std::string& name) {
  if (ImGui::IsItemVisible()) note(name, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
}

void Ui::note(const std::string& name, ImVec2 from, ImVec2 to) { widgets_[name] = {from.x, from.y, to.x, to.y}; }

void Ui::write_widgets(const std::filesystem::path& file, const Value& state) {
  Value widgets = Value::table();
  const auto whole = [](float value) { return Value(static_cast<int>(std::lround(value))); };
  for (const auto& [name, at] : widgets_)
    widgets.set(name, Value::list({whole(at.left), whole(at.top), whole(at.right), whole(at.bottom)}));
  const std::string text = sealed_json(Value::table({{"state", state}, {"widgets", widgets}}));
  if (text == written_) return;
  write_file(file, text);
  written_ = text;
}

}  // namespace planspiel::viewer
