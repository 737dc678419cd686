#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

struct Shortcut {
  Text keys;
  Text meaning;
};

const std::array<Shortcut, 17> kShortcuts{
    {{{"Strg Tab, Tab, ← → ↑ ↓", "Ctrl Tab, Tab, ← → ↑ ↓"},
      {"von Feld zu Feld, von Knopf zu Knopf (Leertaste drückt)",
       "from panel to panel, from widget to widget (space presses)"}},
     {{"← → ↑ ↓", "← → ↑ ↓"},
      {"Karte verschieben, wenn kein Feld gewählt ist", "move the map while no field is chosen"}},
     {{"Bild ↑ / ↓", "Page ↑ / ↓"}, {"näher, weiter", "nearer, farther"}},
     {{"Q  E", "Q  E"}, {"drehen", "turn"}},
     {{"R  F", "R  F"}, {"neigen", "tilt"}},
     {{"1  2  3", "1  2  3"},
      {"Übersicht, ganze Stadt von oben, hier von oben", "overview, whole city from above, from above here"}},
     {{",  .", ",  ."}, {"eine Stunde zurück, vor", "an hour back, ahead"}},
     {{"Leertaste", "Space"}, {"Tag abspielen, anhalten", "play the day, stop"}},
     {{"Strg Z / Strg Y", "Ctrl Z / Ctrl Y"}, {"rückgängig, wiederholen", "undo, redo"}},
     {{"Strg S", "Ctrl S"}, {"Szenario speichern", "save the scenario"}},
     {{"Strg R", "Ctrl R"}, {"Szenario rechnen", "run the scenario"}},
     {{"Strg Q", "Ctrl Q"}, {"schließen", "close"}},
     {{"Esc", "Esc"}, {"Auswahl aufheben, Zeichnen abbrechen", "clear the selection, stop drawing"}},
     {{"H  ?", "H  ?"}, {"diese Hilfe", "this help"}},
     {{"◧ links", "◧ left"}, {"verschieben; Klick: Auskunft; Wache ziehen", "move; click: details; drag a station"}},
     {{"◨ rechts", "◨ right"}, {"drehen und neigen", "turn and tilt"}},
     {{"◎ Rad", "◎ wheel"}, {"zum Mauszeiger hin und zurück", "towards the pointer and back"}}}};

void quit_question(Desk& desk) {
  Ui& ui = desk.ui;
  if (!ImGui::BeginPopupModal("unsaved", nullptr, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar))
    return;
  ui.heading(ui.say({"Das Szenario ist nicht gespeichert.", "The scenario is not saved."}));
  if (ui.button("quit-anyway", ui.say({"Ohne Speichern schließen", "Close without saving"})))
    desk.panels.wants_close = true;
  ImGui::SameLine();
  if (ui.button("quit-not", ui.say({"Zurück", "Back"}))) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

}  // namespace

void help_window(Desk& desk) {
  quit_question(desk);
  if (!desk.panels.show_help) return;
  Ui& ui = desk.ui;
  const Viewport size = desk.stage.size();
  const auto wide = static_cast<float>(size.width_px), high = static_cast<float>(size.height_px);
  const float width = std::min(ui.px(620.0F), 0.94F * wide);
  ImGui::SetNextWindowSize({width, 0.0F});
  ImGui::SetNextWindowSizeConstraints({0.0F, 0.0F}, {wide, 0.9F * high});
  ImGui::SetNextWindowPos({0.5F * wide, 0.5F * high}, ImGuiCond_Always, {0.5F, 0.5F});
  if (ImGui::Begin((ui.say({"Tasten und Maus", "Keys and mouse"}) + "###help-window").c_str(), &desk.panels.show_help,
                   ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove)) {
    if (ImGui::BeginTable("keys", 2)) {
      ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, 0.36F * width);
      ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch);
      for (const Shortcut& shortcut : kShortcuts) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::PushFont(ui.bold());
        ui.wrapped(ui.say(shortcut.keys));
        ImGui::PopFont();
        ImGui::TableNextColumn();
        ui.wrapped(ui.say(shortcut.meaning));
      }
      ImGui::EndTable();
    }
    ImGui::Separator();
    ui.soft(
        ui.say({"Für Vorleseprogramme ist dieses Fenster nicht geeignet. Alles, was es kann, geht auch auf der "
                "Kommandozeile: docs/accessibility.md.",
                "Screen readers cannot read this window. Everything it does can be done on the command line too: "
                "docs/accessibility.md."}));
    ui.soft(desk.stage.renderer_name());
  }
  ImGui::End();
}

void error_window(Desk& desk) {
  if (desk.messages.unread.empty()) return;
  Ui& ui = desk.ui;
  const Viewport size = desk.stage.size();
  ImGui::SetNextWindowPos({0.5F * static_cast<float>(size.width_px), 0.4F * static_cast<float>(size.height_px)},
                          ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({std::min(ui.px(640.0F), 0.8F * static_cast<float>(size.width_px)), 0.0F});
  ImGui::SetNextWindowFocus();
  ImGui::Begin((ui.say({"Hinweis", "Message"}) + "###errors").c_str(), nullptr,
               ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove);
  ui.wrapped(desk.messages.unread.front());
  ImGui::Spacing();
  if (ui.button("error-ok", ui.say({"Verstanden", "OK"}))) desk.messages.unread.erase(desk.messages.unread.begin());
  ImGui::End();
}

}  // namespace planspiel::viewer
