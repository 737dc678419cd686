#pragma once

/// A working day as it is given: people, ways and prices, from the tables. Models and tools start from it.

#include <array>
#include <vector>

#include "engine/run/model.hpp"
#include "plugins/mobility/day/modes.hpp"
#include "plugins/mobility/day/roads.hpp"

namespace planspiel::mobility {

/// The tables of a city that a day hangs on.
struct DayTables {
  explicit DayTables(Ports& ports);
  const Nodes& nodes;
  const Roads& roads;
  const Turns& turns;
  const Tolls& tolls;
  const Zones& zones;
  const Stops& stops;
  const Lines& lines;
  const Headways& headways;
  const Departures& departures;
  const Fares& fares;
  const PersonGroups& groups;
  const Behaviour& behaviour;
  const ExternalDemand& external;
  const Goods& goods;
  const Parking& parking;
  const Prices& prices;
  const Fleet& fleet;
  const CityCoefficients& coefficients;
};

/// What a day takes from the root run; nullptr: this is the root.
struct RootFields {
  const Grid<ScalarId, double, Mode>* constant = nullptr;
  std::array<const Grid<ZoneId, double, Mode>*, kAroundKinds> around{};
  const Grid<ScalarId, double>* home_office = nullptr;
};

/// Everybody's tours, goods, the networks and their costs; the roads are empty.
struct Day {
  /// `rows`: the coefficients of the run; a constant among them that the scenario gave stands, others are the root's.
  Day(const DayTables& tables, const std::vector<NamedNumber>& rows, const Sample& sample, const RootFields& root);
  Day(const Day&) = delete;
  Day& operator=(const Day&) = delete;

  /// The modes' shares at the supply's present times.
  ModeLogit choice() const { return {supply, tolls, coefficients, around}; }

  Coefficients coefficients;
  ZoneMatrix<float> crow;  ///< metres
  AroundConstants around;
  double home_office;  ///< fraction of the employed at home at which the commuters from around were counted
  Tours tours;
  VehicleTripsByHour vehicle_trips;
  CarNetwork car;
  TollSystem tolls;
  Supply supply;
  HourlyRoads roads;
  HourlyTransit transit;

 private:
  void take(const RootFields& root, const std::vector<NamedNumber>& rows);
  /// Cars and goods stop at the edges of closed areas.
  void stop_at_edges();
};

}  // namespace planspiel::mobility
