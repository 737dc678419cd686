#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "engine/generate/network.hpp"

namespace planspiel::generate {

namespace {

struct DistrictRowId : Id<DistrictRowId> {
  using Id::Id;
};
struct JunctionId : Id<JunctionId> {
  using Id::Id;
};

constexpr double kJitter = 0.22;       ///< of the spacing: how far a junction stands off its lattice point
constexpr double kOffMainRoad = 0.45;  ///< of the spacing: nearer to a main road there is no junction
constexpr double kOffBarrier_m = 30.0;
constexpr double kReach = 2.4;                ///< of the spacing: no street is longer
constexpr double kMotorwayPassage_m = 900.0;  ///< streets pass a motorway inside the territory this often
constexpr double kPassageHalf_m = 60.0;       ///< from a barrier to the end of a bridge over it
constexpr double kPassagesApart_m = 350.0;    ///< no unnamed passage this near to another way across

class Streets {
 public:
  Streets(Network& network, const CityTables& tables, const DistrictFinder& districts)
      : network_(network),
        tables_(tables),
        districts_(districts),
        barriers_(barrier_pieces(), Metres(250.0)),
        mains_(pieces_of(network, [](const Street& s) { return !is_motorway(s.road_class); }), Metres(250.0)),
        drop_(static_cast<std::uint64_t>(tables.rules.seed), "generate.streets.drop") {}

  void add() {
    add_passages();
    add_lattices();
    join_neighbours();
  }

 private:
  std::vector<Segment> barrier_pieces() const {
    std::vector<Segment> pieces =
        pieces_of(network_, [](const Street& s) { return s.road_class == RoadClass::motorway; });
    for (const Barrier& barrier : tables_.barriers)
      for (std::size_t k = 1; k < barrier.line.size(); ++k) pieces.push_back({barrier.line[k - 1], barrier.line[k], 0});
    return pieces;
  }

  bool in_green(Point p) const {
    return std::any_of(tables_.greens.begin(), tables_.greens.end(), [&](const Polygon& g) { return g.contains(p); });
  }

  /// Named crossings, then unnamed passages where a barrier is long without any.
  void add_passages() {
    std::vector<Point> taken = main_crossings();
    for (const Crossing& crossing : tables_.crossings)
      if (const auto near = barriers_.nearest(crossing.at, Metres(600.0))) {
        const Segment& piece = barriers_[near->segment];
        const Point on = nearest_on(piece, crossing.at);
        add_passage(on, piece, crossing.road_class, crossing.name);
        taken.push_back(on);
      }
    for (const Barrier& barrier : tables_.barriers)
      if (barrier.passage_spacing_m > 0.0) pass_along(barrier.line, barrier.passage_spacing_m, taken);
    const std::size_t mains = network_.streets.size();
    for (std::size_t i = 0; i < mains; ++i)
      if (network_.streets[i].road_class == RoadClass::motorway)
        pass_along(std::vector<Point>(network_.streets[i].line), kMotorwayPassage_m, taken);
  }

  /// Where surface main roads cross a barrier already.
  std::vector<Point> main_crossings() const {
    std::vector<Point> points;
    for (const Street& street : network_.streets) {
      if (street.road_class == RoadClass::motorway) continue;
      for (std::size_t k = 1; k < street.line.size(); ++k)
        for (const Barrier& barrier : tables_.barriers)
          for (std::size_t l = 1; l < barrier.line.size(); ++l)
            if (const auto at =
                    crossing_of({street.line[k - 1], street.line[k], 0}, {barrier.line[l - 1], barrier.line[l], 0}))
              points.push_back(*at);
    }
    for (const Street& street : network_.streets)
      if (street.road_class == RoadClass::motorway_link) points.push_back(street.line.front());
    return points;
  }

