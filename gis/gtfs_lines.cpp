#include "gis/gtfs_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>

#include "engine/base/csv.hpp"
#include "engine/base/options.hpp"
#include "engine/base/projection.hpp"
#include "gis/gtfs_shapes.hpp"
#include "planspiel_gis/gtfs_route_types_csv.hpp"

namespace planspiel::gtfs {

namespace {

constexpr std::int32_t kShortestRide_s = 30;
constexpr std::size_t kMostRuns = 1'000'000;  ///< that frequencies may make of a feed on one day

/// What trips of one line have in common; times in seconds since departure at the first stop.
struct Pattern {
  FeedRouteId route{};
  std::vector<FeedStopId> stops{};
  std::vector<std::int32_t> arrival_s{}, dwell_s{};
  auto operator<=>(const Pattern&) const = default;
};

/// How often and when the trips of a pattern run.
struct Service {
  std::optional<FeedShapeId> shape{};
  std::vector<std::pair<std::string, std::int32_t>> runs{};  ///< id and time of departure
  std::array<double, Hour::kCount> by_headway{};             ///< departures in each hour
};

std::string clock_text(std::int32_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// The trips of one feed on the day, as patterns.
class DayOfFeed {
 public:
  DayOfFeed(const Feed& feed, Day day, const LineOptions& options, LineCounts& counts)
      : feed_(feed), options_(options), counts_(counts), around_(options.within.value_or(Box{})) {
    const double reach_m = options.reach.value;
    around_.add(Point::metres(around_.min_x_m - reach_m, around_.min_y_m - reach_m));
    around_.add(Point::metres(around_.max_x_m + reach_m, around_.max_y_m + reach_m));
    const Projection projection(options.crs);
    for (const FeedStop& stop : feed.stops) place_.push_back(projection.to_metres(stop.place));
    for (const FeedFrequency& frequency : feed.frequencies) frequencies_[frequency.trip].push_back(frequency);
    for (const FeedTripId trip : feed.trips.ids())
      if (!feed.trips[trip].calls.empty() && feed.services[feed.trips[trip].service].runs(day)) add(trip);
  }

  const std::map<Pattern, Service>& patterns() const { return patterns_; }
  Point place(FeedStopId stop) const { return place_[stop]; }

 private:
  void add(FeedTripId trip) {
    const int type = feed_.routes[feed_.trips[trip].route].type;
    const auto mode = mode_of_route_type(type);
    if (!mode) {
      ++counts_.of_unknown_type[type];
      return;
    }
    const std::vector<FeedCall> calls = near_calls(feed_.trips[trip].calls);
    if (calls.size() < 2) {
      ++counts_.outside;
      return;
    }
    counts_.cut += calls.size() < feed_.trips[trip].calls.size() ? 1 : 0;
    // A trip that was cut leaves later than its first stop.
    const std::int32_t later_s = calls.front().departure_s - feed_.trips[trip].calls.front().departure_s;
    Service& service = patterns_[pattern_of(trip, calls)];
    if (!service.shape) service.shape = feed_.trips[trip].shape;
    const std::size_t before = service.runs.size();
    if (const auto again = frequencies_.find(trip); again != frequencies_.end())
      for (const FeedFrequency& frequency : again->second) repeat(frequency, later_s, service);
    else
      service.runs.emplace_back(feed_.trips[trip].id, calls.front().departure_s);
    counts_.of_mode[static_cast<std::size_t>(*mode)] += service.runs.size() - before;
  }

  /// From the first to the last call within reach; none where no call is in the city.
  std::vector<FeedCall> near_calls(const std::vector<FeedCall>& calls) const {
    if (!options_.within) return calls;
    const auto is_inside = [&](const FeedCall& call) { return options_.within->contains(place_[call.stop]); };
    const auto is_near = [&](const FeedCall& call) { return around_.contains(place_[call.stop]); };
    if (std::none_of(calls.begin(), calls.end(), is_inside)) return {};
    const auto first = std::find_if(calls.begin(), calls.end(), is_near);
    const auto last = std::find_if(calls.rbegin(), calls.rend(), is_near).base();
    return {first, last};
  }

  Pattern pattern_of(FeedTripId trip, const std::vector<FeedCall>& calls) const {
    Pattern pattern{feed_.trips[trip].route};
    const std::int32_t start_s = calls.front().departure_s;
    for (const FeedCall& call : calls) {
      pattern.stops.push_back(call.stop);
      pattern.arrival_s.push_back(call.arrival_s - start_s);
      pattern.dwell_s.push_back(call.departure_s - call.arrival_s);
    }
    pattern.arrival_s.front() = pattern.dwell_s.front() = pattern.dwell_s.back() = 0;  // nobody is on the way there
    if (std::all_of(pattern.dwell_s.begin(), pattern.dwell_s.end(), [](std::int32_t s) { return s == 0; }))
      pattern.dwell_s.clear();
    return pattern;
  }

  void repeat(const FeedFrequency& frequency, std::int32_t later_s, Service& service) {
    if (frequency.exact) {
      for (std::int32_t time = frequency.start_s; time < frequency.end_s; time += frequency.headway_s) {
        if (++repeated_ > kMostRuns)
          throw Error(ErrorKind::input,
                      fmt::format("{}: frequencies.txt makes more than {} runs of one day", feed_.name, kMostRuns));
        service.runs.emplace_back(feed_.trips[frequency.trip].id + "@" + clock_text(time), time + later_s);
      }
      return;
    }
    // "07:59:59" is how many feeds write the end of an hour.
    const std::int32_t end_s = frequency.end_s % 60 == 59 ? frequency.end_s + 1 : frequency.end_s;
    for (std::int32_t hour = frequency.start_s / 3600; 3600 * hour < end_s; ++hour) {
      const std::int32_t covered_s = std::min(end_s, 3600 * (hour + 1)) - std::max(frequency.start_s, 3600 * hour);
      service.by_headway[static_cast<std::size_t>(hour % 24)] +=
          static_cast<double>(covered_s) / static_cast<double>(frequency.headway_s);
    }
  }

  const Feed& feed_;
  const LineOptions& options_;
  LineCounts& counts_;
  Box around_;
  std::size_t repeated_ = 0;  ///< runs that frequencies made
  Column<FeedStopId, Point> place_{};
  std::map<FeedTripId, std::vector<FeedFrequency>> frequencies_{};
  std::map<Pattern, Service> patterns_{};
};

/// Writes the patterns of feeds as lines.
class LineWriter {
 public:
  LineWriter(CityBuilder& builder, LineCounts& counts)
      : builder_(builder), lines_(builder[tables::lines]), counts_(counts) {}

  void write(const Feed& feed, const DayOfFeed& day, const std::string& lead, const std::string& crs) {
    const ShapeLengths shapes(feed, crs);
    std::vector<std::optional<StopId>> stop_of(feed.stops.size());
    const auto stop = [&](FeedStopId at) {
      if (!stop_of[at.index()]) stop_of[at.index()] = add_stop(feed.stops[at], day.place(at), lead);
      return *stop_of[at.index()];
    };
    std::map<FeedRouteId, int> count_of_route;
    for (const auto* entry : in_order(feed, day)) {
      const Pattern& pattern = entry->first;
      const std::string id =
          fmt::format("{}{}:{}", lead, feed.routes[pattern.route].id, ++count_of_route[pattern.route]);
      std::vector<Point> way;
      std::vector<StopId> stops;
      for (const FeedStopId at : pattern.stops) {
        way.push_back(day.place(at));
        stops.push_back(stop(at));
      }
      const auto drawn = entry->second.shape ? shapes.between(*entry->second.shape, way) : std::nullopt;
      counts_.drawn += drawn ? 1 : 0;
      add_line(id, feed.routes[pattern.route], pattern, std::move(stops), drawn.value_or(length_of(way)));
      add_service(entry->second, lead);
    }
    for (const auto& used : stop_of) counts_.unused_stops += used ? 0 : 1;
  }

  void finish() {
    lines_.stops = {};
    lines_.arrival = {};
    lines_.dwell = {};
    for (const auto& list : stops_) lines_.stops.push_back(list);
    for (const auto& list : arrival_) lines_.arrival.push_back(list);
    for (const auto& list : dwell_) lines_.dwell.push_back(list);
  }

 private:
  using Entry = std::pair<const Pattern, Service>;

  /// By the texts of the feed: the order of its rows does not matter.
  static std::vector<const Entry*> in_order(const Feed& feed, const DayOfFeed& day) {
    std::vector<std::pair<std::vector<std::string_view>, const Entry*>> keyed;
    for (const Entry& entry : day.patterns()) {
      std::vector<std::string_view> key{feed.routes[entry.first.route].id};
      for (const FeedStopId stop : entry.first.stops) key.push_back(feed.stops[stop].id);
      keyed.emplace_back(std::move(key), &entry);
    }
    std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second->first.arrival_s, a.second->first.dwell_s) <
             std::tie(b.first, b.second->first.arrival_s, b.second->first.dwell_s);
    });
    std::vector<const Entry*> order;
    order.reserve(keyed.size());
    for (const auto& [key, entry] : keyed) order.push_back(entry);
    return order;
  }

