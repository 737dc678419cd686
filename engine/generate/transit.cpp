#include "engine/generate/transit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/generate/crossings.hpp"

namespace planspiel::generate {

namespace {

constexpr double kRouteFactor = 1.12;  ///< rails and streets against the airline between stations
constexpr Metres kLongestBus{12000.0};
constexpr double kServed_m = 400.0;

class TransitWriter {
 public:
  TransitWriter(CityBuilder& builder, const Facts& facts) : builder_(builder), facts_(facts) {}

  /// One line in both directions.
  void add(const std::string& id, const std::string& name, TransitMode mode, std::vector<StopId> stops,
           double route_factor, Certainty certainty) {
    direction(id + ":1", name, mode, stops, route_factor, certainty);
    std::reverse(stops.begin(), stops.end());
    direction(id + ":2", name, mode, stops, route_factor, certainty);
  }

  /// The stop of this name, made where it is new.
  StopId stop(const std::string& id, const std::string& name, Point place) {
    const auto [found, is_new] = stops_.try_emplace(id, StopId());
    if (is_new) {
      Stops& stops = builder_[tables::stops];
      found->second = stops.add(id);
      stops.name[found->second] = name;
      stops.position[found->second] = place;
    }
    return found->second;
  }

  /// The lists of all lines, once.
  void finish() {
    Lines& lines = builder_[tables::lines];
    lines.stops = {};
    lines.arrival = {};
    for (const auto& list : stops_of_) lines.stops.push_back(list);
    for (const auto& list : arrivals_) lines.arrival.push_back(list);
  }

 private:
  void direction(const std::string& id, const std::string& name, TransitMode mode, const std::vector<StopId>& stops,
                 double route_factor, Certainty certainty) {
    const ServiceRule& rule = facts_.service[static_cast<std::size_t>(mode)];
    const Stops& places = builder_[tables::stops];
    Lines& lines = builder_[tables::lines];
    const LineId line = lines.add(id);
    lines.name[line] = name;
    lines.transit_mode[line] = mode;
    lines.capacity[line] = rule.capacity;
    lines.certainty[line] = certainty;
    std::vector<Seconds> arrival{Seconds(0.0)};
    for (std::size_t i = 1; i < stops.size(); ++i) {
      const Metres piece = route_factor * distance(places.position[stops[i - 1]], places.position[stops[i]]);
      lines.length[line] += piece;
      arrival.push_back(arrival.back() + std::max(Seconds(30.0), piece / rule.speed));
    }
    stops_of_.push_back(stops);
    arrivals_.push_back(std::move(arrival));
    add_headways(line, rule);
  }

  void add_headways(LineId line, const ServiceRule& rule) {
    Headways& headways = builder_[tables::headways];
    for (std::size_t period = 0; period < PeriodAxis::kCount; ++period) {
      if (!(rule.headway[period].value > 0.0)) continue;
      Hours hours{0};
      for (std::size_t hour = 0; hour < Hour::kCount; ++hour)
        if (static_cast<std::size_t>(period_of(hour)) == period && hour != 2 && hour != 3)
          hours.mask |= 1u << hour;  // no service 2 to 4
      const HeadwayId row = headways.add(fmt::format("{}:{}", builder_[tables::lines].id[line], kPeriodNames[period]));
      headways.line[row] = line;
      headways.hours[row] = hours;
      headways.headway[row] = rule.headway[period];
    }
  }

