#pragma once

#include "engine/generate/facts.hpp"

namespace planspiel::generate {

/// External demand from external_kinds.csv: tours into the city spread over the external zones by residents and
/// exp(-distance / decay); tours between places around (through traffic) over pairs of them on different sides of the
/// city. Jobs of external zones become those that residents commute to (figures.csv: commuters_out).
void make_external_demand(CityBuilder& builder, const Settings& settings);

/// Paid parking: zones within the radius of a licence area (parking_areas.csv) and those of the inner city pay what the
/// first rule of parking_rules.csv says that they fit. Without the tables nobody pays.
void make_parking(CityBuilder& builder, const Settings& settings);

/// Units of a station by its type (unit_strengths.csv).
void add_units(CityBuilder& builder, StationId station, const Settings& settings);
/// The tables that are read as they are: person groups, behaviour, goods, fares, prices, fleet, standards, incident
/// rates and sources.
void read_plain_tables(CityBuilder& builder, const Settings& settings, bool of_this_city = true);
/// Tables of these kinds, from NAME.csv in the first of the folders that has it; empty where none has.
void read_plugin_tables(CityBuilder& builder, const TableKinds& kinds, const CityProfile& profile,
                        const std::vector<std::filesystem::path>& folders);

/// Stations and their units by type (fire_stations.csv, unit_strengths.csv).
void make_fire_service(CityBuilder& builder, const Settings& settings);

}  // namespace planspiel::generate
