#pragma once

/// Where sites, buildings and cells touch the road network.

#include <optional>
#include <vector>

#include "engine/city/network.hpp"
#include "engine/city/places.hpp"

namespace planspiel::reach {

/// A point of the network: on a link, `along` of its length from its start. A fleet reaches it along the link and,
/// where the street has one, along the link in the opposite direction.
struct RoadPlace {
  EdgeId edge;
  std::optional<EdgeId> opposite{};
  double along = 0.5;
  Metres off_road{};  ///< from there to the place itself
};

/// No road: nobody gets there.
using MaybeRoadPlace = std::optional<RoadPlace>;

/// For each link the link back between the same nodes, of the most similar length, if there is one.
Column<EdgeId, std::optional<EdgeId>> opposite_links(const Roads& roads, std::size_t nodes);

/// Fraction of a line's length from its start to its point nearest to `place`.
double position_along(std::span<const Point> line, Point place);

/// Places of buildings and cells by their derived columns `road` and `off_road`.
Column<BuildingId, MaybeRoadPlace> places_of(const Buildings& buildings, const Roads& roads,
                                             const Column<EdgeId, std::optional<EdgeId>>& opposite);
Column<CellId, MaybeRoadPlace> places_of(const Cells& cells, const Roads& roads,
                                         const Column<EdgeId, std::optional<EdgeId>>& opposite);

}  // namespace planspiel::reach
