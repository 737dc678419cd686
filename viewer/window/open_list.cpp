#include "viewer/app/openable.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

void open_list(Desk& desk) {
  Ui& ui = desk.ui;
  ui.heading(ui.say({"Szenario, Stadt oder Laufordner öffnen", "Open a scenario, a city or a run folder"}));
  if (desk.bench.document() && desk.bench.document()->unsaved())
    ui.soft(ui.say({"Das offene Szenario ist nicht gespeichert und geht dabei verloren.",
                    "The open scenario is not saved and will be lost."}));
  ImGui::SetNextItemWidth(ui.px(420.0F));
  ui.input("open-path", "", desk.panels.open_path, "scenarios/munich/base.toml");
  const bool enter = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetIO().KeyMap[ImGuiKey_Enter]);
  ImGui::SameLine();
  const bool pressed = ui.button("open-ok", ui.say({"Öffnen", "Open"}));
  std::optional<std::filesystem::path> wanted;
  if ((enter || pressed) && !desk.panels.open_path.empty()) wanted = desk.panels.open_path;
  for (const auto& path : openable({.opened = desk.bench.opened(), .ready = desk.panels.installed.ready}))
    if (ui.selectable("open:" + path.string(), path.string(), false)) wanted = path;
  if (wanted) desk.open(*wanted);
}

}  // namespace planspiel::viewer
