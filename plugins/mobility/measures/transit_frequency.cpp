#include "plugins/mobility/measures/transit_frequency.hpp"

#include <algorithm>
#include <cmath>

#include "engine/city/hourly_departures.hpp"

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

/// Changes headways; false where no line selected has one in these hours.
bool change_headways(const TransitFrequency& measure, const std::vector<std::uint8_t>& is_selected,
                     Headways& headways) {
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
  return any;
}

/// Of `change` per run, rounded: what falls to run `at` of a line.
std::size_t share_of(std::size_t at, double change) {
  const auto up_to = [&](std::size_t runs) { return std::floor(static_cast<double>(runs) * change + 0.5); };
  return static_cast<std::size_t>(up_to(at + 1) - up_to(at));
}

/// The runs of a line that depart in the hours, by time.
using RunsOfLine = std::vector<DepartureId>;

Column<LineId, RunsOfLine> runs_in_hours(const TransitFrequency& measure, const std::vector<std::uint8_t>& is_selected,
                                         const Departures& departures) {
  Column<LineId, RunsOfLine> runs(is_selected.size());
  for (const DepartureId run : departures.ids())
    if (is_selected[departures.line[run].index()] && (measure.hours >> hour_of(departures.time[run]).index()) & 1u)
      runs[departures.line[run]].push_back(run);
  for (const LineId line : runs.ids())
    std::stable_sort(runs[line].begin(), runs[line].end(),
                     [&](DepartureId a, DepartureId b) { return departures.time[a] < departures.time[b]; });
  return runs;
}

/// From a run on: to the next one, at most an hour, at most to the end of the hours that were selected.
Seconds gap_after(const RunsOfLine& runs, std::size_t at, std::uint32_t hours, const Departures& departures) {
  const Seconds time = departures.time[runs[at]];
  Seconds end = Seconds(3600.0 * (std::floor(time.value / 3600.0) + 1.0));
  if ((hours >> hour_of(end).index()) & 1u) end = time + Seconds(3600.0);
  if (at + 1 < runs.size()) end = std::min(end, departures.time[runs[at + 1]]);
  return end - time;
}

void add_runs(const RunsOfLine& runs, const TransitFrequency& measure, Departures& departures) {
  for (std::size_t at = 0; at < runs.size(); ++at) {
    const std::size_t more = share_of(at, measure.change);
    const Seconds gap = gap_after(runs, at, measure.hours, departures);
    for (std::size_t one = 1; one <= more; ++one) {
      const DepartureId run = departures.add(departures.id[runs[at]] + ":measure" + std::to_string(departures.size()));
      departures.line[run] = departures.line[runs[at]];
      departures.time[run] =
          departures.time[runs[at]] + gap * (static_cast<double>(one) / static_cast<double>(more + 1));
    }
  }
}

/// The table without some of its runs. No other table refers to runs, and no field is over them.
Departures without(const Departures& departures, const std::vector<std::uint8_t>& is_gone) {
  Departures kept;
  for (const DepartureId run : departures.ids()) {
    if (is_gone[run.index()]) continue;
    const DepartureId row = kept.add(departures.id[run]);
    kept.line[row] = departures.line[run];
    kept.time[row] = departures.time[run];
  }
  return kept;
}

/// Changes the timetable; false where no line selected has a run in these hours.
bool change_departures(const TransitFrequency& measure, const std::vector<std::uint8_t>& is_selected,
                       Departures& departures) {
  const Column<LineId, RunsOfLine> of_line = runs_in_hours(measure, is_selected, departures);
  std::vector<std::uint8_t> is_gone(departures.size(), 0);
  bool any = false;
  for (const RunsOfLine& runs : of_line) {
    any = any || !runs.empty();
    if (measure.change >= 0.0)
      add_runs(runs, measure, departures);
    else
      for (std::size_t at = 0; at < runs.size(); ++at) is_gone[runs[at].index()] = share_of(at, -measure.change) > 0;
  }
  if (measure.change < 0.0) departures = without(departures, is_gone);
  return any;
}

}  // namespace

City apply(const TransitFrequency& measure, City city) {
  const std::vector<std::uint8_t> is_selected = selected(measure, city[tables::lines]);
  Headways headways = city.copy(tables::headways);
  Departures departures = city.copy(tables::departures);
  const bool by_headway = change_headways(measure, is_selected, headways);
  const bool by_timetable = change_departures(measure, is_selected, departures);
  if (!by_headway && !by_timetable)
    throw Error(ErrorKind::config, "selects no service: no such line runs in these hours");
  return city.with(std::move(headways)).with(std::move(departures));
}

}  // namespace planspiel::mobility
