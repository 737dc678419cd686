#include "gis/qgis_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/map/palette.hpp"

namespace planspiel {

namespace {

constexpr int kClasses = 7;

std::string xml_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '"')
      safe += "&quot;";
    else
      safe += c;
  }
  return safe;
}

std::string rgba(Colour colour) {
  const auto part = [](double share) { return static_cast<int>(std::lround(255.0 * share)); };
  return fmt::format("{},{},{},255", part(colour.red), part(colour.green), part(colour.blue));
}

/// QGIS before 3.20 reads <prop>, later versions <Option>.
std::string properties(const std::vector<std::pair<std::string, std::string>>& all) {
  std::string options, props;
  for (const auto& [key, value] : all) {
    options += fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", key, value);
    props += fmt::format("<prop k=\"{}\" v=\"{}\"/>", key, value);
  }
  return "<Option type=\"Map\">" + options + "</Option>" + props;
}

/// Lines grow with the class, so that the strongest stand out on paper too.
std::string symbol(LayerGeometry geometry, int number, Colour colour) {
  const auto whole = [&](const char* type, const char* layer, const std::string& inside) {
    return fmt::format(
        "<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"{}\" "
        "enabled=\"1\" locked=\"0\" pass=\"0\">{}</layer></symbol>",
        type, number, layer, inside);
  };
  const std::string color = rgba(colour);
  if (geometry == LayerGeometry::line)
    return whole("line", "SimpleLine",
                 properties({{"line_color", color},
                             {"line_style", "solid"},
                             {"line_width", fmt::format("{:.2f}", 0.2 + 0.12 * number)},
                             {"line_width_unit", "MM"}}));
  if (geometry == LayerGeometry::point)
    return whole(
        "marker", "SimpleMarker",
        properties(
            {{"color", color}, {"name", "circle"}, {"size", "2"}, {"size_unit", "MM"}, {"outline_style", "no"}}));
  return whole("fill", "SimpleFill", properties({{"color", color}, {"style", "solid"}, {"outline_style", "no"}}));
}

}  // namespace

std::string graduated_qml(const GraduatedStyle& style) {
  std::vector<double> finite;
  std::copy_if(style.values.begin(), style.values.end(), std::back_inserter(finite),
               [](double v) { return std::isfinite(v); });
  if (finite.empty()) return "";
  const auto [least, most] = std::minmax_element(finite.begin(), finite.end());
  const double lowest = *least, highest = *most;
  double low = quantile_of(finite, 0.02), high = quantile_of(finite, 0.98);
  if (!(low < high)) low = lowest, high = highest;
  if (!(low < high)) high = low + 1.0;
  const std::vector<double> breaks = round_breaks(low, high, kClasses);
  std::string ranges, symbols;
  const int classes = static_cast<int>(breaks.size()) - 1;
  for (int at = 0; at < classes; ++at) {
    const double from = breaks[static_cast<std::size_t>(at)], to = breaks[static_cast<std::size_t>(at) + 1];
    // The outer classes hold what lies beyond, so that no feature is left out.
    const double lower = at == 0 ? std::min(from, lowest) : from,
                 upper = at + 1 == classes ? std::max(to, highest) : to;
    ranges += fmt::format("<range lower=\"{}\" upper=\"{}\" symbol=\"{}\" label=\"{} – {} {}\" render=\"true\"/>",
                          format_number(lower), format_number(upper), at, format_number(from), format_number(to),
                          xml_text(style.unit));
    symbols += symbol(style.geometry, at, viridis(classes < 2 ? 0.5 : static_cast<double>(at) / (classes - 1)));
  }
  return fmt::format(
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
      "styleCategories=\"Symbology\"><renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" "
      "graduatedMethod=\"GraduatedColor\" "
      "symbollevels=\"0\" enableorderby=\"0\" "
      "forceraster=\"0\"><ranges>{}</ranges><symbols>{}</symbols></renderer-v2></qgis>\n",
      xml_text(style.column), ranges, symbols);
}

}  // namespace planspiel
