#include "gis/import_zone_cuts.hpp"

#include <ogr_api.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <string>

#include "engine/base/parallel.hpp"
#include "engine/base/polygon_index.hpp"
#include "gis/block_parts.hpp"
#include "gis/gdal_session.hpp"
#include "gis/outline_shape.hpp"

namespace planspiel::importing {

namespace {

constexpr double kSliver_m2 = 1.0;
constexpr double kLeastSide = 0.3;   ///< of a part: less on one side of an area's border is no zone of its own
constexpr double kUneven = 0.1;      ///< of a part: from there on a cut in the other direction is tried
constexpr double kWorthIt = 0.05;    ///< by so much a split off the middle has to be better
constexpr double kTooUneven = 0.25;  ///< from there on a block is cut

struct Home {
  Point place{};
  double floors_m2 = 0.0;
};

/// An area between streets.
struct Block {
  std::unique_ptr<OGRGeometry> shape{};
  Point middle{};
  std::vector<Home> homes{};
  double weight = 0.0;  ///< floor area
  std::string areas{};  ///< which of the named areas it lies in: 0 or 1 for each
};

/// Blocks of a district that lie in the same areas.
struct Side {
  std::vector<Block> blocks{};
  double weight = 0.0;
};

/// The sides of the borders of areas, each with at least a share of a part; smaller ones join the heaviest.
std::vector<Side> sides_of(std::vector<Block> blocks, std::int64_t parts) {
  std::map<std::string, Side> by_areas;
  double all = 0.0;
  for (Block& block : blocks) {
    all += block.weight;
    Side& side = by_areas[block.areas];
    side.weight += block.weight;
    side.blocks.push_back(std::move(block));
  }
  const auto heaviest = std::max_element(
      by_areas.begin(), by_areas.end(), [](const auto& a, const auto& b) { return a.second.weight < b.second.weight; });
  std::vector<Side> sides;
  sides.push_back(std::move(heaviest->second));
  for (auto each = by_areas.begin(); each != by_areas.end(); ++each) {
    if (each == heaviest) continue;
    if (each->second.weight >= kLeastSide * all / static_cast<double>(std::max<std::int64_t>(1, parts))) {
      sides.push_back(std::move(each->second));
      continue;
    }
    sides.front().weight += each->second.weight;
    std::move(each->second.blocks.begin(), each->second.blocks.end(), std::back_inserter(sides.front().blocks));
  }
  return sides;
}

bool apart(const Box& a, const Box& b) {
  return a.max_x_m < b.min_x_m || b.max_x_m < a.min_x_m || a.max_y_m < b.min_y_m || b.max_y_m < a.min_y_m;
}

bool comes_first(const Point a, const Point b) { return a.x_m != b.x_m ? a.x_m < b.x_m : a.y_m < b.y_m; }

/// Streets that a district may touch, one direction of each.
std::unique_ptr<OGRGeometry> streets_near(const Box& box, const Roads& roads) {
  auto lines = std::make_unique<OGRMultiLineString>();
  for (const EdgeId edge : roads.ids()) {
    const auto shape = roads.shape[edge];
    Box around;
    for (const Point p : shape) around.add(p);
    if (apart(box, around) || comes_first(shape.back(), shape.front())) continue;
    OGRLineString line;
    for (const Point p : shape) line.addPoint(p.x_m, p.y_m);
    lines->addGeometry(&line);
  }
  return lines;
}

/// Streets and the borders of named areas.
std::unique_ptr<OGRGeometry> lines_near(const Box& box, const Roads& roads, const Areas& areas) {
  std::unique_ptr<OGRGeometry> lines = streets_near(box, roads);
  for (const Polygon& area : areas.outline) {
    if (apart(box, box_of(area))) continue;
    const std::unique_ptr<OGRGeometry> border(shape_of(area)->Boundary());
    if (border) lines.reset(lines->Union(border.get()));
  }
  return lines;
}

/// The blocks between the streets of a district; the district itself where no street runs through.
std::vector<Block> blocks_of(const Polygon& outline, const Roads& roads, const Areas& areas) {
  const std::unique_ptr<OGRGeometry> whole = shape_of(outline);
  const std::unique_ptr<OGRGeometry> border(whole->Boundary());
  const std::unique_ptr<OGRGeometry> streets = lines_near(box_of(outline), roads, areas);
  const std::unique_ptr<OGRGeometry> lines(border ? border->Union(streets.get()) : nullptr);
  const std::unique_ptr<OGRGeometry> faces(lines ? lines->Polygonize() : nullptr);
  std::vector<Block> blocks;
  if (faces && wkbFlatten(faces->getGeometryType()) == wkbGeometryCollection)
    for (const OGRGeometry* face : *faces->toGeometryCollection()) {
      const std::unique_ptr<OGRGeometry> inner(
          OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(const_cast<OGRGeometry*>(face)))));
      const OGRPoint* place = inner ? inner->toPoint() : nullptr;
      if (!place || !outline.contains(Point::metres(place->getX(), place->getY()))) continue;
      blocks.push_back({std::unique_ptr<OGRGeometry>(face->clone()), outline_of(*face).centroid()});
      for (const Polygon& area : areas.outline)
        blocks.back().areas += area.contains(Point::metres(place->getX(), place->getY())) ? '1' : '0';
    }
  if (blocks.empty()) blocks.push_back({std::unique_ptr<OGRGeometry>(whole->clone()), outline.centroid()});
  std::sort(blocks.begin(), blocks.end(),
            [](const Block& a, const Block& b) { return comes_first(a.middle, b.middle); });
  return blocks;
}

