/// Journeys over a real timetable: the search on the city's tables against a scan over the feed itself, which knows no
/// lines, patterns or rounds.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include "engine/base/projection.hpp"
#include "engine/reach/transit_service.hpp"
#include "engine/routing/journey.hpp"
#include "gis/gtfs_days.hpp"
#include "gis/gtfs_lines.hpp"

namespace planspiel::gtfs {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";
constexpr Seconds kSlack{60.0};

/// A working day of Heidelberg. Ways on foot between stops are as the crow flies: here they need only be the same for
/// both searches.
struct Heidelberg {
  std::vector<Feed> feeds{read_feed(kShared / "data/heidelberg/vrn_gtfs_cut.zip")};
  Day day = choose_day(feeds, "working day");
  CityBuilder builder{CityProfile{.crs = "EPSG:25832"}};
  TransitService service{};

  Heidelberg() {
    add_lines(feeds, day, {}, builder);
    const Stops& stops = this->stops();
    service = reach::transit_service_of(
        {stops, builder[tables::lines], builder[tables::headways], builder[tables::departures]});
    for (const StopId a : stops.ids())
      for (const StopId b : stops.ids())
        if (const Metres apart = distance(stops.position[a], stops.position[b]); a != b && apart <= 300.0_m)
          service.footpaths.push_back({a, b, apart / 1.2_m_s});
  }
  const Stops& stops() { return builder[tables::stops]; }
};

/// From a stop to the next, by a vehicle of the feed.
struct Hop {
  std::int32_t departure_s, arrival_s;
  FeedTripId trip;
  StopId from, to;
};

std::vector<Hop> hops_of(Heidelberg& city) {
  const Feed& feed = city.feeds.front();
  std::vector<Hop> hops;
  for (const FeedTripId number : feed.trips.ids()) {
    const FeedTrip& trip = feed.trips[number];
    if (!feed.services[trip.service].runs(city.day)) continue;
    for (std::size_t i = 0; i + 1 < trip.calls.size(); ++i)
      hops.push_back({trip.calls[i].departure_s, trip.calls[i + 1].arrival_s, number,
                      *city.stops().find(feed.stops[trip.calls[i].stop].id),
                      *city.stops().find(feed.stops[trip.calls[i + 1].stop].id)});
  }
  std::sort(hops.begin(), hops.end(), [](const Hop& a, const Hop& b) {
    return std::tuple(a.departure_s, a.trip, a.arrival_s) < std::tuple(b.departure_s, b.trip, b.arrival_s);
  });
  return hops;
}

/// The first time at which one can stand at each stop.
std::vector<std::optional<ClockTime>> scan(const std::vector<Hop>& hops, const Timetable& walks, StopId from,
                                           ClockTime departure) {
  std::vector<std::optional<ClockTime>> standing(walks.stop_count());
  std::map<FeedTripId, bool> sat_in;
  const auto stand = [&](StopId stop, ClockTime time) {
    auto& best = standing[stop.index()];
    if (!best || time < *best) best = time;
  };
  stand(from, departure);
  for (const Hop& hop : hops) {
    const auto& ready = standing[hop.from.index()];
    bool& sits = sat_in[hop.trip];
    sits = sits || (ready && *ready + kSlack <= ClockTime(hop.departure_s));
    if (!sits) continue;
    stand(hop.to, ClockTime(hop.arrival_s));
    for (const StopWalk& to : walks.footpaths[hop.to]) stand(to.stop, ClockTime(hop.arrival_s) + to.walk);
  }
  return standing;
}

/// A time of the day itself: the scan knows no next morning.
std::optional<ClockTime> before_midnight(std::optional<ClockTime> time) {
  return time && *time < ClockTime::at(24, 0) ? time : std::nullopt;
}

TEST(TimetableReal, HeidelbergIsReachedWhenAScanOfItsFeedSays) {
  if (!fs::exists(kShared)) GTEST_SKIP() << "no folder " << kShared << " with the real timetables";
  Heidelberg city;
  const Timetable table = make_timetable(city.service);
  const std::vector<Hop> hops = hops_of(city);
  Raptor search(table, {.most_boardings = 12, .slack = kSlack});
  std::size_t reached = 0;
  for (const StopId from : city.stops().ids()) {
    const StopWalk access{from, Seconds{}};
    for (const ClockTime departure : {ClockTime::at(17, 10), ClockTime::at(12, 0), ClockTime::at(7, 30)}) {
      if (departure == ClockTime::at(17, 10))
        search.run(std::span(&access, 1), departure);
      else
        search.run_earlier(std::span(&access, 1), departure);
      const auto expected = scan(hops, table, from, departure);
      for (const StopId to : city.stops().ids()) {
        ASSERT_EQ(before_midnight(search.arrival(to)), before_midnight(expected[to.index()]))
            << city.stops().name[from] << " - " << city.stops().name[to] << " at " << departure.second;
        reached += expected[to.index()].has_value();
      }
    }
  }
  EXPECT_GT(reached, 100000u);  // a third of all pairs and more
}

TEST(TimetableReal, JourneysOfHeidelbergArePossible) {
  if (!fs::exists(kShared)) GTEST_SKIP() << "no folder " << kShared << " with the real timetables";
  Heidelberg city;
  const Timetable table = make_timetable(city.service);
  Raptor search(table, {.slack = kSlack});
  std::size_t found = 0;
  for (std::size_t from = 0; from < table.stop_count(); from += 40)
    for (std::size_t to = 20; to < table.stop_count(); to += 40) {
      const StopWalk access{StopId(from), Seconds{}}, egress{StopId(to), Seconds{}};
      for (const Journey& journey : best_journeys(search, std::span(&access, 1), std::span(&egress, 1),
                                                  {ClockTime::at(8, 0), ClockTime::at(9, 0)})) {
        ++found;
        for (std::size_t i = 1; i < journey.legs.size(); ++i) {
          const Leg &before = journey.legs[i - 1], &leg = journey.legs[i];
          ASSERT_EQ(before.to, leg.from);
          ASSERT_LE(leg.ride ? before.end + kSlack : before.end, leg.start);
        }
      }
    }
  EXPECT_GT(found, 50u);
}

}  // namespace
}  // namespace planspiel::gtfs
