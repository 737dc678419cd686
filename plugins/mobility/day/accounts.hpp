#pragma once

/// The stage of accounts: from the fixed point to fields.

#include "plugins/mobility/day/day.hpp"
#include "plugins/mobility/day/outputs.hpp"

namespace planspiel::mobility {

/// Everything that people do: trips, distances, money, by home zone. Returns who goes by public transport.
RiderTrips account_people(const Day& day, const DayTables& tables, DayOutputs& out);

/// Everything in public transport: who boards and rides where.
void account_transit(const Day& day, const RiderTrips& riders, const DayTables& tables, DayOutputs& out);

/// Everything on the roads at this demand: flows, speeds, vehicle-km; toll revenue by link; scheduled buses.
void account_roads(const Day& day, const HourlyMatrices& cars, const DayTables& tables, DayOutputs& out);

/// Share of the vehicle-km of a kind of vehicle by battery and fuel cell.
double emission_free(const Fleet& fleet, Vehicle vehicle);

}  // namespace planspiel::mobility
