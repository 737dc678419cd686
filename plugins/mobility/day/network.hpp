#pragma once

/// The city's roads as an assignment network: one arc per link and connectors between zones and nodes.

#include <memory>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/assignment/equilibrium.hpp"
#include "plugins/mobility/assignment/shrink.hpp"
#include "plugins/mobility/day/closures.hpp"
#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/road_ends.hpp"

namespace planspiel::mobility {

/// The first arcs are the links open to motor traffic of any errand (`edge_of_arc`); the others connect zones or parts
/// of junctions.
struct CarNetwork {
  VolumeDelay delay;   ///< of each arc, seconds at vehicles (PCU) per hour
  ShrunkGraph shrunk;  ///< the network that is solved: chains merged, dead ends left out
  VolumeDelay shrunk_delay;
  std::unique_ptr<ReadyNetwork> ready;  ///< of the shrunk graph
  std::vector<double> length_m;         ///< of each arc; connectors at their road length
  std::vector<double> inside_m;         ///< the part inside the territory
  std::vector<std::uint8_t> closed_to;  ///< errands that may not use the arc, as bits; 0: open to all
  Column<ZoneId, ZoneAccess> zone_access;
  std::vector<EdgeId> edge_of_arc{};         ///< of the arcs that are links
  std::vector<std::uint32_t> arc_of_edge{};  ///< kNoArc where cars may not drive
  static constexpr std::uint32_t kNoArc = 0xffffffffu;

  Entries entries{};  ///< at which centroids of `ready` the trips of zones start and end

  std::size_t links() const { return edge_of_arc.size(); }
  /// Whether some road is closed to this errand, so that it sees other costs than time.
  bool closes_roads(Errand errand) const;
  /// Whether trips of this errand have an end in a zone that is closed to others.
  bool has(Errand errand) const;
};

/// What a network of streets hangs on.
struct StreetTables {
  const Nodes& nodes;
  const Roads& roads;
  const Zones& zones;
};

/// Zones join up to eight of the nearest junctions of local roads open to cars within `connector_reach` (at least the
/// nearest one), at `connector_speed`; closed zones the closed junctions around them, for those who are exempt.
/// External zones with a main road within `near` join the nearest junctions of each class of main road within `around`,
/// at `outside_speed` over `connector_detour` times the airline, with the capacity of these roads; others enter over
/// the road ends (road_ends.hpp). Volume–delay: BPR, `open_road` on motorways and trunk roads, `street` on streets with
/// signals; free speeds hold the delay of signals on the empty road already. In front of a junction of three or more
/// streets vehicles wait besides, `junction_queue` · (x / c)^4: where a short link is full, drivers go round before its
/// own few metres would tell them to.
CarNetwork make_car_network(const StreetTables& streets, const Turns& turns, const ExternalDemand& external,
                            const RoadCoefficients& coefficients);

/// Shortest ways in metres on links that may be walked or cycled; the diagonal and unreachable pairs take `crow`.
ZoneMatrix<float> active_distances(const StreetTables& streets, std::int32_t access_bit, const ZoneMatrix<float>& crow,
                                   const RoadCoefficients& coefficients);

}  // namespace planspiel::mobility
