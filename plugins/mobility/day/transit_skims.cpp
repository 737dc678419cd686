#include "plugins/mobility/day/transit_skims.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr int kMostBoardings = 4;
constexpr double kAccess_m = 1200.0, kTransfer_m = 300.0, kWalkDetour = 1.25;
constexpr double kFeeder_m = 25000.0, kFeederMetresPerMinute = 35.0 / 60.0 * 1000.0 / 1.25;

std::size_t middle_hour(Period period) {
  switch (period) {
    case Period::night:
      return 23;
    case Period::peak:
      return 8;
    case Period::midday:
      return 12;
    default:
      return 20;
  }
}

}  // namespace

/// The best way to a stop.
struct TransitRouter::Label {
  float cost = kNever, time = 0.0f, walk = 0.0f;
  std::array<float, 4> ride{};
};

TransitRouter::TransitRouter(const Stops& stops, const Lines& lines, const Headways& headways, const Zones& zones,
                             const Coefficients& coefficients)
    : stops_(stops),
      lines_(lines),
      headways_(headways),
      zones_(zones),
      coefficients_(coefficients),
      access_(zones.size()),
      transfers_(stops.size()) {
  const PointIndex index(stops.position.values(), Metres(500.0));
  std::vector<std::uint8_t> is_rail(stops.size(), 0);
  for (const LineId line : lines.ids())
    if (lines.transit_mode[line] == TransitMode::rail)
      for (const StopId stop : lines.stops[line]) is_rail[stop.index()] = 1;
  for_each_row<ZoneId>(zones.size(), [&](ZoneId zone) {
    const bool external = !zones.district[zone];
    for (const std::size_t stop : index.within(zones.centre[zone], Metres(external ? kFeeder_m : kAccess_m))) {
      if (external && !is_rail[stop]) continue;
      const double metres = distance(zones.centre[zone], stops.position[StopId(stop)]).value;
      const double minutes =
          external ? 6.0 + metres / kFeederMetresPerMinute : 0.5 + kWalkDetour * metres / coefficients.walk_m_min;
      access_[zone.index()].push_back({static_cast<std::uint32_t>(stop), static_cast<float>(minutes)});
    }
    auto& list = access_[zone.index()];
    std::stable_sort(list.begin(), list.end(), [](const Walk& a, const Walk& b) { return a.minutes < b.minutes; });
    list.resize(std::min<std::size_t>(list.size(), external ? 4 : 16));
  });
  for_each_row<StopId>(stops.size(), [&](StopId stop) {
    for (const std::size_t other : index.within(stops.position[stop], Metres(kTransfer_m)))
      if (other != stop.index())
        transfers_[stop.index()].push_back(
            {static_cast<std::uint32_t>(other),
             static_cast<float>(1.0 + kWalkDetour *
                                          distance(stops.position[stop], stops.position[StopId(other)]).value /
                                          coefficients.walk_m_min)});
  });
}

TransitSkims TransitRouter::skim(Period period) const {
  const std::size_t zones = zones_.size();
  TransitSkims skims{std::vector<float>(zones * zones, kNever),
                     std::vector<float>(zones * zones, kNever),
                     std::vector<float>(zones * zones, 0.0f),
                     {}};
  for (auto& ride : skims.ride_m) ride.assign(zones * zones, 0.0f);
  std::vector<float> wait(lines_.size(), kNever);
  for (const HeadwayId row : headways_.ids())
    if (headways_.hours[row].contains(middle_hour(period)))
      wait[headways_.line[row].index()] = static_cast<float>(std::min(10.0, 0.5 * in_minutes(headways_.headway[row])));
  for_each_block(zones, [&](std::size_t zone) { from_zone(zone, wait, skims); });
  return skims;
}

void TransitRouter::ride(std::size_t line_row, float wait, const std::vector<Label>& before,
                         std::vector<Label>& after) const {
  const LineId line(line_row);
  const auto stops = lines_.stops[line];
  const auto arrival = lines_.arrival[line];
  const auto mode = static_cast<std::size_t>(lines_.transit_mode[line]);
  const auto boarding = static_cast<float>(wait * coefficients_.transit_wait_weight);
  const float metres_per_minute =
      arrival.back().value > 0.0 ? static_cast<float>(lines_.length[line].value / in_minutes(arrival.back())) : 0.0f;
  Label on_board;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const std::uint32_t stop = stops[i].value;
    if (on_board.cost < kNever) {
      const auto minutes = static_cast<float>(in_minutes(arrival[i] - arrival[i - 1]));
      on_board.cost += minutes;
      on_board.time += minutes;
      on_board.ride[mode] += minutes * metres_per_minute;
      if (on_board.cost < after[stop].cost) after[stop] = on_board;
    }
    if (before[stop].cost + boarding < on_board.cost) {
      on_board = before[stop];
      on_board.cost += boarding;
      on_board.time += wait;
    }
  }
}

void TransitRouter::from_zone(std::size_t zone, const std::vector<float>& wait, TransitSkims& skims) const {
  const std::size_t zones = zones_.size();
  const auto walk_weight = static_cast<float>(coefficients_.transit_walk_weight),
             transfer = static_cast<float>(coefficients_.transit_transfer);
  std::vector<Label> at_stop(stops_.size()), arrived(stops_.size()), best(stops_.size());
  for (const Walk& walk : access_[zone])
    at_stop[walk.stop] = {walk.minutes * walk_weight, walk.minutes, walk.minutes, {}};
  for (int boarding = 0; boarding < kMostBoardings; ++boarding) {
    for (std::size_t stop = 0; stop < arrived.size(); ++stop) arrived[stop] = best[stop];
    for (std::size_t line = 0; line < lines_.size(); ++line)
      if (wait[line] < kNever) ride(line, wait[line], at_stop, arrived);
    bool better = false;
    std::fill(at_stop.begin(), at_stop.end(), Label{});
    for (std::size_t stop = 0; stop < arrived.size(); ++stop) {
      if (!(arrived[stop].cost < best[stop].cost)) continue;
      better = true;
      best[stop] = arrived[stop];
      Label change = arrived[stop];
      change.cost += transfer;
      if (change.cost < at_stop[stop].cost) at_stop[stop] = change;
      for (const Walk& walk : transfers_[stop]) {
        Label over = change;
        over.cost += walk.minutes * walk_weight;
        over.time += walk.minutes;
        over.walk += walk.minutes;
        if (over.cost < at_stop[walk.stop].cost) at_stop[walk.stop] = over;
      }
    }
    if (!better) break;
  }
  for (std::size_t to = 0; to < zones; ++to) {
    if (to == zone) continue;
    const std::size_t pair = zone * zones + to;
    for (const Walk& walk : access_[to]) {
      const Label& label = best[walk.stop];
      const float cost = label.cost + walk.minutes * walk_weight;
      if (!(cost < skims.cost_min[pair])) continue;
      skims.cost_min[pair] = cost;
      skims.time_min[pair] = label.time + walk.minutes;
      skims.walk_min[pair] = label.walk + walk.minutes;
      for (std::size_t mode = 0; mode < 4; ++mode) skims.ride_m[mode][pair] = label.ride[mode];
    }
  }
}

}  // namespace planspiel::mobility
