#pragma once

/// The tables of a city that the family asks for. Each set is a part of the next and functions take the least that they
/// need: what is asked for is a model's declaration, so nobody asks for more than it reads.

#include "engine/reach/road_place.hpp"
#include "engine/run/model.hpp"

namespace planspiel::fire {

/// Where units stand, whom they drive to and what is asked of them.
struct FireTables {
  explicit FireTables(Ports& ports);
  const Roads& roads;
  const Nodes& nodes;
  const Buildings& buildings;
  const Stations& stations;
  const Units& units;
  const Standards& standards;
};

/// And how many incidents are to be expected in which part of the territory.
struct IncidentTables : FireTables {
  explicit IncidentTables(Ports& ports);
  const Zones& zones;
  const IncidentRates& rates;
};

/// And who is sent to them.
struct DispatchTables : IncidentTables {
  explicit DispatchTables(Ports& ports);
  const Dispatch& dispatch;
};

/// Stations and buildings on the roads.
struct FirePlaces {
  explicit FirePlaces(const FireTables& tables);
  Column<EdgeId, std::optional<EdgeId>> opposite;    ///< the other direction of each link
  Column<StationId, reach::MaybeRoadPlace> station;  ///< none: closed, or no road near
  Column<BuildingId, reach::MaybeRoadPlace> building;
};

/// Throws Error(config) that names the nearest known standard.
StandardId standard_named(const Standards& standards, const std::string& id);

}  // namespace planspiel::fire
