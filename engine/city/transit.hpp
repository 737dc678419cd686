#pragma once

#include "engine/city/axes.hpp"
#include "engine/city/ids.hpp"
#include "engine/city/table.hpp"

namespace planspiel {

struct Stops final : TableOf<Stops, StopId> {
  static constexpr std::string_view kName = "stops";
  Column<StopId, std::string> name;
  Column<StopId, Point> position;
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.help = {"Name", "name"}});
    each("position", position, {.help = {"Lage", "place"}});
  }
};

/// One direction of a line: its stops in order and when a vehicle passes them.
struct Lines final : TableOf<Lines, LineId> {
  static constexpr std::string_view kName = "lines";
  Column<LineId, std::string> name;  ///< as printed on the vehicle: "U6"
  Column<LineId, TransitMode> transit_mode;
  Adjacency<LineId, StopId> stops;
  Adjacency<LineId, Seconds> arrival;  ///< at each stop, since departure at the first
  Adjacency<LineId, Seconds> dwell;    ///< at each stop, from arrival to departure; an empty list: no time anywhere
  Column<LineId, Metres> length;       ///< along the route
  Column<LineId, Certainty> certainty;
  /// From a stop of the line, since departure at the first.
  Seconds departure(LineId line, std::size_t stop) const {
    return dwell[line].empty() ? arrival[line][stop] : arrival[line][stop] + dwell[line][stop];
  }
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.help = {"Name der Linie", "name of the line"}});
    each("mode", transit_mode, {.help = {"S-Bahn, U-Bahn, Tram oder Bus", "rail, metro, tram or bus"}});
    each("stops", stops, {.references = "stops", .help = {"Haltestellen der Reihe nach", "stops in order"}});
    each("arrival", arrival,
         {.unit = "s",
          .help = {"Zeit seit der Abfahrt an der ersten Haltestelle", "time since departure at the first stop"}});
    each("dwell", dwell,
         {.unit = "s",
          .optional = true,
          .help = {"Zeit von der Ankunft bis zur Abfahrt an jeder Haltestelle; leer: keine",
                   "time from arrival to departure at each stop; empty: none"}});
    each("length", length, {.unit = "m", .help = {"Länge des Linienwegs", "route length"}});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

/// Service of a line in hours of the day. A line with neither headway nor departures in an hour does not run then.
struct Headways final : TableOf<Headways, HeadwayId> {
  static constexpr std::string_view kName = "headways";
  Column<HeadwayId, LineId> line;
  Column<HeadwayId, Hours> hours;
  Column<HeadwayId, Seconds> headway;
  template <class Each>
  void describe(Each&& each) {
    each("line", line, {.references = "lines", .help = {"Linie", "line"}});
    each("hours", hours, {.help = {"Stunden des Tages", "hours of the day"}});
    each("headway", headway,
         {.unit = "min", .help = {"Takt: Zeit zwischen zwei Abfahrten", "time between departures"}});
  }
};

/// Timetables: one run of a line each. Beside headways, also of the same line: their departures add up.
struct Departures final : TableOf<Departures, DepartureId> {
  static constexpr std::string_view kName = "departures";
  Column<DepartureId, LineId> line;
  /// At the line's first stop, since the start of the service day, which is noon less 12 h; past 24 h after midnight.
  Column<DepartureId, Seconds> time;
  template <class Each>
  void describe(Each&& each) {
    each("line", line, {.references = "lines", .help = {"Linie", "line"}});
    each("time", time,
         {.unit = "s",
          .help = {"Abfahrt an der ersten Haltestelle, seit Beginn des Betriebstags; auch über 24 h",
                   "departure at the first stop, since the start of the service day; may exceed 24 h"}});
  }
};

/// Fares: products by external id. "single": price of one trip; "short": of a trip of at most `max_distance`;
/// "strip": of one trip with a multi-trip ticket; "pass_day": cost of a season pass per working day.
struct Fares final : TableOf<Fares, FareId> {
  static constexpr std::string_view kName = "fares";
  Column<FareId, Euros> price;
  Column<FareId, Metres> max_distance;  ///< 0: no limit
  Column<FareId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("price", price,
         {.unit = "EUR",
          .help = {"Preis einer Fahrt (`pass_day`: eines Tages)", "price of one trip (pass_day: of one day)"}});
    each("max_distance", max_distance,
         {.unit = "km", .optional = true, .help = {"längste Fahrt, 0 ohne Grenze", "longest trip, 0 for no limit"}});
    each("source", source, {.optional = true, .help = {"Quelle und Jahr", "source and year"}});
  }
};

namespace tables {
inline constexpr TableKey<Stops> stops;
inline constexpr TableKey<Lines> lines;
inline constexpr TableKey<Headways> headways;
inline constexpr TableKey<Departures> departures;
inline constexpr TableKey<Fares> fares;
}  // namespace tables

extern template class TableOf<Stops, StopId>;
extern template class TableOf<Lines, LineId>;
extern template class TableOf<Headways, HeadwayId>;
extern template class TableOf<Departures, DepartureId>;
extern template class TableOf<Fares, FareId>;

}  // namespace planspiel
