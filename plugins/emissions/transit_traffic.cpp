#include <algorithm>

#include "engine/base/options.hpp"
#include "plugins/emissions/traffic.hpp"

namespace planspiel::emissions {

namespace {

/// Districts by point.
class DistrictsAt {
 public:
  explicit DistrictsAt(const Districts& districts) : districts_(districts) {
    for (const DistrictId district : districts.ids()) boxes_.push_back(box_of(districts.outline[district]));
  }
  std::optional<DistrictId> at(Point p) const {
    for (const DistrictId district : districts_.ids())
      if (boxes_[district.index()].contains(p) && districts_.outline[district].contains(p)) return district;
    return std::nullopt;
  }

 private:
  const Districts& districts_;
  std::vector<Box> boxes_;
};

struct Piece {
  std::optional<DistrictId> district;
  double share;  ///< of the line's length
};

/// The line between its stops, as the crow flies, as shares of the whole.
std::vector<Piece> pieces_of(const Lines& lines, const Stops& stops, LineId line, const DistrictsAt& districts) {
  std::vector<Piece> pieces;
  double total_m = 0.0;
  const auto calls = lines.stops[line];
  for (std::size_t i = 0; i + 1 < calls.size(); ++i) {
    const Point a = stops.position[calls[i]], b = stops.position[calls[i + 1]];
    const double length_m = distance(a, b).value;
    total_m += length_m;
    pieces.push_back({districts.at(Point::metres(0.5 * (a.x_m + b.x_m), 0.5 * (a.y_m + b.y_m))), length_m});
  }
  for (Piece& piece : pieces)
    piece.share = total_m > 0.0 ? piece.share / total_m : 1.0 / static_cast<double>(pieces.size());
  return pieces;
}

Speed mean_speed(const Lines& lines, LineId line) {
  const auto arrival = lines.arrival[line];
  if (arrival.empty() || !(arrival.back().value > 0.0))
    throw Error(ErrorKind::input, "line '" + lines.id[line] + "' takes no time from its first to its last stop");
  return lines.length[line] / arrival.back();
}

}  // namespace

Column<LineId, double> runs_of_day(const Lines& lines, const Headways& headways, const Departures& departures) {
  Column<LineId, double> result(lines.size(), 0.0);
  for (const HeadwayId row : headways.ids())
    for (const Hour hour : kHoursOfDay)
      if (headways.hours[row].contains(hour.index()) && headways.headway[row].value > 0.0)
        result[headways.line[row]] += 3600.0 / headways.headway[row].value;
  for (const LineId line : departures.line) result[line] += 1.0;
  return result;
}

TransitSums run_lines(const Lines& lines, const Column<LineId, double>& runs, const Stops& stops,
                      const Districts& districts, const FactorTable& table, const AllFleets& fleets,
                      const Conditions& conditions, Metres bus_distance_on_links) {
  TransitSums sums;
  sums.by_district.resize(districts.size());
  Metres timetable{};
  for (const LineId line : lines.ids())
    if (lines.transit_mode[line] == TransitMode::bus) timetable += lines.length[line] * runs[line];
  sums.buses_by_line = timetable.value > 0.0 ? std::clamp(1.0 - bus_distance_on_links / timetable, 0.0, 1.0) : 0.0;

  const DistrictsAt at(districts);
  for (const LineId line : lines.ids()) {
    if (!(runs[line] > 0.0)) continue;
    const TransitMode mode = lines.transit_mode[line];
    const bool bus = mode == TransitMode::bus;
    if (bus && sums.buses_by_line == 0.0) continue;
    if (bus && fleets[Vehicle::bus].empty())
      throw Error(ErrorKind::input, "the table fleet has no row for 'bus', which line '" + lines.id[line] + "' needs");
    const EmissionPerDistance factor =
        bus ? fleets[Vehicle::bus].at(mean_speed(lines, line)) * sums.buses_by_line
            : drawing(table.electricity(conditions.grid_year, choice_name(conditions.grid_path)), table.train(mode));
    const EmissionTotal of_line = factor * (lines.length[line] * runs[line]);
    const auto kind = static_cast<std::size_t>(mode);
    sums.everywhere[kind] += of_line;
    for (const Piece& piece : pieces_of(lines, stops, line, at))
      if (piece.district) sums.by_district[piece.district->index()][kind] += of_line * piece.share;
  }
  return sums;
}

}  // namespace planspiel::emissions
