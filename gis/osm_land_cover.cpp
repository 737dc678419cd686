#include "gis/osm_land_cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler.hpp>
#include <osmium/index/map/flex_mem.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/object_pointer_collection.hpp>
#include <osmium/osm/object_comparisons.hpp>
#include <osmium/relations/relations_manager.hpp>
#include <osmium/tags/tags_filter.hpp>
#include <unordered_set>

#include "engine/base/filled.hpp"
#include "engine/base/projection.hpp"
#include "engine/base/stop.hpp"
#include "gis/osm_file.hpp"

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

using Manager = osmium::area::MultipolygonManager<osmium::area::Assembler>;
using Locations = osmium::index::map::FlexMem<osmium::unsigned_object_id_type, osmium::Location>;

/// The ways that relations of areas are made of.
class MemberWays : public osmium::handler::Handler {
 public:
  void relation(const osmium::Relation& relation) {
    if (!cover_of(relation.tags())) return;
    for (const auto& member : relation.members())
      if (member.type() == osmium::item_type::way) ids.insert(member.ref());
  }
  std::unordered_set<osmium::object_id_type> ids{};
};

/// Nodes by their numbers, negative ones apart: libosmium's indexes have no sign.
class NodePlaces : public osmium::handler::Handler {
 public:
  explicit NodePlaces(const OsmSource& source) : source_(source) {}
  void node(const osmium::Node& node) {
    if (!source_.is_deleted(node) && node.location().valid())
      of_sign(node.id()).set(node.positive_id(), node.location());
  }
  void sort() {
    positive_.sort();
    negative_.sort();
  }
  /// Places that the way brings itself stay where the file has no such node.
  void locate(osmium::Way& way) {
    for (osmium::NodeRef& node : way.nodes())
      if (const auto place = of_sign(node.ref()).get_noexcept(node.positive_ref()); place.valid())
        node.set_location(place);
  }

 private:
  Locations& of_sign(osmium::object_id_type id) { return id < 0 ? negative_ : positive_; }
  const OsmSource& source_;
  Locations positive_, negative_;
};

/// The ways that may bound an area, with their places, in the order of their ids whatever the file's is.
class CoverWays : public osmium::handler::Handler {
 public:
  CoverWays(const OsmSource& source, NodePlaces& places, const MemberWays& members)
      : source_(source), places_(places), members_(members) {}
  void way(osmium::Way& way) {
    if (source_.is_deleted(way) || (!cover_of(way.tags()) && !members_.ids.contains(way.id()))) return;
    places_.locate(way);
    kept_.add_item(way);
    kept_.commit();
  }
  template <class Handler>
  void hand_to(Handler& handler) {
    osmium::ObjectPointerCollection ways;
    osmium::apply(kept_, ways);
    ways.sort(osmium::object_order_type_id_reverse_version{});
    ways.unique(osmium::object_equal_type_id{});
    for (auto& way : ways) osmium::apply_item(way, handler);
  }

 private:
  const OsmSource& source_;
  NodePlaces& places_;
  const MemberWays& members_;
  osmium::memory::Buffer kept_{1024 * 1024, osmium::memory::Buffer::auto_grow::yes};
};

/// Hands all areas on; returns how many multipolygons the file does not hold whole.
std::size_t read_areas(const OsmSource& source, FoundAreas& areas) {
  osmium::TagsFilter wanted{false};
  for (const CoverTag& known : kCoverTags) wanted.add_rule(true, known.key, known.value);
  osmium::area::AssemblerConfig config;
  config.create_empty_areas = false;
  Manager manager{config, wanted};
  MemberWays members;
  source.read(osmium::osm_entity_bits::relation, manager, members);
  manager.prepare_for_lookup();
  NodePlaces places(source);
  source.read(osmium::osm_entity_bits::node, places);
  places.sort();
  CoverWays ways(source, places, members);
  source.read(osmium::osm_entity_bits::way, ways);
  source.checked([&] {
    auto& assemble = manager.handler([&](osmium::memory::Buffer&& buffer) { osmium::apply(buffer, areas); });
    ways.hand_to(assemble);
    assemble.flush();
  });
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

Text OsmLandCoverReport::text() const {
  if (waters + greens == 0)
    return {"Bodenbedeckung: kein Gewässer und keine Grünfläche in der Datei der Straßen",
            "land cover: no water and no green area in the file of the roads"};
  return filled(
      "Bodenbedeckung: {} Gewässer und {} Grünflächen; weggelassen: {} unter {:.0f} m², {}, die die Datei abschneidet "
      "oder mit Kreuzungen zeichnet",
      "land cover: {} waters and {} green areas; left out: {} under {:.0f} m², {} that the file cuts off or draws "
      "with crossings",
      waters, greens, small, kLeast_m2, cut_off);
}

OsmLandCoverReport import_osm_land_cover(const std::filesystem::path& file, const OsmLandCoverOptions& options,
                                         CityBuilder& builder) {
  FoundAreas found(options.crs);
  OsmLandCoverReport report;
  report.cut_off = read_areas(OsmSource(file), found);
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
