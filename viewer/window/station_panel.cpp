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

void answer(Desk& desk) {
  Ui& ui = desk.ui;
  const auto& now = desk.reach.answer();
  const bool dragged = desk.dragged_station.has_value();
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
  if (now->station.empty()) return;
  const auto line = [&](const Text& text, double residents, ImVec4 colour) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::TextUnformatted((ui.say(text) + ui.number(residents, 0)).c_str());
    ImGui::PopStyleColor();
  };
  ImGui::TextUnformatted(now->station.c_str());
  line({"✔ neu erreicht: ", "✔ newly reached: "}, now->gained, ui.good());
  line({"✘ nicht mehr erreicht: ", "✘ no longer reached: "}, now->lost, ui.bad());
  if (!now->on_road)
    ui.wrapped(ui.say({"Hier ist keine Straße: die Wache rückt nicht aus.",
                       "There is no road here: the station does not turn out."}));
  ui.soft(fmt::format("{} ms", ui.number(1000.0 * now->seconds, 0)));
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
  ui.soft(
      ui.say({"Eine Wache auf der Karte ziehen: wer erreicht wird, ändert sich sofort. Losgelassen wird daraus eine "
              "Maßnahme des Szenarios.",
              "Drag a station on the map: who is reached changes at once. Let go, it becomes a measure of the "
              "scenario."}));
  standards(desk);
  if (ui.toggle("reach-show", ui.say({"Wer wird erreicht?", "Who is reached?"}), desk.reach_on_map)) {
    desk.reach_on_map = !desk.reach_on_map;
    if (desk.reach_on_map && !desk.reach.is_current(desk.clock.hour())) desk.reach.clear();
  }
  answer(desk);
  ImGui::Separator();
  const bool adding = desk.pointer == Pointer::add_station;
  if (ui.toggle("station-add", ui.say({"Neue Wache: auf die Karte klicken", "New station: click on the map"}), adding))
    desk.pointer = adding ? Pointer::select : Pointer::add_station;
  if (ui.button("best-site", ui.say({"Bester Platz für eine mehr", "Best site for one more"}),
                !desk.reach.seeks_site()))
    desk.reach.best_site();
  ui.tip(ui.say({"Mit bewiesener Schranke, bis zu einer Minute Rechenzeit (planspiel stations --add 1)",
                 "With a proven bound, up to a minute of computing (planspiel stations --add 1)"}));
}

}  // namespace planspiel::viewer
