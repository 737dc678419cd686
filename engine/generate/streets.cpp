#include "engine/generate/streets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/base/polygon_index.hpp"
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
constexpr double kLanesWhereWide = 4.0;  ///< both directions, of streets over a river, railway or motorway
constexpr double kJoinMainRoads_m = 700.0, kJoinStreets_m = 400.0;  ///< how far the end of a main road is joined
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
  Lattice(StreetDraft& draft, const Facts& facts, const PolygonIndex& districts, const Settings& settings)
      : draft_(draft), facts_(facts), districts_(districts), settings_(settings), rivers_(facts.rivers) {}

  void build(const SegmentIndex& barriers, const SegmentIndex& trunks, std::vector<Piece>& pieces, Streets& streets) {
    const double s = settings_.spacing.value;
    first_i_ = static_cast<long>(std::floor(districts_.box().min_x_m / s));
    first_j_ = static_cast<long>(std::floor(districts_.box().min_y_m / s));
    columns_ = static_cast<long>(std::ceil(districts_.box().max_x_m / s)) - first_i_ + 1;
    rows_ = static_cast<long>(std::ceil(districts_.box().max_y_m / s)) - first_j_ + 1;
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
    return {place, districts_.first_at(place)};
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
      StreetDraft::Link link{draft_.node_at(a.place), draft_.node_at(b.place), road_class};
      if (road_class != RoadClass::residential && is_wide(k, count, at, cutters)) link.lanes = kLanesWhereWide;
      pieces.push_back({link});
      streets.local.push_back({{a.place, b.place}, *a.district, draft_.node_at(a.place), draft_.node_at(b.place)});
      if (road_class == RoadClass::residential) continue;
      if (run.points.empty()) run.points.push_back(a.place);
      run.points.push_back(b.place);
    }
    end_run();
  }

  /// Whether a street crosses a barrier or a fast street here or up to two junctions on: few do, and those are wide.
  template <class At>
  bool is_wide(long k, long count, At&& at, const Cutters& cutters) const {
    for (long m = std::max(0L, k - 2); m <= std::min(count - 2, k + 2); ++m) {
      const Point a = nodes_[static_cast<std::size_t>(at(m))].place,
                  b = nodes_[static_cast<std::size_t>(at(m + 1))].place;
      if (cutters.barriers.crosses(a, b) || cutters.trunks.crosses(a, b)) return true;
    }
    return false;
  }

  StreetDraft& draft_;
  const Facts& facts_;
  const PolygonIndex& districts_;
  const Settings& settings_;
  const Rivers rivers_;
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

/// Fast streets have two lanes at least: the table merges lanes for turning into single ways.
double least_lanes(const MainRoad& road) {
  if (road.road_class != RoadClass::trunk || road.lanes <= 0.0) return 0.0;
  return road.oneway ? 2.0 : 4.0;
}