  void pass_along(const std::vector<Point>& line, double spacing_m, std::vector<Point>& taken) {
    double next_m = spacing_m / 2.0, before_m = 0.0;
    for (std::size_t k = 1; k < line.size(); ++k) {
      const double piece_m = distance(line[k - 1], line[k]).value;
      for (; next_m < before_m + piece_m; next_m += spacing_m) {
        const double part = (next_m - before_m) / piece_m;
        const Point p = Point::metres(line[k - 1].x_m + part * (line[k].x_m - line[k - 1].x_m),
                                      line[k - 1].y_m + part * (line[k].y_m - line[k - 1].y_m));
        const bool near =
            std::any_of(taken.begin(), taken.end(), [&](Point t) { return distance(p, t).value < kPassagesApart_m; });
        if (near || !districts_.of(p) || in_green(p)) continue;
        add_passage(p, {line[k - 1], line[k], 0}, RoadClass::tertiary, "");
        taken.push_back(p);
      }
      before_m += piece_m;
    }
  }

  void add_passage(Point at, const Segment& across, RoadClass road_class, const std::string& name) {
    const double dx = across.b.x_m - across.a.x_m, dy = across.b.y_m - across.a.y_m;
    const double scale = kPassageHalf_m / std::max(1.0, std::sqrt(dx * dx + dy * dy));
    const Point left = Point::metres(at.x_m - dy * scale, at.y_m + dx * scale);
    const Point right = Point::metres(at.x_m + dy * scale, at.y_m - dx * scale);
    if (mains_.nearest(left, Metres(20.0)) || mains_.nearest(right, Metres(20.0)) || mains_.crosses(left, right))
      return;
    const auto node = static_cast<std::uint32_t>(network_.nodes.size());
    network_.nodes.push_back({left, spacing_at(left), true});
    network_.nodes.push_back({right, spacing_at(right), true});
    network_.streets.push_back(straight_street(network_, node, node + 1, road_class, tables_));
    network_.streets.back().fixed = true;
    network_.streets.back().name = name;
  }

  double spacing_at(Point p) const {
    const auto district = districts_.of(p);
    return district ? tables_.district_types[tables_.districts[*district].type].street_spacing_m : 300.0;
  }

  /// A turned, jittered lattice of junctions in every district.
  void add_lattices() {
    std::vector<Point> fixed;
    for (const StreetNode& node : network_.nodes) fixed.push_back(node.at);
    const PointIndex near(fixed, Metres(200.0));
    std::vector<std::vector<Point>> lattices(tables_.districts.size());
    for_each_row<DistrictRowId>(lattices.size(), [&](DistrictRowId district) {
      lattices[district.index()] = lattice(tables_.districts[district.index()], near);
    });
    for (std::size_t i = 0; i < lattices.size(); ++i)
      for (const Point p : lattices[i])
        network_.nodes.push_back({p, tables_.district_types[tables_.districts[i].type].street_spacing_m, true});
  }

  std::vector<Point> lattice(const DistrictRow& district, const PointIndex& fixed) const {
    const RandomStream random(static_cast<std::uint64_t>(tables_.rules.seed), "generate.lattice." + district.id);
    const double s = tables_.district_types[district.type].street_spacing_m;
    const double turn = random.uniform(0, 0) * 0.25;  // of a full circle; a square lattice repeats after a quarter
    const double cos = math::cos_turn(turn), sin = math::cos_turn(turn < 0.25 ? turn + 0.75 : turn - 0.25);
    const Box& box = district.box;
    const double cx = (box.min_x_m + box.max_x_m) / 2.0, cy = (box.min_y_m + box.max_y_m) / 2.0;
    const auto half = static_cast<long>(
        distance(Point::metres(box.min_x_m, box.min_y_m), Point::metres(box.max_x_m, box.max_y_m)).value / (2.0 * s) +
        2.0);
    std::vector<Point> points;
    for (long i = -half; i <= half; ++i)
      for (long j = -half; j <= half; ++j) {
        const auto address = static_cast<std::uint64_t>((i + half) * (2 * half + 1) + (j + half) + 1);
        const double u = (static_cast<double>(i) + kJitter * (2.0 * random.uniform(address, 1) - 1.0)) * s;
        const double v = (static_cast<double>(j) + kJitter * (2.0 * random.uniform(address, 2) - 1.0)) * s;
        const Point p = Point::metres(cx + u * cos - v * sin, cy + u * sin + v * cos);
        if (may_stand(p, district, s, fixed)) points.push_back(p);
      }
    return points;
  }

