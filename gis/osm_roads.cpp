#include "gis/osm_roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "engine/base/projection.hpp"
#include "engine/city/connectivity.hpp"
#include "engine/generate/streets.hpp"
#include "gis/osm_reader.hpp"

namespace planspiel {

namespace {

constexpr std::int32_t kMotorRoad = access::car | access::truck | access::bus | access::emergency;

std::string class_name(RoadClass road_class) {
  return std::string(kRoadClassNames[static_cast<std::size_t>(road_class)]);
}

/// A part of a way between two junctions.
struct Section {
  const OsmWay* way = nullptr;
  std::size_t number = 0;  ///< along the way
  std::int64_t from = 0, to = 0;
  std::vector<Point> shape{};
  double length_m = 0.0;
};

/// Limit and free speed outside towns [km/h]: as usual on roads without junctions in sight.
std::pair<double, double> rural_speeds(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::motorway:
      return {130.0, 110.0};
    case RoadClass::trunk:
      return {100.0, 85.0};
    case RoadClass::primary:
      return {100.0, 75.0};
    case RoadClass::secondary:
      return {100.0, 68.0};
    case RoadClass::tertiary:
      return {100.0, 58.0};
    default:
      return {0.0, 0.0};
  }
}

class Network {
 public:
  Network(const OsmStreets& streets, const OsmRoadOptions& options)
      : streets_(streets), options_(options), projection_(options.crs) {
    for (const Polygon& polygon : options.built_up) boxes_.push_back(box_of(polygon));
    find_junctions();
    for (const OsmWay& way : streets.ways) cut(way);
  }

  OsmRoadReport write(CityBuilder& builder) {
    OsmRoadReport report;
    report.ways = streets_.ways.size();
    for (const Section& section : sections_)
      report.extract_km[class_name(section.way->street.road_class)] += section.length_m / 1000.0;
    const std::vector<bool> kept = connected_sections(report);
    write_roads(builder, kept, report);
    write_turns(builder, report);
    return report;
  }

 private:
  void find_junctions() {
    for (const OsmWay& way : streets_.ways) {
      ++uses_[way.nodes.front()];
      ++uses_[way.nodes.back()];  // ends count twice, so that they are junctions
      for (const std::int64_t node : way.nodes) ++uses_[node];
    }
  }

  void cut(const OsmWay& way) {
    Section section{&way, 0, way.nodes.front(), 0, {}, 0.0};
    for (const std::int64_t node : way.nodes) {
      section.shape.push_back(projection_.to_metres(streets_.places.at(node)));
      if (section.shape.size() < 2 || uses_.at(node) < 2) continue;
      section.to = node;
      section.length_m = std::max(1.0, length_of(section.shape).value);
      const Point last = section.shape.back();
      sections_.push_back(section);
      section = {&way, section.number + 1, node, 0, {last}, 0.0};
    }
  }

  bool is_built_up(Point place) const {
    for (std::size_t i = 0; i < boxes_.size(); ++i)
      if (boxes_[i].contains(place) && options_.built_up[i].contains(place)) return true;
    return false;
  }

  /// Sections in the largest strongly connected part: found on a table of links like the one that will be written.
  std::vector<bool> connected_sections(OsmRoadReport& report) {
    std::unordered_map<std::int64_t, std::uint32_t> row_of;
    Roads links;
    std::vector<std::size_t> section_of;
    const auto row = [&](std::int64_t node) {
      return NodeId(std::size_t{row_of.try_emplace(node, static_cast<std::uint32_t>(row_of.size())).first->second});
    };
    const auto add = [&](std::size_t section, std::int64_t from, std::int64_t to) {
      const EdgeId edge = links.add(std::to_string(section_of.size()));
      links.from[edge] = row(from);
      links.to[edge] = row(to);
      links.access[edge] = kMotorRoad;
      section_of.push_back(section);
    };
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      if (sections_[i].way->street.forward) add(i, sections_[i].from, sections_[i].to);
      if (sections_[i].way->street.backward) add(i, sections_[i].to, sections_[i].from);
    }
    const Connectivity parts = connectivity(row_of.size(), links, access::car);
    std::vector<bool> kept(sections_.size(), false);
    for (const EdgeId edge : links.ids()) {
      kept[section_of[edge.index()]] = parts.is_connected(links, edge);
      report.dropped_links += !parts.is_connected(links, edge);
    }
    return kept;
  }

