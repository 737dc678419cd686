/// Which of 3, 108 and 1,200 zones a place lies in: the index against asking all of them, boxes first. The answers are
/// compared before.

#include "engine/base/polygon_index.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/base/random.hpp"

namespace planspiel {
namespace {

/// A line from a to b as rivers and borders run: halved again and again, each middle moved aside. The same from b to a.
void add_border(Ring& ring, Point a, Point b, const RandomStream& random, int halvings) {
  const bool turned = b.x_m < a.x_m || (b.x_m == a.x_m && b.y_m < a.y_m);
  std::vector<Point> line{turned ? b : a, turned ? a : b};
  for (int round = 0; round < halvings; ++round) {
    std::vector<Point> finer{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Point from = line[i - 1], to = line[i];
      const auto key = static_cast<std::uint64_t>(1e3 * (from.x_m + to.x_m) + 7.0 * (from.y_m + to.y_m));
      const double aside = 0.3 * (random.uniform(key, static_cast<std::uint64_t>(round)) - 0.5);
      finer.push_back(Point::metres(0.5 * (from.x_m + to.x_m) - aside * (to.y_m - from.y_m),
                                    0.5 * (from.y_m + to.y_m) + aside * (to.x_m - from.x_m)));
      finer.push_back(to);
    }
    line = std::move(finer);
  }
  if (turned) std::reverse(line.begin(), line.end());
  ring.insert(ring.end(), line.begin(), line.end() - 1);
}

constexpr double kSide_m = 20000.0;

/// A square of land cut into columns × rows zones with borders of 128 sides for each of a zone's four.
struct Land {
  std::vector<Polygon> zones{};
  std::vector<Point> places{};

  explicit Land(std::size_t count) {
    const RandomStream random(1, "benchmark.land");
    const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
    const std::size_t rows = (count + columns - 1) / columns;
    const auto corner = [&](std::size_t x, std::size_t y) {
      return Point::metres(680000.0 + kSide_m * static_cast<double>(x) / static_cast<double>(columns),
                           5325000.0 + kSide_m * static_cast<double>(y) / static_cast<double>(rows));
    };
    for (std::size_t zone = 0; zone < count; ++zone) {
      const std::size_t x = zone % columns, y = zone / columns;
      Ring ring;
      add_border(ring, corner(x, y), corner(x + 1, y), random, 7);
      add_border(ring, corner(x + 1, y), corner(x + 1, y + 1), random, 7);
      add_border(ring, corner(x + 1, y + 1), corner(x, y + 1), random, 7);
      add_border(ring, corner(x, y + 1), corner(x, y), random, 7);
      zones.push_back(Polygon{{std::move(ring)}});
    }
    for (std::uint64_t n = 0; n < 20000; ++n)
      places.push_back(
          Point::metres(680000.0 + kSide_m * random.uniform(n, 101), 5325000.0 + kSide_m * random.uniform(n, 102)));
  }
};

/// All polygons in order, their boxes first.
struct Boxes {
  const std::vector<Polygon>& polygons;
  std::vector<Box> boxes{};
  explicit Boxes(const std::vector<Polygon>& all) : polygons(all) {
    for (const Polygon& polygon : all) boxes.push_back(box_of(polygon));
  }
  std::optional<std::size_t> first_at(Point place) const {
    for (std::size_t i = 0; i < boxes.size(); ++i)
      if (boxes[i].contains(place) && polygons[i].contains(place)) return i;
    return std::nullopt;
  }
};

template <class Index>
std::size_t find_all(const Index& index, const Land& land) {
  std::size_t sum = 0;
  for (const Point place : land.places)
    if (const auto found = index.first_at(place)) sum += *found + 1;
  return sum;
}

template <class Index>
void finding(benchmark::State& state) {
  const Land land(static_cast<std::size_t>(state.range(0)));
  const PolygonIndex grid(land.zones);
  const Boxes boxes(land.zones);
  for (const Point place : land.places)
    if (grid.first_at(place) != boxes.first_at(place)) {
      std::fputs("the index and the polygons disagree\n", stderr);
      std::exit(1);
    }
  const Index index(land.zones);
  for (auto _ : state) benchmark::DoNotOptimize(find_all(index, land));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(land.places.size()));
}

template <class Index>
void building(benchmark::State& state) {
  const Land land(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Index(land.zones));
}

BENCHMARK_TEMPLATE(finding, Boxes)->Arg(3)->Arg(108)->Arg(1200)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(finding, PolygonIndex)->Arg(3)->Arg(108)->Arg(1200)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(building, Boxes)->Arg(3)->Arg(108)->Arg(1200)->Unit(benchmark::kMillisecond);
BENCHMARK_TEMPLATE(building, PolygonIndex)->Arg(3)->Arg(108)->Arg(1200)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace planspiel

BENCHMARK_MAIN();