void add_main_roads(StreetDraft& draft, const Facts& facts, std::vector<Piece>& pieces) {
  for (const MainRoad& road : facts.main_roads)
    for (std::size_t i = 0; i + 1 < road.points.size(); ++i)
      pieces.push_back({{draft.node_at(road.points[i]), draft.node_at(road.points[i + 1]), road.road_class, road.oneway,
                         road.limit_km_h, std::max(road.lanes, least_lanes(road)), road.ref}});
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

/// The main roads and the best class at each node.
struct Junctions {
  explicit Junctions(const StreetDraft& draft)
      : degree(draft.nodes(), 0), best(draft.nodes(), RoadClass::path), main_roads(draft.nodes()) {
    for (const StreetDraft::Link& link : draft.links())
      for (const std::uint32_t end : {link.a, link.b}) {
        ++degree[end];
        best[end] = std::min(best[end], link.road_class);
        if (link.road_class <= RoadClass::primary) main_roads[end].insert(link.name);
        if (link.road_class == RoadClass::residential) calm.insert(end);
      }
    for (std::uint32_t node = 0; node < draft.nodes(); ++node)
      if (degree[node] >= 2) {
        places.push_back(draft.place(node));
        node_of.push_back(node);
      }
  }
  /// Whether another main road than `link` is met at the node; one without a name is another one.
  bool meets_main_road(std::uint32_t node, const StreetDraft::Link& link) const {
    return std::any_of(main_roads[node].begin(), main_roads[node].end(),
                       [&](const std::string& name) { return name.empty() || name != link.name; });
  }

  std::vector<int> degree;
  std::vector<RoadClass> best;
  std::vector<std::set<std::string>> main_roads;
  std::set<std::uint32_t> calm{};  ///< nodes of residential streets
  std::vector<Point> places{};     ///< of nodes where two links or more meet
  std::vector<std::uint32_t> node_of{};
};

/// Whether a place lies ahead of a link's end, within 60 degrees of its heading.
bool is_ahead(const StreetDraft& draft, const StreetDraft::Link& link, std::uint32_t end, Point place) {
  const Point here = draft.place(end), back = draft.place(end == link.b ? link.a : link.b);
  const double along = (here.x_m - back.x_m) * (place.x_m - here.x_m) + (here.y_m - back.y_m) * (place.y_m - here.y_m);
  return along > 0.5 * distance(back, here).value * distance(here, place).value;
}

/// Where the end of a main road is joined: motorways and fast streets to the next junctions of other main roads or of
/// their own ahead, if there are some, so that no local street carries a motorway; others to the most important
/// junctions around.
std::vector<std::uint32_t> places_to_join(const StreetDraft& draft, const StreetDraft::Link& link, std::uint32_t end,
                                          const Junctions& junctions, const PointIndex& index) {
  const auto around = [&](double radius_m, auto&& suits) {
    std::vector<std::uint32_t> near;
    for (const std::size_t at : index.within(draft.place(end), Metres(radius_m))) {
      const std::uint32_t node = junctions.node_of[at];
      if (node != link.a && node != link.b && suits(node)) near.push_back(node);
    }
    std::stable_sort(near.begin(), near.end(), [&](std::uint32_t a, std::uint32_t b) {
      return distance(draft.place(end), draft.place(a)) < distance(draft.place(end), draft.place(b));
    });
    return near;
  };
  if (link.road_class <= RoadClass::trunk_link) {
    const auto goes_on = [&](std::uint32_t node) {
      return junctions.meets_main_road(node, link) ||
             (!junctions.main_roads[node].empty() && is_ahead(draft, link, end, draft.place(node)));
    };
    auto near = around(kJoinMainRoads_m, goes_on);
    std::stable_partition(near.begin(), near.end(), [&](std::uint32_t node) { return !junctions.calm.contains(node); });
    near.resize(std::min<std::size_t>(near.size(), 3));
    if (!near.empty()) return near;
  }
  auto near = around(kJoinStreets_m, [](std::uint32_t) { return true; });
  std::stable_sort(near.begin(), near.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](std::uint32_t node) { return std::max(junctions.best[node], RoadClass::secondary); };
    return rank(a) < rank(b);
  });
  near.resize(std::min<std::size_t>(near.size(), 2));
  return near;
}

/// Ramps with all lanes of the main road from its end: a road that ends in the table goes on in the city.
void join_end(StreetDraft& draft, const StreetDraft::Link& link, std::uint32_t end,
              const std::vector<std::uint32_t>& near) {
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
  const Junctions junctions(draft);
  const PointIndex index(junctions.places, Metres(200.0));
  const std::vector<StreetDraft::Link> links = draft.links();
  for (const StreetDraft::Link& link : links) {
    if (link.road_class > RoadClass::primary_link) continue;
    for (const std::uint32_t end : {link.a, link.b})
      if (junctions.degree[end] == 1) join_end(draft, link, end, places_to_join(draft, link, end, junctions, index));
  }
}

/// The piece as links between its cuts. Streets are wide where they meet a main road.
void add_cut(StreetDraft& draft, const PolygonIndex& districts, Piece& piece) {
  std::sort(piece.cuts.begin(), piece.cuts.end());
  StreetDraft::Link link = piece.link;
  const bool is_main = link.road_class < RoadClass::secondary;
  const bool flares = !is_main && !piece.cuts.empty();
  const auto add_until = [&](std::uint32_t node) {
    link.b = node;
    link.lanes = flares ? kLanesWhereWide : piece.link.lanes;
    const Point middle = between(draft.place(link.a), draft.place(link.b), 0.5);
    if (link.limit_km_h >= kCountryLimit_km_h || !districts.contains(middle)) link.where = Surroundings::country;
    draft.add(link);
    link.a = node;
    link.where = piece.link.where;
  };
  for (const auto& [along, node] : piece.cuts) add_until(node);
  add_until(piece.link.b);
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
  std::vector<Polygon> outlines;
  for (const District& district : facts.districts) outlines.push_back(district.outline);
  const PolygonIndex districts(outlines);
  Lattice(draft, facts, districts, settings).build(make_barriers(facts), trunks, pieces, streets);
  const std::size_t first_main = pieces.size();
  add_main_roads(draft, facts, pieces);
  cut_where_they_meet(draft, pieces, first_main);
  for (Piece& piece : pieces) add_cut(draft, districts, piece);
  join_loose_ends(draft);
  draft.keep_connected();
  std::vector<bool> kept(draft.nodes(), false);
  for (const StreetDraft::Link& link : draft.links()) kept[link.a] = kept[link.b] = true;
  std::erase_if(streets.local, [&](const LocalStreet& street) { return !kept[street.from] || !kept[street.to]; });
  draft.write(builder);
  return streets;
}

}  // namespace planspiel::generate
