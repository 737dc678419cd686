#include "viewer/window/chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace planspiel::viewer {

namespace {

/// From value and hour to the screen.
struct Plot {
  ImVec2 from, to;
  double low = 0.0, high = 1.0;
  std::size_t count = 24;
  ImVec2 at(double hour, double value) const {
    return {from.x + static_cast<float>(hour / static_cast<double>(count)) * (to.x - from.x),
            to.y - static_cast<float>((value - low) / (high - low)) * (to.y - from.y)};
  }
};

/// Gaps where there is no data.
void line(ImDrawList& draw, const Plot& plot, const std::vector<double>& values, ImU32 colour, float width) {
  std::vector<ImVec2> points;
  const auto flush = [&] {
    if (points.size() == 1) draw.AddCircleFilled(points.front(), width + 0.5F, colour);
    if (points.size() > 1)
      draw.AddPolyline(points.data(), static_cast<int>(points.size()), colour, ImDrawFlags_None, width);
    points.clear();
  };
  for (std::size_t hour = 0; hour < values.size(); ++hour) {
    if (std::isfinite(values[hour]))
      points.push_back(plot.at(static_cast<double>(hour) + 0.5, values[hour]));
    else
      flush();
  }
  flush();
}

void range_of(const RowSeries& series, double& low, double& high) {
  low = 0.0;
  high = -std::numeric_limits<double>::infinity();
  for (const auto* values : {&series.run, &series.base})
    for (const double value : *values)
      if (std::isfinite(value)) {
        low = std::min(low, value);
        high = std::max(high, value);
      }
  if (!(high > low)) high = low + 1.0;
}

std::string tick(const Ui& ui, double value, double step) {
  return ui.number(value, std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))));
}

}  // namespace

double round_step(double range, int most) {
  const double least = range / most, power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1.0 - 1e-9)) return factor * power;
  return 10.0 * power;
}

void day_chart(Ui& ui, const RowSeries& series, const ChartOptions& options) {
  double low = 0.0, high = 1.0;
  range_of(series, low, high);
  const double step = round_step(high - low, 4);
  high = std::ceil(high / step - 1e-9) * step;
  low = std::floor(low / step + 1e-9) * step;
  float margin = 0.0F;
  for (double value = low; value <= high + 0.5 * step; value += step)
    margin = std::max(margin, ImGui::CalcTextSize(tick(ui, value, step).c_str()).x);
  const float width = std::max(ui.px(120.0F), ImGui::GetContentRegionAvail().x), height = ui.px(110.0F);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImGui::InvisibleButton(("chart" + series.label.en).c_str(), {width, height + ImGui::GetTextLineHeight()});
  const Plot plot{{corner.x + margin + 8.0F, corner.y + 8.0F},
                  {corner.x + width - 4.0F, corner.y + height - 2.0F},
                  low,
                  high,
                  std::max<std::size_t>(1, series.run.size())};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (options.hour >= 0)
    draw.AddRectFilled(plot.at(options.hour, high), plot.at(std::min(24, options.hour + options.hours), low),
                       ui.ink(0.10F));
  for (double value = low; value <= high + 0.5 * step; value += step) {
    const ImVec2 left = plot.at(0.0, value);
    const std::string text = tick(ui, value, step);
    draw.AddLine(left, {plot.to.x, left.y}, ui.ink(0.16F));
    draw.AddText({left.x - 6.0F - ImGui::CalcTextSize(text.c_str()).x, left.y - 0.5F * ImGui::GetTextLineHeight()},
                 ui.ink(0.8F), text.c_str());
  }
  for (int hour = 0; hour <= 24; hour += 6) {
    const ImVec2 at = plot.at(hour, low);
    const std::string text = std::to_string(hour);
    draw.AddLine(at, {at.x, at.y + 4.0F}, ui.ink(0.4F));
    draw.AddText({at.x - 0.5F * ImGui::CalcTextSize(text.c_str()).x, at.y + 5.0F}, ui.ink(0.8F), text.c_str());
  }
  line(draw, plot, series.base, ui.base_colour(), 1.8F);
  line(draw, plot, series.run, series.base.empty() ? ui.base_colour() : ui.scenario_colour(), 2.2F);
  if (!ImGui::IsItemHovered()) return;
  const auto hour = static_cast<std::size_t>(
      std::clamp((ImGui::GetIO().MousePos.x - plot.from.x) / (plot.to.x - plot.from.x), 0.0F, 0.999F) *
      static_cast<float>(plot.count));
  if (hour >= series.run.size()) return;
  std::string text = std::to_string(hour) + "–" + std::to_string(hour + 1) + ui.say({" Uhr: ", " h: "});
  const int decimals = std::max(0, 1 - static_cast<int>(std::floor(std::log10(step))));
  if (hour < series.base.size()) text += ui.number(series.base[hour], decimals) + " → ";
  ui.tip(text + ui.number(series.run[hour], decimals) + " " + options.unit);
}

}  // namespace planspiel::viewer
