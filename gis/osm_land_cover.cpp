#include "gis/osm_land_cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler.hpp>
#include <osmium/handler/node_locations_for_ways.hpp>
#include <osmium/index/map/flex_mem.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/relations/relations_manager.hpp>
#include <osmium/tags/tags_filter.hpp>
#include <osmium/visitor.hpp>

#include "engine/base/projection.hpp"
#include "engine/base/stop.hpp"

namespace planspiel {

namespace {

constexpr double kLeast_m2 = 500.0;

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

class FoundAreas : public osmium::handler::Handler {
 public:
  explicit FoundAreas(const std::string& crs) : projection_(crs) {}

  void area(const osmium::Area& area) {
    check_stop();
    const auto cover = cover_of(area.tags());
    if (!cover) return;
    const char* name = area.tags()["name"];
    FoundArea& found = areas.emplace_back(
        FoundArea{fmt::format("{}{:012}", area.from_way() ? 'w' : 'r', area.orig_id()), name ? name : "", *cover, {}});
    for (const osmium::OuterRing& outer : area.outer_rings()) {
      add_ring(outer, found.outline);
      for (const osmium::InnerRing& inner : area.inner_rings(outer)) add_ring(inner, found.outline);
    }
  }

  std::vector<FoundArea> areas{};

 private:
  void add_ring(const osmium::NodeRefList& nodes, Polygon& outline) const {
    Ring& ring = outline.rings.emplace_back();
    for (const osmium::NodeRef& node : nodes)
      ring.push_back(projection_.to_metres(LonLat::degrees(node.lon(), node.lat())));
    if (!ring.empty()) ring.pop_back();  // the first once more
  }
  Projection projection_;
};

/// Both passes over the file; returns how many multipolygons it does not hold whole.
std::size_t read_areas(const std::filesystem::path& path, FoundAreas& areas) {
  osmium::TagsFilter wanted{false};
  for (const CoverTag& known : kCoverTags) wanted.add_rule(true, known.key, known.value);
  osmium::area::AssemblerConfig config;
  config.create_empty_areas = false;
  osmium::area::MultipolygonManager<osmium::area::Assembler> manager{config, wanted};
  const osmium::io::File file(path.string());
  osmium::relations::read_relations(file, manager);
  using Places = osmium::index::map::FlexMem<osmium::unsigned_object_id_type, osmium::Location>;
  Places places;
  osmium::handler::NodeLocationsForWays locate{places};
  locate.ignore_errors();  // ways may lead out of the file
  osmium::io::Reader reader{file, osmium::osm_entity_bits::node | osmium::osm_entity_bits::way};
  osmium::apply(reader, locate,
                manager.handler([&](osmium::memory::Buffer&& buffer) { osmium::apply(buffer, areas); }));
  reader.close();
  std::size_t cut_off = 0;
  manager.for_each_incomplete_relation([&](const osmium::relations::RelationHandle&) { ++cut_off; });
  return cut_off;
}

bool touch(const Box& a, const Box& b) {
  return a.min_x_m <= b.max_x_m && b.min_x_m <= a.max_x_m && a.min_y_m <= b.max_y_m && b.min_y_m <= a.max_y_m;
}

bool is_drawable(const Polygon& outline) {
  return std::all_of(outline.rings.begin(), outline.rings.end(),
                     [](const Ring& ring) { return ring.size() >= 3 && !crosses_itself(ring); });
}

}  // namespace

std::string OsmLandCoverReport::text() const {
  if (waters + greens == 0) return "land cover: no water and no green area in the file of the roads";
  return fmt::format(
      "land cover: {} waters and {} green areas; left out: {} under {:.0f} m², {} that the file cuts off or draws "
      "with crossings",
      waters, greens, small, kLeast_m2, cut_off);
}

OsmLandCoverReport import_osm_land_cover(const std::filesystem::path& file, const OsmLandCoverOptions& options,
                                         CityBuilder& builder) {
  FoundAreas found(options.crs);
  OsmLandCoverReport report;
  try {
    report.cut_off = read_areas(file, found);
  } catch (const std::exception& error) {
    check_stop();  // a stop is no damage
    throw Error(ErrorKind::input, file.string() + ": the OpenStreetMap file is cut off or damaged (" + error.what() +
                                      "): fetch it again");
  }
  LandCover& land_cover = builder[tables::land_cover];
  for (FoundArea& area : found.areas) {
    if (!touch(box_of(area.outline), options.within)) continue;
    if (area.outline.area().value < kLeast_m2) {
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
