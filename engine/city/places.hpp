#pragma once

#include "engine/city/axes.hpp"
#include "engine/city/ids.hpp"
#include "engine/city/table.hpp"

namespace planspiel {

/// Traffic zones. Zones inside the territory lie in a district; external zones stand for places around.
struct Zones final : TableOf<Zones, ZoneId> {
  static constexpr std::string_view kName = "zones";
  Column<ZoneId, std::string> name;
  Column<ZoneId, std::optional<DistrictId>> district;  ///< none: an external zone
  Column<ZoneId, Point> centre;                        ///< where people are: centre of residents and jobs
  Column<ZoneId, Polygon> outline;                     ///< empty for external zones
  Column<ZoneId, double> residents, jobs, school_places;
  Column<ZoneId, double> retail;         ///< attraction for shopping, in jobs of retail
  Column<ZoneId, double> leisure;        ///< attraction for leisure, in visits per day
  Column<ZoneId, double> cars_per_1000;  ///< private cars per 1,000 residents
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.optional = true, .help = {"lesbarer Name", "readable name"}});
    each("district", district,
         {.references = "districts",
          .optional = true,
          .help = {"Stadtbezirksteil; leer für Außenzellen", "district; empty for external zones"}});
    each("centre", centre, {.help = {"Schwerpunkt von Einwohnern und Arbeitsplätzen", "centre of residents and jobs"}});
    each("outline", outline,
         {.optional = true, .help = {"Fläche; leer für Außenzellen", "area; empty for external zones"}});
    each("residents", residents, {.help = {"Einwohner", "residents"}});
    each("jobs", jobs, {.help = {"Arbeitsplätze", "jobs"}});
    each("school_places", school_places,
         {.optional = true, .help = {"Plätze an Schulen und Hochschulen", "places at schools and universities"}});
    each("retail", retail,
         {.optional = true, .help = {"Anziehung für Einkauf und Erledigungen", "attraction for shopping and errands"}});
    each("leisure", leisure, {.optional = true, .help = {"Anziehung für Freizeit", "attraction for leisure"}});
    each("cars_per_1000", cars_per_1000,
         {.optional = true, .help = {"private Pkw je 1.000 Einwohner", "private cars per 1,000 residents"}});
  }
};

/// Sub-districts, the smallest areas with published figures. Their union is the territory.
struct Districts final : TableOf<Districts, DistrictId> {
  static constexpr std::string_view kName = "districts";
  Column<DistrictId, std::string> name;
  Column<DistrictId, std::string> borough;  ///< name of the larger district (Munich: Stadtbezirk)
  Column<DistrictId, Polygon> outline;
  Column<DistrictId, double> residents, jobs;
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.help = {"Name", "name"}});
    each("borough", borough, {.optional = true, .help = {"Stadtbezirk", "larger district"}});
    each("outline", outline, {.help = {"Fläche", "area"}});
    each("residents", residents, {.help = {"Einwohner", "residents"}});
    each("jobs", jobs, {.optional = true, .help = {"Arbeitsplätze", "jobs"}});
  }
};

/// Buildings with footprint and height.
struct Buildings final : TableOf<Buildings, BuildingId> {
  static constexpr std::string_view kName = "buildings";
  Column<BuildingId, std::string> address;
  Column<BuildingId, Metres> height;
  Column<BuildingId, double> residents;
  Column<BuildingId, ZoneId> zone;
  Column<BuildingId, Certainty> certainty;
  Adjacency<BuildingId, Point> footprint;  ///< ring without repeating the first point
  Column<BuildingId, Point> centre;
  Column<BuildingId, std::optional<EdgeId>> road;  ///< nearest road an engine may use, within 300 m
  Column<BuildingId, Metres> off_road;             ///< from there to the centre
  template <class Each>
  void describe(Each&& each) {
    each("address", address, {.optional = true, .help = {"Straße und Hausnummer", "street and number"}});
    each("height", height, {.unit = "m", .help = {"Höhe über dem Boden", "height above ground"}});
    each("residents", residents, {.help = {"Einwohner", "residents"}});
    each("zone", zone, {.references = "zones", .help = {"Verkehrszelle", "zone"}});
    each("certainty", certainty,
         {.optional = true,
          .help = {"aus einer Karte, oder nach Regel angenommen", "found on a map, or assumed by rule"}});
    each("footprint", footprint, {.help = {"Grundriss", "outline on the ground"}});
    each("centre", centre, {.derived = true, .help = {"Schwerpunkt des Grundrisses", "centroid of the footprint"}});
    each("road", road,
         {.references = "roads",
          .derived = true,
          .help = {"nächste für die Feuerwehr befahrbare Straße, höchstens 300 m entfernt",
                   "nearest road for fire engines, within 300 m"}});
    each("off_road", off_road,
         {.unit = "m", .derived = true, .help = {"Abstand von dieser Straße", "distance from that road"}});
  }
};

