#include "gis/osm_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <osmium/handler.hpp>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/projection.hpp"
#include "gis/osm_file.hpp"

namespace planspiel {

namespace {

constexpr Metres kSameMember{30.0};  ///< two members in a row that are one stop

std::optional<TransitMode> mode_of(const osmium::TagList& tags) {
  const std::string route = text_of(tags, "route");
  if (route == "bus" || route == "trolleybus") return TransitMode::bus;
  if (route == "tram" || route == "light_rail") return TransitMode::tram;
  if (route == "subway") return TransitMode::metro;
  return route == "train" ? std::optional(TransitMode::rail) : std::nullopt;
}

bool is_long_distance(const osmium::TagList& tags) {
  static constexpr std::array kBeyondACity{"long_distance", "high_speed",  "night",
                                           "international", "car_shuttle", "tourism"};
  const std::string service = text_of(tags, "service");
  return std::find(kBeyondACity.begin(), kBeyondACity.end(), service) != kBeyondACity.end();
}

struct Member {
  bool is_way = false;
  std::int64_t id = 0;
  std::string role{};
};

struct Draft {
  std::int64_t id = 0;
  std::string ref{};
  TransitMode mode{};
  std::vector<Member> members{};
};

class Relations : public osmium::handler::Handler {
 public:
  Relations(const OsmSource& source, OsmRoutes& routes) : source_(source), routes_(routes) {}
  void relation(const osmium::Relation& relation) {
    if (source_.is_deleted(relation) || !relation.tags().has_tag("type", "route")) return;
    const auto mode = mode_of(relation.tags());
    if (!mode) return;
    if (is_long_distance(relation.tags())) {
      ++routes_.long_distance;
      return;
    }
    std::string ref = text_of(relation.tags(), "ref");
    if (ref.empty()) ref = text_of(relation.tags(), "name");
    Draft& draft = drafts.emplace_back(Draft{relation.id(), std::move(ref), *mode, {}});
    for (const auto& member : relation.members())
      if (member.type() != osmium::item_type::relation)
        draft.members.push_back({member.type() == osmium::item_type::way, member.ref(), member.role()});
  }
  std::vector<Draft> drafts{};

 private:
  const OsmSource& source_;
  OsmRoutes& routes_;
};

/// The first node of each way that may be a platform, and its name.
class Platforms : public osmium::handler::Handler {
 public:
  explicit Platforms(const std::vector<Draft>& drafts) {
    for (const Draft& draft : drafts)
      for (const Member& member : draft.members)
        if (member.is_way && member.role.starts_with("platform")) wanted_.insert(member.id);
  }
  void way(const osmium::Way& way) {
    if (!wanted_.contains(way.id()) || way.nodes().empty()) return;
    first_node[way.id()] = way.nodes().front().ref();
    names[way.id()] = text_of(way.tags(), "name");
  }
  std::unordered_map<std::int64_t, std::int64_t> first_node{};
  std::unordered_map<std::int64_t, std::string> names{};

 private:
  std::unordered_set<std::int64_t> wanted_{};
};

struct NodePlace {
  LonLat place{};
  std::string name{};
  bool is_stop = false;
};

class StopNodes : public osmium::handler::Handler {
 public:
  StopNodes(const std::vector<Draft>& drafts, const Platforms& platforms) {
    for (const Draft& draft : drafts)
      for (const Member& member : draft.members)
        if (!member.is_way) wanted_.insert(member.id);
    for (const auto& [way, node] : platforms.first_node) wanted_.insert(node);
  }
  void node(const osmium::Node& node) {
    if (!wanted_.contains(node.id()) || !node.location().valid()) return;
    const osmium::TagList& tags = node.tags();
    const bool is_stop = tags.has_key("public_transport") || tags.has_tag("highway", "bus_stop") ||
                         tags.has_tag("railway", "tram_stop") || tags.has_tag("railway", "station") ||
                         tags.has_tag("railway", "halt");
    places[node.id()] = {LonLat::degrees(node.location().lon(), node.location().lat()), text_of(tags, "name"), is_stop};
  }
  std::unordered_map<std::int64_t, NodePlace> places{};

