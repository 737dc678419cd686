#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/form.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

/// The text, cut where it is too long.
std::string fitting(const std::string& text, float width) {
  if (ImGui::CalcTextSize(text.c_str()).x <= width) return text;
  std::string part = text;
  while (!part.empty() && ImGui::CalcTextSize((part + "…").c_str()).x > width) {
    do part.pop_back();
    while (!part.empty() && (static_cast<unsigned char>(part.back()) & 0xC0) == 0x80);
    if (!part.empty() && static_cast<unsigned char>(part.back()) >= 0xC0) part.pop_back();
  }
  return part + "…";
}

void field_list(Desk& desk, RunData& run) {
  Ui& ui = desk.ui;
  if (ui.selectable("layer:", ui.say({"Nur die Stadt", "The plain city"}),
                    desk.choice.field.empty() && !desk.choice.places_on_map))
    desk.choice.choose(nullptr);
  std::string family;
  bool open = false;
  for (const FieldSpec* field : run.placed_fields()) {
    if (family_of(field->name) != family) {
      family = family_of(field->name);
      // Closed at first: an open family of fifty layers would hide that there are others.
      open = ImGui::CollapsingHeader(
          (ui.say(desk.bench.services().registry->family_title(family)) + "###family-" + family).c_str());
      ui.note("family-" + family);
    }
    if (!open) continue;
    const std::string domain = ui.say(field->domain.title);
    const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(domain.c_str()).x - ui.px(10.0F);
    const bool chosen = ui.selectable("layer:" + field->name, fitting(ui.say(field->title), room),
                                      field->name == desk.choice.field && !desk.choice.places_on_map);
    const ImVec2 corner = ImGui::GetItemRectMin();
    ImGui::GetWindowDrawList()->AddText({corner.x + room + ui.px(10.0F), corner.y + 2.0F},
                                        ImGui::GetColorU32(ImGuiCol_TextDisabled), domain.c_str());
    if (chosen) desk.choice.choose(field);
    ui.tip(ui.say(field->title) + "\n" + field->name + (field->help.en.empty() ? "" : "\n" + ui.say(field->help)));
  }
}

/// What people call the entries of an axis: response standards have titles.
std::vector<std::string> titles_of(const Desk& desk, const AxisSpec& axis) {
  std::vector<std::string> titles;
  for (const Text& title : label_texts(axis)) titles.push_back(desk.ui.say(title));
  if (!desk.view.seen || axis.table != Standards::kName) return titles;
  const Standards& standards = desk.view.seen->city[tables::standards];
  for (std::string& title : titles)
    if (const auto row = standards.find(title))
      title = desk.ui.say({standards.title_de[*row], standards.title_en[*row]});
  return titles;
}

void axes(Desk& desk, const FieldSpec& field) {
  Ui& ui = desk.ui;
  for (AxisPick& pick : desk.choice.picks) {
    const auto axis = std::find_if(field.axes.begin(), field.axes.end(),
                                   [&](const AxisSpec& spec) { return spec.name == pick.axis; });
    if (axis == field.axes.end()) continue;
    auto chosen = static_cast<std::size_t>(std::find(axis->labels.begin(), axis->labels.end(), pick.label) -
                                           axis->labels.begin());
    ImGui::SetNextItemWidth(ui.px(200.0F));
    if (ui.combo("axis-" + pick.axis, ui.say(axis->title), chosen, titles_of(desk, *axis)))
      pick.label = axis->labels[chosen];
  }
}

