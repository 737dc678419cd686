#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

#include "engine/base/error.hpp"
#include "engine/city/entry_titles.hpp"
#include "engine/city/kept_table.hpp"
#include "engine/city/row_shapes.hpp"
#include "engine/run/stored.hpp"
#include "viewer/window/chart.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

struct Fact {
  Text title;
  std::string value;
};

/// Names of the lines that stop there.
std::string lines_at(const City& city, StopId stop) {
  const Lines& lines = city[tables::lines];
  std::set<std::string> names;
  for (const LineId line : lines.ids())
    for (const StopId each : lines.stops[line])
      if (each == stop) names.insert(lines.name[line]);
  return join({names.begin(), names.end()}, ", ");
}

/// What a row is called, and what the city's table says of it.
struct Description {
  std::string title{};
  std::vector<Fact> facts{};
};

std::string whole(const Ui& ui, double value, const std::string& unit = {}) {
  return ui.number(value, 0) + (unit.empty() ? "" : " " + unit);
}

Description road(const City& city, const Ui& ui, EdgeId row) {
  const Roads& roads = city[tables::roads];
  return {roads.name[row].empty() ? ui.say({"Straße ", "Road "}) + roads.id[row] : roads.name[row],
          {{{"Kennung", "Id"}, roads.id[row]},
           {{"Klasse", "Class"}, ui.say(title_of(roads.road_class[row]))},
           {{"Länge", "Length"}, whole(ui, roads.length[row].value, "m")},
           {{"Tempolimit", "Speed limit"}, whole(ui, in_km_h(roads.limit[row]), "km/h")},
           {{"Fahrstreifen", "Lanes"}, std::to_string(roads.lanes[row])},
           {{"Kapazität", "Capacity"}, whole(ui, in_per_hour(roads.capacity[row]), "1/h")}}};
}

Description building(const City& city, const Ui& ui, BuildingId row) {
  const Buildings& buildings = city[tables::buildings];
  return {
      buildings.address[row].empty() ? ui.say({"Gebäude ", "Building "}) + buildings.id[row] : buildings.address[row],
      {{{"Kennung", "Id"}, buildings.id[row]},
       {{"Einwohner", "Residents"}, whole(ui, buildings.residents[row])},
       {{"Höhe", "Height"}, whole(ui, buildings.height[row].value, "m")}}};
}

Description zone(const City& city, const Ui& ui, ZoneId row) {
  const Zones& zones = city[tables::zones];
  return {zones.name[row].empty() ? "Zone " + zones.id[row] : zones.name[row],
          {{{"Kennung", "Id"}, zones.id[row]},
           {{"Einwohner", "Residents"}, whole(ui, zones.residents[row])},
           {{"Arbeitsplätze", "Jobs"}, whole(ui, zones.jobs[row])}}};
}

Description district(const City& city, const Ui& ui, DistrictId row) {
  const Districts& districts = city[tables::districts];
  return {districts.name[row],
          {{{"Kennung", "Id"}, districts.id[row]},
           {{"Bezirk", "Borough"}, districts.borough[row]},
           {{"Einwohner", "Residents"}, whole(ui, districts.residents[row])},
           {{"Arbeitsplätze", "Jobs"}, whole(ui, districts.jobs[row])}}};
}

Description stop(const City& city, StopId row) {
  const Stops& stops = city[tables::stops];
  return {stops.name[row], {{{"Kennung", "Id"}, stops.id[row]}, {{"Linien", "Lines"}, lines_at(city, row)}}};
}

/// "HLF, crew of 6, leaves after 4.0 min, in 70 % of calls"
std::string engine(const Units& units, const Ui& ui, UnitId unit) {
  std::string words =
      units.vehicle_type[unit] + ", " +
      fmt::format(fmt::runtime(ui.say({"{} Kräfte, rückt nach {} min aus", "crew of {}, leaves after {} min"})),
                  units.functions[unit], ui.number(units.turnout[unit].value / 60.0, 1));
  if (units.availability[unit] < 1.0)
    words += ", " + fmt::format(fmt::runtime(ui.say({"in {} % der Fälle", "in {} % of calls"})),
                                ui.number(100.0 * units.availability[unit], 0));
  return words;
}

Description station(const City& city, const Ui& ui, StationId row) {
  const Stations& stations = city[tables::stations];
  Description result{stations.name[row],
                     {{{"Kennung", "Id"}, stations.id[row]},
                      {{"Art", "Type"}, stations.type[row]},
                      {{"Berufsfeuerwehr", "Professional"},
                       stations.professional[row] ? ui.say({"ja", "yes"}) : ui.say({"nein", "no"})}}};
  if (stations.closed[row]) result.facts.push_back({{"Betrieb", "Service"}, ui.say({"geschlossen", "closed"})});
  const Units& units = city[tables::units];
  for (const UnitId unit : units.ids())
    if (units.station[unit] == row) result.facts.push_back({{"Fahrzeug", "Engine"}, engine(units, ui, unit)});
  return result;
}

