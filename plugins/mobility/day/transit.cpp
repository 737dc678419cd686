#include "plugins/mobility/day/transit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"
#include "plugins/mobility/day/supply.hpp"

namespace planspiel::mobility {

namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr int kMostBoardings = 4;
constexpr std::size_t kZonesOfPiece = 8;  ///< that one search serves in turn
constexpr std::size_t kRiderBlocks = 8;   ///< of zones, for sums over lines: fixed, so that threads change no bit
constexpr std::uint32_t kNoRide = ~0u;
constexpr std::size_t kStopsOnFoot = 16, kStopsOfFeeder = 4;  ///< that a search starts from, nearest first

}  // namespace

/// The best way to a stop.
struct TransitRouter::Label {
  float cost = kNever, time = 0.0f, walk = 0.0f;
  std::array<float, TransitVehicleAxis::kCount> ride{};
  std::uint32_t last = kNoRide;  ///< in Search::made
};

TransitRouter::TransitRouter(const Stops& stops, const Lines& lines, const Zones& zones,
                             const TransitCoefficients& coefficients)
    : stops_(stops),
      lines_(lines),
      zones_(zones),
      coefficients_(coefficients),
      access_(zones.size()),
      transfers_(stops.size()),
      between_(lines, stops.size()) {
  const PointIndex index(stops.position.values(), Metres(500.0));
  std::vector<std::uint8_t> is_rail(stops.size(), 0);
  for (const LineId line : lines.ids())
    if (lines.transit_mode[line] == TransitMode::rail)
      for (const StopId stop : lines.stops[line]) is_rail[stop.index()] = 1;
  for_each_row<ZoneId>(zones.size(), [&](ZoneId zone) {
    const bool external = !zones.district[zone];
    for (const std::size_t stop :
         index.within(zones.centre[zone], external ? coefficients.feeder_reach : coefficients.access)) {
      if (external && !is_rail[stop]) continue;
      const double metres = distance(zones.centre[zone], stops.position[StopId(stop)]).value;
      const double minutes =
          external ? coefficients.feeder_fixed + metres / coefficients.feeder_m_min
                   : coefficients.access_fixed + coefficients.walk_detour * metres / coefficients.walk_m_min;
      access_[zone].push_back({static_cast<std::uint32_t>(stop), static_cast<float>(minutes)});
    }
    auto& list = access_[zone];
    std::stable_sort(list.begin(), list.end(), [](const Walk& a, const Walk& b) { return a.minutes < b.minutes; });
    list.resize(std::min<std::size_t>(list.size(), external ? kStopsOfFeeder : kStopsOnFoot));
  });
  for_each_row<StopId>(stops.size(), [&](StopId stop) {
    for (const std::size_t other : index.within(stops.position[stop], coefficients.change))
      if (other != stop.index())
        transfers_[stop.index()].push_back(
            {static_cast<std::uint32_t>(other),
             static_cast<float>(coefficients.change_fixed +
                                coefficients.walk_detour *
                                    distance(stops.position[stop], stops.position[StopId(other)]).value /
                                    coefficients.walk_m_min)});
  });
}

/// What a search from one zone holds; kept from zone to zone.
struct TransitRouter::Search {
  /// A ride on the way to a stop.
  struct Made {
    std::uint32_t before, ride;  ///< the ride made before it; row of DirectRides
  };
  std::vector<Label> ready{};          ///< by stop: about to board
  std::vector<Label> best{};           ///< by stop: got off
  std::vector<std::uint8_t> better{};  ///< by stop: reached more cheaply in this round
  std::vector<Made> made{};            ///< each after the one before it; also those for which a better one was found
};

TransitDay TransitRouter::skim_day(const Headways& headways, const Departures& timetable) const {
  const ServiceOfDay services = service_of_day(lines_, headways, timetable);
  TransitDay day{{}, services.of_hour};
  for (const auto& departures : services.departures_per_hour) day.skims.push_back(skim(departures));
  return day;
}

