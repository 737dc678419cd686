/// A station is dragged: 100,000 places with residents and 1,000 sites on 20 x 20 km, 2 km of reach, 20 stations.
/// How long until value, gains and losses of all sites hold again, and until a new maximal cover is there, started
/// from the last one and with 1 % left open. First checked: what was kept up to date equals what is counted anew.

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/base/random.hpp"
#include "engine/location/cover_state.hpp"
#include "engine/location/maximal_cover.hpp"
#include "plugins/fire/search_streams.hpp"

namespace planspiel::fire {
namespace {

constexpr std::size_t kPlaces = 100000, kSites = 1000, kStations = 20;
constexpr double kSide_km = 20.0, kReach_km = 2.0, kMove_km = 0.2;

struct Spot {
  double x, y;
};

Spot spot(const RandomStream& random, std::size_t number) {
  return {kSide_km * random.uniform(number, 0), kSide_km * random.uniform(number, 1)};
}

struct Plain {
  Plain() : places_random(1, "benchmark.places"), sites_random(2, "benchmark.sites") {
    for (std::size_t i = 0; i < kPlaces; ++i) places.push_back(spot(places_random, i));
    problem.places = kPlaces;
    for (std::size_t i = 0; i < kPlaces; ++i)
      problem.weight.push_back(1.0 + std::floor(30.0 * places_random.uniform(i, 2)));
    for (std::size_t site = 0; site < kSites; ++site) {
      const auto near = reached(spot(sites_random, site));
      problem.place_of.insert(problem.place_of.end(), near.begin(), near.end());
      problem.first.push_back(static_cast<std::uint32_t>(problem.place_of.size()));
    }
  }
  std::vector<location::PlaceNumber> reached(Spot from) const {
    std::vector<location::PlaceNumber> near;
    for (location::PlaceNumber place = 0; place < kPlaces; ++place)
      if (std::hypot(places[place].x - from.x, places[place].y - from.y) <= kReach_km) near.push_back(place);
    return near;
  }
  /// A site after so many steps to and fro.
  std::vector<location::PlaceNumber> moved(location::SiteNumber site, std::size_t step) const {
    Spot at = spot(sites_random, site);
    at.x += step % 2 ? kMove_km : 0.0;
    return reached(at);
  }
  RandomStream places_random, sites_random;
  std::vector<Spot> places;
  location::CoverProblem problem;
};

const Plain& plain() {
  static const Plain made;
  return made;
}

void check_kept_state() {
  location::CoverProblem problem = plain().problem;
  for (location::SiteNumber site = 0; site < kStations; ++site) problem.fixed.push_back(site);
  location::CoverState kept(problem);
  const auto covers = plain().moved(3, 1);
  kept.replace(3, covers);
  location::MaximalCoverSearch search(problem, kStations);
  search.replace(3, covers);
  const location::CoverState anew(search.problem());
  bool same = std::abs(kept.value() - anew.value()) < 1e-6;
  for (location::SiteNumber site = 0; site < kSites; ++site)
    same = same && std::abs(kept.gain(site) - anew.gain(site)) < 1e-6;
  if (same) return;
  std::fprintf(stderr, "the state that was kept differs from the one counted anew\n");
  std::exit(1);
}

void reevaluate(benchmark::State& state) {
  location::CoverProblem problem = plain().problem;
  for (location::SiteNumber site = 0; site < kStations; ++site) problem.fixed.push_back(site);
  location::CoverState cover(problem);
  const std::vector<location::PlaceNumber> there = plain().moved(3, 1), back = plain().moved(3, 0);
  std::size_t step = 0;
  for (auto _ : state) {
    cover.replace(3, ++step % 2 ? there : back);
    benchmark::DoNotOptimize(cover.value());
  }
}
BENCHMARK(reevaluate)->Name("one station moves, 100,000 x 1,000")->Unit(benchmark::kMillisecond);

void new_answer(benchmark::State& state) {
  location::MaximalCoverSearch search(plain().problem, kStations);
  const location::SearchLimits limits{.gap = 0.01, .cpu_seconds = 60.0, .streams = kSearchStreams};
  search.solve(limits);
  const std::vector<location::PlaceNumber> there = plain().moved(3, 1), back = plain().moved(3, 0);
  std::size_t step = 0;
  double gap = 0.0;
  for (auto _ : state) {
    search.replace(3, ++step % 2 ? there : back);
    gap = relative_gap(search.solve(limits));
  }
  state.counters["gap_percent"] = 100.0 * gap;
}
BENCHMARK(new_answer)->Name("new maximal cover, 100,000 x 1,000")->Unit(benchmark::kMillisecond)->Iterations(4);

}  // namespace
}  // namespace planspiel::fire

int main(int argc, char** argv) {
  planspiel::fire::check_kept_state();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