  StopId add_stop(const FeedStop& stop, Point place, const std::string& lead) {
    ++counts_.stops;
    Stops& stops = builder_[tables::stops];
    const StopId row = stops.add(lead + stop.id);
    stops.name[row] = stop.name;
    stops.position[row] = place;
    return row;
  }

  void add_line(const std::string& id, const FeedRoute& route, const Pattern& pattern, std::vector<StopId> stops,
                Metres length) {
    ++counts_.lines;
    line_ = lines_.add(id);
    lines_.name[line_] = route.name;
    lines_.transit_mode[line_] = *mode_of_route_type(route.type);
    lines_.length[line_] = length;
    lines_.certainty[line_] = Certainty::found;
    const auto seconds = [](const std::vector<std::int32_t>& whole) {
      std::vector<Seconds> times;
      times.reserve(whole.size());
      for (const std::int32_t time : whole) times.push_back(Seconds(static_cast<double>(time)));
      return times;
    };
    stops_.push_back(std::move(stops));
    arrival_.push_back(seconds(pattern.arrival_s));
    dwell_.push_back(seconds(pattern.dwell_s));
    if (arrival_.back().back().value > 0.0) return;
    arrival_.back().back() = Seconds(kShortestRide_s);
    ++counts_.instant;
  }

  void add_service(const Service& service, const std::string& lead) {
    Departures& departures = builder_[tables::departures];
    for (const auto& [trip, time_s] : service.runs) {
      const DepartureId row = departures.add(lead + trip);
      departures.line[row] = line_;
      departures.time[row] = Seconds(static_cast<double>(time_s));
    }
    counts_.departures += service.runs.size();
    std::map<double, Hours> hours_of;
    for (std::size_t hour = 0; hour < service.by_headway.size(); ++hour)
      if (service.by_headway[hour] > 0.0)
        hours_of.try_emplace(service.by_headway[hour], Hours{0}).first->second.mask |= 1u << hour;
    Headways& headways = builder_[tables::headways];
    for (const auto& [per_hour, hours] : hours_of) {
      const HeadwayId row = headways.add(fmt::format("{}:{}", lines_.id[line_], std::countr_zero(hours.mask)));
      headways.line[row] = line_;
      headways.hours[row] = hours;
      headways.headway[row] = Seconds(3600.0 / per_hour);
    }
    counts_.headways += hours_of.size();
  }

