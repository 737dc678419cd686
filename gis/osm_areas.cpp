#include "gis/osm_areas.hpp"

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
#include <osmium/tags/taglist.hpp>
#include <unordered_set>

namespace planspiel {

namespace {

using Manager = osmium::area::MultipolygonManager<osmium::area::Assembler>;
using Locations = osmium::index::map::FlexMem<osmium::unsigned_object_id_type, osmium::Location>;

/// The ways that relations of areas are made of.
class MemberWays : public osmium::handler::Handler {
 public:
  explicit MemberWays(const osmium::TagsFilter& wanted) : wanted_(wanted) {}
  void relation(const osmium::Relation& relation) {
    if (!osmium::tags::match_any_of(relation.tags(), wanted_)) return;
    for (const auto& member : relation.members())
      if (member.type() == osmium::item_type::way) ids.insert(member.ref());
  }
  std::unordered_set<osmium::object_id_type> ids{};

 private:
  const osmium::TagsFilter& wanted_;
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
class AreaWays : public osmium::handler::Handler {
 public:
  AreaWays(const OsmSource& source, NodePlaces& places, const MemberWays& members, const osmium::TagsFilter& wanted)
      : source_(source), places_(places), members_(members), wanted_(wanted) {}
  void way(osmium::Way& way) {
    if (source_.is_deleted(way)) return;
    if (!osmium::tags::match_any_of(way.tags(), wanted_) && !members_.ids.contains(way.id())) return;
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
  const osmium::TagsFilter& wanted_;
  osmium::memory::Buffer kept_{1024 * 1024, osmium::memory::Buffer::auto_grow::yes};
};

/// Passes areas to a function.
class AreaTaker : public osmium::handler::Handler {
 public:
  explicit AreaTaker(const std::function<void(const osmium::Area&)>& take) : take_(take) {}
  void area(const osmium::Area& area) {
    check_stop();
    take_(area);
  }

 private:
  const std::function<void(const osmium::Area&)>& take_;
};

void add_ring(const osmium::NodeRefList& nodes, const Projection& projection, Polygon& outline) {
  Ring& ring = outline.rings.emplace_back();
  for (const osmium::NodeRef& node : nodes)
    ring.push_back(projection.to_metres(LonLat::degrees(node.lon(), node.lat())));
  if (!ring.empty()) ring.pop_back();  // the first once more
}

}  // namespace

std::size_t read_osm_areas(const OsmSource& source, const osmium::TagsFilter& wanted,
                           const std::function<void(const osmium::Area&)>& take) {
  osmium::area::AssemblerConfig config;
  config.create_empty_areas = false;
  Manager manager{config, wanted};
  MemberWays members(wanted);
  source.read(osmium::osm_entity_bits::relation, manager, members);
  manager.prepare_for_lookup();
  NodePlaces places(source);
  source.read(osmium::osm_entity_bits::node, places);
  places.sort();
  AreaWays ways(source, places, members, wanted);
  source.read(osmium::osm_entity_bits::way, ways);
  AreaTaker areas(take);
  source.checked([&] {
    auto& assemble = manager.handler([&](osmium::memory::Buffer&& buffer) { osmium::apply(buffer, areas); });
    ways.hand_to(assemble);
    assemble.flush();
  });
  std::size_t cut_off = 0;
  manager.for_each_incomplete_relation([&](const osmium::relations::RelationHandle&) { ++cut_off; });
  return cut_off;
}

std::string id_of(const osmium::Area& area) {
  return fmt::format("{}{:012}", area.from_way() ? 'w' : 'r', area.orig_id());
}

Polygon outline_of(const osmium::Area& area, const Projection& projection) {
  Polygon outline;
  for (const osmium::OuterRing& outer : area.outer_rings()) {
    add_ring(outer, projection, outline);
    for (const osmium::InnerRing& inner : area.inner_rings(outer)) add_ring(inner, projection, outline);
  }
  return outline;
}

bool is_drawable(const Polygon& outline) {
  return std::all_of(outline.rings.begin(), outline.rings.end(),
                     [](const Ring& ring) { return ring.size() >= 3 && !crosses_itself(ring); });
}

}  // namespace planspiel