/// Gives each home to its block; without any home a block weighs what its area is.
void fill(std::vector<Block>& blocks, const std::vector<Home>& homes) {
  std::vector<Polygon> outlines;
  for (const Block& block : blocks) outlines.push_back(outline_of(*block.shape));
  const PolygonIndex index(outlines);
  for (const Home& home : homes)
    if (const auto block = index.first_at(home.place)) {
      blocks[*block].homes.push_back(home);
      blocks[*block].weight += home.floors_m2;
    }
  const bool any = std::any_of(blocks.begin(), blocks.end(), [](const Block& block) { return block.weight > 0.0; });
  if (any) return;
  for (Block& block : blocks) block.weight = area_m2(*block.shape);
}

double weight_of(const std::vector<Block>& blocks) {
  double weight = 0.0;
  for (const Block& block : blocks) weight += block.weight;
  return weight;
}

/// Whether places lie farther apart from west to east than from south to north.
template <class Places, class PlaceOf>
bool is_wide(const Places& places, PlaceOf&& place_of) {
  Box box;
  for (const auto& each : places) box.add(place_of(each));
  return box.max_x_m - box.min_x_m >= box.max_y_m - box.min_y_m;
}

/// A block in two, straight, with a share of its homes (or, without any, of its area) on the lower side.
std::vector<Block> halves(Block block, double share) {
  OGREnvelope box;
  block.shape->getEnvelope(&box);
  const bool by_x = block.homes.size() > 1 ? is_wide(block.homes, [](const Home& home) { return home.place; })
                                           : box.MaxX - box.MinX >= box.MaxY - box.MinY;
  const auto along = [&](const Home& home) { return by_x ? home.place.x_m : home.place.y_m; };
  double at = by_x ? box.MinX + share * (box.MaxX - box.MinX) : box.MinY + share * (box.MaxY - box.MinY);
  if (block.homes.size() > 1) {
    std::sort(block.homes.begin(), block.homes.end(),
              [&](const Home& a, const Home& b) { return along(a) < along(b); });
    double sum = 0.0;
    std::size_t cut = 0;
    while (cut + 2 < block.homes.size() && sum + block.homes[cut].floors_m2 <= share * block.weight)
      sum += block.homes[cut++].floors_m2;
    at = 0.5 * (along(block.homes[cut]) + along(block.homes[cut + 1]));
  }
  std::vector<Block> parts;
  for (const bool lower : {true, false}) {
    OGRLinearRing ring;
    const double x0 = by_x && !lower ? at : box.MinX, x1 = by_x && lower ? at : box.MaxX;
    const double y0 = !by_x && !lower ? at : box.MinY, y1 = !by_x && lower ? at : box.MaxY;
    for (const auto& [x, y] : {std::pair{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}) ring.addPoint(x, y);
    OGRPolygon side;
    side.addRing(&ring);
    std::unique_ptr<OGRGeometry> shape(block.shape->Intersection(&side));
    if (!shape || area_m2(*shape) < kSliver_m2) continue;
    Block part{std::move(shape)};
    part.middle = outline_of(*part.shape).centroid();
    for (const Home& home : block.homes)
      if ((along(home) < at) == lower) {
        part.homes.push_back(home);
        part.weight += home.floors_m2;
      }
    if (block.homes.empty()) part.weight = area_m2(*part.shape);
    parts.push_back(std::move(part));
  }
  if (parts.empty()) parts.push_back(std::move(block));
  return parts;
}

void sort_along(std::vector<Block>& blocks, bool by_x) {
  std::sort(blocks.begin(), blocks.end(), [&](const Block& a, const Block& b) {
    const double first = by_x ? a.middle.x_m : a.middle.y_m, second = by_x ? b.middle.x_m : b.middle.y_m;
    return first != second ? first < second : comes_first(a.middle, b.middle);
  });
}

/// Blocks in two groups: so many of them, in their order, for so many of the parts.
struct Split {
  std::size_t blocks = 1;
  std::int64_t parts = 1;
  double off = 1e300;    ///< floor area too much or too little, in parts, for each part of the smaller side
  bool too_few = false;  ///< floor area in the first group
};

/// The split near the middle that comes closest to parts of equal weight.
Split best_split(const std::vector<Block>& blocks, std::int64_t parts, double weight) {
  const double each = weight / static_cast<double>(parts);
  Split best;
  for (const std::int64_t lower : {parts / 2, (parts + 1) / 2, parts / 2 - 1, (parts + 1) / 2 + 1}) {
    if (lower < 1 || lower >= parts) continue;
    const double least = best.off - (best.off < 1e300 ? kWorthIt : 0.0);
    Split here;
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
      sum += blocks[i].weight;
      const double more = sum / each - static_cast<double>(lower);
      const double off = std::abs(more) / static_cast<double>(std::min(lower, parts - lower));
      if (off < here.off) here = {i + 1, lower, off, more < 0.0};
    }
    if (here.off < least) best = here;
  }
  return best;
}