  CityBuilder& builder_;
  const Facts& facts_;
  std::map<std::string, StopId> stops_;
  std::vector<std::vector<StopId>> stops_of_;
  std::vector<std::vector<Seconds>> arrivals_;
};

void add_rail_lines(TransitWriter& writer, const Facts& facts, const Settings& settings) {
  for (const TransitLine& line : facts.lines) {
    std::vector<StopId> stops;
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
      if (line.mode == TransitMode::tram && i > 0) {
        const Point a = line.places[i - 1], b = line.places[i];
        const auto pieces = static_cast<int>(std::lround(distance(a, b) / settings.tram_spacing));
        for (int piece = 1; piece < pieces; ++piece) {
          const Point place = between(a, b, static_cast<double>(piece) / pieces);
          stops.push_back(
              writer.stop(fmt::format("t:{:.0f}:{:.0f}", place.x_m, place.y_m), "Haltestelle " + line.name, place));
        }
      }
      const StopId stop =
          writer.stop(std::string(kTransitModeNames[static_cast<std::size_t>(line.mode)]) + ":" + line.stations[i],
                      line.stations[i], line.places[i]);
      if (stops.empty() || stops.back() != stop) stops.push_back(stop);
    }
    if (stops.size() >= 2)
      writer.add(line.name, line.name.substr(0, line.name.find('_')), line.mode, std::move(stops), kRouteFactor,
                 facts.service[static_cast<std::size_t>(line.mode)].certainty);
  }
}

/// A candidate for a bus line: a run of streets and the people near it per km.
struct BusRoute {
  std::vector<Point> points;
  Metres length{};
  double served_per_km = 0.0;
};

std::vector<BusRoute> bus_candidates(const Streets& streets, const Zones& zones) {
  std::vector<Point> centres;
  std::vector<double> people;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      centres.push_back(zones.centre[zone]);
      people.push_back(zones.residents[zone] + 0.5 * zones.jobs[zone]);
    }
  const PointIndex index(centres, Metres(500.0));
  std::vector<BusRoute> routes;
  for (const LatticeRun& run : streets.runs) {
    BusRoute route;
    const auto finish = [&] {
      if (route.length.value >= 1500.0) {
        std::vector<std::size_t> near;
        for (const Point p : route.points)
          for (const std::size_t zone : index.within(p, Metres(kServed_m + 150.0))) near.push_back(zone);
        std::sort(near.begin(), near.end());
        near.erase(std::unique(near.begin(), near.end()), near.end());
        for (const std::size_t zone : near) route.served_per_km += people[zone] / in_km(route.length);
        routes.push_back(route);
      }
      route = {};
    };
    for (const Point p : run.points) {
      if (!route.points.empty()) route.length += distance(route.points.back(), p);
      route.points.push_back(p);
      if (route.length >= kLongestBus) finish();
    }
    finish();
  }
  std::stable_sort(routes.begin(), routes.end(),
                   [](const BusRoute& a, const BusRoute& b) { return a.served_per_km > b.served_per_km; });
  return routes;
}

void add_buses(TransitWriter& writer, const Streets& streets, const Zones& zones, const Settings& settings) {
  if (settings.bus_stops == 0) return;
  const double spacing = settings.bus_length.value / static_cast<double>(settings.bus_stops);
  Metres used{};
  int number = 50;
  for (const BusRoute& route : bus_candidates(streets, zones)) {
    if (used >= settings.bus_length) break;
    used += route.length;
    std::vector<StopId> stops;
    double next = 0.0, at = 0.0;
    for (std::size_t i = 0; i < route.points.size(); ++i) {
      if (i > 0) at += distance(route.points[i - 1], route.points[i]).value;
      if (at < next - 60.0 && i + 1 < route.points.size()) continue;
      const Point p = route.points[i];
      stops.push_back(
          writer.stop(fmt::format("bus:{:.0f}:{:.0f}", p.x_m, p.y_m), fmt::format("Bushaltestelle {}", number), p));
      next = at + spacing;
    }
    if (stops.size() >= 2)
      writer.add(fmt::format("B{}", number), fmt::format("{}", number), TransitMode::bus, std::move(stops), 1.0,
                 Certainty::assumed);
    ++number;
  }
}

}  // namespace

void make_transit(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings) {
  TransitWriter writer(builder, facts);
  add_rail_lines(writer, facts, settings);
  add_buses(writer, streets, builder[tables::zones], settings);
  writer.finish();
}

}  // namespace planspiel::generate
