#include "engine/generate/streets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "engine/base/random.hpp"
#include "engine/generate/crossings.hpp"
#include "engine/generate/rivers.hpp"
#include "engine/generate/street_draft.hpp"

namespace planspiel::generate {

namespace {

constexpr long kTertiaryEvery = 4, kSecondaryEvery = 8, kOpenLandEvery = 16;
constexpr double kOpenLand =
    0.2;  ///< of the density of a settled district: below, every second secondary road is left out
/// From twice the density of a settled district on, a larger share of the links is built, at most this many times.
constexpr double kCoreDensity = 2.0, kMostInCore = 1.6;
constexpr double kRailTunnelRadius_m = 3200.0;  ///< around the densest district: railways run underground

/// One piece of lattice or main road with the places where others cut it.
struct Piece {
  StreetDraft::Link link;
  std::vector<std::pair<double, std::uint32_t>> cuts{};
};

RoadClass class_of_line(long index) {
  return index % kSecondaryEvery == 0  ? RoadClass::secondary
         : index % kTertiaryEvery == 0 ? RoadClass::tertiary
                                       : RoadClass::residential;
}

class Lattice {
 public:
  Lattice(StreetDraft& draft, const Facts& facts, const Settings& settings)
      : draft_(draft), facts_(facts), settings_(settings), rivers_(facts.rivers) {
    for (const District& district : facts.districts) boxes_.push_back(box_of(district.outline));
    for (const Box& box : boxes_) {
      all_.add(Point::metres(box.min_x_m, box.min_y_m));
      all_.add(Point::metres(box.max_x_m, box.max_y_m));
    }
  }

  void build(const SegmentIndex& barriers, const SegmentIndex& trunks, std::vector<Piece>& pieces, Streets& streets) {
    const double s = settings_.spacing.value;
    first_i_ = static_cast<long>(std::floor(all_.min_x_m / s));
    first_j_ = static_cast<long>(std::floor(all_.min_y_m / s));
    columns_ = static_cast<long>(std::ceil(all_.max_x_m / s)) - first_i_ + 1;
    rows_ = static_cast<long>(std::ceil(all_.max_y_m / s)) - first_j_ + 1;
    for (long i = 0; i < columns_; ++i)
      for (long j = 0; j < rows_; ++j) nodes_.push_back(junction(first_i_ + i, first_j_ + j));
    const Cutters cutters{barriers, trunks};
    for (long j = 0; j < rows_; ++j)
      line(
          first_j_ + j, columns_, [&](long i) { return i * rows_ + j; }, true, cutters, pieces, streets);
    for (long i = 0; i < columns_; ++i)
      line(
          first_i_ + i, rows_, [&](long j) { return i * rows_ + j; }, false, cutters, pieces, streets);
  }

 private:
  struct Junction {
    Point place{};
    std::optional<std::size_t> district{};
  };
  struct Cutters {
    const SegmentIndex &barriers, &trunks;
  };

  Junction junction(long i, long j) const {
    const RandomStream random(settings_.seed, "generate.lattice");
    const auto row = static_cast<std::uint64_t>(i) << 32 | static_cast<std::uint32_t>(j);
    const double s = settings_.spacing.value, reach = 0.24 * s;
    const Point place = rivers_.off(Point::metres(static_cast<double>(i) * s + reach * (random.uniform(row, 0) - 0.5),
                                                  static_cast<double>(j) * s + reach * (random.uniform(row, 1) - 0.5)));
    for (std::size_t district = 0; district < boxes_.size(); ++district)
      if (boxes_[district].contains(place) && facts_.districts[district].outline.contains(place))
        return {place, district};
    return {place, std::nullopt};
  }

  bool runs_through(long index, std::size_t district) const {
    return index % kOpenLandEvery == 0 || facts_.districts[district].density() >= kOpenLand * settings_.dense;
  }

  /// Whether the block between secondary roads is settled: by chance, the likelier the denser the district.
  bool in_settled_block(Point place, std::size_t district) const {
    const double side = static_cast<double>(kSecondaryEvery) * settings_.spacing.value;
    const auto block =
        static_cast<std::uint64_t>(place.x_m / side) << 32 | static_cast<std::uint64_t>(place.y_m / side);
    return RandomStream(settings_.seed, "generate.blocks").uniform(block) <
           facts_.districts[district].density() / settings_.dense;
  }

  /// Whether a residential link of a settled block is built: the likelier in the core, where people and jobs are
  /// densest.
  bool is_drawn(std::uint64_t junction, bool along_x, std::size_t district) const {
    const double core = facts_.districts[district].density() / (kCoreDensity * settings_.dense);
    return RandomStream(settings_.seed, "generate.links").uniform(junction, along_x ? 1 : 2) <
           settings_.built * std::clamp(core, 1.0, kMostInCore);
  }

