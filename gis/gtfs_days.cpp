#include "gis/gtfs_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"

namespace planspiel::gtfs {

namespace {

using std::chrono::days;

constexpr days kLongest{3 * 366};

std::string span_text(const FeedSpan& span) { return iso_text(span.first) + " to " + iso_text(span.last); }

/// The span of a feed. Throws Error(input) where it has none.
FeedSpan needed_span(const Feed& feed) {
  const auto span = span_of(feed);
  if (!span)
    throw Error(ErrorKind::input,
                feed.name + ": no service of the feed runs on any day: calendar.txt and calendar_dates.txt name none");
  return *span;
}

Day named_day(std::span<const Feed> feeds, Day day) {
  for (const Feed& feed : feeds) {
    const FeedSpan span = needed_span(feed);
    if (day < span.first || day > span.last)
      throw Error(ErrorKind::config, fmt::format("{} is not in the calendar of {}: it covers {}", iso_text(day),
                                                 feed.name, span_text(span)));
    if (trips_on(feed, day) == 0)
      throw Error(ErrorKind::config, fmt::format("nothing of {} runs on {}: of its days, {}, take another one",
                                                 feed.name, iso_text(day), span_text(span)));
  }
  return day;
}

Day working_day(std::span<const Feed> feeds) {
  FeedSpan common{Day::min(), Day::max()};
  for (const Feed& feed : feeds) {
    const FeedSpan span = needed_span(feed);
    common.first = std::max(common.first, span.first);
    common.last = std::min(common.last, span.last);
  }
  if (common.first > common.last)
    throw Error(ErrorKind::config, "the calendars of the feeds have no day in common: take feeds of the same time");
  common.last = std::min(common.last, common.first + kLongest);
  std::optional<Day> best;
  std::size_t most = 0;
  for (Day day = common.first; day <= common.last; day += days(1)) {
    const unsigned weekday = std::chrono::weekday(day).iso_encoding();
    if (weekday < 2 || weekday > 4) continue;
    check_stop();
    std::size_t trips = 0;
    for (const Feed& feed : feeds) {
      const std::size_t of_feed = trips_on(feed, day);
      if (of_feed == 0) trips = 0;
      if (of_feed == 0) break;
      trips += of_feed;
    }
    if (trips <= most) continue;
    most = trips;
    best = day;
  }
  if (!best)
    throw Error(ErrorKind::config,
                fmt::format("no Tuesday, Wednesday or Thursday from {} has a trip of each feed: name "
                            "a date, as in date = \"2023-06-14\"",
                            span_text(common)));
  return *best;
}

}  // namespace

std::optional<FeedSpan> span_of(const Feed& feed) {
  std::optional<FeedSpan> span;
  const auto take = [&](Day first, Day last) {
    if (!span) span = FeedSpan{first, last};
    span->first = std::min(span->first, first);
    span->last = std::max(span->last, last);
  };
  for (const FeedService& service : feed.services) {
    if (service.first && service.weekdays != 0) take(*service.first, *service.last);
    if (!service.added.empty()) take(*service.added.begin(), *service.added.rbegin());
  }
  return span;
}

std::size_t trips_on(const Feed& feed, Day day) {
  std::vector<bool> runs;
  for (const FeedService& service : feed.services) runs.push_back(service.runs(day));
  return static_cast<std::size_t>(std::count_if(feed.trips.begin(), feed.trips.end(), [&](const FeedTrip& trip) {
    return !trip.calls.empty() && runs[trip.service.index()];
  }));
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return parse_day(std::string(text.substr(0, 4)) + std::string(text.substr(5, 2)) + std::string(text.substr(8, 2)));
}

std::string iso_text(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Text weekday_text(Day day) {
  static const std::array<Text, 7> names{{{"Montag", "Monday"},
                                          {"Dienstag", "Tuesday"},
                                          {"Mittwoch", "Wednesday"},
                                          {"Donnerstag", "Thursday"},
                                          {"Freitag", "Friday"},
                                          {"Samstag", "Saturday"},
                                          {"Sonntag", "Sunday"}}};
  return names[std::chrono::weekday(day).iso_encoding() - 1];
}

Day choose_day(std::span<const Feed> feeds, const std::string& wanted) {
  if (wanted == "working day") return working_day(feeds);
  const auto day = parse_iso_day(wanted);
  if (!day) throw Error(ErrorKind::config, "'" + wanted + "' is no date: \"2023-06-14\" is one, or \"working day\"");
  return named_day(feeds, *day);
}

}  // namespace planspiel::gtfs