  bool may_stand(Point p, const DistrictRow& district, double s, const PointIndex& fixed) const {
    return district.outline.contains(p) && !in_green(p) && !mains_.nearest(p, Metres(kOffMainRoad * s)) &&
           !barriers_.nearest(p, Metres(kOffBarrier_m)) && fixed.nearest(p, Metres(kOffMainRoad * s)) == fixed.size();
  }

  /// Gabriel neighbours: no third junction in the circle over the two. Links of the relative neighbourhood graph
  /// (Toussaint 1980) always stay: they hold the network together. Of the others a share `loops` stays.
  void join_neighbours() {
    std::vector<Point> places;
    std::vector<std::uint32_t> node_of;
    for (std::uint32_t i = 0; i < network_.nodes.size(); ++i)
      if (network_.nodes[i].joins) {
        places.push_back(network_.nodes[i].at);
        node_of.push_back(i);
      }
    const PointIndex index(places, Metres(150.0));
    std::set<std::pair<std::uint32_t, std::uint32_t>> joined;
    for (const Street& street : network_.streets)
      joined.insert({std::min(street.from, street.to), std::max(street.from, street.to)});
    std::vector<std::vector<std::uint32_t>> neighbours(places.size());
    for_each_row<JunctionId>(places.size(), [&](JunctionId junction) {
      const auto i = static_cast<std::uint32_t>(junction.index());
      const double reach_m = kReach * network_.nodes[node_of[i]].spacing_m;
      for (const std::size_t j : index.within(places[i], Metres(reach_m))) {
        if (j <= i || joined.contains({node_of[i], node_of[j]})) continue;
        if (is_street(index, places, node_of, i, static_cast<std::uint32_t>(j)))
          neighbours[i].push_back(static_cast<std::uint32_t>(j));
      }
    });
    for (std::uint32_t i = 0; i < places.size(); ++i)
      for (const std::uint32_t j : neighbours[i])
        network_.streets.push_back(straight_street(network_, node_of[i], node_of[j], RoadClass::residential, tables_));
  }

  bool is_street(const PointIndex& index, const std::vector<Point>& places, const std::vector<std::uint32_t>& node_of,
                 std::uint32_t i, std::uint32_t j) const {
    const Point a = places[i], b = places[j];
    const double d = distance(a, b).value;
    const Point middle = Point::metres((a.x_m + b.x_m) / 2.0, (a.y_m + b.y_m) / 2.0);
    bool relative = true;
    for (const std::size_t k : index.within(middle, Metres(0.867 * d))) {
      if (k == i || k == j) continue;
      if (distance(middle, places[k]).value < 0.5 * d) return false;
      relative = relative && std::max(distance(a, places[k]).value, distance(b, places[k]).value) >= d;
    }
    if (barriers_.crosses(a, b) || mains_.crosses(a, b)) return false;
    if (relative) return true;
    const auto district = districts_.of(middle);
    const double loops = district ? tables_.district_types[tables_.districts[*district].type].loops : 0.0;
    return drop_.uniform(node_of[i], node_of[j]) < loops;
  }

  Network& network_;
  const CityTables& tables_;
  const DistrictFinder& districts_;
  SegmentGrid barriers_, mains_;
  RandomStream drop_;
};

}  // namespace

void add_streets(Network& network, const CityTables& tables, const DistrictFinder& districts) {
  Streets(network, tables, districts).add();
}

}  // namespace planspiel::generate