  template <class At>
  void line(long index, long count, At&& at, bool along_x, const Cutters& cutters, std::vector<Piece>& pieces,
            Streets& streets) {
    const RoadClass road_class = class_of_line(index);
    LatticeRun run;
    const auto end_run = [&] {
      if (run.points.size() >= 6) streets.runs.push_back(run);
      run.points.clear();
    };
    for (long k = 0; k + 1 < count; ++k) {
      const Junction& a = nodes_[static_cast<std::size_t>(at(k))];
      const Junction& b = nodes_[static_cast<std::size_t>(at(k + 1))];
      const bool built =
          a.district && b.district &&
          (road_class == RoadClass::secondary ? runs_through(index, *a.district)
                                              : in_settled_block(between(a.place, b.place, 0.5), *a.district)) &&
          (road_class != RoadClass::residential || is_drawn(static_cast<std::uint64_t>(at(k)), along_x, *a.district)) &&
          (road_class == RoadClass::secondary || !cutters.barriers.crosses(a.place, b.place)) &&
          (road_class != RoadClass::residential || !cutters.trunks.crosses(a.place, b.place));
      if (!built) {
        end_run();
        continue;
      }
      pieces.push_back({{draft_.node_at(a.place), draft_.node_at(b.place), road_class}});
      streets.local.push_back({a.place, b.place, *a.district, draft_.node_at(a.place), draft_.node_at(b.place)});
      if (road_class == RoadClass::residential) continue;
      if (run.points.empty()) run.points.push_back(a.place);
      run.points.push_back(b.place);
    }
    end_run();
  }

  StreetDraft& draft_;
  const Facts& facts_;
  const Settings& settings_;
  const Rivers rivers_;
  std::vector<Box> boxes_;
  Box all_;
  long first_i_ = 0, first_j_ = 0, columns_ = 0, rows_ = 0;
  std::vector<Junction> nodes_;
};

/// Where railways run underground: around the middle of the densest sub-districts.
Point dense_middle(const Facts& facts) {
  double weight = 0.0, x = 0.0, y = 0.0;
  for (const District& district : facts.districts) {
    const double k = district.density() / 1000.0, w = k * k * k * district.area_km2;
    const Point centre = district.outline.centroid();
    weight += w;
    x += w * centre.x_m;
    y += w * centre.y_m;
  }
  return Point::metres(x / weight, y / weight);
}

SegmentIndex make_barriers(const Facts& facts) {
  SegmentIndex barriers;
  const auto add_line = [&](const std::vector<Point>& points, auto&& counts) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
      if (counts(points[i], points[i + 1])) barriers.add(points[i], points[i + 1]);
  };
  const auto always = [](Point, Point) { return true; };
  for (const River& river : facts.rivers) add_line(river.points, always);
  for (const MainRoad& road : facts.main_roads)
    if (road.road_class == RoadClass::motorway) add_line(road.points, always);
  const Point middle = dense_middle(facts);
  for (const TransitLine& line : facts.lines)
    if (line.mode == TransitMode::rail)
      add_line(line.places,
               [&](Point a, Point b) { return distance(between(a, b, 0.5), middle).value > kRailTunnelRadius_m; });
  return barriers;
}

void add_main_roads(StreetDraft& draft, const Facts& facts, std::vector<Piece>& pieces) {
  for (const MainRoad& road : facts.main_roads)
    for (std::size_t i = 0; i + 1 < road.points.size(); ++i)
      pieces.push_back({{draft.node_at(road.points[i]), draft.node_at(road.points[i + 1]), road.road_class, road.oneway,
                         road.limit_km_h, road.lanes, road.ref}});
}

/// Whether two roads that cross also meet.
bool meet(RoadClass a, RoadClass b) {
  if (a > b) std::swap(a, b);
  if (a == RoadClass::motorway) return b <= RoadClass::primary;
  if (a == RoadClass::trunk) return b <= RoadClass::tertiary;
  return a == RoadClass::primary;  // the lattice meets itself at its junctions only
}

void cut_where_they_meet(StreetDraft& draft, std::vector<Piece>& pieces, std::size_t first_main) {
  SegmentIndex index;
  for (const Piece& piece : pieces) index.add(draft.place(piece.link.a), draft.place(piece.link.b));
  for (std::size_t main = first_main; main < pieces.size(); ++main) {
    const Point a = draft.place(pieces[main].link.a), b = draft.place(pieces[main].link.b);
    for (const std::uint32_t other : index.near(a, b)) {
      if (other >= main || !meet(pieces[main].link.road_class, pieces[other].link.road_class)) continue;
      const auto cut = crossing_of(a, b, index[other].first, index[other].second);
      if (!cut) continue;
      const std::uint32_t node = draft.node_at(between(a, b, cut->first));
      pieces[main].cuts.emplace_back(cut->first, node);
      pieces[other].cuts.emplace_back(cut->second, node);
    }
  }
}

/// Best class of the roads at each node.
std::vector<RoadClass> best_classes(const StreetDraft& draft) {
  std::vector<RoadClass> best(draft.nodes(), RoadClass::path);
  for (const StreetDraft::Link& link : draft.links())
    for (const std::uint32_t end : {link.a, link.b}) best[end] = std::min(best[end], link.road_class);
  return best;
}

/// Ramps of a main road's end to the two most important junctions of other roads within 400 m, with all its lanes: a
/// road that ends in the table goes on in the city.
void join_end(StreetDraft& draft, const StreetDraft::Link& link, std::uint32_t end, std::vector<std::uint32_t> near,
              const std::vector<RoadClass>& best) {
  std::erase_if(near, [&](std::uint32_t node) { return node == link.a || node == link.b; });
  std::stable_sort(near.begin(), near.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::max(best[a], RoadClass::secondary) < std::max(best[b], RoadClass::secondary);
  });
  near.resize(std::min<std::size_t>(near.size(), 2));
  for (const std::uint32_t node : near) {
    StreetDraft::Link ramp{.a = end, .b = node, .road_class = RoadClass::primary_link};
    if (link.road_class <= RoadClass::trunk_link)
      ramp.road_class = link.road_class <= RoadClass::motorway_link ? RoadClass::motorway_link : RoadClass::trunk_link;
    ramp.lanes = link.lanes;
    ramp.oneway = link.oneway;
    if (link.oneway && end == link.a) std::swap(ramp.a, ramp.b);
    draft.add(ramp);
  }
}

