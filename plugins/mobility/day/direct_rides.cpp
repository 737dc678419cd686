#include "plugins/mobility/day/direct_rides.hpp"

#include <algorithm>
#include <tuple>

#include "engine/city/hourly_departures.hpp"

namespace planspiel::mobility {

namespace {

/// One line between two of its stops, before they are sorted.
struct Candidate {
  std::uint32_t from, to;
  LineRide ride;
};

void add_rides(const Lines& lines, LineId line, std::vector<Candidate>& all) {
  const auto stops = lines.stops[line];
  const auto arrival = lines.arrival[line];
  const double whole_min = stops.empty() ? 0.0 : in_minutes(arrival.back());
  const double metres_per_minute = whole_min > 0.0 ? lines.length[line].value / whole_min : 0.0;
  for (std::size_t i = 0; i < stops.size(); ++i)
    for (std::size_t j = i + 1; j < stops.size(); ++j) {
      if (stops[i] == stops[j]) continue;
      const double minutes = in_minutes(arrival[j] - lines.departure(line, i));
      all.push_back({stops[i].value,
                     stops[j].value,
                     {static_cast<std::uint32_t>(line.index()), static_cast<float>(minutes),
                      static_cast<float>(minutes * metres_per_minute), static_cast<std::uint16_t>(i),
                      static_cast<std::uint16_t>(j)}});
    }
}

}  // namespace

Wait wait_for(double departures_per_hour, const TransitCoefficients& coefficients) {
  const double headway = 60.0 / departures_per_hour;
  const double at_random = std::min(headway, coefficients.known_headway);
  return {.at_stop_min = 0.5 * at_random,
          .cost_min =
              0.5 * (coefficients.wait_weight * at_random + coefficients.displacement_weight * (headway - at_random))};
}

std::span<const LineRide> worth_taking(std::span<const LineRide> rides, std::span<const double> departures_per_hour,
                                       const TransitCoefficients& coefficients) {
  double departures = 0.0, minutes = 0.0, cost = 0.0;  // minutes: Σ departures · minutes
  for (std::size_t at = 0; at < rides.size(); ++at) {
    const double mine = departures_per_hour[rides[at].line];
    if (!(mine > 0.0)) continue;
    const double all = departures + mine, riding = minutes + mine * static_cast<double>(rides[at].minutes);
    const double with = wait_for(all, coefficients).cost_min + riding / all;
    if (departures > 0.0 && !(with < cost)) return rides.first(at);
    departures = all;
    minutes = riding;
    cost = with;
  }
  return rides;
}

std::optional<DirectRide> pooled(std::span<const LineRide> rides, const Lines& lines,
                                 std::span<const double> departures_per_hour, const TransitCoefficients& coefficients) {
  double departures = 0.0, minutes = 0.0;  // minutes: Σ departures · minutes
  std::array<double, TransitVehicleAxis::kCount> metres{};
  for (const LineRide& ride : worth_taking(rides, departures_per_hour, coefficients)) {
    const double mine = departures_per_hour[ride.line];
    departures += mine;
    minutes += mine * static_cast<double>(ride.minutes);
    metres[static_cast<std::size_t>(lines.transit_mode[LineId(std::size_t{ride.line})])] +=
        mine * static_cast<double>(ride.metres);
  }
  if (!(departures > 0.0)) return std::nullopt;
  const Wait wait = wait_for(departures, coefficients);
  DirectRide direct;
  direct.cost = static_cast<float>(wait.cost_min + minutes / departures);
  direct.time = static_cast<float>(wait.at_stop_min + minutes / departures);
  for (std::size_t mode = 0; mode < metres.size(); ++mode)
    direct.metres[mode] = static_cast<float>(metres[mode] / departures);
  return direct;
}

LinesBetweenStops::LinesBetweenStops(const Lines& lines, std::size_t stops)
    : lines_(lines), first_pair_of_stop_(stops + 1, 0) {
  std::vector<Candidate> all;
  for (const LineId line : lines.ids()) add_rides(lines, line, all);
  const auto same_pair = [](const Candidate& a, const Candidate& b) { return a.from == b.from && a.to == b.to; };
  const auto key = [](const Candidate& c) { return std::tuple(c.from, c.to, c.ride.line, c.ride.minutes); };
  std::sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
  // A line that passes a stop twice counts once, on its fastest way.
  all.erase(std::unique(
                all.begin(), all.end(),
                [&](const Candidate& a, const Candidate& b) { return same_pair(a, b) && a.ride.line == b.ride.line; }),
            all.end());
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.from, a.to, a.ride.minutes) < std::tuple(b.from, b.to, b.ride.minutes);
  });
  for (std::size_t at = 0; at < all.size(); ++at) {
    rides_.push_back(all[at].ride);
    if (at > 0 && same_pair(all[at - 1], all[at])) continue;
    to_.push_back(all[at].to);
    first_ride_of_pair_.push_back(at);
    ++first_pair_of_stop_[all[at].from + 1];
  }
  first_ride_of_pair_.push_back(rides_.size());
  for (std::size_t stop = 0; stop < stops; ++stop) first_pair_of_stop_[stop + 1] += first_pair_of_stop_[stop];
}

DirectRides LinesBetweenStops::pooled(std::span<const double> departures_per_hour,
                                      const TransitCoefficients& coefficients) const {
  DirectRides direct;
  direct.first_of_stop.push_back(0);
  for (std::size_t stop = 0; stop + 1 < first_pair_of_stop_.size(); ++stop) {
    for (std::size_t pair = first_pair_of_stop_[stop]; pair < first_pair_of_stop_[stop + 1]; ++pair) {
      const std::span<const LineRide> rides(rides_.data() + first_ride_of_pair_[pair],
                                            rides_.data() + first_ride_of_pair_[pair + 1]);
      auto ride = mobility::pooled(rides, lines_, departures_per_hour, coefficients);
      if (!ride) continue;
      ride->to = to_[pair];
      direct.rides.push_back(*ride);
      direct.lines.push_back(worth_taking(rides, departures_per_hour, coefficients));
    }
    direct.first_of_stop.push_back(static_cast<std::uint32_t>(direct.rides.size()));
  }
  return direct;
}

ServiceOfDay service_of_day(const Lines& lines, const Headways& headways, const Departures& timetable) {
  const auto runs = hourly_departures(timetable, lines.size());
  ServiceOfDay day;
  for (std::size_t hour = 0; hour < day.of_hour.size(); ++hour) {
    std::vector<double> departures(lines.size(), 0.0);
    for (const HeadwayId row : headways.ids())
      if (headways.hours[row].contains(hour) && headways.headway[row].value > 0.0)
        departures[headways.line[row].index()] += 60.0 / in_minutes(headways.headway[row]);
    for (const LineId line : lines.ids()) departures[line.index()] += runs[line][hour];
    auto& all = day.departures_per_hour;
    const auto known = std::find(all.begin(), all.end(), departures);
    day.of_hour[hour] = static_cast<std::size_t>(known - all.begin());
    if (known == all.end()) all.push_back(std::move(departures));
  }
  return day;
}

}  // namespace planspiel::mobility
