#pragma once

/// The stage of accounts: from the fixed point to fields.

#include "plugins/mobility/day/day.hpp"
#include "plugins/mobility/day/outputs.hpp"

namespace planspiel::mobility {

/// Everything that people do: trips, distances, money, by home zone.
void account_people(const Tours& tours, const ModeLogit& choice, const Supply& supply, const DayTables& tables,
                    const Coefficients& coefficients, const TollSystem& tolls, DayOutputs& out);

/// Everything on the roads: flows, speeds, vehicle-km; toll revenue by link. `full`: volume over capacity from which a
/// link counts as full.
void account_roads(const CarNetwork& car, const HourlyRoads& roads, const HourlyMatrices& cars, const Supply& supply,
                   const TollSystem& tolls, const DayTables& tables, double full, DayOutputs& out);

/// Share of the vehicle-km of a kind of vehicle by battery and fuel cell.
double emission_free(const Fleet& fleet, Vehicle vehicle);

}  // namespace planspiel::mobility
