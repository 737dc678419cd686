#include <fmt/format.h>

#include "engine/base/filled.hpp"
#include "engine/base/hash.hpp"
#include "gis/gtfs_days.hpp"
#include "gis/gtfs_lines.hpp"
#include "gis/import_steps.hpp"

namespace planspiel::importing {

namespace {

namespace fs = std::filesystem;

/// Throws Error(input) where the clocks of two feeds go differently: their times would not mean the same.
void check_clocks(const std::vector<gtfs::Feed>& feeds) {
  for (const gtfs::Feed& feed : feeds)
    if (gtfs::clock_rule(feed.time_zone) != gtfs::clock_rule(feeds.front().time_zone))
      throw Error(ErrorKind::input,
                  fmt::format("{} is in the time zone {}, {} in {}: feeds of one city have the same",
                              feeds.front().name, feeds.front().time_zone, feed.name, feed.time_zone));
}

gtfs::Day day_of(const Timetables& timetables, const std::vector<gtfs::Feed>& feeds) {
  try {
    return gtfs::choose_day(feeds, timetables.day);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::config) throw;
    timetables.place.fail(error.what());
  }
}

Digest digest_of(const fs::path& path) {
  if (!fs::is_directory(path)) return hash_file(path);
  Hasher hasher;
  const gtfs::FeedFiles files(path);
  for (const std::string& table : files.tables()) hasher.text(table).text(files.read(table));
  return hasher.finish();
}

/// Says what was read of a feed and not used.
void report_feed(Work& work, const gtfs::Feed& feed) {
  const auto say = [&](std::size_t count, const Text& text) {
    if (count > 0) work.report.lines.push_back(same_text(feed.name + ": ") + text);
  };
  const gtfs::FeedNotes& notes = feed.notes;
  say(notes.calls_between, filled("{} Halte ohne Zeiten, nach ihrer Entfernung dazwischengelegt",
                                  "{} calls without times, put between the others by distance", notes.calls_between));
  say(notes.calls_passed, filled("{} Halte, an denen niemand ein- oder aussteigen darf, weggelassen",
                                 "{} calls where nobody may get on or off left out", notes.calls_passed));
  say(notes.calls_limited,
      filled("{} Halte nur zum Ein- oder nur zum Aussteigen oder auf Anfrage zählen wie andere",
             "{} calls for getting on only, off only or on request count as others", notes.calls_limited));
  say(notes.trips_on_demand, filled("{} Fahrten ohne feste Halte (auf Anfrage) weggelassen",
                                    "{} trips without fixed stops (on demand) left out", notes.trips_on_demand));
  say(notes.short_rows,
      filled("{} Zeilen haben weniger Zellen als ihr Kopf; die fehlenden gelten als leer",
             "{} rows have fewer cells than their header; those that lack count as empty", notes.short_rows));
  say(feed.fares.size(), filled("{} Tarife gelesen, nicht verwendet: Tarife sind die der Kompakttabellen",
                                "{} fares read, not used: fares are those of the compact tables", feed.fares.size()));
  say(notes.unread.size(), filled("nicht gelesen: {}", "not read: {}", join(notes.unread, ", ")));
}

void report_lines(Work& work, gtfs::Day day, const gtfs::LineCounts& counts) {
  std::vector<Text>& lines = work.report.lines;
  lines.push_back(filled(
      "Fahrpläne vom {}, {}: {} Linien, jede Richtung und jeder Laufweg gezählt, {} Abfahrten, {} Takte, {} "
      "Haltestellen",
      "timetables of {}, {}: {} lines, each direction and way counted, {} departures, {} headways, {} stops",
      gtfs::weekday_text(day), gtfs::iso_text(day), counts.lines, counts.departures, counts.headways, counts.stops));
  for (std::size_t mode = 0; mode < counts.of_mode.size(); ++mode) {
    const AxisEntry& entry = kTransitModeEntries[mode];
    if (counts.of_mode[mode] > 0)
      lines.push_back(filled("Fahrpläne: {} Abfahrten, {}", "timetables: {} departures, {}", counts.of_mode[mode],
                             Text{std::string(entry.de), std::string(entry.en)}));
  }
  lines.push_back(
      filled("Fahrpläne: Länge von {} Linien nach ihrem gezeichneten Weg, von {} geradeaus von Halt zu Halt",
             "timetables: length of {} lines along their drawn way, of {} straight from stop to stop", counts.drawn,
             counts.lines - counts.drawn));
  for (const auto& [type, trips] : counts.of_unknown_type)
    lines.push_back(filled("Fahrpläne: {} Fahrten der Art {} weggelassen: kein Modell kennt dieses Verkehrsmittel",
                           "timetables: {} trips of type {} left out: no model knows these vehicles", trips, type));
}

void report_left_out(Work& work, const gtfs::LineCounts& counts) {
  const auto say = [&](std::size_t count, const Text& text) {
    if (count > 0) work.report.lines.push_back(text);
  };
  say(counts.outside, filled("Fahrpläne: {} Fahrten ohne zwei Halte in der Gegend der Straßen weggelassen",
                             "timetables: {} trips without two stops around the roads left out", counts.outside));
  say(counts.cut, filled("Fahrpläne: {} Fahrten enden 100 km jenseits der Straßen",
                         "timetables: {} trips end 100 km beyond the roads", counts.cut));
  say(counts.unused_stops,
      filled("Fahrpläne: {} Orte, an denen an diesem Tag nichts hält, weggelassen",
             "timetables: {} places where nothing calls on this day left out", counts.unused_stops));
  say(counts.instant, filled("angenommen: {} Linien, deren Fahrt nach Fahrplan keine Zeit dauert, brauchen 30 s",
                             "assumed: {} lines that take no time by their timetable take 30 s", counts.instant));
}

}  // namespace

void add_timetables(Work& work) {
  const Timetables& timetables = work.description.timetables;
  std::vector<gtfs::Feed> feeds;
  for (const fs::path& file : timetables.files) feeds.push_back(gtfs::read_feed(file));
  check_clocks(feeds);
  const gtfs::Day day = day_of(timetables, feeds);
  Box extent;
  for (const Point place : work.builder[tables::nodes].position) extent.add(place);
  const gtfs::LineCounts counts =
      gtfs::add_lines(feeds, day, {.crs = work.description.settings.profile.crs, .within = extent}, work.builder);
  if (counts.lines == 0)
    timetables.place.fail("no line of the timetables comes to the roads of the city: are they of another place?");
  if (work.description.stops.given)
    work.report.lines.push_back({"Haltestellen: die der Fahrpläne; [stops] ist nicht gelesen",
                                 "stops: those of the timetables; [stops] is not read"});
  report_lines(work, day, counts);
  report_left_out(work, counts);
  for (const gtfs::Feed& feed : feeds) report_feed(work, feed);
  work.timetable_day = gtfs::iso_text(day);
}

void add_timetable_sources(Work& work) {
  Sources& sources = work.builder[tables::sources];
  const Timetables& timetables = work.description.timetables;
  for (std::size_t at = 0; at < timetables.files.size(); ++at) {
    const SourceId row = sources.add(at == 0 ? "import-timetables" : fmt::format("import-timetables-{}", at + 1));
    sources.title[row] = timetables.files[at].filename().string();
    sources.licence[row] = timetables.licence;
    sources.date[row] = work.timetable_day;
    sources.digest[row] = digest_of(timetables.files[at]).hex();
    sources.certainty[row] = Certainty::found;
  }
}

}  // namespace planspiel::importing
