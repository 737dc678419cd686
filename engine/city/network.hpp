#pragma once

#include "engine/city/axes.hpp"
#include "engine/city/ids.hpp"
#include "engine/city/table.hpp"

namespace planspiel {

/// Functional classes of roads, from OpenStreetMap's `highway`. Paths are for walking and cycling only.
enum class RoadClass {
  motorway,
  motorway_link,
  trunk,
  trunk_link,
  primary,
  primary_link,
  secondary,
  tertiary,
  residential,
  living_street,
  service,
  cycleway,
  path
};
inline constexpr std::array<std::string_view, 13> kRoadClassNames{
    "motorway", "motorway_link", "trunk",         "trunk_link", "primary",  "primary_link", "secondary",
    "tertiary", "residential",   "living_street", "service",    "cycleway", "path"};
inline std::span<const std::string_view> choice_names(RoadClass) { return kRoadClassNames; }

/// Who may use a road, as bits of `Roads::access`.
namespace access {
inline constexpr std::int32_t car = 1, truck = 2, bus = 4, emergency = 8, bike = 16, walk = 32;
/// Cars of people who live in a closed area, where `car` is not set.
inline constexpr std::int32_t resident_car = 64;
inline constexpr std::int32_t all = car | truck | bus | emergency | bike | walk;
}  // namespace access

/// Junctions and ends of roads.
struct Nodes final : TableOf<Nodes, NodeId> {
  static constexpr std::string_view kName = "nodes";
  Column<NodeId, Point> position;
  template <class Each>
  void describe(Each&& each) {
    each("position", position, {.help = {"Lage des Knotens", "place of the node"}});
  }
};

/// Directed links: a street in both directions is two rows.
struct Roads final : TableOf<Roads, EdgeId> {
  static constexpr std::string_view kName = "roads";
  Column<EdgeId, NodeId> from, to;
  Column<EdgeId, std::string> name;
  Column<EdgeId, RoadClass> road_class;
  Column<EdgeId, std::int32_t> lanes;  ///< in this direction
  Column<EdgeId, Metres> length;
  Column<EdgeId, Speed> limit;           ///< legal limit
  Column<EdgeId, Speed> free_speed;      ///< observed mean on the empty road, junction delay included; never the limit
  Column<EdgeId, Flow> capacity;         ///< passenger-car units, all lanes of this direction
  Column<EdgeId, std::int32_t> access;   ///< bits of namespace access
  Column<EdgeId, Flag> bus_lane;         ///< a lane of its own
  Column<EdgeId, Flag> signal_priority;  ///< signals turn green for fire engines
  Adjacency<EdgeId, Point> shape;        ///< from `from` to `to`, ends included
  Column<EdgeId, std::optional<DistrictId>> district;  ///< of the middle of the link; none outside the territory
  template <class Each>
  void describe(Each&& each) {
    each("from", from, {.references = "nodes", .help = {"Knoten am Anfang der Strecke", "node where the link starts"}});
    each("to", to, {.references = "nodes", .help = {"Knoten am Ende der Strecke", "node where the link ends"}});
    each("name", name, {.optional = true, .help = {"Straßenname", "street name"}});
    each("class", road_class, {.help = {"Funktionsklasse", "functional class"}});
    each("lanes", lanes, {.help = {"Fahrstreifen in dieser Richtung", "lanes in this direction"}});
    each("length", length, {.unit = "m", .help = {"Länge entlang der Strecke", "length along the link"}});
    each("limit", limit, {.unit = "km/h", .help = {"zulässige Höchstgeschwindigkeit", "legal speed limit"}});
    each("free_speed", free_speed,
         {.unit = "km/h",
          .help = {"beobachtete mittlere Geschwindigkeit auf der leeren Strecke, Zeitverlust am Knoten eingeschlossen",
                   "observed mean speed on the empty link, junction delay included"}});
    each("capacity", capacity,
         {.unit = "1/h",
          .help = {"Pkw-Einheiten je Stunde, alle Fahrstreifen dieser Richtung",
                   "passenger-car units per hour, all lanes of this direction"}});
    each("access", access,
         {.help = {
              "Summe aus 1 Pkw, 2 Lkw, 4 Bus, 8 Einsatzfahrzeuge, 16 Rad, 32 zu Fuß, 64 Pkw von Bewohnern eines "
              "gesperrten Gebiets",
              "sum of 1 car, 2 truck, 4 bus, 8 emergency, 16 bike, 32 walk, 64 cars of residents of a closed area"}});
    each("bus_lane", bus_lane,
         {.optional = true,
          .help = {"1, wo Busse einen eigenen Fahrstreifen haben", "1 where buses have a lane of their own"}});
    each("signal_priority", signal_priority,
         {.optional = true,
          .help = {"1, wo Ampeln für die Feuerwehr auf Grün schalten", "1 where signals turn green for fire engines"}});
    each("shape", shape, {.help = {"Linie der Strecke", "line of the link"}});
    each("district", district,
         {.references = "districts",
          .derived = true,
          .help = {"Stadtbezirksteil der Streckenmitte", "district of the link's middle"}});
  }
};

/// Turns that are forbidden or cost time. Turns that are not listed are free.
struct Turns final : TableOf<Turns, TurnId> {
  static constexpr std::string_view kName = "turns";
  Column<TurnId, EdgeId> from, to;
  Column<TurnId, Flag> forbidden;
  template <class Each>
  void describe(Each&& each) {
    each("from", from, {.references = "roads", .help = {"Strecke, die verlassen wird", "link that is left"}});
    each("to", to, {.references = "roads", .help = {"Strecke, auf die abgebogen wird", "link that is entered"}});
    each("forbidden", forbidden, {.help = {"1: Abbiegen ist für alle verboten", "1: nobody may turn here"}});
  }
};

/// How a toll is charged.
enum class TollBasis { day, crossing, distance };
inline constexpr std::array<std::string_view, 3> kTollBasisNames{"day", "crossing", "distance"};
inline std::span<const std::string_view> choice_names(TollBasis) { return kTollBasisNames; }

/// Toll schemes. A day toll is paid once per person and day by whoever drives on a charged link in charged hours.
struct Tolls final : TableOf<Tolls, TollId> {
  static constexpr std::string_view kName = "tolls";
  Column<TollId, TollBasis> basis;
  Column<TollId, Euros> price;  ///< per day, per crossing, or per kilometre (held per km)
  Column<TollId, Hours> hours;
  Adjacency<TollId, EdgeId> roads;  ///< charged links: inside, or those that cross the cordon inwards
  Adjacency<TollId, ZoneId> zones;  ///< zones inside the cordon
  template <class Each>
  void describe(Each&& each) {
    each("basis", basis,
         {.help = {"wofür bezahlt wird: je Tag, je Einfahrt oder je Entfernung", "day, crossing or distance"}});
    each("price", price,
         {.unit = "EUR", .help = {"je Tag, je Einfahrt oder je Kilometer", "per day, per crossing or per kilometre"}});
    each("hours", hours, {.help = {"gebührenpflichtige Stunden", "charged hours"}});
    each("roads", roads, {.references = "roads", .help = {"gebührenpflichtige Strecken", "charged links"}});
    each("zones", zones,
         {.references = "zones", .help = {"Verkehrszellen innerhalb des Kordons", "zones inside the cordon"}});
  }
};

namespace tables {
inline constexpr TableKey<Nodes> nodes;
inline constexpr TableKey<Roads> roads;
inline constexpr TableKey<Turns> turns;
inline constexpr TableKey<Tolls> tolls;
}  // namespace tables

extern template class TableOf<Nodes, NodeId>;
extern template class TableOf<Roads, EdgeId>;
extern template class TableOf<Turns, TurnId>;
extern template class TableOf<Tolls, TollId>;

}  // namespace planspiel
