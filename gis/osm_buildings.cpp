#include "gis/osm_buildings.hpp"

#include <map>

#include "engine/base/csv.hpp"
#include "gis/osm_areas.hpp"
#include "gis/osm_object.hpp"
#include "planspiel_gis/osm_buildings_csv.hpp"

namespace planspiel {

namespace {

/// "retail" of a shop, "office" of an office, else the value itself; "yes" where nothing says more.
std::string use_of(const osmium::TagList& tags) {
  const std::string building = text_of(tags, "building");
  if (building != "yes") return building;
  if (tags.has_key("amenity")) return text_of(tags, "amenity");
  if (tags.has_key("shop")) return "retail";
  if (tags.has_key("office")) return "office";
  return tags.has_key("tourism") ? text_of(tags, "tourism") : building;
}

std::optional<double> levels_of(const osmium::TagList& tags) {
  const auto levels = osm_measure(text_of(tags, "building:levels"));
  const auto roof = osm_measure(text_of(tags, "roof:levels"));
  return levels ? std::optional(*levels + roof.value_or(0.0)) : std::nullopt;
}

std::map<std::string, double> read_homes() {
  const Csv table = Csv::parse(embedded::osm_buildings_csv, "osm_buildings.csv");
  std::map<std::string, double> homes;
  for (std::size_t row = 0; row < table.size(); ++row) homes[table.text(row, "use")] = table.number(row, "homes");
  return homes;
}

}  // namespace

OsmBuildings read_osm_buildings(const std::filesystem::path& file, const std::string& crs) {
  osmium::TagsFilter wanted{false};
  wanted.add_rule(false, "building", "no");
  wanted.add_rule(true, "building");
  const Projection projection(crs);
  OsmBuildings buildings;
  buildings.cut_off = read_osm_areas(OsmSource(file), wanted, [&](const osmium::Area& area) {
    OsmBuilding building{.id = id_of(area),
                         .name = text_of(area.tags(), "name"),
                         .use = use_of(area.tags()),
                         .outline = outline_of(area, projection),
                         .height_m = osm_measure(text_of(area.tags(), "height")),
                         .levels = levels_of(area.tags())};
    if (is_drawable(building.outline))
      buildings.rows.push_back(std::move(building));
    else
      ++buildings.cut_off;
  });
  return buildings;
}

std::optional<double> homes_in(const std::string& use) {
  static const std::map<std::string, double> homes = read_homes();
  const auto known = homes.find(use);
  return known != homes.end() ? std::optional(known->second) : std::nullopt;
}

}  // namespace planspiel