TransitSkims TransitRouter::skim(std::span<const double> departures_per_hour) const {
  const DirectRides direct = between_.pooled(departures_per_hour, coefficients_);
  if (direct.rides.empty()) return {};
  const std::size_t zones = zones_.size();
  TransitSkims skims{
      ZoneMatrix<float>(zones, kNever), ZoneMatrix<float>(zones, kNever), ZoneMatrix<float>(zones, 0.0f), {}};
  for (auto& ride : skims.ride_m) ride = ZoneMatrix<float>(zones, 0.0f);
  for_each_piece(zones, kZonesOfPiece, [&](std::size_t begin, std::size_t end) {
    Search search;
    for (std::size_t zone = begin; zone < end; ++zone) skim_from(ZoneId(zone), direct, search, skims);
  });
  return skims;
}

void TransitRouter::board(const DirectRides& direct, Search& search) const {
  for (std::size_t stop = 0; stop < search.ready.size(); ++stop) {
    const Label& before = search.ready[stop];
    if (!(before.cost < kNever)) continue;
    for (std::size_t at = direct.first_of_stop[stop]; at < direct.first_of_stop[stop + 1]; ++at) {
      const DirectRide& ride = direct.rides[at];
      Label& after = search.best[ride.to];
      if (!(before.cost + ride.cost < after.cost)) continue;
      after = {before.cost + ride.cost, before.time + ride.time, before.walk, before.ride,
               static_cast<std::uint32_t>(search.made.size())};
      search.made.push_back({before.last, static_cast<std::uint32_t>(at)});
      for (std::size_t mode = 0; mode < after.ride.size(); ++mode) after.ride[mode] += ride.metres[mode];
      search.better[ride.to] = 1;
    }
  }
}

void TransitRouter::change(Search& search) const {
  const auto walk_weight = static_cast<float>(coefficients_.walk_weight),
             transfer = static_cast<float>(coefficients_.transfer);
  std::fill(search.ready.begin(), search.ready.end(), Label{});
  for (std::size_t stop = 0; stop < search.best.size(); ++stop) {
    if (!search.better[stop]) continue;
    Label change = search.best[stop];
    change.cost += transfer;
    if (change.cost < search.ready[stop].cost) search.ready[stop] = change;
    for (const Walk& walk : transfers_[stop]) {
      Label over = change;
      over.cost += walk.minutes * walk_weight;
      over.time += walk.minutes;
      over.walk += walk.minutes;
      if (over.cost < search.ready[walk.stop].cost) search.ready[walk.stop] = over;
    }
  }
}

/// From the stops that are ready, by rounds of boardings.
void TransitRouter::search(const DirectRides& direct, Search& search) const {
  search.best.assign(stops_.size(), {});
  search.made.clear();
  for (int boarding = 0; boarding < kMostBoardings; ++boarding) {
    search.better.assign(stops_.size(), 0);
    board(direct, search);
    if (std::find(search.better.begin(), search.better.end(), 1) == search.better.end()) break;
    change(search);
  }
}

std::optional<TransitJourney> TransitRouter::journey(const std::vector<StopId>& from, const std::vector<StopId>& to,
                                                     std::span<const double> departures_per_hour) const {
  Search found;
  found.ready.assign(stops_.size(), {});
  for (const StopId stop : from) found.ready[stop.index()].cost = 0.0f;
  search(between_.pooled(departures_per_hour, coefficients_), found);
  const Label* best = nullptr;
  for (const StopId stop : to)
    if (const Label& label = found.best[stop.index()]; label.cost < (best ? best->cost : kNever)) best = &label;
  if (!best) return std::nullopt;
  return TransitJourney{
      best->cost, best->time, best->walk, {best->ride[0], best->ride[1], best->ride[2], best->ride[3]}};
}

void TransitRouter::from_zone(ZoneId zone, const DirectRides& direct, Search& search) const {
  const auto walk_weight = static_cast<float>(coefficients_.walk_weight);
  search.ready.assign(stops_.size(), {});
  for (const Walk& walk : access_[zone])
    search.ready[walk.stop] = {walk.minutes * walk_weight, walk.minutes, walk.minutes, {}};
  this->search(direct, search);
}

/// From the best stop of a zone; nullptr: none is reached.
const TransitRouter::Walk* TransitRouter::egress(ZoneId to, const Search& search) const {
  const auto walk_weight = static_cast<float>(coefficients_.walk_weight);
  const Walk* best = nullptr;
  float least = kNever;
  for (const Walk& walk : access_[to]) {
    const float cost = search.best[walk.stop].cost + walk.minutes * walk_weight;
    if (!(cost < least)) continue;
    least = cost;
    best = &walk;
  }
  return best;
}

