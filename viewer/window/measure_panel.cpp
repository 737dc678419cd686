#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/error.hpp"
#include "viewer/window/desk.hpp"
#include "viewer/window/form_widgets.hpp"

namespace planspiel::viewer {

namespace {

std::vector<FormField> form_of_kind(const Registry& registry, const std::string& kind) {
  try {
    return form_of(registry.measure(kind).describe());
  } catch (const Error&) {
    return {};
  }
}

FormDefaults defaults_of(const CityView& view) {
  FormDefaults defaults;
  if (!view.seen) return defaults;
  defaults.place = view.lon_lat(view.camera.target());
  if (const Areas& areas = view.seen->city[tables::areas]; areas.size() > 0) defaults.area = areas.id[AreaId(0)];
  return defaults;
}

/// Where a scenario that has no file yet may go: beside its base, under a name that is free.
std::filesystem::path free_path(const Document& document) {
  const std::filesystem::path folder = document.base().parent_path();
  std::filesystem::path path = folder / "scenario.toml";
  std::error_code failed;
  for (int number = 2; std::filesystem::exists(path, failed); ++number)
    path = folder / fmt::format("scenario-{}.toml", number);
  return path;
}

bool would_replace(const Document& document, const std::string& path) {
  std::error_code failed;
  return std::filesystem::exists(path, failed) &&
         std::filesystem::absolute(path, failed).lexically_normal() != document.path();
}

void save_menu(Desk& desk, Document& document) {
  Ui& ui = desk.ui;
  std::string& path = desk.panels.save_path;
  const bool named = !document.path().empty();
  if (ui.button("save", ui.say({"Speichern", "Save"}))) {
    if (named)
      desk.messages.attempt([&] { document.save(document.path()); });
    else
      desk.panels.wants_name = true;
  }
  ui.flow(ui.say({"Speichern unter …", "Save as …"}));
  if (ui.button("save-as", ui.say({"Speichern unter …", "Save as …"}))) desk.panels.wants_name = true;
  if (std::exchange(desk.panels.wants_name, false)) {
    path = (named ? document.path() : free_path(document)).string();
    ImGui::OpenPopup("save-menu");
  }
  if (!ImGui::BeginPopup("save-menu")) return;
  ui.heading(ui.say({"Szenario speichern", "Save the scenario"}));
  ImGui::SetNextItemWidth(ui.px(460.0F));
  ui.input("save-path", "", path);
  const bool replaces = would_replace(document, path);
  if (replaces) ui.warn(ui.say({"Diese Datei gibt es schon.", "There is such a file already."}));
  const std::string word = replaces ? ui.say({"Überschreiben", "Overwrite"}) : ui.say({"Speichern", "Save"});
  if (ui.button("save-ok", word, !path.empty())) {
    desk.messages.attempt([&] { document.save(path); });
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

void add_menu(Desk& desk, Document& document) {
  Ui& ui = desk.ui;
  if (ui.button("measure-add", ui.say({"+ Maßnahme", "+ Measure"}), desk.view.seen != nullptr))
    ImGui::OpenPopup("add-menu");
  ImGui::SetNextWindowSizeConstraints({ui.px(280.0F), 0.0F}, {ui.px(520.0F), ui.px(560.0F)});
  if (!ImGui::BeginPopup("add-menu")) return;
  std::vector<const MeasureEntry*> entries;
  const Registry& registry = *desk.bench.services().registry;
  for (const MeasureEntry& entry : registry.measures) entries.push_back(&entry);
  std::stable_sort(entries.begin(), entries.end(),
                   [](const MeasureEntry* a, const MeasureEntry* b) { return a->family < b->family; });
  std::string family;
  for (const MeasureEntry* entry : entries) {
    if (entry->family != family) ui.soft(ui.say(registry.family_title(entry->family)));
    family = entry->family;
    if (ui.selectable("kind:" + entry->kind, "  " + ui.say(entry->title), false)) {
      document.add(new_measure(entry->kind, form_of(entry->describe()), defaults_of(desk.view)));
      desk.hand.chosen_measure = document.measures().size() - 1;
    }
    ui.tip(ui.say(entry->help));
  }
  ImGui::EndPopup();
}

void steps(Desk& desk, Document& document) {
  Ui& ui = desk.ui;
  if (ui.button("undo", ui.say({"↶ Zurück", "↶ Undo"}), document.can_undo())) desk.undo();
  if (document.can_undo()) ui.tip(ui.say(document.undo_name()) + " (Ctrl Z)");
  ui.flow(ui.say({"↷ Vor", "↷ Redo"}));
  if (ui.button("redo", ui.say({"↷ Vor", "↷ Redo"}), document.can_redo())) desk.redo();
  if (document.can_redo()) ui.tip(ui.say(document.redo_name()) + " (Ctrl Y)");
  ui.flow(ui.say({"Speichern", "Save"}));
  save_menu(desk, document);
}

void title_of(Ui& ui, Document& document) {
  Text title = document.state().title;
  std::string& mine = ui.language == Language::de ? title.de : title.en;
  ImGui::SetNextItemWidth(-1.0F);
  if (ui.input("title", "", mine)) document.set_title(title);
  std::string base = ui.say({"auf Basis von ", "on top of "}) + document.base().filename().string();
  if (document.unsaved()) base += ui.say({"  ·  nicht gespeichert", "  ·  not saved"});
  ui.soft(base);
}

void measure_list(Desk& desk, Document& document) {
  Ui& ui = desk.ui;
  const auto& registry = *desk.bench.services().registry;
  for (std::size_t at = 0; at < document.measures().size(); ++at) {
    const Value& measure = document.measures()[at];
    const std::string kind = measure.at("kind").as_text();
    std::string title = kind;
    for (const MeasureEntry& entry : registry.measures)
      if (entry.kind == kind) title = ui.say(entry.title);
    if (ui.selectable(fmt::format("measure/{}", at), fmt::format("{}. {}", at + 1, title),
                      desk.hand.chosen_measure == at))
      desk.hand.chosen_measure = desk.hand.chosen_measure == at ? std::nullopt : std::optional(at);
    ImGui::Indent();
    ui.soft(measure_summary(measure, form_of_kind(registry, kind), ui.language));
    ImGui::Unindent();
  }
  if (document.measures().empty())
    ui.soft(ui.say(
        {"Noch keine Maßnahme: das Szenario ist wie die Basis.", "No measure yet: the scenario is like the base."}));
}

/// Up, down, out. True where the list changed.
bool order_buttons(Desk& desk, Document& document, std::size_t at) {
  Ui& ui = desk.ui;
  const std::size_t count = document.measures().size();
  if (ui.button("measure-up", "↑", at > 0)) {
    document.move(at, at - 1);
    desk.hand.chosen_measure = at - 1;
    return true;
  }
  ImGui::SameLine();
  if (ui.button("measure-down", "↓", at + 1 < count)) {
    document.move(at, at + 1);
    desk.hand.chosen_measure = at + 1;
    return true;
  }
  ImGui::SameLine();
  if (ui.button("measure-remove", ui.say({"Entfernen", "Remove"}))) {
    document.remove(at);
    desk.hand.chosen_measure.reset();
    return true;
  }
  return false;
}

/// An option that is not given says its default, with a way to change it.
void option(Desk& desk, Document& document, std::size_t at, const FormField& field) {
  Ui& ui = desk.ui;
  Value measure = document.measures()[at];
  const Value* given = measure.find(field.name);
  Value value = given ? *given : first_value(field, defaults_of(desk.view));
  const std::string name = "option:" + field.name;
  ImGui::TextUnformatted((ui.say(field.title) + (field.required ? " *" : "")).c_str());
  std::string help = ui.say(field.help);
  if (!field.fallback.is_null())
    help += (help.empty() ? "" : "\n") + ui.say({"sonst: ", "default: "}) + summary_of(field.fallback, ui.language);
  ui.tip(help);
  if (given && !field.required) {
    ImGui::SameLine();
    if (ImGui::SmallButton((ui.say({"Vorgabe", "default"}) + "###default-" + field.name).c_str())) {
      measure.erase(field.name);
      return document.replace(at, measure);
    }
  }
  if (form_widget(desk, field, value, name, at)) {
    measure.set(field.name, value);
    document.replace(at, measure, fmt::format("{} {}", at, field.name));
    given = measure.find(field.name);
  }
  if (!given) return;
  if (const auto fault = fault_of(field, value)) ui.warn(ui.say(*fault));
}

void form(Desk& desk, Document& document) {
  if (!desk.hand.chosen_measure || *desk.hand.chosen_measure >= document.measures().size()) return;
  const std::size_t at = *desk.hand.chosen_measure;
  ImGui::Separator();
  if (order_buttons(desk, document, at)) return;
  const std::string kind = document.measures()[at].at("kind").as_text();
  const auto fields = form_of_kind(*desk.bench.services().registry, kind);
  for (const bool required : {true, false})
    for (const FormField& field : fields)
      if (field.required == required) option(desk, document, at, field);
}

}  // namespace

void measure_panel(Desk& desk) {
  Ui& ui = desk.ui;
  Document* document = desk.bench.document();
  if (!document) {
    ui.soft(
        ui.say({"Ein Laufordner enthält kein Szenario. Zum Ändern das Szenario öffnen: planspiel view szenario.toml",
                "A run folder holds no scenario. To change one, open it: planspiel view scenario.toml"}));
    return;
  }
  title_of(ui, *document);
  steps(desk, *document);
  add_menu(desk, *document);
  ui.flow(ui.say({"▶ Rechnen", "▶ Run"}));
  if (ui.button("run", ui.say({"▶ Rechnen", "▶ Run"}), desk.can_run())) desk.bench.run();
  ui.tip(
      ui.say({"Rechnet das Szenario wie planspiel run (Ctrl R)", "Runs the scenario as planspiel run does (Ctrl R)"}));
  if (desk.bench.scenario_run()) {
    ui.flow(ui.say({"Ergebnis ist veraltet", "result is outdated"}));
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(desk.bench.run_is_current()
                               ? ui.say({"Ergebnis ist aktuell", "result is current"}).c_str()
                               : ui.say({"Ergebnis ist veraltet", "result is outdated"}).c_str());
  }
  ImGui::Separator();
  ImGui::BeginChild("measures", ui.rest());
  measure_list(desk, *document);
  if (!desk.bench.faults().empty()) ui.warn(desk.bench.faults());  // what the reader of the scenario would say
  form(desk, *document);
  if (!ImGui::IsAnyItemActive()) document->end_gesture();
  ImGui::EndChild();
}

}  // namespace planspiel::viewer
