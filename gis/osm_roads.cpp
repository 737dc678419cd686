#include "gis/osm_roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/filled.hpp"
#include "engine/base/polygon_index.hpp"
#include "engine/base/projection.hpp"
#include "engine/city/connectivity.hpp"
#include "engine/city/entry_titles.hpp"
#include "engine/generate/streets.hpp"
#include "gis/osm_map_edge.hpp"
#include "gis/osm_sections.hpp"
#include "gis/osm_turns.hpp"

namespace planspiel {

namespace {

/// A bit of access and who has it.
struct User {
  std::int32_t bit;
  const char *de, *en;
};
constexpr User kUsers[] = {{access::car, "Pkw", "cars"},
                           {access::truck, "Lkw", "trucks"},
                           {access::bus, "Busse", "buses"},
                           {access::emergency, "Einsatzfahrzeuge", "engines"},
                           {access::bike, "Fahrräder", "bicycles"},
                           {access::walk, "Fußgänger", "walkers"}};

/// "Hauptstraße", and the word of the table in English.
Text title_of_class(RoadClass road_class) {
  return {title_of(road_class).de, std::string(kRoadClassNames[static_cast<std::size_t>(road_class)])};
}

/// Leaves each kind of motor vehicle the links of the largest part in which it gets from everywhere to everywhere.
/// Returns how many links lose the last of them.
std::size_t keep_connected(OsmSections& cut) {
  Roads links;
  std::vector<std::int32_t*> access_of;
  const auto add = [&](std::size_t from, std::size_t to, std::int32_t& open_to) {
    if (!(open_to & access::motor)) return;
    const EdgeId edge = links.add(std::to_string(access_of.size()));
    links.from[edge] = NodeId(from);
    links.to[edge] = NodeId(to);
    links.access[edge] = open_to;
    access_of.push_back(&open_to);
  };
  for (OsmSection& section : cut.sections) {
    add(section.from, section.to, section.access.forward);
    add(section.to, section.from, section.access.backward);
  }
  for (const auto& [bit, de, en] : kUsers) {
    if (!(bit & access::motor)) continue;
    const Connectivity parts = connectivity(cut.vertices.size(), links, bit);
    for (const EdgeId edge : links.ids())
      if (!parts.is_connected(links, edge)) *access_of[edge.index()] &= ~bit;
  }
  return static_cast<std::size_t>(std::count_if(
      access_of.begin(), access_of.end(), [](const std::int32_t* open_to) { return !(*open_to & access::motor); }));
}

/// Streets with a motor vehicle left, and the steps over barriers between them.
std::vector<bool> kept_sections(const OsmSections& cut) {
  std::vector<bool> kept(cut.sections.size()), reached(cut.vertices.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const OsmSection& section = cut.sections[i];
    kept[i] = !section.is_barrier && (section.access.both() & access::motor);
    if (kept[i]) reached[section.from] = reached[section.to] = true;
  }
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (const OsmSection& section = cut.sections[i]; section.is_barrier)
      kept[i] = reached[section.from] && reached[section.to];
  return kept;
}

class Network {
 public:
  Network(const OsmStreets& streets, const OsmRoadOptions& options, CityBuilder& builder)
      : streets_(streets),
        options_(options),
        roads_(builder[tables::roads]),
        nodes_(builder[tables::nodes]),
        built_up_(options.built_up) {
    cut_ = cut_into_sections(streets, Projection(options.crs));
    joints_ = join_carriageways_at_edge(cut_);
    node_of_.resize(cut_.vertices.size());
  }

  OsmRoadReport write() {
    OsmRoadReport report;
    report.ways = streets_.ways.size();
    report.joints = joints_;
    for (const OsmSection& section : cut_.sections)
      if (is_street(section)) report.extract_km[class_of(section)] += section.length_m / 1000.0;
    report.dropped_links = keep_connected(cut_);
    write_roads(kept_sections(cut_), report);
    return report;
  }
  const OsmLinks& links() const { return links_; }

 private:
  static bool is_street(const OsmSection& section) { return !section.is_barrier && !section.is_joint; }

  static RoadClass class_of(const OsmSection& section) {
    const RoadClass road_class = section.way->street.road_class;
    if (!section.is_joint) return road_class;
    if (road_class == RoadClass::motorway) return RoadClass::motorway_link;
    return road_class == RoadClass::trunk ? RoadClass::trunk_link : RoadClass::primary_link;
  }

