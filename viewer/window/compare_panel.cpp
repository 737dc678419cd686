#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/app/form.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kGoal = 80.0;  ///< % of traffic that is to be emission-free

int decimals_of(double value) {
  const double size = std::abs(value);
  return size >= 1000.0 ? 0 : size >= 10.0 ? 1 : 2;
}

/// Indicators of the one run there is, as a comparison with itself left out.
std::vector<ComparedIndicator> indicators_of(Workbench& bench) {
  if (const Comparison* comparison = bench.comparison()) return comparison->indicators;
  std::vector<ComparedIndicator> list;
  if (RunData* run = bench.shown_run())
    for (const StoredIndicator& each : run->folder().indicators())
      list.push_back({.id = each.id, .unit = each.unit, .title = each.title, .values = {each.value}});
  return list;
}

void goal_bar(Ui& ui, const ComparedIndicator& each) {
  ui.wrapped(ui.say(each.title));
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x - ui.px(8.0F), height = ui.px(9.0F);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const auto x = [&](double value) {
    return from.x + static_cast<float>(std::clamp(value, 0.0, 100.0) / 100.0) * width;
  };
  float y = from.y;
  for (std::size_t run = 0; run < each.values.size(); ++run) {
    draw.AddRectFilled({from.x, y}, {from.x + width, y + height}, ui.ink(0.10F));
    if (std::isfinite(each.values[run]))
      draw.AddRectFilled({from.x, y}, {x(each.values[run]), y + height},
                         run == 0 ? ui.base_colour() : ui.scenario_colour());
    y += height + 2.0F;
  }
  draw.AddLine({x(kGoal), from.y - 3.0F}, {x(kGoal), y + 1.0F}, ui.ink(), 2.0F);
  ImGui::Dummy({width, y - from.y});
  std::string text;
  for (std::size_t run = 0; run < each.values.size(); ++run)
    text += (run == 0 ? "" : " → ") + ui.number(each.values[run], 1) + " %";
  text += ui.say({",  Ziel 80 %: ", ",  goal 80 %: "});
  const double last = each.values.back();
  text += !std::isfinite(last) ? "–"
          : last >= kGoal
              ? ui.say({"erreicht", "reached"})
              : ui.say({"es fehlen ", "short of it by "}) + ui.number(kGoal - last, 1) + ui.say({" Punkte", " points"});
  ui.soft(text);
  ImGui::Spacing();
}

void goals(Ui& ui, const std::vector<ComparedIndicator>& all) {
  for (const ComparedIndicator& each : all)
    if (each.unit == "%" && each.id.find(".emission_free") != std::string::npos) goal_bar(ui, each);
}

void change_cell(Ui& ui, const ComparedIndicator& each) {
  const double change = each.values.back() - each.values.front();
  if (!std::isfinite(change)) return ImGui::TextUnformatted("–");
  const std::string sign = change > 0.0 ? "+" : "";
  std::string text = sign + ui.number(change, decimals_of(each.values.front()));
  if (each.unit != "%" && std::abs(each.values.front()) > 1e-12)
    text += fmt::format("  ({}{} %)", sign, ui.number(100.0 * change / std::abs(each.values.front()), 1));
  if (each.unit == "%") text += ui.say({" Pkt.", " pts"});
  const bool matters = change != 0.0 && each.better != Better::neutral;
  const bool good = (change > 0.0) == (each.better == Better::more);
  if (matters) ImGui::PushStyleColor(ImGuiCol_Text, good ? ui.good() : ui.bad());
  const std::string mark = matters ? (good ? "✔ " : "✘ ") : "";
  ImGui::TextUnformatted((mark + text).c_str());
  if (matters) ImGui::PopStyleColor();
}

void table(Desk& desk, const std::vector<ComparedIndicator>& all) {
  Ui& ui = desk.ui;
  std::string& wanted = desk.panels.indicator_filter;
  ImGui::SetNextItemWidth(-1.0F);
  ui.input("indicator-filter", "", wanted, ui.say({"Kennzahlen filtern, z. B. CO2", "filter indicators, e.g. CO2"}));
  const bool two = desk.bench.comparison() != nullptr;
  const std::string text = folded(wanted);
  for (const ComparedIndicator& each : all) {
    if (!text.empty() && folded(ui.say(each.title)).find(text) == std::string::npos &&
        folded(each.id).find(text) == std::string::npos)
      continue;
    if (two && text.empty() && std::abs(each.values.back() - each.values.front()) <= 0.0) continue;
    ui.wrapped(ui.say(each.title));
    ui.tip(each.id);
    ImGui::Indent();
    std::string line;
    for (std::size_t run = 0; run < each.values.size(); ++run)
      line += (run == 0 ? "" : " → ") + (std::isfinite(each.values[run])
                                             ? ui.number(each.values[run], decimals_of(each.values[run]))
                                             : std::string("–"));
    ImGui::TextUnformatted((line + " " + unit_in(each.unit, ui.language)).c_str());
    if (two) change_cell(ui, each);
    ImGui::Unindent();
  }
  if (two && text.empty())
    ui.soft(ui.say({"Was sich nicht ändert, ist ausgeblendet.", "What does not change is left out."}));
}

void who(Ui& ui, const Comparison& comparison) {
  for (const auto& changes : comparison.changes)
    for (const ChangedRows& rows : changes) {
      if (rows.rows.empty()) continue;
      ui.wrapped(ui.say(rows.title) + (rows.label.empty() ? "" : ", " + rows.label));
      ui.soft(fmt::format("{}: {} ({} {})   {}: {} ({} {})", ui.say({"neu", "new"}),
                          ui.number(static_cast<double>(rows.count(true)), 0), ui.number(rows.residents(true), 0),
                          ui.say({"Einw.", "residents"}), ui.say({"nicht mehr", "no longer"}),
                          ui.number(static_cast<double>(rows.count(false)), 0), ui.number(rows.residents(false), 0),
                          ui.say({"Einw.", "residents"})));
    }
}

}  // namespace

void compare_panel(Desk& desk) {
  Ui& ui = desk.ui;
  if (!desk.bench.shown_run()) {
    ui.soft(ui.say({"Es gibt noch keinen Lauf.", "There is no run yet."}));
    return;
  }
  if (desk.bench.outdated()) ui.outdated();
  const Comparison* comparison = desk.bench.comparison();
  if (!comparison)
    ui.soft(ui.say({"Nur ein Lauf ist da. Nach dem Rechnen eines Szenarios stehen hier beide.",
                    "There is one run only. After running a scenario both stand here."}));
  const auto all = indicators_of(desk.bench);
  ImGui::BeginChild("indicators", ui.rest());
  ImGui::SetNextItemOpen(true, ImGuiCond_Once);
  if (ImGui::CollapsingHeader(
          ui.say({"Das Ziel 80 %, nach jeder Zählweise###goals", "The goal of 80 %, by each count###goals"}).c_str()))
    goals(ui, all);
  ImGui::SetNextItemOpen(true, ImGuiCond_Once);
  if (ImGui::CollapsingHeader(ui.say({"Kennzahlen###indicators", "Indicators###indicators"}).c_str())) table(desk, all);
  if (comparison &&
      ImGui::CollapsingHeader(ui.say({"Wer gewinnt, wer verliert###who", "Who gains, who loses###who"}).c_str()))
    who(ui, *comparison);
  ImGui::EndChild();
}

}  // namespace planspiel::viewer