  CityBuilder& builder_;
  Lines& lines_;
  LineCounts& counts_;
  LineId line_{};
  std::vector<std::vector<StopId>> stops_{};
  std::vector<std::vector<Seconds>> arrival_{}, dwell_{};
};

/// What leads the ids of a feed: nothing where there is only one.
std::string lead_of(std::span<const Feed> feeds, std::size_t at) {
  if (feeds.size() == 1) return "";
  const std::string& name = feeds[at].name;
  std::string stem = name.ends_with(".zip") ? name.substr(0, name.size() - 4) : name;
  const bool is_single =
      std::count_if(feeds.begin(), feeds.end(), [&](const Feed& feed) { return feed.name == name; }) == 1;
  return (is_single ? stem : fmt::format("{}-{}", stem, at + 1)) + "/";
}

}  // namespace

std::optional<TransitMode> mode_of_route_type(int type) {
  struct Span {
    double from, to;
    TransitMode mode;
  };
  static const std::vector<Span> spans = [] {
    const Csv table = Csv::parse(embedded::gtfs_route_types_csv, "gtfs_route_types.csv");
    std::vector<Span> all;
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto name = std::find(kTransitModeNames.begin(), kTransitModeNames.end(), table.text(row, "mode"));
      PLANSPIEL_CHECK(name != kTransitModeNames.end());
      all.push_back({table.number(row, "from"), table.number(row, "to"),
                     static_cast<TransitMode>(name - kTransitModeNames.begin())});
    }
    return all;
  }();
  for (const Span& span : spans)
    if (type >= span.from && type <= span.to) return span.mode;
  return std::nullopt;
}

LineCounts add_lines(std::span<const Feed> feeds, Day day, const LineOptions& options, CityBuilder& builder) {
  LineCounts counts;
  LineWriter writer(builder, counts);
  for (std::size_t at = 0; at < feeds.size(); ++at) {
    const DayOfFeed of_feed(feeds[at], day, options, counts);
    writer.write(feeds[at], of_feed, lead_of(feeds, at), options.crs);
  }
  writer.finish();
  return counts;
}

}  // namespace planspiel::gtfs