  void write_roads(const std::vector<bool>& kept, OsmRoadReport& report) {
    std::vector<std::set<std::size_t>> neighbours(cut_.vertices.size());
    for (std::size_t i = 0; i < cut_.sections.size(); ++i) {
      if (!kept[i]) continue;
      const OsmSection& section = cut_.sections[i];
      neighbours[section.from].insert(section.to);
      neighbours[section.to].insert(section.from);
      if (is_street(section)) report.graph_km[class_of(section)] += section.length_m / 1000.0;
      report.barriers += section.is_barrier;
      add_both(section, report);
    }
    roads_.shape = {};
    for (const auto& shape : shapes_) roads_.shape.push_back(shape);
    for (const auto& [osm, vertex] : cut_.vertex_of)
      if (node_of_[vertex]) links_.node.emplace(osm, *node_of_[vertex]);
    report.nodes = nodes_.size();
    report.links = roads_.size();
    for (const auto& others : neighbours) report.dead_ends += others.size() == 1;
  }

  /// A direction that nobody drives or rides in has no link: walkers use the other one both ways.
  void add_both(const OsmSection& section, OsmRoadReport& report) {
    const auto is_used = [&](std::int32_t open_to, std::int32_t other) {
      return (open_to & ~access::walk) || (open_to && !(other & ~access::walk));
    };
    std::optional<EdgeId> there, back;
    if (is_used(section.access.forward, section.access.backward)) there = add_link(section, true, report);
    if (is_used(section.access.backward, section.access.forward)) back = add_link(section, false, report);
    if (!there || !back) return;
    links_.back.emplace(*there, *back);
    links_.back.emplace(*back, *there);
  }

  NodeId node(std::size_t vertex) {
    if (!node_of_[vertex]) {
      node_of_[vertex] = nodes_.add(cut_.vertices[vertex].id);
      nodes_.position[*node_of_[vertex]] = cut_.vertices[vertex].place;
    }
    return *node_of_[vertex];
  }

  EdgeId add_link(const OsmSection& section, bool forward, OsmRoadReport& report) {
    const EdgeId edge = roads_.add(section.id + (forward ? "" : "r"));
    const OsmStreet& street = section.way->street;
    roads_.from[edge] = node(forward ? section.from : section.to);
    roads_.to[edge] = node(forward ? section.to : section.from);
    roads_.name[edge] = street.name;
    roads_.road_class[edge] = class_of(section);
    roads_.length[edge] = Metres(section.length_m);
    roads_.access[edge] = forward ? section.access.forward : section.access.backward;
    const double said_km_h = forward ? street.limits.forward_km_h : street.limits.backward_km_h;
    const generate::ClassDefaults usual = defaults_of(section, said_km_h);
    write_lanes(edge, usual, forward ? street.lanes_forward : street.lanes_backward);
    write_speeds(edge, usual, said_km_h);
    shapes_.push_back(section.shape);
    if (!forward) std::reverse(shapes_.back().begin(), shapes_.back().end());
    if (is_street(section)) links_.of_way[section.way->id].push_back(edge);
    report.link_km += section.length_m / 1000.0;
    for (const auto& [bit, de, en] : kUsers)
      if (roads_.access[edge] & bit) report.open_km[bit] += section.length_m / 1000.0;
    return edge;
  }

  generate::ClassDefaults defaults_of(const OsmSection& section, double said_km_h) const {
    const bool town =
        said_km_h < generate::kCountryLimit_km_h && built_up_.contains(section.shape[section.shape.size() / 2]);
    return generate::defaults_of(class_of(section),
                                 town ? generate::Surroundings::town : generate::Surroundings::country);
  }

  void write_lanes(EdgeId edge, const generate::ClassDefaults& usual, int lanes) {
    roads_.lanes[edge] = lanes > 0 ? lanes : static_cast<std::int32_t>(std::lround(usual.lanes));
    roads_.capacity[edge] = Flow(usual.capacity_per_lane * roads_.lanes[edge] / 3600.0);
  }

  void write_speeds(EdgeId edge, const generate::ClassDefaults& usual, double said_km_h) {
    roads_.limit[edge] = Speed((said_km_h > 0.0 ? said_km_h : usual.limit_km_h) / 3.6);
    roads_.free_speed[edge] = generate::free_speed_of(usual, roads_.limit[edge]);
  }

