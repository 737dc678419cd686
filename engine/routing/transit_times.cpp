#include "engine/routing/transit_times.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"

namespace planspiel {

namespace {

std::optional<ClockTime> earliest(const Raptor& search, const StopsAround& destination) {
  std::optional<ClockTime> best;
  for (const StopWalk& from : destination)
    if (const auto off = search.alighting(from.stop, search.most_boardings());
        off && (!best || *off + from.walk < *best))
      best = *off + from.walk;
  return best;
}

/// Searches with the memory of the last one, day by day.
std::vector<std::optional<Seconds>> times_with(std::vector<Raptor>& searches, const std::vector<ClockTime>& departures,
                                               const StopsAround& origin, std::span<const StopsAround> destinations) {
  const std::size_t samples = searches.size() * departures.size();
  std::vector<std::optional<Seconds>> times(destinations.size() * samples);
  for (std::size_t day = 0; day < searches.size(); ++day)
    for (std::size_t at = departures.size(); at-- > 0;) {
      if (at + 1 == departures.size())
        searches[day].run(origin, departures[at]);
      else
        searches[day].run_earlier(origin, departures[at]);
      for (std::size_t to = 0; to < destinations.size(); ++to)
        if (const auto end = earliest(searches[day], destinations[to]))
          times[to * samples + day * departures.size() + at] = *end - departures[at];
    }
  return times;
}

std::vector<Raptor> searches_of(const TransitQuestion& question) {
  std::vector<Raptor> searches;
  searches.reserve(question.days.size());
  for (const Timetable& day : question.days) searches.emplace_back(day, question.options);
  return searches;
}

}  // namespace

std::vector<ClockTime> departures_in(const DepartureMinutes& window) {
  PLANSPIEL_CHECK(whole_seconds(window.step) > 0);
  std::vector<ClockTime> departures;
  for (ClockTime time = window.first; time < window.end; time = time + window.step) departures.push_back(time);
  return departures;
}

std::vector<std::optional<Seconds>> times_of_departures(const TransitQuestion& question, const StopsAround& origin,
                                                        std::span<const StopsAround> destinations) {
  std::vector<Raptor> searches = searches_of(question);
  return times_with(searches, departures_in(question.window), origin, destinations);
}

std::optional<Seconds> quantile(std::span<std::optional<Seconds>> times, double share) {
  if (times.empty()) return std::nullopt;
  const double wanted = std::ceil(share * static_cast<double>(times.size()));
  const auto rank = std::min(times.size() - 1, static_cast<std::size_t>(std::max(wanted, 1.0)) - 1);
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(rank), times.end(),
                   [](const auto& a, const auto& b) { return a && (!b || *a < *b); });
  return times[rank];
}

std::vector<std::optional<Seconds>> time_quantiles(const TransitQuestion& question,
                                                   std::span<const StopsAround> origins,
                                                   std::span<const StopsAround> destinations,
                                                   std::span<const double> shares) {
  const std::vector<ClockTime> departures = departures_in(question.window);
  const std::size_t row = destinations.size() * shares.size();
  const std::size_t samples = departures.size() * question.days.size();
  std::vector<std::optional<Seconds>> all(origins.size() * row);
  for_each_piece(origins.size(), 4, [&](std::size_t begin, std::size_t end) {
    std::vector<Raptor> searches = searches_of(question);
    for (std::size_t origin = begin; origin < end; ++origin) {
      auto times = times_with(searches, departures, origins[origin], destinations);
      for (std::size_t to = 0; to < destinations.size(); ++to)
        for (std::size_t which = 0; which < shares.size(); ++which)
          all[origin * row + to * shares.size() + which] =
              quantile(std::span(times).subspan(to * samples, samples), shares[which]);
    }
  });
  return all;
}

}  // namespace planspiel