int decimals_shown(double value) {
  const double size = std::abs(value);
  return size >= 100.0 || size == std::round(size) ? 0 : size >= 1.0 ? 1 : 3;
}

std::string with_unit(const Ui& ui, double in_base_units, const std::string& unit) {
  const double value = in_base_units / unit_factor(unit);
  return ui.number(value, decimals_shown(value)) + (unit.empty() ? "" : " " + unit);
}

/// The columns of a table that a plugin brought, as they stand in files.
Description row_of_table(const Table& table, const Ui& ui, std::size_t row) {
  Description result{names_of_rows(table)[row], {{{"Kennung", "Id"}, table.external_ids()[row]}}};
  for (const KeptColumn& column : kept_columns(table)) {
    const Cell& cell = column.cells[row];
    std::string value;
    if (const auto* number = std::get_if<double>(&cell))
      value = with_unit(ui, *number, column.unit);
    else if (const auto* text = std::get_if<std::string>(&cell))
      value = *text;
    else if (const auto* integer = std::get_if<std::int64_t>(&cell); integer && column.kind == ColumnKind::integer)
      value = ui.number(static_cast<double>(*integer), 0);
    if (!value.empty()) result.facts.push_back({{column.name, column.name}, value});
  }
  return result;
}

Description description(const City& city, const Ui& ui, const Selection& selection) {
  const Domain& domain = selection.domain;
  if (domain == domain_of<EdgeId>) return road(city, ui, EdgeId(selection.row));
  if (domain == domain_of<BuildingId>) return building(city, ui, BuildingId(selection.row));
  if (domain == domain_of<ZoneId>) return zone(city, ui, ZoneId(selection.row));
  if (domain == domain_of<DistrictId>) return district(city, ui, DistrictId(selection.row));
  if (domain == domain_of<StopId>) return stop(city, StopId(selection.row));
  if (domain == domain_of<StationId>) return station(city, ui, StationId(selection.row));
  return row_of_table(city.table(domain.table), ui, selection.row);
}

void read_sheet(Details& details, Workbench& bench, Messages& messages) {
  const Selection& selection = *details.selection;
  RunData* run = bench.shown_run();
  std::string of = fmt::format("{} {} {}", selection.domain.name, selection.row, bench.opening());
  for (const RunData* each : {bench.base_run(), run}) of += " " + (each ? each->folder().path().string() : "");
  if (of == details.sheet_of) return;
  details.sheet_of = of;
  details.sheet.reset();
  if (!run) return;
  messages.attempt([&] {
    details.sheet =
        fields_of_row(*run, run == bench.base_run() ? nullptr : bench.base_run(), selection.domain, selection.row);
  });
}

void single_values(Ui& ui, const RowField& field) {
  for (const RowSeries& series : field.series) {
    if (series.run.size() != 1) continue;
    const double now = series.run.front();
    std::string text = series.label.in(ui.language).empty() ? "" : ui.say(series.label) + ": ";
    if (!series.base.empty() && std::isfinite(series.base.front()) && series.base.front() != now)
      text += ui.number(series.base.front(), decimals_shown(series.base.front())) + " → ";
    text += std::isfinite(now) ? ui.number(now, decimals_shown(now)) + " " + field.unit
                               : ui.say({"keine Angabe", "no data"});
    ImGui::TextUnformatted(text.c_str());
  }
}

void field_block(Desk& desk, const RowField& field) {
  Ui& ui = desk.ui;
  ImGui::PushID(field.name.c_str());
  ImGui::PushFont(ui.bold());
  ui.wrapped(ui.say(field.title) + (field.unit.empty() ? "" : "  [" + field.unit + "]"));
  ImGui::PopFont();
  const bool chosen = ImGui::IsItemClicked();
  ui.tip(field.name + "\n" + ui.say({"Klick: als Ebene zeigen", "click: show as layer"}));
  if (chosen)
    if (const FieldSpec* spec = desk.bench.shown_run()->spec(field.name)) desk.choice.choose(spec);
  single_values(ui, field);
  for (const RowSeries& series : field.series)
    if (series.run.size() > 1) {
      if (!ui.say(series.label).empty()) ImGui::TextUnformatted(ui.say(series.label).c_str());
      day_chart(
          ui, series,
          {.unit = field.unit, .hour = desk.clock.whole_day() ? -1 : desk.clock.hour(), .hours = desk.clock.hours()});
    }
  ImGui::Spacing();
  ImGui::PopID();
}