/// Which blocks lie side by side: they have a piece of border in common.
std::vector<std::vector<std::size_t>> neighbours_of(const std::vector<const Block*>& blocks) {
  std::map<std::array<double, 4>, std::size_t> first_with;
  std::vector<std::vector<std::size_t>> neighbours(blocks.size());
  for (std::size_t block = 0; block < blocks.size(); ++block)
    for (const Ring& ring : outline_of(*blocks[block]->shape).rings)
      for (std::size_t i = 0; i < ring.size(); ++i) {
        Point a = ring[i], b = ring[(i + 1) % ring.size()];
        if (comes_first(b, a)) std::swap(a, b);
        const auto [other, is_new] = first_with.try_emplace({a.x_m, a.y_m, b.x_m, b.y_m}, block);
        if (is_new || other->second == block) continue;
        neighbours[block].push_back(other->second);
        neighbours[other->second].push_back(block);
      }
  return neighbours;
}

/// Brings the parts into one piece each and makes them even.
void mend(std::vector<std::vector<Block>>& parts) {
  std::vector<const Block*> blocks;
  BlockParts graph{.parts = parts.size()};
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (const Block& block : parts[part]) {
      blocks.push_back(&block);
      graph.part_of.push_back(part);
      graph.weight.push_back(block.weight);
    }
  graph.neighbours = neighbours_of(blocks);
  join_islands(graph);
  balance(graph);
  std::vector<std::vector<Block>> mended(parts.size());
  std::size_t at = 0;
  for (std::vector<Block>& part : parts)
    for (Block& block : part) mended[graph.part_of[at++]].push_back(std::move(block));
  parts = std::move(mended);
}

class Cutter {
 public:
  explicit Cutter(DistrictId district) : district_(district) {}

  void cut(std::vector<Block> blocks, std::int64_t parts) {
    const double weight = weight_of(blocks);
    const auto heaviest = std::max_element(blocks.begin(), blocks.end(),
                                           [](const Block& a, const Block& b) { return a.weight < b.weight; });
    // A block that weighs more than a part has to be cut itself.
    if (parts > 1 && heaviest->weight > 1.5 * weight / static_cast<double>(parts)) {
      std::vector<Block> pieces = halves(std::move(*heaviest), 0.5);
      const bool was_cut = pieces.size() > 1;
      blocks.erase(heaviest);
      for (Block& piece : pieces) blocks.push_back(std::move(piece));
      if (was_cut) return cut(std::move(blocks), parts);
    }
    if (parts <= 1 || blocks.size() < 2 || !(weight > 0.0)) {
      parts_.push_back(std::move(blocks));
      return;
    }
    const bool by_x = is_wide(blocks, [](const Block& block) { return block.middle; });
    sort_along(blocks, by_x);
    Split split = best_split(blocks, parts, weight);
    if (split.off > kUneven) {
      sort_along(blocks, !by_x);
      const Split other = best_split(blocks, parts, weight);
      if (other.off < split.off)
        split = other;
      else
        sort_along(blocks, by_x);
    }
    if (split.off > kTooUneven && cut_between(blocks, split, weight / static_cast<double>(parts)))
      return cut(std::move(blocks), parts);
    std::vector<Block> upper(std::make_move_iterator(blocks.begin() + static_cast<std::ptrdiff_t>(split.blocks)),
                             std::make_move_iterator(blocks.end()));
    blocks.resize(split.blocks);
    cut(std::move(blocks), split.parts);
    cut(std::move(upper), parts - split.parts);
  }