/// `layer` is what the map shows now.
void breaks(Ui& ui, LayerChoice& choice, const std::optional<Layer>& layer) {
  bool fixed = !choice.breaks.empty();
  if (ui.checkbox("breaks-fixed", ui.say({"Klassen festhalten", "Keep the classes"}), fixed)) {
    choice.breaks = fixed && layer ? layer->scale.breaks : std::vector<double>{};
    choice.breaks_text.clear();
    for (const double each : choice.breaks)
      choice.breaks_text += (choice.breaks_text.empty() ? "" : "; ") + ui.number(each, decimals_for(choice.breaks));
  }
  ui.tip(ui.say({"Dieselben Klassen in jeder Stunde; Grenzen lassen sich ändern",
                 "The same classes in each hour; limits can be changed"}));
  if (choice.breaks.empty()) return;
  std::string edited = choice.breaks_text;
  ImGui::SetNextItemWidth(-1.0F);
  if (ui.input("breaks-edit", "", edited, "0; 10; 20")) {
    std::vector<double> limits;
    for (const std::string& part : split(edited, ';'))
      if (const auto limit = typed_number(part, ui.language)) limits.push_back(*limit);
    choice.breaks_text = edited;
    if (limits.size() >= 2 && std::is_sorted(limits.begin(), limits.end())) choice.breaks = limits;
  }
}

void change_kind(Desk& desk) {
  if (desk.choice.look != Look::difference || !desk.bench.scenario_run()) return;
  Ui& ui = desk.ui;
  ui.heading(ui.say({"Differenz", "Difference"}));
  const std::array<std::tuple<const char*, Change, Text>, 3> kinds{
      {{"change-absolute", Change::absolute, {"absolut", "absolute"}},
       {"change-percent", Change::percent, {"in Prozent", "per cent"}},
       {"change-per-km", Change::per_km, {"je km", "per km"}}}};
  for (const auto& [name, kind, text] : kinds) {
    if (kind != Change::absolute) ImGui::SameLine();
    if (ui.toggle(name, ui.say(text), desk.choice.change == kind)) desk.choice.change = kind;
  }
}

void drawn_boxes(Ui& ui, Drawn& drawn) {
  ui.checkbox("show-buildings", ui.say({"Gebäude", "Buildings"}), drawn.buildings);
  ui.flow(ImGui::GetFrameHeight() + ImGui::CalcTextSize(ui.say({"Wachen", "Stations"}).c_str()).x + ui.px(8.0F));
  ui.checkbox("show-stations", ui.say({"Wachen", "Stations"}), drawn.stations);
  ui.flow(ImGui::GetFrameHeight() + ImGui::CalcTextSize(ui.say({"Namen", "Names"}).c_str()).x + ui.px(8.0F));
  ui.checkbox("show-labels", ui.say({"Namen", "Names"}), drawn.labels);
  ui.checkbox("show-lines", ui.say({"Linien", "Lines"}), drawn.lines);
  ui.flow(ImGui::GetFrameHeight() + ImGui::CalcTextSize(ui.say({"Halte", "Stops"}).c_str()).x + ui.px(8.0F));
  ui.checkbox("show-stops", ui.say({"Halte", "Stops"}), drawn.stops);
}

}  // namespace

void layer_panel(Desk& desk) {
  Ui& ui = desk.ui;
  change_kind(desk);
  drawn_boxes(ui, desk.view.drawn);
  RunData* run = desk.bench.shown_run();
  if (!run) {
    if (!desk.bench.busy() && desk.bench.document() && ui.button("base-run", ui.say({"Basis rechnen", "Run the base"})))
      desk.bench.run_base();
    ui.soft(desk.bench.busy() ? ui.say({"Ebenen kommen mit dem Basislauf, der im Hintergrund rechnet.",
                                        "Layers come with the base run, which works in the background."})
                              : ui.say({"Es gibt noch keinen Lauf.", "There is no run yet."}));
    return;
  }
  if (const FieldSpec* field = run->spec(desk.choice.field)) {
    axes(desk, *field);
    breaks(ui, desk.choice, desk.layers.shown[0].layer);
  }
  if (!desk.layers.error.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.bad());
    ui.wrapped(desk.layers.error);
    ImGui::PopStyleColor();
  }
  ImGui::Separator();
  ImGui::BeginChild("fields", ui.rest());
  field_list(desk, *run);
  ImGui::EndChild();
}

}  // namespace planspiel::viewer