  void write_roads(CityBuilder& builder, const std::vector<bool>& kept, OsmRoadReport& report) {
    Nodes& nodes = builder[tables::nodes];
    std::unordered_map<std::int64_t, std::set<std::int64_t>> neighbours;
    const auto node = [&](std::int64_t osm, Point place) {
      const auto [found, is_new] = node_of_.try_emplace(osm, nodes.size());
      if (is_new) nodes.position[nodes.add(fmt::format("n{}", osm))] = place;
      return NodeId(found->second);
    };
    std::vector<std::vector<Point>> shapes;
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      if (!kept[i]) continue;
      const Section& section = sections_[i];
      const NodeId from = node(section.from, section.shape.front()), to = node(section.to, section.shape.back());
      neighbours[section.from].insert(section.to);
      neighbours[section.to].insert(section.from);
      report.graph_km[class_name(section.way->street.road_class)] += section.length_m / 1000.0;
      if (section.way->street.forward) add_link(builder, section, true, from, to, shapes, report);
      if (section.way->street.backward) add_link(builder, section, false, to, from, shapes, report);
    }
    Roads& roads = builder[tables::roads];
    roads.shape = {};
    for (const auto& shape : shapes) roads.shape.push_back(shape);
    report.nodes = nodes.size();
    report.links = roads.size();
    for (const auto& [osm, others] : neighbours) report.dead_ends += others.size() == 1;
  }

  void add_link(CityBuilder& builder, const Section& section, bool forward, NodeId from, NodeId to,
                std::vector<std::vector<Point>>& shapes, OsmRoadReport& report) {
    Roads& roads = builder[tables::roads];
    const OsmStreet& street = section.way->street;
    const EdgeId edge = roads.add(fmt::format("w{}:{}{}", section.way->id, section.number, forward ? "" : "r"));
    const generate::ClassDefaults usual = generate::defaults_of(street.road_class);
    double limit = usual.limit_km_h, free_speed = usual.free_speed_km_h;
    if (const auto [rural_limit, rural_speed] = rural_speeds(street.road_class);
        rural_limit > 0.0 && !is_built_up(section.shape[section.shape.size() / 2])) {
      limit = rural_limit;
      free_speed = rural_speed;
    }
    if (street.limit_km_h > 0.0) limit = street.limit_km_h;
    const int lanes = forward ? street.lanes_forward : street.lanes_backward;
    roads.from[edge] = from;
    roads.to[edge] = to;
    roads.name[edge] = street.name;
    roads.road_class[edge] = street.road_class;
    roads.lanes[edge] = lanes > 0 ? lanes : static_cast<std::int32_t>(std::lround(usual.lanes));
    roads.length[edge] = Metres(section.length_m);
    roads.limit[edge] = Speed(limit / 3.6);
    roads.free_speed[edge] = Speed(std::min(free_speed, limit) / 3.6);
    roads.capacity[edge] = Flow(usual.capacity_per_lane * roads.lanes[edge] / 3600.0);
    roads.access[edge] = kMotorRoad | (street.road_class <= RoadClass::trunk_link ? 0 : access::bike | access::walk);
    std::vector<Point> shape(section.shape);
    if (!forward) std::reverse(shape.begin(), shape.end());
    shapes.push_back(std::move(shape));
    links_of_way_[section.way->id].push_back(edge);
    report.link_km += section.length_m / 1000.0;
  }

  void write_turns(CityBuilder& builder, OsmRoadReport& report) {
    const Roads& roads = builder[tables::roads];
    Turns& turns = builder[tables::turns];
    std::vector<std::vector<EdgeId>> leaving(builder[tables::nodes].size());
    for (const EdgeId edge : roads.ids()) leaving[roads.from[edge].index()].push_back(edge);
    std::set<std::pair<std::size_t, std::size_t>> written;
    for (const OsmRestriction& rule : streets_.restrictions) {
      ++report.restrictions;
      const auto via = node_of_.find(rule.via_node);
      bool placed = false;
      for (const EdgeId from : links_of(rule.from_way)) {
        if (via == node_of_.end() || roads.to[from].index() != via->second) continue;
        const auto goes_there = [&](EdgeId edge) {
          const auto& of_way = links_of(rule.to_way);
          return std::find(of_way.begin(), of_way.end(), edge) != of_way.end();
        };
        const auto& exits = leaving[via->second];
        // An order into a street that is left out would close the junction.
        if (rule.only && std::none_of(exits.begin(), exits.end(), goes_there)) continue;
        for (const EdgeId to : exits) {
          if (goes_there(to) == rule.only) continue;  // no_*: those of the way; only_*: all others
          placed = true;
          if (!written.emplace(from.index(), to.index()).second) continue;
          const TurnId turn = turns.add(roads.id[from] + ">" + roads.id[to]);
          turns.from[turn] = from;
          turns.to[turn] = to;
          turns.forbidden[turn] = true;
        }
      }
      report.restrictions_unplaced += !placed;
    }
    report.turns = turns.size();
    report.restrictions_over_ways = streets_.restrictions_over_ways;
  }

  const std::vector<EdgeId>& links_of(std::int64_t way) const {
    static const std::vector<EdgeId> none;
    const auto found = links_of_way_.find(way);
    return found == links_of_way_.end() ? none : found->second;
  }

  const OsmStreets& streets_;
  const OsmRoadOptions& options_;
  Projection projection_;
  std::vector<Box> boxes_{};
  std::unordered_map<std::int64_t, int> uses_{};
  std::vector<Section> sections_{};
  std::unordered_map<std::int64_t, std::size_t> node_of_{};
  std::unordered_map<std::int64_t, std::vector<EdgeId>> links_of_way_{};
};

}  // namespace

std::string OsmRoadReport::text() const {
  std::string lines = fmt::format(
      "roads: {} ways, {} nodes, {} directed links of {:.0f} km; {} links outside the largest connected part left out; "
      "{} dead ends kept\nturns: {} forbidden, from {} restrictions; {} of streets left out, {} over several ways not "
      "read\n",
      ways, nodes, links, link_km, dropped_links, dead_ends, turns, restrictions, restrictions_unplaced,
      restrictions_over_ways);
  for (const auto& [name, km] : extract_km) {
    const auto found = graph_km.find(name);
    const double in_graph = found == graph_km.end() ? 0.0 : found->second;
    lines += fmt::format("  {:<14} {:>8.1f} km in the file, {:>8.1f} km in the network ({:+.2f} %)\n", name, km,
                         in_graph, km > 0.0 ? 100.0 * (in_graph / km - 1.0) : 0.0);
  }
  return lines;
}

OsmRoadReport import_osm_roads(const std::filesystem::path& file, const OsmRoadOptions& options, CityBuilder& builder) {
  const OsmStreets streets = read_osm_streets(file);
  return Network(streets, options).write(builder);
}

}  // namespace planspiel
