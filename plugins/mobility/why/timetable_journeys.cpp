#include "plugins/mobility/why/timetable_journeys.hpp"

#include <algorithm>

namespace planspiel::mobility {

namespace {

constexpr Metres kLongestWalk{5000.0};  ///< all the way: farther, nobody is told to walk instead

}  // namespace

TimetableJourneys::TimetableJourneys(const reach::TransitTables& tables, const Roads& roads, std::size_t nodes,
                                     const TransitCoefficients& coefficients)
    : tables_(tables), coefficients_(coefficients), city_(tables, roads, nodes, coefficients) {}

std::string TimetableJourneys::line_names(const Leg& leg) const {
  std::vector<std::string> names;
  const auto common = city_.timetable.common[leg.ride->vehicle];
  if (common.empty()) return tables_.lines.name[city_.timetable.line[leg.ride->vehicle]];
  for (const LineShare& each : common) names.push_back(tables_.lines.name[each.line]);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return join(names, ", ");
}

std::vector<StopWalk> TimetableJourneys::walks_of(const JourneyEnd& end) const {
  std::vector<StopWalk> walks;
  std::vector<Point> places;
  for (const StopId stop : end.stops) {
    walks.push_back({stop, Seconds{}});
    places.push_back(tables_.stops.position[stop]);
  }
  if (places.empty()) places.push_back(end.door);
  for (const auto& around : reach::stops_around(city_.streets, places, city_.access))
    walks.insert(walks.end(), around.begin(), around.end());
  return walks;
}

std::optional<Seconds> TimetableJourneys::walk_all_the_way(const JourneyQuestion& question) const {
  const auto place = [&](const JourneyEnd& end) {
    return end.stops.empty() ? end.door : tables_.stops.position[end.stops.front()];
  };
  return reach::walk_between(city_.streets, place(question.from), place(question.to),
                             {.speed = city_.access.speed, .reach = kLongestWalk});
}

std::vector<Journey> TimetableJourneys::find(const JourneyQuestion& question) const {
  Raptor search(city_.timetable, {.slack = question.slack});
  auto found = best_journeys(search, walks_of(question.from), walks_of(question.to), question.window);
  if (const auto walk = walk_all_the_way(question))
    std::erase_if(found, [&](const Journey& journey) { return journey.end() - journey.start() >= *walk; });
  return found;
}

double TimetableJourneys::generalised_minutes(const Journey& journey) const {
  return in_minutes(generalised(parts_of(journey), {.walk = coefficients_.walk_weight,
                                                    .wait = coefficients_.wait_weight,
                                                    .change = coefficients_.transfer * 1.0_min}));
}

}  // namespace planspiel::mobility