 private:
  std::unordered_set<std::int64_t> wanted_{};
};

/// Finds the stops of a relation that the file holds.
class StopFinder {
 public:
  StopFinder(const Platforms& platforms, const StopNodes& nodes, const Projection& projection)
      : platforms_(platforms), nodes_(nodes), projection_(projection) {}

  /// By what the members say of themselves; the first way that gives two stops.
  std::vector<OsmRouteStop> stops_of(const Draft& draft) const {
    for (const auto& wanted : {&StopFinder::says_stop, &StopFinder::says_platform, &StopFinder::is_stop}) {
      std::vector<OsmRouteStop> stops;
      for (const Member& member : draft.members)
        if ((this->*wanted)(member)) add(member, stops);
      if (stops.size() >= 2) return stops;
    }
    return {};
  }

 private:
  bool says_stop(const Member& member) const {
    return !member.is_way && member.role.find("stop") != std::string::npos &&
           !member.role.starts_with("backward");  // the way back, in an older way of drawing
  }
  bool says_platform(const Member& member) const { return member.role.starts_with("platform"); }
  bool is_stop(const Member& member) const {
    const auto node = nodes_.places.find(member.id);
    return !member.is_way && node != nodes_.places.end() && node->second.is_stop;
  }

  void add(const Member& member, std::vector<OsmRouteStop>& stops) const {
    std::int64_t node_id = member.id;
    if (member.is_way) {
      const auto first = platforms_.first_node.find(member.id);
      if (first == platforms_.first_node.end()) return;
      node_id = first->second;
    }
    const auto node = nodes_.places.find(node_id);
    if (node == nodes_.places.end()) return;
    const Point position = projection_.to_metres(node->second.place);
    if (!stops.empty() && distance(stops.back().position, position) < kSameMember) return;
    stops.push_back({fmt::format("{}{:012}", member.is_way ? 'w' : 'n', member.id),
                     member.is_way ? platforms_.names.at(member.id) : node->second.name, position});
  }

  const Platforms& platforms_;
  const StopNodes& nodes_;
  const Projection& projection_;
};

/// Of each mode and ref the relation with the most stops; of equal ones that with the smaller id.
void keep_longest(OsmRoutes& routes) {
  std::vector<OsmRoute>& lines = routes.lines;
  std::sort(lines.begin(), lines.end(), [](const OsmRoute& a, const OsmRoute& b) {
    return std::make_tuple(a.mode, std::cref(a.ref), b.stops.size(), std::cref(a.id)) <
           std::make_tuple(b.mode, std::cref(b.ref), a.stops.size(), std::cref(b.id));
  });
  const auto rest = std::unique(lines.begin(), lines.end(), [](const OsmRoute& a, const OsmRoute& b) {
    return a.mode == b.mode && a.ref == b.ref && !a.ref.empty();
  });
  routes.variants = static_cast<std::size_t>(lines.end() - rest);
  lines.erase(rest, lines.end());
}

}  // namespace

OsmRoutes read_osm_routes(const std::filesystem::path& file, const std::string& crs) {
  const OsmSource source(file);
  const Projection projection(crs);
  OsmRoutes routes;
  Relations relations(source, routes);
  source.read(osmium::osm_entity_bits::relation, relations);
  if (relations.drafts.empty()) return routes;
  Platforms platforms(relations.drafts);
  source.read(osmium::osm_entity_bits::way, platforms);
  StopNodes nodes(relations.drafts, platforms);
  source.read(osmium::osm_entity_bits::node, nodes);
  const StopFinder finder(platforms, nodes, projection);
  for (const Draft& draft : relations.drafts) {
    OsmRoute route{fmt::format("r{:012}", draft.id), draft.ref, draft.mode, finder.stops_of(draft)};
    if (route.stops.size() < 2)
      ++routes.short_ones;
    else
      routes.lines.push_back(std::move(route));
  }
  keep_longest(routes);
  return routes;
}

}  // namespace planspiel