  std::vector<ZoneCut> take() {
    mend(parts_);
    for (const std::vector<Block>& part : parts_)
      if (!part.empty()) write(part);
    double all = 0.0;
    for (const ZoneCut& zone : zones_) all += zone.share;
    for (ZoneCut& zone : zones_) zone.share = all > 0.0 ? zone.share / all : 1.0 / static_cast<double>(zones_.size());
    return std::move(zones_);
  }

 private:
  /// Cuts the block in halves of which the first group has too much or too little. Whether it could be cut.
  static bool cut_between(std::vector<Block>& blocks, const Split& split, double each) {
    const auto border = blocks.begin() + static_cast<std::ptrdiff_t>(split.blocks);
    const auto uneven = split.too_few
                            ? std::find_if(border, blocks.end(), [](const Block& b) { return b.weight > 0.0; })
                            : std::prev(border);
    if (uneven == blocks.end() || uneven->homes.size() < 4 || uneven->weight < kTooUneven * each) return false;
    std::vector<Block> pieces = halves(std::move(*uneven), 0.5);
    const bool was_cut = pieces.size() > 1;
    blocks.erase(uneven);
    for (Block& piece : pieces) blocks.push_back(std::move(piece));
    return was_cut;
  }

  /// Of a zone that bends around its middle; the middle where it has no home.
  static Point nearest_home(const std::vector<Block>& blocks, Point middle) {
    std::optional<Point> best;
    for (const Block& block : blocks)
      for (const Home& home : block.homes)
        if (!best || distance(home.place, middle) < distance(*best, middle)) best = home.place;
    return best.value_or(middle);
  }

  void write(const std::vector<Block>& blocks) {
    OGRMultiPolygon parts;
    double x = 0.0, y = 0.0, homes = 0.0;
    for (const Block& block : blocks) {
      for (const OGRGeometry* part : std::initializer_list<const OGRGeometry*>{block.shape.get()})
        if (wkbFlatten(part->getGeometryType()) == wkbPolygon)
          parts.addGeometry(part);
        else
          for (const OGRGeometry* piece : *part->toGeometryCollection())
            if (wkbFlatten(piece->getGeometryType()) == wkbPolygon) parts.addGeometry(piece);
      for (const Home& home : block.homes) {
        homes += home.floors_m2;
        x += home.floors_m2 * home.place.x_m;
        y += home.floors_m2 * home.place.y_m;
      }
    }
    const std::unique_ptr<OGRGeometry> whole(parts.UnionCascaded());
    ZoneCut zone{.district = district_, .outline = outline_of(whole ? *whole : parts), .share = weight_of(blocks)};
    if (whole && wkbFlatten(whole->getGeometryType()) == wkbMultiPolygon)
      zone.pieces = static_cast<std::size_t>(whole->toMultiPolygon()->getNumGeometries());
    zone.centre = homes > 0.0 ? Point::metres(x / homes, y / homes) : zone.outline.centroid();
    if (!zone.outline.contains(zone.centre)) zone.centre = nearest_home(blocks, zone.centre);
    zones_.push_back(std::move(zone));
  }

  DistrictId district_;
  std::vector<std::vector<Block>> parts_{};
  std::vector<ZoneCut> zones_{};
};

}  // namespace

std::vector<ZoneCut> cut_zones(const Districts& districts, const std::vector<std::int64_t>& parts, const Roads& roads,
                               const std::vector<generate::House>& houses, const Areas& areas) {
  const PolygonIndex index(districts.outline.values());
  std::vector<std::vector<Home>> homes(districts.size());
  for (const generate::House& house : houses)
    if (const auto district = index.row_at<DistrictId>(house.centre))
      homes[district->index()].push_back({house.centre, house.floors_m2});
  std::vector<std::vector<ZoneCut>> cuts(districts.size());
  for_each_row<DistrictId>(districts.size(), [&](DistrictId district) {
    GdalFaults faults;
    std::vector<Block> blocks = blocks_of(districts.outline[district], roads, areas);
    fill(blocks, homes[district.index()]);
    const double weight = weight_of(blocks), wanted = static_cast<double>(parts[district.index()]);
    std::vector<ZoneCut>& of_district = cuts[district.index()];
    for (Side& side : sides_of(std::move(blocks), parts[district.index()])) {
      const double share = weight > 0.0 ? side.weight / weight : 1.0;
      Cutter cutter(district);
      cutter.cut(std::move(side.blocks), std::max<std::int64_t>(1, std::llround(share * wanted)));
      for (ZoneCut& cut : cutter.take()) {
        cut.share *= share;
        of_district.push_back(std::move(cut));
      }
    }
  });
  std::vector<ZoneCut> all;
  for (std::vector<ZoneCut>& of_district : cuts)
    std::move(of_district.begin(), of_district.end(), std::back_inserter(all));
  return all;
}

}  // namespace planspiel::importing