void join_loose_ends(StreetDraft& draft) {
  std::vector<int> degree(draft.nodes(), 0);
  for (const StreetDraft::Link& link : draft.links()) {
    ++degree[link.a];
    ++degree[link.b];
  }
  const std::vector<RoadClass> best = best_classes(draft);
  std::vector<Point> places;
  std::vector<std::uint32_t> node_of;
  for (std::uint32_t node = 0; node < draft.nodes(); ++node)
    if (degree[node] >= 2) {
      places.push_back(draft.place(node));
      node_of.push_back(node);
    }
  const PointIndex index(places, Metres(200.0));
  const std::vector<StreetDraft::Link> links = draft.links();
  for (const StreetDraft::Link& link : links) {
    if (link.road_class > RoadClass::primary_link) continue;
    for (const std::uint32_t end : {link.a, link.b}) {
      if (degree[end] != 1) continue;
      std::vector<std::uint32_t> near;
      for (const std::size_t at : index.within(draft.place(end), Metres(400.0))) near.push_back(node_of[at]);
      std::stable_sort(near.begin(), near.end(), [&](std::uint32_t a, std::uint32_t b) {
        return distance(draft.place(end), draft.place(a)) < distance(draft.place(end), draft.place(b));
      });
      join_end(draft, link, end, std::move(near), best);
    }
  }
}

/// The piece as links between its cuts.
void add_cut(StreetDraft& draft, Piece& piece) {
  std::sort(piece.cuts.begin(), piece.cuts.end());
  StreetDraft::Link link = piece.link;
  for (const auto& [along, node] : piece.cuts) {
    link.b = node;
    draft.add(link);
    link.a = node;
  }
  link.b = piece.link.b;
  draft.add(link);
}

}  // namespace

Streets make_streets(CityBuilder& builder, const Facts& facts, const Settings& settings) {
  Streets streets;
  StreetDraft draft;
  std::vector<Piece> pieces;
  SegmentIndex trunks;
  for (const MainRoad& road : facts.main_roads)
    if (road.road_class == RoadClass::trunk)
      for (std::size_t i = 0; i + 1 < road.points.size(); ++i) trunks.add(road.points[i], road.points[i + 1]);
  Lattice(draft, facts, settings).build(make_barriers(facts), trunks, pieces, streets);
  const std::size_t first_main = pieces.size();
  add_main_roads(draft, facts, pieces);
  cut_where_they_meet(draft, pieces, first_main);
  for (Piece& piece : pieces) add_cut(draft, piece);
  join_loose_ends(draft);
  draft.keep_connected();
  std::vector<bool> kept(draft.nodes(), false);
  for (const StreetDraft::Link& link : draft.links()) kept[link.a] = kept[link.b] = true;
  std::erase_if(streets.local, [&](const LocalStreet& street) { return !kept[street.from] || !kept[street.to]; });
  draft.write(builder);
  return streets;
}

}  // namespace planspiel::generate
