#pragma once

/// Streets of a generated city: the real main roads, and a lattice below them.
///
/// Rules. The lattice has a fixed spacing with jittered nodes. Every eighth line is a secondary road and runs through.
/// Blocks between secondary roads are settled by chance, the likelier the denser the sub-district; in settled blocks
/// the line halfway is a tertiary road, and of the other links a share is built as residential streets.
/// Motorways, railways on the surface and rivers are crossed only by main roads and by every eighth line. Primary roads
/// meet every street that they cross; trunk roads only tertiary roads and above; motorways only main roads (an
/// interchange). Only the largest strongly connected part for cars is kept.

#include "engine/generate/facts.hpp"

namespace planspiel::generate {

/// A street between two junctions (of a lattice: before it is cut by main roads): where buildings stand.
struct LocalStreet {
  std::vector<Point> points{};
  std::size_t district = 0;
  std::uint32_t from = 0, to = 0;  ///< nodes of the draft; of a lattice
};

/// A straight run of tertiary and secondary lattice streets: where buses may run.
struct LatticeRun {
  std::vector<Point> points;
};

struct Streets {
  std::vector<LocalStreet> local;
  std::vector<LatticeRun> runs;
};

/// Adds nodes and roads to the builder.
Streets make_streets(CityBuilder& builder, const Facts& facts, const Settings& settings);

/// What a class of road is like.
struct ClassDefaults {
  double free_speed_km_h;       ///< at most, as observed with junction delay
  double limit_km_h;            ///< where none is said
  double capacity_per_lane;     ///< PCU/h
  double lanes;                 ///< of a direction, where not known
  double share_of_limit = 1.0;  ///< driven on the empty road: bends and junctions of country roads take the rest
};
enum class Surroundings { town, country };
/// In town: orders of magnitude of observed free-flow means (residential 22, tertiary 30, secondary 35, primary 40,
/// ring 55, motorway 105 km/h) and capacities per lane in passenger-car units as usual for signalised streets (HCM,
/// HBS). In the country main roads run without signals: 58 to 110 km/h; a lane of a two-lane road takes up to 1,400
/// PCU/h (HBS 2015, part L, orders). Other classes are alike in both.
ClassDefaults defaults_of(RoadClass road_class, Surroundings where);
/// Mean speed on the empty road.
Speed free_speed_of(const ClassDefaults& usual, Speed limit);
/// A limit that says inside a town's outline that a road leads through the country: 50 and 60 km/h are usual in towns.
inline constexpr double kCountryLimit_km_h = 70.0;

}  // namespace planspiel::generate
