#pragma once

/// Which day of a timetable a city gets.

#include <span>
#include <string>

#include "engine/base/text.hpp"
#include "gis/gtfs_feed.hpp"

namespace planspiel::gtfs {

/// The first and the last day on which a service of the feed may run; none where no service has a day.
struct FeedSpan {
  Day first{}, last{};
};
std::optional<FeedSpan> span_of(const Feed& feed);

/// Trips of the feed that run on a day.
std::size_t trips_on(const Feed& feed, Day day);

/// "2023-06-14" as a day; none for what is none.
std::optional<Day> parse_iso_day(std::string_view text);
/// "2023-06-14".
std::string iso_text(Day day);
/// "Mittwoch", "Wednesday".
Text weekday_text(Day day);

/// The day that `wanted` names: a date ("2023-06-14"), or "working day": of the Tuesdays, Wednesdays and Thursdays
/// that all feeds cover the one with most trips, the earliest of several; of more than three years the first three are
/// looked at. Throws Error(config) for a date that a feed does not cover or on which one has no trip, with the days
/// there are, and where no day is a working day.
Day choose_day(std::span<const Feed> feeds, const std::string& wanted);

}  // namespace planspiel::gtfs
