#include "plugins/mobility/measures/transit_frequency.hpp"

#include <algorithm>

namespace planspiel::mobility {

namespace {

/// Lines that the measure is about. Throws Error(config) for a name or mode that selects nothing.
std::vector<std::uint8_t> selected(const TransitFrequency& measure, const Lines& lines) {
  std::vector<std::uint8_t> is_selected(lines.size(), 0);
  std::vector<std::string> names, modes(kTransitModeNames.begin(), kTransitModeNames.end());
  for (const LineId line : lines.ids()) names.push_back(lines.name[line]);
  for (const std::string& name : measure.lines)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw Error(ErrorKind::config, "no line is called '" + name + "': " + nearest_known(name, names));
  for (const std::string& mode : measure.modes)
    if (std::find(modes.begin(), modes.end(), mode) == modes.end())
      throw Error(ErrorKind::config, "unknown mode '" + mode + "': " + nearest_known(mode, modes));
  const auto among = [](const std::vector<std::string>& wanted, std::string_view name) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  };
  for (const LineId line : lines.ids())
    is_selected[line.index()] =
        among(measure.lines, lines.name[line]) &&
        among(measure.modes, kTransitModeNames[static_cast<std::size_t>(lines.transit_mode[line])]);
  return is_selected;
}

}  // namespace

City apply(const TransitFrequency& measure, City city) {
  const Lines& lines = city[tables::lines];
  const std::vector<std::uint8_t> is_selected = selected(measure, lines);
  Headways headways = city.copy(tables::headways);
  bool any = false;
  const std::size_t before = headways.size();
  for (std::size_t at = 0; at < before; ++at) {
    const HeadwayId row(at);
    const std::uint32_t changed = headways.hours[row].mask & measure.hours;
    if (!is_selected[headways.line[row].index()] || changed == 0) continue;
    any = true;
    const Seconds denser = headways.headway[row] / (1.0 + measure.change);
    if (changed == headways.hours[row].mask) {
      headways.headway[row] = denser;
      continue;
    }
    headways.hours[row].mask &= ~changed;
    const HeadwayId split = headways.add(headways.id[row] + ":measure" + std::to_string(headways.size()));
    headways.line[split] = headways.line[row];
    headways.hours[split] = Hours{changed};
    headways.headway[split] = denser;
  }
  if (!any) throw Error(ErrorKind::config, "selects no service: no such line runs in these hours");
  return city.with(std::move(headways));
}

}  // namespace planspiel::mobility