void TransitRouter::skim_from(ZoneId zone, const DirectRides& direct, Search& search, TransitSkims& skims) const {
  from_zone(zone, direct, search);
  for (const ZoneId to : zones_.ids()) {
    const Walk* walk = to == zone ? nullptr : egress(to, search);
    if (!walk) continue;
    const Label& label = search.best[walk->stop];
    skims.cost_min(zone, to) = label.cost + walk->minutes * static_cast<float>(coefficients_.walk_weight);
    skims.time_min(zone, to) = label.time + walk->minutes;
    skims.walk_min(zone, to) = label.walk + walk->minutes;
    for (std::size_t mode = 0; mode < label.ride.size(); ++mode) skims.ride_m[mode](zone, to) = label.ride[mode];
  }
}

/// Trips of hours of one service, and how many ride on what.
struct TransitRouter::RidersOfHours {
  const RiderTrips& trips;
  std::span<const Hour> hours;
  std::vector<double> of_ride{};  ///< ride · hours + hour
  std::vector<double> of_made{};  ///< the same for the rides of one search
};

/// Riders join the last ride of their way; from there they are counted back to the first, later rides before earlier.
void TransitRouter::ride_from(ZoneId zone, const DirectRides& direct, Search& search, RidersOfHours& riders) const {
  from_zone(zone, direct, search);
  const std::size_t hours = riders.hours.size();
  riders.of_made.assign(search.made.size() * hours, 0.0);
  for (const ZoneId to : zones_.ids()) {
    const Walk* walk = to == zone ? nullptr : egress(to, search);
    if (!walk) continue;
    double* of_last = riders.of_made.data() + search.best[walk->stop].last * hours;
    for (std::size_t at = 0; at < hours; ++at) of_last[at] += riders.trips.between(zone, to, riders.hours[at]);
  }
  for (std::size_t made = search.made.size(); made-- > 0;) {
    const auto [before, ride] = search.made[made];
    for (std::size_t at = 0; at < hours; ++at) {
      const double people = riders.of_made[made * hours + at];
      riders.of_ride[ride * hours + at] += people;
      if (before != kNoRide) riders.of_made[before * hours + at] += people;
    }
  }
}

void TransitRouter::ride(const RiderTrips& trips, std::span<const Hour> hours,
                         std::span<const double> departures_per_hour, LineLoads& loads) const {
  const DirectRides direct = between_.pooled(departures_per_hour, coefficients_);
  std::vector<std::vector<double>> of_block(kRiderBlocks);  // people by ride and hour
  for_each_block(kRiderBlocks, [&](std::size_t block) {
    Search search;
    RidersOfHours riders{trips, hours, std::vector<double>(direct.rides.size() * hours.size(), 0.0)};
    for (std::size_t zone = block * zones_.size() / kRiderBlocks; zone < (block + 1) * zones_.size() / kRiderBlocks;
         ++zone)
      ride_from(ZoneId(zone), direct, search, riders);
    of_block[block] = std::move(riders.of_ride);
  });
  for (std::size_t ride = 0; ride < direct.rides.size(); ++ride)
    for (std::size_t at = 0; at < hours.size(); ++at) {
      double people = 0.0;
      for (const std::vector<double>& of_zones : of_block) people += of_zones[ride * hours.size() + at];
      if (people > 0.0) loads.add(direct.lines[ride], departures_per_hour, hours[at], people);
    }
}

void HourlyTransit::skim(Supply& supply) const {
  if (supply.transit.skims.empty()) supply.transit = router_.skim_day(headways_, timetable_);
}

TransitLoads HourlyTransit::loads(const RiderTrips& riders) const {
  const ServiceOfDay services = service_of_day(lines_, headways_, timetable_);
  LineLoads loads(lines_, stops_.size());
  for (std::size_t service = 0; service < services.departures_per_hour.size(); ++service) {
    std::vector<Hour> hours;
    for (const Hour hour : kHoursOfDay)
      if (services.of_hour[hour.index()] == service) hours.push_back(hour);
    router_.ride(riders, hours, services.departures_per_hour[service], loads);
  }
  return loads.loads();
}

}  // namespace planspiel::mobility
