#include "gis/osm_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace planspiel {

namespace {

constexpr double kShortest_m = 1.0;
constexpr double kBarrier_m = 1.0;  ///< how far a street draws back from a barrier

class Cutter {
 public:
  Cutter(const OsmStreets& streets, const Projection& projection) : streets_(streets), projection_(projection) {
    for (const OsmWay& way : streets.ways)
      for (const auto& part : way.parts) count_uses(way, part);
    for (const OsmWay& way : streets.ways) {
      std::size_t number = 0;
      for (const auto& part : way.parts) cut(way, part, number);
    }
    part_at_barriers();
  }

  OsmSections take() { return std::move(cut_); }

 private:
  void count_uses(const OsmWay& way, const std::vector<std::int64_t>& part) {
    ++uses_[part.front()];
    ++uses_[part.back()];  // ends count twice, so that they are junctions
    for (const std::int64_t node : part) {
      const auto barrier = streets_.barriers.find(node);
      const bool parts = barrier != streets_.barriers.end() && (way.street.access.both() & ~barrier->second);
      uses_[node] += parts ? 2 : 1;
      if (parts) ends_at_barrier_.try_emplace(node);
    }
  }

  std::size_t vertex(std::int64_t node, Point place) {
    const auto [found, is_new] = cut_.vertex_of.try_emplace(node, cut_.vertices.size());
    if (is_new) cut_.vertices.push_back({fmt::format("n{}", node), place});
    return found->second;
  }

  void cut(const OsmWay& way, const std::vector<std::int64_t>& part, std::size_t& number) {
    OsmSection section;
    for (std::size_t at = 0; at < part.size(); ++at) {
      const std::int64_t node = part[at];
      const Point place = projection_.to_metres(streets_.places.at(node));
      section.shape.push_back(place);
      const bool is_end = uses_.at(node) >= 2;
      if (is_end && section.shape.size() > 1) {
        section.to = vertex(node, place);
        note_end(node, false);
        finish(way, section, number++);
        section.shape = {place};
      }
      if (!is_end || at + 1 == part.size()) continue;
      section.from = vertex(node, place);
      note_end(node, true);
    }
  }

  void finish(const OsmWay& way, OsmSection section, std::size_t number) {
    section.way = &way;
    section.id = fmt::format("w{}:{}", way.id, number);
    section.access = way.street.access;
    section.length_m = std::max(kShortest_m, length_of(section.shape).value);
    cut_.sections.push_back(std::move(section));
  }

  /// The section that will be finished next starts or ends at a barrier.
  void note_end(std::int64_t node, bool at_start) {
    if (const auto found = ends_at_barrier_.find(node); found != ends_at_barrier_.end())
      found->second.push_back({cut_.sections.size(), at_start});
  }

  struct End {
    std::size_t section = 0;
    bool at_start = false;
  };

  void part_at_barriers() {
    std::vector<std::int64_t> nodes;
    for (const auto& [node, ends] : ends_at_barrier_) nodes.push_back(node);
    std::sort(nodes.begin(), nodes.end());
    for (const std::int64_t node : nodes)
      for (std::size_t side = 1; side < ends_at_barrier_[node].size(); ++side)
        part(node, ends_at_barrier_[node][side], side);
  }

  void part(std::int64_t node, const End& end, std::size_t side) {
    OsmSection& section = cut_.sections[end.section];
    const std::size_t here = cut_.vertex_of.at(node), there = cut_.vertices.size();
    std::vector<Point>& shape = section.shape;
    Point& tip = end.at_start ? shape.front() : shape.back();
    const Point next = end.at_start ? shape[1] : shape[shape.size() - 2];
    const double segment_m = distance(tip, next).value;
    const double back = segment_m > 0.0 ? std::min(kBarrier_m / segment_m, 0.5) : 0.0;
    const Point before = tip;
    tip = Point::metres(tip.x_m + back * (next.x_m - tip.x_m), tip.y_m + back * (next.y_m - tip.y_m));
    cut_.vertices.push_back({fmt::format("n{}:{}", node, side), tip});
    (end.at_start ? section.from : section.to) = there;
    section.length_m = std::max(kShortest_m, length_of(shape).value);
    const std::int32_t open_to = streets_.barriers.at(node) & section.way->street.access.both();
    OsmSection step{section.way,
                    fmt::format("b{}:{}", node, side),
                    here,
                    there,
                    {open_to, open_to},
                    {before, tip},
                    std::max(kShortest_m, distance(before, tip).value),
                    true};
    cut_.sections.push_back(std::move(step));
  }

  const OsmStreets& streets_;
  const Projection& projection_;
  OsmSections cut_{};
  std::unordered_map<std::int64_t, int> uses_{};
  std::unordered_map<std::int64_t, std::vector<End>> ends_at_barrier_{};
};

}  // namespace

OsmSections cut_into_sections(const OsmStreets& streets, const Projection& projection) {
  return Cutter(streets, projection).take();
}

}  // namespace planspiel
