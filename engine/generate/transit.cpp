#include "engine/generate/transit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/csv.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/projection.hpp"
#include "engine/generate/crossings.hpp"

namespace planspiel::generate {

namespace {

constexpr double kRouteFactor = 1.12;  ///< rails and streets against the airline between stations
constexpr Metres kLongestBus{12000.0};
constexpr Metres kShortestBus{1500.0};
constexpr double kSameName_m = 700.0, kSamePlace_m = 300.0;
constexpr double kServed_m = 400.0;
constexpr double kBeside_m = 80.0;         ///< a stop of a street, from its middle
constexpr Metres kBusStopsApart{200.0};    ///< known stops of a line
constexpr std::size_t kFewestStops = 4;    ///< of a bus line of known stops
constexpr double kServedAgain = 0.15;      ///< weight of people who have a bus line already
constexpr double kServedAgainStop = 0.02;  ///< of a known stop that has one

class TransitWriter {
 public:
  TransitWriter(CityBuilder& builder, const Facts& facts)
      : builder_(builder), facts_(facts), known_(builder[tables::stops].position.values(), Metres(kSameName_m)) {}

  /// One line in both directions.
  void add(const std::string& id, const std::string& name, TransitMode mode, std::vector<StopId> stops,
           double route_factor, Certainty certainty, Seconds headway = {}) {
    ServiceRule rule = facts_.service[static_cast<std::size_t>(mode)];
    if (headway > Seconds(0.0)) std::fill(std::begin(rule.headway), std::end(rule.headway), headway);
    direction(id + ":1", {name, mode, rule, certainty}, stops, arrivals_by_rule(stops, rule, route_factor));
    std::reverse(stops.begin(), stops.end());
    direction(id + ":2", {name, mode, rule, certainty}, stops, arrivals_by_rule(stops, rule, route_factor));
  }

  /// What a line is, beside its stops.
  struct Kind {
    std::string name;
    TransitMode mode;
    ServiceRule rule;
    Certainty certainty;
  };
  /// One line in both directions with known times from the first stop.
  void add_timed(const std::string& id, const Kind& kind, std::vector<StopId> stops, std::vector<Seconds> arrival) {
    direction(id + ":1", kind, stops, arrival);
    const Seconds whole = arrival.back();
    std::reverse(stops.begin(), stops.end());
    std::reverse(arrival.begin(), arrival.end());
    for (Seconds& time : arrival) time = whole - time;
    direction(id + ":2", kind, stops, arrival);
  }

  /// The stop of this name, made where it is new.
  StopId stop(const std::string& id, const std::string& name, Point place) {
    const auto [found, is_new] = stops_.try_emplace(id, StopId());
    if (is_new) {
      if (const auto known = known_stop(name, place)) return found->second = *known;
      Stops& stops = builder_[tables::stops];
      found->second = stops.add(id);
      stops.name[found->second] = name;
      stops.position[found->second] = place;
    }
    return found->second;
  }

  bool has_known_stops() const { return known_.size() > 0; }
  /// The nearest stop that was there before, within 300 m.
  std::optional<StopId> known_near(Point place) const {
    const std::size_t at = known_.nearest(place, Metres(kSamePlace_m));
    return at < known_.size() ? std::optional(StopId(at)) : std::nullopt;
  }
  /// Stops that were there before beside a route, in its order, not closer to each other than `apart`.
  std::vector<StopId> known_along(const std::vector<Point>& route, Metres apart) const;

  /// The lists of all lines, once.
  void finish() {
    Lines& lines = builder_[tables::lines];
    lines.stops = {};
    lines.arrival = {};
    for (const auto& list : stops_of_) lines.stops.push_back(list);
    for (const auto& list : arrivals_) lines.arrival.push_back(list);
  }

 private:
  std::vector<Seconds> arrivals_by_rule(const std::vector<StopId>& stops, const ServiceRule& rule,
                                        double route_factor) const {
    const Stops& places = builder_[tables::stops];
    std::vector<Seconds> arrival{Seconds(0.0)};
    for (std::size_t i = 1; i < stops.size(); ++i)
      arrival.push_back(
          arrival.back() +
          std::max(Seconds(30.0),
                   route_factor * distance(places.position[stops[i - 1]], places.position[stops[i]]) / rule.speed));
    return arrival;
  }

