#pragma once

/// Where and when incidents are to be expected.

#include "engine/city/fire.hpp"
#include "engine/city/places.hpp"
#include "engine/run/field.hpp"

namespace planspiel::fire {

/// Jobs of each building: the zone's jobs spread over its buildings by volume (footprint · height). Jobs of a zone
/// without building volume lie in no building.
Column<BuildingId, double> jobs_of(const Buildings& buildings, const Zones& zones);

/// Share of a type's incidents in each hour of the day: its profile over the sum; even where it has none.
std::vector<double> shares_of_day(const IncidentRates& rates, IncidentRateId type);

/// Expected incidents per year in an hour of the day:
/// n_bh = Σ_type (r_type · residents_b + j_type · jobs_b) · profile_type(h) / Σ_h profile_type.
void expect_incidents(const IncidentRates& rates, const Buildings& buildings, const Column<BuildingId, double>& jobs,
                      HourlyColumn<BuildingId, double>& incidents);

}  // namespace planspiel::fire
