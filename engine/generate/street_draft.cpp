#include "engine/generate/street_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace planspiel::generate {

namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

/// Nodes that a search along `next` reaches from `start`, in the order in which they are finished.
void finish_order(const std::vector<std::vector<std::uint32_t>>& next, std::uint32_t start,
                  std::vector<std::uint8_t>& seen, std::vector<std::uint32_t>& finished) {
  std::vector<std::pair<std::uint32_t, std::size_t>> stack{{start, 0}};
  seen[start] = 1;
  while (!stack.empty()) {
    auto& [node, at] = stack.back();
    if (at == next[node].size()) {
      finished.push_back(node);
      stack.pop_back();
      continue;
    }
    const std::uint32_t head = next[node][at++];
    if (seen[head]) continue;
    seen[head] = 1;
    stack.emplace_back(head, 0);
  }
}

constexpr double kOfLimitInCountry = 0.85;  ///< assumed, to the order of speeds in HBS 2015, part L

ClassDefaults defaults_in_country(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::motorway:
      return {110.0, 130.0, 1900.0, 2.0};
    case RoadClass::trunk:
      return {85.0, 100.0, 1600.0, 2.0, kOfLimitInCountry};
    case RoadClass::primary:
      return {75.0, 100.0, 1400.0, 1.0, kOfLimitInCountry};
    case RoadClass::secondary:
      return {68.0, 100.0, 1200.0, 1.0, kOfLimitInCountry};
    case RoadClass::tertiary:
      return {58.0, 100.0, 900.0, 1.0, kOfLimitInCountry};
    default:
      return defaults_of(road_class, Surroundings::town);
  }
}

ClassDefaults defaults_in_town(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::motorway:
      return {105.0, 120.0, 1900.0, 2.0};
    case RoadClass::motorway_link:
      return {55.0, 80.0, 1500.0, 1.0};
    case RoadClass::trunk:
      return {55.0, 60.0, 1300.0, 2.0};
    case RoadClass::trunk_link:
      return {40.0, 50.0, 1200.0, 1.0};
    case RoadClass::primary:
      return {40.0, 50.0, 700.0, 2.0};
    case RoadClass::primary_link:
      return {35.0, 50.0, 550.0, 1.0};
    case RoadClass::secondary:
      return {35.0, 50.0, 550.0, 1.0};
    case RoadClass::tertiary:
      return {30.0, 50.0, 450.0, 1.0};
    case RoadClass::living_street:
      return {12.0, 10.0, 300.0, 1.0};
    case RoadClass::service:
      return {15.0, 30.0, 300.0, 1.0};
    default:
      return {22.0, 30.0, 350.0, 1.0};
  }
}

}  // namespace

std::uint32_t StreetDraft::node_at(Point place) {
  const auto [found, is_new] = by_metre_.try_emplace({std::lround(place.x_m), std::lround(place.y_m)},
                                                     static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back(place);
  return found->second;
}

void StreetDraft::add(Link link) {
  if (link.a != link.b) links_.push_back(std::move(link));
}

void StreetDraft::keep_connected() {
  std::vector<std::vector<std::uint32_t>> forward(nodes_.size()), backward(nodes_.size());
  for (const Link& link : links_) {
    forward[link.a].push_back(link.b);
    backward[link.b].push_back(link.a);
    if (link.oneway) continue;
    forward[link.b].push_back(link.a);
    backward[link.a].push_back(link.b);
  }
  std::vector<std::uint8_t> seen(nodes_.size(), 0);
  std::vector<std::uint32_t> finished;
  for (std::uint32_t node = 0; node < nodes_.size(); ++node)
    if (!seen[node]) finish_order(forward, node, seen, finished);
  std::fill(seen.begin(), seen.end(), std::uint8_t{0});
  std::vector<std::uint32_t> largest;
  for (auto at = finished.rbegin(); at != finished.rend(); ++at) {  // Kosaraju's algorithm
    if (seen[*at]) continue;
    std::vector<std::uint32_t> part;
    finish_order(backward, *at, seen, part);
    if (part.size() > largest.size()) largest = std::move(part);
  }
  std::vector<std::uint8_t> kept(nodes_.size(), 0);
  for (const std::uint32_t node : largest) kept[node] = 1;
  std::erase_if(links_, [&](const Link& link) { return !kept[link.a] || !kept[link.b]; });
}

ClassDefaults defaults_of(RoadClass road_class, Surroundings where) {
  return where == Surroundings::town ? defaults_in_town(road_class) : defaults_in_country(road_class);
}

Speed free_speed_of(const ClassDefaults& usual, Speed limit) {
  return Speed(std::min(usual.free_speed_km_h / 3.6, usual.share_of_limit * limit.value));
}

void StreetDraft::write(CityBuilder& builder) const {
  Nodes& nodes = builder[tables::nodes];
  Roads& roads = builder[tables::roads];
  std::vector<std::uint32_t> row_of(nodes_.size(), kNone);
  std::set<std::string> used;
  const auto row = [&](std::uint32_t node) {
    if (row_of[node] == kNone) {
      row_of[node] = static_cast<std::uint32_t>(nodes.size());
      const NodeId id = nodes.add(fmt::format("n{}_{}", std::lround(nodes_[node].x_m), std::lround(nodes_[node].y_m)));
      nodes.position[id] = nodes_[node];
    }
    return NodeId(std::size_t{row_of[node]});
  };
  std::vector<std::vector<Point>> shapes;
  const auto direction = [&](const Link& link, std::uint32_t from, std::uint32_t to) {
    const NodeId tail = row(from), head = row(to);
    std::string id = nodes.id[tail] + "-" + nodes.id[head];
    while (!used.insert(id).second) id += "'";
    const ClassDefaults usual = defaults_of(link.road_class, link.where);
    const EdgeId edge = roads.add(std::move(id));
    roads.from[edge] = tail;
    roads.to[edge] = head;
    roads.name[edge] = link.name;
    roads.road_class[edge] = link.road_class;
    roads.lanes[edge] = static_cast<std::int32_t>(
        std::max(1L, std::lround(link.lanes > 0.0 ? (link.oneway ? link.lanes : link.lanes / 2.0) : usual.lanes)));
    roads.length[edge] = std::max(1.0_m, distance(nodes_[from], nodes_[to]));
    const double limit = link.limit_km_h > 0.0 ? link.limit_km_h : usual.limit_km_h;
    roads.limit[edge] = Speed(limit / 3.6);
    roads.free_speed[edge] = free_speed_of(usual, Speed(limit / 3.6));
    roads.capacity[edge] = Flow(usual.capacity_per_lane * roads.lanes[edge] / 3600.0);
    const bool motor_road = link.road_class <= RoadClass::trunk_link;
    roads.access[edge] =
        access::car | access::truck | access::bus | access::emergency | (motor_road ? 0 : access::bike | access::walk);
    shapes.push_back({nodes_[from], nodes_[to]});
  };
  for (const Link& link : links_) {
    direction(link, link.a, link.b);
    if (!link.oneway) direction(link, link.b, link.a);
  }
  roads.shape = {};
  for (const auto& shape : shapes) roads.shape.push_back(shape);
}

}  // namespace planspiel::generate
