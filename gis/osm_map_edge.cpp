#include "gis/osm_map_edge.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace planspiel {

namespace {

constexpr double kFarthestEdge_m = 2000.0;

/// Links for cars at a vertex.
struct Degrees {
  int in = 0, out = 0;
};

std::vector<Degrees> degrees_of(const OsmSections& cut) {
  std::vector<Degrees> degrees(cut.vertices.size());
  const auto add = [&](std::size_t from, std::size_t to, std::int32_t open_to) {
    if (!(open_to & access::car)) return;
    ++degrees[from].out;
    ++degrees[to].in;
  };
  for (const OsmSection& section : cut.sections) {
    add(section.from, section.to, section.access.forward);
    add(section.to, section.from, section.access.backward);
  }
  return degrees;
}

bool has_carriageways(RoadClass road_class) {
  return road_class == RoadClass::motorway || road_class == RoadClass::trunk || road_class == RoadClass::primary;
}

/// An end of a carriageway, by its section.
struct LooseEnd {
  std::size_t vertex = 0, section = 0;
};

/// Where one-way main roads end (`leaving`) or begin with nothing behind.
std::vector<LooseEnd> loose_ends(const OsmSections& cut, const std::vector<Degrees>& degrees, bool leaving) {
  std::vector<LooseEnd> ends;
  for (std::size_t i = 0; i < cut.sections.size(); ++i) {
    const OsmSection& section = cut.sections[i];
    const bool forward = section.access.forward & access::car, backward = section.access.backward & access::car;
    if (section.is_barrier || forward == backward || !has_carriageways(section.way->street.road_class)) continue;
    const std::size_t vertex = forward == leaving ? section.to : section.from;
    const Degrees& there = degrees[vertex];
    if (leaving ? there.out == 0 : there.in == 0) ends.push_back({vertex, i});
  }
  return ends;
}

bool same_road(const OsmSection& a, const OsmSection& b) {
  const OsmStreet &one = a.way->street, &other = b.way->street;
  return one.name.empty() || other.name.empty() ? one.road_class == other.road_class : one.name == other.name;
}

struct Pair {
  double length_m = 0.0;
  LooseEnd out{}, in{};
};

std::vector<Pair> pairs_of(const OsmSections& cut) {
  const std::vector<Degrees> degrees = degrees_of(cut);
  const std::vector<LooseEnd> starts = loose_ends(cut, degrees, false);
  std::vector<Pair> pairs;
  for (const LooseEnd& out : loose_ends(cut, degrees, true))
    for (const LooseEnd& in : starts) {
      const double length_m = distance(cut.vertices[out.vertex].place, cut.vertices[in.vertex].place).value;
      if (length_m <= kFarthestEdge_m && same_road(cut.sections[out.section], cut.sections[in.section]))
        pairs.push_back({length_m, out, in});
    }
  std::sort(pairs.begin(), pairs.end(), [&](const Pair& a, const Pair& b) {
    return std::tie(a.length_m, cut.vertices[a.out.vertex].id, cut.vertices[a.in.vertex].id) <
           std::tie(b.length_m, cut.vertices[b.out.vertex].id, cut.vertices[b.in.vertex].id);
  });
  return pairs;
}

std::int32_t driven_by(const OsmSection& section) { return section.access.forward | section.access.backward; }

OsmSection joint_of(const OsmSections& cut, const Pair& pair) {
  const OsmSection &last = cut.sections[pair.out.section], &next = cut.sections[pair.in.section];
  OsmSection joint{.way = last.way, .id = "e" + cut.vertices[pair.out.vertex].id};
  joint.from = pair.out.vertex;
  joint.to = pair.in.vertex;
  joint.access.forward = driven_by(last) & driven_by(next);
  joint.access.backward = 0;
  joint.shape = {cut.vertices[joint.from].place, cut.vertices[joint.to].place};
  joint.length_m = std::max(1.0, pair.length_m);
  joint.is_joint = true;
  return joint;
}

}  // namespace

std::size_t join_carriageways_at_edge(OsmSections& cut) {
  std::vector<bool> used(cut.vertices.size(), false);
  std::size_t joints = 0;
  for (const Pair& pair : pairs_of(cut)) {
    if (used[pair.out.vertex] || used[pair.in.vertex]) continue;
    used[pair.out.vertex] = used[pair.in.vertex] = true;
    cut.sections.push_back(joint_of(cut, pair));
    ++joints;
  }
  return joints;
}

}  // namespace planspiel
