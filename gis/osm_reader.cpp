#include "gis/osm_reader.hpp"

#include <algorithm>
#include <osmium/handler.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/visitor.hpp>
#include <unordered_set>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"

namespace planspiel {

namespace {

class WaysAndRestrictions : public osmium::handler::Handler {
 public:
  explicit WaysAndRestrictions(OsmStreets& streets) : streets_(streets) {}

  void way(const osmium::Way& way) {
    check_stop();
    const auto street = read_street([&](const char* key) -> std::string {
      const char* value = way.tags()[key];
      return value ? value : "";
    });
    if (!street || way.nodes().size() < 2) return;
    OsmWay& kept = streets_.ways.emplace_back(OsmWay{way.id(), *street, {}});
    for (const osmium::NodeRef& node : way.nodes())
      if (kept.nodes.empty() || kept.nodes.back() != node.ref()) kept.nodes.push_back(node.ref());
    if (kept.nodes.size() < 2) streets_.ways.pop_back();
  }

  void relation(const osmium::Relation& relation) {
    const char* type = relation.tags()["type"];
    const char* rule = relation.tags()["restriction"];
    if (!rule) rule = relation.tags()["restriction:motorcar"];
    if (!type || std::string_view(type) != "restriction" || !rule) return;
    const std::string_view text(rule);
    if (!text.starts_with("no_") && !text.starts_with("only_")) return;
    OsmRestriction found{.id = relation.id(), .only = text.starts_with("only_")};
    bool over_ways = false;
    for (const auto& member : relation.members()) {
      const std::string_view role(member.role());
      const bool is_way = member.type() == osmium::item_type::way;
      if (role == "from" && is_way) found.from_way = member.ref();
      if (role == "to" && is_way) found.to_way = member.ref();
      if (role == "via" && member.type() == osmium::item_type::node) found.via_node = member.ref();
      over_ways = over_ways || (role == "via" && is_way);
    }
    if (over_ways) ++streets_.restrictions_over_ways;
    if (!over_ways && found.from_way && found.to_way && found.via_node) streets_.restrictions.push_back(found);
  }

 private:
  OsmStreets& streets_;
};

class Places : public osmium::handler::Handler {
 public:
  Places(OsmStreets& streets, const std::unordered_set<std::int64_t>& wanted) : streets_(streets), wanted_(wanted) {}
  void node(const osmium::Node& node) {
    if (++nodes_ % 4096 == 0) check_stop();
    if (node.location().valid() && wanted_.contains(node.id()))
      streets_.places.emplace(node.id(), LonLat::degrees(node.location().lon(), node.location().lat()));
  }

 private:
  OsmStreets& streets_;
  const std::unordered_set<std::int64_t>& wanted_;
  std::size_t nodes_ = 0;
};

template <class Handler>
void pass(const std::filesystem::path& file, osmium::osm_entity_bits::type kinds, Handler& handler) {
  osmium::io::Reader reader(osmium::io::File(file.string()), kinds);
  osmium::apply(reader, handler);
  reader.close();
}

void read_passes(const std::filesystem::path& file, OsmStreets& streets) {
  WaysAndRestrictions ways(streets);
  pass(file, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation, ways);
  std::unordered_set<std::int64_t> wanted;
  for (const OsmWay& way : streets.ways) wanted.insert(way.nodes.begin(), way.nodes.end());
  Places places(streets, wanted);
  pass(file, osmium::osm_entity_bits::node, places);
}

}  // namespace

OsmStreets read_osm_streets(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))
    throw Error(ErrorKind::input, "there is no road file " + file.string() + ": an .osm.pbf or .osm file is wanted");
  OsmStreets streets;
  try {
    read_passes(file, streets);
  } catch (const std::exception& error) {
    check_stop();  // a stop is no damage
    throw Error(ErrorKind::input, file.string() + ": the OpenStreetMap file is cut off or damaged (" + error.what() +
                                      "): fetch it again");
  }
  if (streets.ways.empty())
    throw Error(ErrorKind::input,
                file.string() + ": no street for cars in this file: an extract with highway=* is wanted");
  std::stable_sort(streets.ways.begin(), streets.ways.end(),
                   [](const OsmWay& a, const OsmWay& b) { return a.id < b.id; });
  std::stable_sort(streets.restrictions.begin(), streets.restrictions.end(),
                   [](const OsmRestriction& a, const OsmRestriction& b) { return a.id < b.id; });
  for (OsmWay& way : streets.ways)  // an extract may end within a way
    std::erase_if(way.nodes, [&](std::int64_t node) { return !streets.places.contains(node); });
  std::erase_if(streets.ways, [](const OsmWay& way) { return way.nodes.size() < 2; });
  if (streets.ways.empty())
    throw Error(ErrorKind::input, file.string() + ": the streets have no nodes with coordinates in this file");
  return streets;
}

}  // namespace planspiel