  void direction(const std::string& id, const Kind& kind, const std::vector<StopId>& stops,
                 std::vector<Seconds> arrival) {
    const Stops& places = builder_[tables::stops];
    Lines& lines = builder_[tables::lines];
    const LineId line = lines.add(id);
    lines.name[line] = kind.name;
    lines.transit_mode[line] = kind.mode;
    lines.certainty[line] = kind.certainty;
    const double route_factor = kind.mode == TransitMode::bus ? 1.0 : kRouteFactor;
    for (std::size_t i = 1; i < stops.size(); ++i)
      lines.length[line] += route_factor * distance(places.position[stops[i - 1]], places.position[stops[i]]);
    stops_of_.push_back(stops);
    arrivals_.push_back(std::move(arrival));
    add_headways(line, kind.rule);
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

  /// A stop that was there before: by name, else by place.
  std::optional<StopId> known_stop(const std::string& name, Point place) const {
    const Stops& stops = builder_[tables::stops];
    std::optional<StopId> best;
    const auto away = [&](StopId stop) { return distance(stops.position[stop], place); };
    for (const std::size_t at : known_.within(place, Metres(kSameName_m)))
      if (const StopId stop(at); stops.name[stop] == name && (!best || away(stop) < away(*best))) best = stop;
    return best ? best : known_near(place);
  }

  CityBuilder& builder_;
  const Facts& facts_;
  PointIndex known_;
  std::map<std::string, StopId> stops_;
  std::vector<std::vector<StopId>> stops_of_;
  std::vector<std::vector<Seconds>> arrivals_;
};

std::vector<StopId> TransitWriter::known_along(const std::vector<Point>& route, Metres apart) const {
  std::map<std::size_t, std::pair<double, double>> best;  // stop: how far away, how far along
  const Stops& stops = builder_[tables::stops];
  double before = 0.0;
  for (std::size_t i = 1; i < route.size(); ++i) {
    const Point a = route[i - 1], b = route[i];
    const double length = distance(a, b).value;
    for (const std::size_t stop : known_.within(between(a, b, 0.5), Metres(kBeside_m + 0.5 * length))) {
      const Point place = stops.position[StopId(stop)];
      const double share =
          length > 0.0 ? std::clamp(((place.x_m - a.x_m) * (b.x_m - a.x_m) + (place.y_m - a.y_m) * (b.y_m - a.y_m)) /
                                        (length * length),
                                    0.0, 1.0)
                       : 0.0;
      const double away = distance(place, between(a, b, share)).value;
      if (away > kBeside_m) continue;
      const auto [known, is_new] = best.try_emplace(stop, away, before + share * length);
      if (!is_new && away < known->second.first) known->second = {away, before + share * length};
    }
    before += length;
  }
  std::vector<std::pair<double, std::size_t>> order;
  for (const auto& [stop, where] : best) order.emplace_back(where.second, stop);
  std::sort(order.begin(), order.end());
  std::vector<StopId> kept;
  double last = -1e300;
  for (const auto& [along, stop] : order) {
    if (along - last < apart.value) continue;
    kept.emplace_back(stop);
    last = along;
  }
  return kept;
}

void add_rail_lines(TransitWriter& writer, const Facts& facts, const Settings& settings) {
  for (const TransitLine& line : facts.lines) {
    std::vector<StopId> stops;
    for (std::size_t i = 0; i < line.stations.size(); ++i) {
      if (line.mode == TransitMode::tram && i > 0) {
        const Point a = line.places[i - 1], b = line.places[i];
        const auto pieces = static_cast<int>(std::lround(distance(a, b) / settings.tram_spacing));
        for (int piece = 1; piece < pieces; ++piece) {
          const Point place = between(a, b, static_cast<double>(piece) / pieces);
          if (writer.has_known_stops() && !writer.known_near(place)) continue;
          const StopId stop =
              writer.stop(fmt::format("t:{:.0f}:{:.0f}", place.x_m, place.y_m), "Haltestelle " + line.name, place);
          if (std::find(stops.begin(), stops.end(), stop) == stops.end()) stops.push_back(stop);
        }
      }
      const StopId stop = writer.stop(std::string(kTransitModeNames[static_cast<std::size_t>(line.mode)]) + ":" +
                                          (line.ids.empty() ? line.stations[i] : line.ids[i]),
                                      line.stations[i], line.places[i]);
      if (stops.empty() || stops.back() != stop) stops.push_back(stop);
    }
    if (stops.size() >= 2)
      writer.add(line.name, line.name.substr(0, line.name.find('_')), line.mode, std::move(stops), kRouteFactor,
                 facts.service[static_cast<std::size_t>(line.mode)].certainty, line.headway);
  }
}

/// Lines of regional_rail.csv: trains with known times beyond those of transit_stations.csv.
void add_regional_rail(TransitWriter& writer, const Facts& facts, const Settings& settings) {
  const std::filesystem::path file = settings.folder / "regional_rail.csv";
  if (!std::filesystem::exists(file)) return;
  const Csv csv = Csv::read(file);
  const Projection projection(settings.profile.crs);
  const auto ends = [&](std::size_t row) {
    return row == csv.size() || csv.text(row, "line") != csv.text(row - 1, "line");
  };
  for (std::size_t first = 0, end = 1; first < csv.size(); first = end++) {
    while (!ends(end)) ++end;
    std::vector<StopId> stops;
    std::vector<Seconds> arrival;
    for (std::size_t row = first; row < end; ++row) {
      const Point place = projection.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
      stops.push_back(writer.stop("rail:" + csv.text(row, "station"), csv.text(row, "station"), place));
      arrival.emplace_back(60.0 * (csv.number(first, "minutes") - csv.number(row, "minutes")));
      if (arrival.size() > 1 && !(arrival[arrival.size() - 2] < arrival.back()))
        throw Error(ErrorKind::input, csv.place(row) + ": column 'minutes' falls towards the line's last station");
    }
    if (stops.size() < 2) throw Error(ErrorKind::input, csv.place(first) + ": a line has at least two stations");
    ServiceRule rule = facts.service[static_cast<std::size_t>(TransitMode::rail)];
    for (std::size_t period = 0; period < PeriodAxis::kCount; ++period)
      rule.headway[period] = Seconds(60.0 * csv.number(first, kPeriodNames[period]));
    writer.add_timed(csv.text(first, "line"), {csv.text(first, "line"), TransitMode::rail, rule, Certainty::recalled},
                     std::move(stops), std::move(arrival));
  }
}

/// A candidate for a bus line: a run of streets, and the zones near it, or the stops where they are known.
struct BusRoute {
  std::vector<Point> points{};
  Metres length{};
  std::vector<std::size_t> near{};
  std::vector<StopId> stops{};  ///< known ones beside it, in its order
};

/// Candidates, and what each zone that they may serve counts, by residents and jobs; of known stops each counts 1.
struct BusPlan {
  std::vector<BusRoute> routes{};
  std::vector<double> people{};
  double served_again = kServedAgain;
};

/// Routes are worth the known stops that they serve: where buses stop, they run.
void count_by_stops(BusPlan& plan, const TransitWriter& writer, std::size_t stops) {
  plan.people.assign(stops, 1.0);
  plan.served_again = kServedAgainStop;
  for_each_block(plan.routes.size(), [&](std::size_t at) {
    BusRoute& route = plan.routes[at];
    route.stops = writer.known_along(route.points, kBusStopsApart);
    for (const StopId stop : route.stops) route.near.push_back(stop.index());
  });
  std::erase_if(plan.routes, [](const BusRoute& route) { return route.stops.size() < kFewestStops; });
}

/// Routes are worth the people near them.
void count_by_people(BusPlan& plan, const Zones& zones) {
  std::vector<Point> centres;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      centres.push_back(zones.centre[zone]);
      plan.people.push_back(zones.residents[zone] + 0.3 * zones.jobs[zone]);
    }
  const PointIndex index(centres, Metres(500.0));
  for (BusRoute& route : plan.routes) {
    std::vector<std::size_t>& near = route.near;
    for (const Point p : route.points)
      for (const std::size_t zone : index.within(p, Metres(kServed_m))) near.push_back(zone);
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
  }
}

BusPlan bus_candidates(const Streets& streets) {
  BusPlan plan;
  for (const LatticeRun& run : streets.runs) {
    BusRoute route;
    const auto finish = [&] {
      if (route.length >= kShortestBus) plan.routes.push_back(route);
      route = {};
    };
    for (const Point p : run.points) {
      if (!route.points.empty()) route.length += distance(route.points.back(), p);
      route.points.push_back(p);
      if (route.length >= kLongestBus) finish();
    }
    finish();
  }
  return plan;
}

/// The route that serves most people per km; whoever has a line already counts little. Ties go to the earlier one.
std::size_t best_route(const BusPlan& plan, const std::vector<bool>& taken, const std::vector<bool>& served) {
  std::size_t best = plan.routes.size();
  double best_value = 0.0;
  for (std::size_t i = 0; i < plan.routes.size(); ++i) {
    if (taken[i]) continue;
    double people = 0.0;
    for (const std::size_t zone : plan.routes[i].near)
      people += plan.people[zone] * (served[zone] ? plan.served_again : 1.0);
    const double value = people / in_km(plan.routes[i].length);
    if (value <= best_value) continue;
    best_value = value;
    best = i;
  }
  return best;
}

/// Distance of stops so that the lines have about the wanted number: a line of n pieces has n + 1 stops.
double stop_spacing(const BusPlan& plan, const Settings& settings) {
  Metres all{};
  for (const BusRoute& route : plan.routes) all += route.length;
  const double lines = settings.bus_length.value * static_cast<double>(plan.routes.size()) / std::max(1.0, all.value);
  const auto stops = static_cast<double>(settings.bus_stops);
  return settings.bus_length.value / std::max(0.5 * stops, stops - lines);
}

/// Stops made along a route.
std::vector<StopId> stops_every(double spacing, const BusRoute& route, int number, TransitWriter& writer) {
  std::vector<StopId> stops;
  double next = 0.0, at = 0.0;
  for (std::size_t i = 0; i < route.points.size(); ++i) {
    if (i > 0) at += distance(route.points[i - 1], route.points[i]).value;
    if (at < next - 60.0 && i + 1 < route.points.size()) continue;
    const Point p = route.points[i];
    const StopId stop =
        writer.stop(fmt::format("bus:{:.0f}:{:.0f}", p.x_m, p.y_m), fmt::format("Bushaltestelle {}", number), p);
    if (stops.empty() || stops.back() != stop) stops.push_back(stop);
    next = at + spacing;
  }
  return stops;
}

void add_buses(TransitWriter& writer, const Streets& streets, const Zones& zones, std::size_t stops_there,
               const Settings& settings) {
  if (settings.bus_stops == 0) return;
  Metres used{};
  int number = 50;
  BusPlan plan = bus_candidates(streets);
  const bool stops_are_known =
      writer.has_known_stops() && 2 * stops_there >= static_cast<std::size_t>(settings.bus_stops);
  if (stops_are_known)
    count_by_stops(plan, writer, stops_there);
  else
    count_by_people(plan, zones);
  const double spacing = stop_spacing(plan, settings);
  std::vector<bool> taken(plan.routes.size(), false), served(plan.people.size(), false);
  while (used < settings.bus_length) {
    const std::size_t best = best_route(plan, taken, served);
    if (best == plan.routes.size()) break;
    const BusRoute& route = plan.routes[best];
    taken[best] = true;
    const std::vector<StopId> stops = stops_are_known ? route.stops : stops_every(spacing, route, number, writer);
    for (const std::size_t zone : route.near) served[zone] = true;
    used += route.length;
    if (stops.size() >= 2)
      writer.add(fmt::format("B{}", number), fmt::format("{}", number), TransitMode::bus, stops, 1.0,
                 Certainty::assumed);
    ++number;
  }
}

}  // namespace

void make_transit(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings) {
  TransitWriter writer(builder, facts);
  add_rail_lines(writer, facts, settings);
  if (facts.of_this_city) add_regional_rail(writer, facts, settings);
  add_buses(writer, streets, builder[tables::zones], builder[tables::stops].size(), settings);
  writer.finish();
}

}  // namespace planspiel::generate
