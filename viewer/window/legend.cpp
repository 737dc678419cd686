#include <algorithm>

#include "engine/map/captions.hpp"
#include "viewer/window/map_marks.hpp"

namespace planspiel::viewer {

namespace {

ImU32 colour_of(Colour colour) {
  return ImGui::ColorConvertFloat4ToU32(
      {static_cast<float>(colour.red), static_cast<float>(colour.green), static_cast<float>(colour.blue), 1.0F});
}

/// The words of a legend, broken into lines.
struct LegendText {
  std::vector<std::string> title{}, runs{}, note{};
  std::string unit{};
  std::vector<LegendRow> rows{};
};

/// Which runs are shown, where there are two.
std::vector<std::string> run_lines(const Desk& desk, float most) {
  const std::string& title = desk.layers.shown[0].title;
  if (!desk.bench.scenario_run() || !desk.bench.base_run() || title.empty() || desk.layers.shown[1].layer) return {};
  std::vector<std::string> lines = wrapped_lines(title, most);
  if (desk.choice.look != Look::difference) return lines;
  const std::string against = against_line(desk.bench.base_run()->title(), desk.language());
  for (std::string& line : wrapped_lines(against, most)) lines.push_back(std::move(line));
  return lines;
}

LegendText text_of(const Desk& desk, const Layer& layer) {
  const Ui& ui = desk.ui;
  const float most = ui.px(270.0F);
  LegendText text;
  ImGui::PushFont(ui.bold());
  text.title = wrapped_lines(layer.title, most);
  ImGui::PopFont();
  text.runs = run_lines(desk, most);
  if (!layer.note.empty()) text.note = wrapped_lines(layer.note, most);
  if (desk.bench.outdated() && !desk.layers.shown[0].of_places && desk.choice.look != Look::base)
    for (std::string& line : wrapped_lines(ui.say(kOutdated), most)) text.note.push_back(std::move(line));
  text.unit = unit_line(layer.unit, desk.language());
  text.rows = legend_rows(layer.scale, desk.language());
  if (desk.layers.shown[0].of_places)
    text.rows = yes_no_rows(desk.places.places().shown.yes, desk.places.places().shown.no, desk.language());
  return text;
}

/// Lengths at the present size of text.
struct LegendSizes {
  float line, step, box, pad;
  explicit LegendSizes(const Ui& ui)
      : line(ImGui::GetTextLineHeight()), step(line + ui.px(4.0F)), box(ui.px(20.0F)), pad(ui.px(12.0F)) {}
};

/// Without the padding.
ImVec2 size_of(const LegendText& text, const LegendSizes& sizes, const Ui& ui) {
  const auto width_of = [](const std::string& line) { return ImGui::CalcTextSize(line.c_str()).x; };
  float width = std::max(ui.px(150.0F), width_of(text.unit));
  ImGui::PushFont(ui.bold());
  for (const std::string& line : text.title) width = std::max(width, width_of(line));
  ImGui::PopFont();
  for (const std::string& line : text.runs) width = std::max(width, width_of(line));
  for (const std::string& line : text.note) width = std::max(width, width_of(line));
  for (const LegendRow& row : text.rows) width = std::max(width, width_of(row.text) + sizes.box + ui.px(8.0F));
  const std::size_t lines = text.title.size() + text.runs.size() + text.note.size() + (text.unit.empty() ? 0 : 1);
  return {width,
          static_cast<float>(lines) * sizes.line + static_cast<float>(text.rows.size()) * sizes.step + ui.px(10.0F)};
}

void draw_legend(const LegendText& text, const LegendSizes& sizes, const Ui& ui, ImVec2 at) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const auto write = [&](const std::string& line, float opacity) {
    draw.AddText(at, ui.ink(opacity), line.c_str());
    at.y += sizes.line;
  };
  for (const std::string& line : text.title) {
    draw.AddText(ui.bold(), ImGui::GetFontSize(), at, ui.ink(), line.c_str());
    at.y += sizes.line;
  }
  for (const std::string& line : text.runs) write(line, 0.8F);
  if (!text.unit.empty()) write(text.unit, 0.8F);
  at.y += ui.px(6.0F);
  for (const LegendRow& row : text.rows) {
    draw.AddRectFilled(at, {at.x + sizes.box, at.y + sizes.line}, colour_of(row.colour), 2.0F);
    draw.AddText({at.x + sizes.box + ui.px(8.0F), at.y}, ui.ink(row.aside ? 0.75F : 1.0F), row.text.c_str());
    at.y += sizes.step;
  }
  for (const std::string& line : text.note) write(line, 0.75F);
}

}  // namespace

std::vector<std::string> wrapped_lines(const std::string& text, float width) {
  std::vector<std::string> lines{""};
  for (const std::string& word : split(text, ' ')) {
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (lines.back().empty() || ImGui::CalcTextSize(longer.c_str()).x <= width)
      lines.back() = longer;
    else
      lines.push_back(word);
  }
  return lines;
}

void legend(Desk& desk, const MapPlace& place) {
  if (!desk.layers.shown[0].layer) return;
  Ui& ui = desk.ui;
  const LegendText text = text_of(desk, *desk.layers.shown[0].layer);
  const LegendSizes sizes(ui);
  const ImVec2 size = size_of(text, sizes, ui);
  const ImVec2 from{place.from.x + ui.px(14.0F), place.from.y + ui.px(14.0F)};
  const ImVec2 to{from.x + size.x + 2.0F * sizes.pad, from.y + size.y + 2.0F * sizes.pad};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(from, to, ui.paper(1.0F), 6.0F);
  draw.AddRect(from, to, IM_COL32(120, 120, 130, 110), 6.0F);
  desk.view.legend_end = {static_cast<double>(to.x - place.from.x), static_cast<double>(to.y - place.from.y)};
  ui.note("legend", from, to);
  draw_legend(text, sizes, ui, {from.x + sizes.pad, from.y + sizes.pad});
}

}  // namespace planspiel::viewer
