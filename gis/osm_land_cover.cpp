#include "gis/osm_land_cover.hpp"

#include <vector>

#include "engine/base/filled.hpp"
#include "gis/osm_areas.hpp"

namespace planspiel {

namespace {

constexpr double kLeastCover_m2 = 500.0;

struct CoverTag {
  const char *key, *value;
  Cover cover;
};

constexpr CoverTag kCoverTags[] = {
    {"natural", "water", Cover::water},         {"waterway", "riverbank", Cover::water},
    {"landuse", "reservoir", Cover::water},     {"landuse", "basin", Cover::water},
    {"natural", "wood", Cover::green},          {"natural", "scrub", Cover::green},
    {"natural", "grassland", Cover::green},     {"natural", "heath", Cover::green},
    {"leisure", "park", Cover::green},          {"leisure", "garden", Cover::green},
    {"leisure", "golf_course", Cover::green},   {"landuse", "forest", Cover::green},
    {"landuse", "meadow", Cover::green},        {"landuse", "grass", Cover::green},
    {"landuse", "cemetery", Cover::green},      {"landuse", "allotments", Cover::green},
    {"landuse", "orchard", Cover::green},       {"landuse", "vineyard", Cover::green},
    {"landuse", "village_green", Cover::green}, {"landuse", "recreation_ground", Cover::green},
};

/// Nothing where the tags name neither.
std::optional<Cover> cover_of(const osmium::TagList& tags) {
  for (const CoverTag& known : kCoverTags)
    if (tags.has_tag(known.key, known.value)) return known.cover;
  return std::nullopt;
}

struct FoundArea {
  std::string id, name;
  Cover cover = Cover::green;
  Polygon outline{};
};

bool touch(const Box& a, const Box& b) {
  return a.min_x_m <= b.max_x_m && b.min_x_m <= a.max_x_m && a.min_y_m <= b.max_y_m && b.min_y_m <= a.max_y_m;
}

}  // namespace

Text OsmLandCoverReport::text() const {
  if (waters + greens == 0)
    return {"Bodenbedeckung: kein Gewässer und keine Grünfläche in der Datei der Straßen",
            "land cover: no water and no green area in the file of the roads"};
  return filled(
      "Bodenbedeckung: {} Gewässer und {} Grünflächen; weggelassen: {} unter {:.0f} m², {}, die die Datei abschneidet "
      "oder mit Kreuzungen zeichnet",
      "land cover: {} waters and {} green areas; left out: {} under {:.0f} m², {} that the file cuts off or draws "
      "with crossings",
      waters, greens, small, kLeastCover_m2, cut_off);
}

OsmLandCoverReport import_osm_land_cover(const std::filesystem::path& file, const OsmLandCoverOptions& options,
                                         CityBuilder& builder) {
  osmium::TagsFilter wanted{false};
  for (const CoverTag& known : kCoverTags) wanted.add_rule(true, known.key, known.value);
  const Projection projection(options.crs);
  std::vector<FoundArea> found;
  OsmLandCoverReport report;
  report.cut_off = read_osm_areas(OsmSource(file), wanted, [&](const osmium::Area& area) {
    const char* name = area.tags()["name"];
    if (const auto cover = cover_of(area.tags()))
      found.push_back({id_of(area), name ? name : "", *cover, outline_of(area, projection)});
  });
  LandCover& land_cover = builder[tables::land_cover];
  for (FoundArea& area : found) {
    if (!touch(box_of(area.outline), options.within)) continue;
    if (area.outline.area().value < kLeastCover_m2) {
      ++report.small;
      continue;
    }
    if (!is_drawable(area.outline)) {
      ++report.cut_off;
      continue;
    }
    const LandCoverId row = land_cover.add(area.id);
    land_cover.name[row] = area.name;
    land_cover.cover[row] = area.cover;
    land_cover.outline[row] = std::move(area.outline);
    land_cover.certainty[row] = Certainty::found;
    ++(area.cover == Cover::water ? report.waters : report.greens);
  }
  return report;
}

}  // namespace planspiel