  const OsmStreets& streets_;
  const OsmRoadOptions& options_;
  Roads& roads_;
  Nodes& nodes_;
  PolygonIndex built_up_;
  OsmSections cut_{};
  std::size_t joints_ = 0;
  std::vector<std::optional<NodeId>> node_of_{};
  std::vector<std::vector<Point>> shapes_{};
  OsmLinks links_{};
};

Text counted(std::size_t count, const Text& one, const Text& many) {
  return filled("{} {}", "{} {}", count, count == 1 ? one : many);
}

}  // namespace

Text OsmRoadReport::text() const {
  Text lines = filled(
      "Straßen: {} Wege, {} Knoten, {} Strecken je Richtung von zusammen {:.0f} km; {} Strecken außerhalb des größten "
      "zusammenhängenden Teils weggelassen; {} Sackgassen behalten\n",
      "roads: {} ways, {} nodes, {} directed links of {:.0f} km; {} links outside the largest connected part left out; "
      "{} dead ends kept\n",
      ways, nodes, links, link_km, dropped_links, dead_ends);
  lines += filled(
      "Straßen: {} (der Datei fehlen einige ihrer Knoten: keine Strecke führt über die Lücke), {}, {}, {}; {}, die "
      "nicht alle durchlassen\n",
      "roads: {} (the file lacks some of their nodes: no link leads over the gap), {}, {}, {}; {} that not everybody "
      "passes\n",
      counted(cut_ways, {"abgeschnittener Weg", "cut way"}, {"abgeschnittene Wege", "cut ways"}),
      counted(short_ways, {"Weg ohne zwei Knoten weggelassen", "way without two nodes left out"},
              {"Wege ohne zwei Knoten weggelassen", "ways without two nodes left out"}),
      counted(deleted, {"gelöschtes Objekt weggelassen", "deleted object left out"},
              {"gelöschte Objekte weggelassen", "deleted objects left out"}),
      counted(
          repeated,
          {"Objekt mehrmals gegeben (die neueste Fassung zählt)", "object given again (the newest version counts)"},
          {"Objekte mehrmals gegeben (die neueste Fassung zählt)", "objects given again (the newest version counts)"}),
      counted(barriers, {"Sperre", "barrier"}, {"Sperren", "barriers"}));
  if (joints > 0)
    lines += filled(
        "Straßen: {} Paare von Fahrbahnen enden am Rand der Datei und sind dort verbunden: von außen fährt man über "
        "sie "
        "ein\n",
        "roads: {} pairs of carriageways end at the edge of the file and are joined there: traffic from outside enters "
        "over them\n",
        joints);
  lines += {"Straßen offen für", "roads open to"};
  for (const auto& [bit, de, en] : kUsers) {
    const auto km = open_km.find(bit);
    lines += filled(" {} {:.0f} km{}", " {} {:.0f} km{}", Text{de, en}, km == open_km.end() ? 0.0 : km->second,
                    bit == access::walk ? "\n" : ",");
  }
  lines += filled("Abbiegeregeln: {} Verbote für Pkw, aus {} Beschränkungen; {} nicht zugeordnet\n",
                  "turns: {} forbidden for cars, from {} restrictions; {} not placed\n", turns, restrictions,
                  restrictions_unplaced);
  for (const auto& [road_class, km] : extract_km) {
    const auto found = graph_km.find(road_class);
    const double in_graph = found == graph_km.end() ? 0.0 : found->second;
    lines += filled("  {:<26} {:>8.1f} km in der Datei, {:>8.1f} km im Netz ({:+.2f} %)\n",
                    "  {:<14} {:>8.1f} km in the file, {:>8.1f} km in the network ({:+.2f} %)\n",
                    title_of_class(road_class), km, in_graph, km > 0.0 ? 100.0 * (in_graph / km - 1.0) : 0.0);
  }
  if (!unread.entries().empty())
    lines +=
        Text{"nicht gelesen, oder vereinfacht gelesen:\n", "not read, or read in a plainer way:\n"} + unread.text();
  return lines;
}

OsmRoadReport import_osm_roads(const std::filesystem::path& file, const OsmRoadOptions& options, CityBuilder& builder) {
  OsmStreets streets = read_osm_streets(file);
  Network network(streets, options, builder);
  OsmRoadReport report = network.write();
  report.restrictions = streets.restrictions.size();
  for (const std::int64_t rule : add_turns(streets.restrictions, network.links(), builder)) {
    ++report.restrictions_unplaced;
    streets.unread.add(
        {"restriction: ihre Straßen treffen sich dort im Netz nicht, oder es ist mehrdeutig, wie; nicht zugeordnet",
         "restriction: its streets do not meet there in the network, or it is ambiguous how; not placed"},
        fmt::format("r{}", rule));
  }
  report.turns = builder[tables::turns].size();
  report.cut_ways = streets.cut_ways;
  report.short_ways = streets.short_ways;
  report.repeated = streets.repeated;
  report.deleted = streets.deleted;
  report.unread = std::move(streets.unread);
  return report;
}

}  // namespace planspiel
