#include <algorithm>

#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

namespace fs = std::filesystem;

/// Scenarios below ./scenarios and in the folder of what is open, sorted.
std::vector<fs::path> nearby(const fs::path& opened) {
  std::vector<fs::path> found;
  std::error_code failed;
  const auto add = [&](const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder, failed))
      if (entry.path().extension() == ".toml" || entry.path().extension() == ".gpkg") found.push_back(entry.path());
  };
  for (const auto& entry : fs::directory_iterator("scenarios", failed))
    if (entry.is_directory(failed)) add(entry.path());
  if (!opened.empty() && !fs::is_directory(opened, failed)) add(fs::absolute(opened).parent_path());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

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
  std::optional<fs::path> wanted;
  if ((enter || pressed) && !desk.panels.open_path.empty()) wanted = desk.panels.open_path;
  for (const fs::path& path : nearby(desk.bench.opened()))
    if (ui.selectable("open:" + path.string(), path.string(), false)) wanted = path;
  if (wanted) desk.open(*wanted);
}

}  // namespace planspiel::viewer
