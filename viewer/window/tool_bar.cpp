#include <fmt/format.h>

#include "viewer/camera/view.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

void look_buttons(Desk& desk) {
  Ui& ui = desk.ui;
  if (!desk.bench.base_run() || !desk.bench.scenario_run()) return;
  const std::array<std::tuple<const char*, Look, Text>, 5> looks{
      {{"look-scenario", Look::scenario, {"Szenario", "Scenario"}},
       {"look-base", Look::base, {"Basis", "Base"}},
       {"look-difference", Look::difference, {"Differenz", "Difference"}},
       {"look-swipe", Look::swipe, {"Wischen", "Swipe"}},
       {"look-side", Look::side_by_side, {"Nebeneinander", "Side by side"}}}};
  for (const auto& [name, look, text] : looks) {
    ui.flow(ui.say(text));
    if (ui.toggle(name, ui.say(text), desk.choice.look == look)) desk.choice.look = look;
  }
}

void search_box(Desk& desk) {
  Ui& ui = desk.ui;
  std::string& search = desk.panels.search;
  ImGui::SetNextItemWidth(ui.px(230.0F));
  ui.input("search", "", search, ui.say({"Adresse, Viertel, Halt …", "address, district, stop …"}));
  const bool left = ImGui::IsItemDeactivated();
  const bool enter = left && ImGui::IsKeyPressed(ImGui::GetIO().KeyMap[ImGuiKey_Enter]);
  const ImVec2 below{ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y + ui.px(4.0F)};
  if (search.empty() || !desk.view.seen) return;
  constexpr std::size_t kMost = 9;
  const std::vector<Found> found = desk.view.seen->search.find(search, kMost);
  ImGui::SetNextWindowPos(below);
  ImGui::SetNextWindowSizeConstraints({ui.px(300.0F), 0.0F}, {ui.px(460.0F), ui.px(400.0F)});
  ImGui::Begin("found", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNavFocus);
  if (found.empty()) ui.soft(ui.say({"Nichts gefunden", "Nothing found"}));
  for (std::size_t at = 0; at < found.size(); ++at)
    if (ui.selectable(fmt::format("found/{}", at), found[at].name, false) || (enter && at == 0)) {
      const Point place = desk.view.scene_point(found[at].at);
      desk.view.go_to(place);
      desk.details.selection = Selection{found[at].domain, found[at].row, place};
      search.clear();
    }
  const bool elsewhere =
      ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  ImGui::End();
  if (elsewhere && left) search.clear();
}

void bookmark_list(Ui& ui, CityView& view, Messages& messages) {
  Bookmarks& bookmarks = view.bookmarks;
  const SeenCity& seen = *view.seen;
  messages.attempt([&] { bookmarks.read_once(seen.city.profile.id); });
  for (const Bookmark& bookmark : bookmarks.all)
    if (ui.selectable("bookmark:" + bookmark.name, bookmark.name, false))
      messages.attempt([&] { view.camera = camera_for(bookmark.view, seen.scene, seen.city, view.map_size); });
  if (ui.selectable("bookmark-add", ui.say({"Diesen Blick merken", "Keep this view"}), false)) {
    bookmarks.all.push_back({fmt::format("{} {}", ui.say({"Blick", "View"}), bookmarks.all.size() + 1),
                             view_text(view.camera, seen.scene, seen.city)});
    messages.attempt([&] { bookmarks.write(); });
  }
  if (!bookmarks.all.empty() &&
      ui.selectable("bookmark-forget", ui.say({"Den letzten vergessen", "Forget the last one"}), false)) {
    bookmarks.all.pop_back();
    messages.attempt([&] { bookmarks.write(); });
  }
}

void views(Desk& desk) {
  Ui& ui = desk.ui;
  if (ui.button("views", ui.say({"Blick", "View"}), desk.view.scene != nullptr)) ImGui::OpenPopup("views-menu");
  if (!ImGui::BeginPopup("views-menu")) return;
  if (ui.selectable("view-overview", ui.say({"Übersicht  (1)", "Overview  (1)"}), false)) desk.see_city("overview");
  if (ui.selectable("view-above", ui.say({"Ganze Stadt von oben  (2)", "Whole city from above  (2)"}), false))
    desk.see_city("above");
  if (ui.selectable("view-down", ui.say({"Hier von oben  (3)", "From above, here  (3)"}), false))
    desk.view.camera = from_above(desk.view.camera);
  ImGui::Separator();
  bookmark_list(ui, desk.view, desk.messages);
  ImGui::EndPopup();
}