/// Cells of 100 m of the territory, for area shares. Made by the builder.
struct Cells final : TableOf<Cells, CellId> {
  static constexpr std::string_view kName = "cells";
  static constexpr Metres kSide{100.0};
  Column<CellId, Point> centre;
  Column<CellId, DistrictId> district;
  Column<CellId, std::optional<EdgeId>> road;  ///< nearest public road an engine may use, within 100 m
  Column<CellId, Metres> off_road;
  template <class Each>
  void describe(Each&& each) {
    each("centre", centre, {.derived = true, .help = {"Mitte der Rasterzelle", "middle of the cell"}});
    each("district", district, {.references = "districts", .derived = true, .help = {"Stadtbezirksteil", "district"}});
    each("road", road,
         {.references = "roads",
          .derived = true,
          .help = {"nächste öffentliche Straße, höchstens 100 m entfernt", "nearest public road, within 100 m"}});
    each("off_road", off_road,
         {.unit = "m", .derived = true, .help = {"Abstand von dieser Straße", "distance from that road"}});
  }
};

/// Named areas that measures select by ("mittlerer-ring").
struct Areas final : TableOf<Areas, AreaId> {
  static constexpr std::string_view kName = "areas";
  Column<AreaId, std::string> title_de, title_en;
  Column<AreaId, Polygon> outline;
  template <class Each>
  void describe(Each&& each) {
    each("title_de", title_de, {.help = {"deutscher Titel", "German title"}});
    each("title_en", title_en, {.help = {"englischer Titel", "English title"}});
    each("outline", outline, {.help = {"Fläche", "area"}});
  }
};

/// What lies on the ground, for whoever looks at the city: no model reads it.
enum class Cover { water, green };
inline constexpr std::array<std::string_view, 2> kCoverNames{"water", "green"};
inline std::span<const std::string_view> choice_names(Cover) { return kCoverNames; }

/// Rivers, lakes, parks and woods. Water lies on what is green.
struct LandCover final : TableOf<LandCover, LandCoverId> {
  static constexpr std::string_view kName = "land_cover";
  Column<LandCoverId, std::string> name;
  Column<LandCoverId, Cover> cover;
  Column<LandCoverId, Polygon> outline;
  Column<LandCoverId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.optional = true, .help = {"Name", "name"}});
    each("cover", cover, {.help = {"was dort liegt", "what lies there"}});
    each("outline", outline, {.help = {"Fläche", "area"}});
    each("certainty", certainty, {.optional = true, .help = {"wie sicher", "how sure"}});
  }
};

namespace tables {
inline constexpr TableKey<Zones> zones;
inline constexpr TableKey<Districts> districts;
inline constexpr TableKey<Buildings> buildings;
inline constexpr TableKey<Cells> cells;
inline constexpr TableKey<Areas> areas;
inline constexpr TableKey<LandCover> land_cover;
}  // namespace tables

extern template class TableOf<Zones, ZoneId>;
extern template class TableOf<Districts, DistrictId>;
extern template class TableOf<Buildings, BuildingId>;
extern template class TableOf<Cells, CellId>;
extern template class TableOf<Areas, AreaId>;
extern template class TableOf<LandCover, LandCoverId>;

}  // namespace planspiel
