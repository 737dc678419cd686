#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/table_columns.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

/// Which tool, where there are several.
void tools(Ui& ui, PlacesSession& places, const Registry& registry) {
  const auto all = places_tools(registry);
  if (all.size() < 2) return;
  std::vector<std::string> titles;
  std::size_t chosen = 0;
  for (const ToolEntry* tool : all) {
    if (tool == places.tool()) chosen = titles.size();
    titles.push_back(ui.say(tool->places->many));
  }
  ImGui::SetNextItemWidth(-1.0F);
  if (ui.combo("places-tool", "", chosen, titles)) places.set_tool(all[chosen]->name);
}

void choices(Ui& ui, PlacesSession& places, const City& city) {
  const PlacesChoices all = choices_of(places.places(), city, ui.language);
  if (all.ids.empty()) return;
  std::size_t chosen = all.find(places.chosen()).value_or(0);
  ImGui::SetNextItemWidth(-1.0F);
  if (ui.combo("standard", "", chosen, all.titles)) places.choose(all.ids[chosen]);
}

/// What the rows of a list are called, where they are, and how much each counts.
struct ListedRows {
  std::vector<std::string> names{};
  std::vector<Point> places{};
  std::vector<double> residents{};  ///< empty where the table has none
};

ListedRows listed_rows(const Table& table) {
  ListedRows listed{.names = table.external_ids()};
  for (const char* column : {"name", "address"})
    if (const auto names = texts_in(table, column))
      for (std::size_t row = 0; row < names->size(); ++row)
        if (!(*names)[row].empty()) listed.names[row] = (*names)[row];
  for (const char* column : {"position", "centre"})
    if (auto places = points_in(table, column)) listed.places = *std::move(places);
  listed.residents = numbers_in(table, "residents").value_or(std::vector<double>{});
  return listed;
}

/// Rows, each a way to its place on the map.
void row_list(Desk& desk, const std::string& name, const std::vector<std::size_t>& rows, const ListedRows& listed,
              Domain domain) {
  constexpr int kMost_lines = 10;
  const float line = ImGui::GetTextLineHeightWithSpacing();
  ImGui::BeginChild(name.c_str(), {0.0F, line * static_cast<float>(std::min<std::size_t>(kMost_lines, rows.size()))});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), line);
  while (clipper.Step())
    for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
      const std::size_t row = rows[static_cast<std::size_t>(at)];
      std::string text = listed.names[row];
      if (!listed.residents.empty())
        text += fmt::format("  ({} {})", desk.ui.number(listed.residents[row], 0), desk.ui.say({"Einw.", "res."}));
      if (!desk.ui.selectable(fmt::format("{}/{}", name, at), text, false) || listed.places.empty()) continue;
      const Point place = desk.view.scene_point(listed.places[row]);
      desk.details.selection = Selection{domain, row, place};
      desk.view.go_to(place);
    }
  ImGui::EndChild();
}

/// Who is served and was not in the base, and the other way round.
void changes(Desk& desk) {
  Ui& ui = desk.ui;
  const Domain domain = desk.places.answer()->domain;
  if (desk.panels.served.answer != desk.places.answers()) {
    desk.panels.served.change = change_of(desk.view.seen->city, *desk.places.answer());
    desk.panels.served.answer = desk.places.answers();
  }
  const ServedChange& change = desk.panels.served.change;
  const ListedRows listed = listed_rows(desk.view.seen->city.table(domain.table));
  const auto block = [&](const std::string& name, const std::string& title, double amount,
                         const std::vector<std::size_t>& rows, ImVec4 colour) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    const std::string count = ui.number(static_cast<double>(rows.size()), 0);
    ui.wrapped(change.of_residents
                   ? fmt::format("{}: {} {}, {} {}", title, ui.number(amount, 0), ui.say({"Einwohner", "residents"}),
                                 count, ui.say({"Adressen", "addresses"}))
                   : fmt::format("{}: {}", title, count));
    ImGui::PopStyleColor();
    if (!rows.empty()) row_list(desk, name, rows, listed, domain);
  };
  ImGui::Spacing();
  ui.soft(ui.say({"gegenüber der Basis", "against the base"}));
  const Places::Shown& shown = desk.places.places().shown;
  block("reach-gained", "✔ " + ui.say(shown.gained), change.amount_gained, change.gained, ui.good());
  block("reach-lost", "✘ " + ui.say(shown.lost), change.amount_lost, change.lost, ui.bad());
}

void answer(Desk& desk) {
  Ui& ui = desk.ui;
  const auto& now = desk.places.answer();
  const bool dragged = desk.hand.dragged.has_value();
  if (!now || (!dragged && !desk.places.is_current(desk.clock.hour())))
    return ui.soft(desk.places.busy() ? ui.say({"wird gerechnet …", "computing …"})
                                      : ui.say({"Noch nicht gerechnet.", "Not computed yet."}));
  ImGui::PushFont(ui.bold());
  ImGui::TextUnformatted((ui.number(now->share, 2) + " %").c_str());
  ImGui::PopFont();
  ImGui::SameLine();
  const Places::Answered& answered = desk.places.places().answered;
  ImGui::TextUnformatted(
      fmt::format("{} {} {}", ui.number(now->served_amount, 0), ui.say({"von", "of"}), ui.number(now->all_amount, 0))
          .c_str());
  ui.soft(fmt::format("{}, {}–{} {}", ui.say(answered.counted), now->hour, now->hour + 1, ui.say({"Uhr", "h"})));
  if (!now->row.empty()) ImGui::TextUnformatted(now->row.c_str());
  if (!now->works) ui.wrapped(ui.say(answered.idle));
  changes(desk);
}

}  // namespace

void place_panel(Desk& desk) {
  Ui& ui = desk.ui;
  if (!desk.bench.document() || !desk.bench.base_city())
    return ui.soft(ui.say({"Zum Verschieben von Orten ein Szenario oder eine Stadt öffnen.",
                           "To move places open a scenario or a city."}));
  if (!desk.places.tool())
    return ui.soft(ui.say({"Kein Plugin bringt ein Werkzeug für Orte.", "No plugin brings a tool for places."}));
  tools(ui, desk.places, *desk.bench.services().registry);
  const Places& places = desk.places.places();
  ui.soft(ui.say(places.hint));
  choices(ui, desk.places, desk.bench.base_city()->city);
  if (ui.toggle("reach-show", ui.say(places.shown.question), desk.choice.places_on_map)) {
    desk.choice.places_on_map = !desk.choice.places_on_map;
    if (desk.choice.places_on_map && !desk.places.is_current(desk.clock.hour())) desk.places.ask_again();
  }
  if (desk.choice.places_on_map && !places.shown.detail.empty()) {
    const std::string title = ui.say(places.shown.detail_title);
    ui.flow(title);
    if (ui.toggle("reach-minutes", title, desk.choice.places_detail))
      desk.choice.places_detail = !desk.choice.places_detail;
    ui.tip(ui.say(places.shown.detail_help));
  }
  const bool adding = desk.hand.pointer == Pointer::add_row;
  if (!places.measures.add.empty() &&
      ui.toggle("station-add", ui.say(places.fresh) + ui.say({": auf die Karte klicken", ": click on the map"}),
                adding))
    desk.hand.pointer = adding ? Pointer::select : Pointer::add_row;
  if (!places.proposal.tool.empty()) {
    if (ui.button("best-site", ui.say(places.proposal.title), !desk.places.seeks_site())) desk.places.best_site();
    ui.tip(ui.say(places.proposal.help));
  }
  ImGui::Separator();
  answer(desk);
}

}  // namespace planspiel::viewer