constexpr std::size_t kMostRows = 8;  ///< of a table of reasons

void why_table(Ui& ui, const AnswerTable& table) {
  ImGui::PushFont(ui.bold());
  ui.wrapped(ui.say(table.title));
  ImGui::PopFont();
  const int columns = 1 + static_cast<int>(table.columns.size());
  if (!ImGui::BeginTable(table.title.en.c_str(), columns, ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp))
    return;
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  for (const AnswerTable::Column& column : table.columns) {
    ImGui::TableNextColumn();
    ui.soft(ui.say(column.title) + (column.unit.empty() ? "" : " [" + unit_in(column.unit, ui.language) + "]"));
  }
  for (std::size_t i = 0; i < std::min(kMostRows, table.rows.size()); ++i) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ui.wrapped(ui.say(table.rows[i].label));
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      ImGui::TableNextColumn();
      ui.wrapped(shown_value(table, table.rows[i], column, ui.language));
    }
  }
  ImGui::EndTable();
  if (table.rows.size() > kMostRows)
    ui.soft(fmt::format("… {} {}", table.rows.size() - kMostRows, ui.say({"weitere", "more"})));
}

/// Tools of plugins that explain what is selected: one is asked while its button is on.
void why_block(Desk& desk) {
  Ui& ui = desk.ui;
  const auto tools = WhySession::tools_for(*desk.bench.services().registry, desk.details.selection->domain);
  if (tools.empty() || !desk.bench.document()) return;
  for (const ToolEntry* tool : tools) {
    const bool on = desk.details.why_tool == tool->name;
    if (ui.toggle("why-" + tool->name, ui.say(tool->title), on)) {
      desk.details.why_tool = on ? "" : tool->name;
      if (on) desk.choice.why_on_map = false;
      if (!on && !desk.why.answer()) desk.why.clear();  // asked in vain: once more
    }
    ui.tip(ui.say(tool->help) + "\nplanspiel " + tool->name);
    if (desk.details.why_tool != tool->name) continue;
    const auto& ids = desk.view.seen->city.table(desk.details.selection->domain.table).external_ids();
    if (desk.details.selection->row >= ids.size()) continue;
    desk.why.ask({tool->name, ids[desk.details.selection->row], desk.clock.hour()});
    const auto& answer = desk.why.answer();
    if (!answer) {
      ui.soft(desk.why.busy() ? ui.say({"wird gerechnet …", "computing …"}) : ui.say({"keine Antwort", "no answer"}));
      continue;
    }
    if (answer->field && ui.toggle("why-map", ui.say({"Auf der Karte", "On the map"}), desk.choice.why_on_map))
      desk.choice.why_on_map = !desk.choice.why_on_map;
    for (const AnswerTable& table : answer->tables) why_table(ui, table);
  }
  ImGui::Separator();
}

}  // namespace

void detail_panel(Desk& desk) {
  if (!desk.details.selection || !desk.view.seen) return;
  Ui& ui = desk.ui;
  const auto [title, facts] = description(desk.view.seen->city, ui, *desk.details.selection);
  ImGui::PushFont(ui.bold());
  ui.wrapped(title);
  ImGui::PopFont();
  if (ImGui::BeginTable("facts", 2)) {
    for (const Fact& fact : facts) {
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      ImGui::TextDisabled("%s", ui.say(fact.title).c_str());
      ImGui::TableNextColumn();
      ui.wrapped(fact.value);
    }
    ImGui::EndTable();
  }
  if (ui.button("detail-close", ui.say({"Schließen", "Close"}))) {
    desk.details.selection.reset();
    return;
  }
  ImGui::SameLine();
  if (ui.button("detail-go", ui.say({"Hingehen", "Go there"}))) desk.view.go_to(desk.details.selection->at);
  ImGui::Separator();
  why_block(desk);
  read_sheet(desk.details, desk.bench, desk.messages);
  if (!desk.details.sheet) return;
  if (desk.bench.scenario_run() && desk.bench.base_run()) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.base_colour());
    ImGui::TextUnformatted(ui.say({"— Basis", "— base"}).c_str());
    ImGui::PopStyleColor();
    ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_Text, ui.scenario_colour());
    ImGui::TextUnformatted(ui.say({"— Szenario", "— scenario"}).c_str());
    ImGui::PopStyleColor();
  }
  if (desk.bench.outdated()) ui.outdated();
  if (desk.details.sheet->empty())
    ui.soft(ui.say({"Der Lauf hat hierzu keine Felder.", "The run has no fields of this."}));
  for (const bool shown : {true, false})  // what the map shows comes first
    for (const RowField& field : *desk.details.sheet)
      if ((field.name == desk.choice.field) == shown) field_block(desk, field);
}

}  // namespace planspiel::viewer
