#pragma once

/// Where stations touch the road network.

#include "engine/city/fire.hpp"
#include "engine/reach/road_place.hpp"

namespace planspiel::fire {

/// How far a station may lie from a road that engines may use.
inline constexpr Metres kStationReach{300.0};

/// Places of stations in service. A station stands at its nearest road (the way out of the yard is part of the
/// turnout); none where it is closed or has no road within kStationReach.
Column<StationId, reach::MaybeRoadPlace> places_of(const Stations& stations, const Roads& roads,
                                                   const Column<EdgeId, std::optional<EdgeId>>& opposite);

/// The stations that have a place, ascending.
struct Origins {
  std::vector<StationId> station{};
  std::vector<reach::RoadPlace> place{};
};
Origins origins_of(const Column<StationId, reach::MaybeRoadPlace>& places);

}  // namespace planspiel::fire
