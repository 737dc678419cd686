#pragma once

#include "engine/generate/facts.hpp"

namespace planspiel::generate {

/// External demand from external_kinds.csv: spread over the external zones by residents and exp(-distance / decay);
/// through traffic over pairs of them on different sides of the city. Jobs of external zones become those that
/// residents commute to, by the same law.
void make_external_demand(CityBuilder& builder, const Facts& facts, const Settings& settings);

/// Paid parking: zones within the radius of a licence area (parking_areas.csv) pay; the inner city more.
void make_parking(CityBuilder& builder, const Settings& settings);

/// Units of a station by its type (unit_strengths.csv).
void add_units(CityBuilder& builder, StationId station, const Settings& settings);
/// The tables that are read as they are: person groups, behaviour, goods, fares, prices, fleet, standards, incident
/// rates and sources.
void read_plain_tables(CityBuilder& builder, const Settings& settings);

/// Stations and their units by type (fire_stations.csv, unit_strengths.csv).
void make_fire_service(CityBuilder& builder, const Settings& settings);

}  // namespace planspiel::generate