void settings(Ui& ui) {
  if (ui.button("settings", ui.say({"Einstellungen", "Settings"}))) ImGui::OpenPopup("settings-menu");
  if (!ImGui::BeginPopup("settings-menu")) return;
  ui.heading(ui.say({"Sprache", "Language"}));
  if (ui.toggle("language-de", "Deutsch", ui.language == Language::de)) ui.language = Language::de;
  ImGui::SameLine();
  if (ui.toggle("language-en", "English", ui.language == Language::en)) ui.language = Language::en;
  ui.heading(ui.say({"Schriftgröße", "Text size"}));
  for (const int percent : {100, 125, 150, 200, 300}) {
    if (percent != 100 && percent != 200) ImGui::SameLine();
    if (ui.toggle(fmt::format("text-{}", percent), fmt::format("{} %", percent),
                  std::abs(ui.scale - static_cast<float>(percent) / 100.0F) < 0.01F)) {
      ui.scale = static_cast<float>(percent) / 100.0F;
      ui.fonts_changed = ui.theme_changed = true;
    }
  }
  ui.heading(ui.say({"Farben", "Colours"}));
  if (ui.toggle("theme-light", ui.say({"Hell", "Light"}), ui.theme == Theme::light)) {
    ui.theme = Theme::light;
    ui.theme_changed = true;
  }
  ImGui::SameLine();
  if (ui.toggle("theme-dark", ui.say({"Dunkel", "Dark"}), ui.theme == Theme::dark)) {
    ui.theme = Theme::dark;
    ui.theme_changed = true;
  }
  ImGui::EndPopup();
}

void pictures(Desk& desk) {
  Ui& ui = desk.ui;
  std::string& path = desk.panels.picture_path;
  if (ui.button("picture", ui.say({"Bild", "Picture"}), desk.view.scene != nullptr)) {
    if (path.empty()) path = "planspiel.png";
    ImGui::OpenPopup("picture-menu");
  }
  if (!ImGui::BeginPopup("picture-menu")) return;
  ui.heading(ui.say({"Bild mit Legende und Quellen", "Picture with legend and sources"}));
  ImGui::SetNextItemWidth(ui.px(320.0F));
  ui.input("picture-path", "", path);
  if (ui.button("picture-save", ui.say({"Bild speichern", "Save the picture"}))) {
    desk.frames.picture = path;
    ImGui::CloseCurrentPopup();
  }
  ImGui::SameLine();
  if (ui.button("film-save", ui.say({"24 Bilder des Tages", "24 pictures of the day"}))) {
    desk.frames.film = path;
    ImGui::CloseCurrentPopup();
  }
  ui.tip(ui.say({"Ein Bild je Stunde: NAME-00.png bis NAME-23.png, für ein Video",
                 "A picture of each hour: NAME-00.png to NAME-23.png, for a video"}));
  ImGui::EndPopup();
}

}  // namespace

void tool_bar(Desk& desk) {
  Ui& ui = desk.ui;
  ImGui::PushFont(ui.bold());
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Planspiel");
  ImGui::PopFont();
  ImGui::SameLine(0.0F, ui.px(16.0F));
  if (ui.button("open", ui.say({"Öffnen", "Open"}))) ImGui::OpenPopup("open-menu");
  if (ImGui::BeginPopup("open-menu")) {
    open_list(desk);
    ImGui::EndPopup();
  }
  ui.flow(ui.px(230.0F));
  search_box(desk);
  ui.flow(ui.say({"Blick", "View"}));
  views(desk);
  look_buttons(desk);
  const std::string last = ui.say({"Bild  Einstellungen  Hilfe", "Picture  Settings  Help"});
  const float width = ImGui::CalcTextSize(last.c_str()).x + 6.0F * ImGui::GetStyle().FramePadding.x + ui.px(16.0F);
  const float from = ImGui::GetContentRegionMax().x - width;
  if (ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + ui.px(12.0F) < from) ImGui::SameLine(from);
  pictures(desk);
  ui.flow(ui.say({"Einstellungen", "Settings"}));
  settings(ui);
  ui.flow(ui.say({"Hilfe", "Help"}));
  if (ui.button("help", ui.say({"Hilfe", "Help"}))) desk.panels.show_help = true;
}

}  // namespace planspiel::viewer
