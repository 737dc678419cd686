#include <fmt/format.h>

#include <algorithm>

#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

void standards(Desk& desk) {
  Ui& ui = desk.ui;
  const Standards& table = desk.bench.base_city()->city[tables::standards];
  std::vector<std::string> titles;
  std::size_t chosen = 0;
  for (const StandardId row : table.ids()) {
    if (table.id[row] == desk.reach.standard()) chosen = row.index();
    titles.push_back(ui.say({table.title_de[row], table.title_en[row]}));
  }
  ImGui::SetNextItemWidth(-1.0F);
  if (ui.combo("standard", "", chosen, titles)) {
    desk.reach.set_standard(table.id[StandardId(chosen)]);
  }
}

/// Addresses, each a way to its place on the map.
void address_list(Desk& desk, const std::string& name, const std::vector<BuildingId>& rows) {
  const Buildings& buildings = desk.seen->city[tables::buildings];
  constexpr int kMost_lines = 10;
  const float line = ImGui::GetTextLineHeightWithSpacing();
  ImGui::BeginChild(name.c_str(), {0.0F, line * static_cast<float>(std::min<std::size_t>(kMost_lines, rows.size()))});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), line);
  while (clipper.Step())
    for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
      const BuildingId row = rows[static_cast<std::size_t>(at)];
      const std::string& address = buildings.address[row].empty() ? buildings.id[row] : buildings.address[row];
      const std::string text = fmt::format("{}  ({} {})", address, desk.ui.number(buildings.residents[row], 0),
                                           desk.ui.say({"Einw.", "res."}));
      if (!desk.ui.selectable(fmt::format("{}/{}", name, at), text, false)) continue;
      const Point place = desk.scene_point(buildings.centre[row]);
      desk.selection = Selection{domain_of<BuildingId>, row.index(), place};
      desk.go_to(place);
    }
  ImGui::EndChild();
}

/// Who is reached and was not in the base, and the other way round.
void changes(Desk& desk) {
  Ui& ui = desk.ui;
  if (desk.reach_change_of != desk.reach.answers()) {
    desk.reach_change = change_of(desk.seen->city, *desk.reach.answer());
    desk.reach_change_of = desk.reach.answers();
  }
  const ReachChange& change = desk.reach_change;
  const auto block = [&](const std::string& name, const Text& title, double residents,
                         const std::vector<BuildingId>& rows, ImVec4 colour) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ui.wrapped(fmt::format("{} {} {}, {} {}", ui.say(title), ui.number(residents, 0),
                           ui.say({"Einwohner", "residents"}), ui.number(static_cast<double>(rows.size()), 0),
                           ui.say({"Adressen", "addresses"})));
    ImGui::PopStyleColor();
    if (!rows.empty()) address_list(desk, name, rows);
  };
  ImGui::Spacing();
  ui.soft(ui.say({"gegenüber der Basis", "against the base"}));
  block("reach-gained", {"✔ neu erreicht:", "✔ newly reached:"}, change.residents_gained, change.gained, ui.good());
  block("reach-lost", {"✘ nicht mehr erreicht:", "✘ no longer reached:"}, change.residents_lost, change.lost, ui.bad());
}

void answer(Desk& desk) {
  Ui& ui = desk.ui;
  const auto& now = desk.reach.answer();
  const bool dragged = desk.dragged.has_value();
  if (!now || (!dragged && !desk.reach.is_current(desk.clock.hour())))
    return ui.soft(desk.reach.busy() ? ui.say({"wird gerechnet …", "computing …"})
                                     : ui.say({"Noch nicht gerechnet.", "Not computed yet."}));
  ImGui::PushFont(ui.bold());
  ImGui::TextUnformatted((ui.number(now->share, 2) + " %").c_str());
  ImGui::PopFont();
  ImGui::SameLine();
  ImGui::TextUnformatted(
      fmt::format("{} {} {}", ui.number(now->residents, 0), ui.say({"von", "of"}), ui.number(now->residents_all, 0))
          .c_str());
  ui.soft(fmt::format("{} {}–{} {}", ui.say({"Einwohner in der Frist,", "residents in time,"}), now->hour,
                      now->hour + 1, ui.say({"Uhr", "h"})));
  if (!now->station.empty()) ImGui::TextUnformatted(now->station.c_str());
  if (!now->on_road)
    ui.wrapped(ui.say({"Hier ist keine Straße: die Wache rückt nicht aus.",
                       "There is no road here: the station does not turn out."}));
  changes(desk);
}

}  // namespace

void station_panel(Desk& desk) {
  Ui& ui = desk.ui;
  const Registry& registry = *desk.bench.services().registry;
  if (!desk.bench.document() || !desk.bench.base_city())
    return ui.soft(ui.say({"Zum Verschieben von Wachen ein Szenario oder eine Stadt öffnen.",
                           "To move stations open a scenario or a city."}));
  if (!ReachSession::possible(registry))
    return ui.soft(ui.say({"Kein Plugin bringt das Werkzeug 'reach'.", "No plugin brings the tool 'reach'."}));
  ui.soft(ui.say(
      {"Eine Wache am Griff auf der Karte ziehen: wer erreicht wird, ändert sich sofort. Losgelassen wird daraus "
       "eine Maßnahme des Szenarios; Esc legt sie zurück. Nur hier bewegt Ziehen Wachen, sonst die Karte.",
       "Drag a station by its handle on the map: who is reached changes at once. Let go, it becomes a measure "
       "of the scenario; Esc puts it back. Only here does a drag move stations, elsewhere it moves the map."}));
  standards(desk);
  if (ui.toggle("reach-show", ui.say({"Wer wird erreicht?", "Who is reached?"}), desk.reach_on_map)) {
    desk.reach_on_map = !desk.reach_on_map;
    if (desk.reach_on_map && !desk.reach.is_current(desk.clock.hour())) desk.reach.ask_again();
  }
  if (desk.reach_on_map) {
    ui.flow(ui.say({"Minuten", "Minutes"}));
    if (ui.toggle("reach-minutes", ui.say({"Minuten", "Minutes"}), desk.reach_minutes))
      desk.reach_minutes = !desk.reach_minutes;
    ui.tip(ui.say({"Isochronen: Minuten vom Anruf bis zur ersten Einheit",
                   "Isochrones: minutes from the call to the first unit"}));
  }
  const bool adding = desk.pointer == Pointer::add_station;
  if (ui.toggle("station-add", ui.say({"Neue Wache: auf die Karte klicken", "New station: click on the map"}), adding))
    desk.pointer = adding ? Pointer::select : Pointer::add_station;
  if (ui.button("best-site", ui.say({"Bester Platz für eine mehr", "Best site for one more"}),
                !desk.reach.seeks_site()))
    desk.reach.best_site();
  ui.tip(ui.say({"Mit bewiesener Schranke, bis zu einer Minute Rechenzeit (planspiel stations --add 1)",
                 "With a proven bound, up to a minute of computing (planspiel stations --add 1)"}));
  ImGui::Separator();
  answer(desk);
}

}  // namespace planspiel::viewer
