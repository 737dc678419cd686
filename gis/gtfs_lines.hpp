#pragma once

/// Lines of a city from the trips of one day.

#include <map>
#include <span>

#include "engine/city/city.hpp"
#include "gis/gtfs_feed.hpp"

namespace planspiel::gtfs {

struct LineOptions {
  std::string crs = "EPSG:25832";
  std::optional<Box> within{};  ///< a line has a stop in here, or is left out; none: all lines as they are
  Metres reach{100000.0};       ///< a line ends where it goes farther beyond `within` than this
};

/// What became of the trips.
struct LineCounts {
  std::size_t lines = 0, departures = 0, headways = 0, stops = 0;
  std::size_t unused_stops = 0;                  ///< of the feeds, where nothing kept calls on the day
  std::size_t outside = 0;                       ///< trips without two stops near the city
  std::size_t cut = 0;                           ///< trips that go on beyond `reach`
  std::size_t drawn = 0;                         ///< lines whose length is that of their drawn way
  std::size_t instant = 0;                       ///< lines that take no time by the feed: 30 s are assumed
  std::map<int, std::size_t> of_unknown_type{};  ///< route type → trips left out
  std::array<std::size_t, kTransitModeNames.size()> of_mode{};  ///< trips and, by headway, runs
};

/// Adds the stops, lines, departures and headways of all trips on the day to a builder without any. Trips of a route
/// with the same stops and the same times between them are one line, "ROUTE:1", numbered by stops and times; a
/// departure is called like its trip. What runs by headway (frequencies.txt without exact times) becomes departures per
/// hour: an hour that is covered in part has as many as fall into that part. Of several feeds each id is led by the
/// feed's name.
LineCounts add_lines(std::span<const Feed> feeds, Day day, const LineOptions& options, CityBuilder& builder);

/// The vehicles of a route type of the format (gis/data/gtfs_route_types.csv); none for those that no model knows.
std::optional<TransitMode> mode_of_route_type(int type);

}  // namespace planspiel::gtfs
