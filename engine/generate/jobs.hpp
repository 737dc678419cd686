#pragma once

/// Where people work, for cities whose jobs are known by sub-district only roughly.

#include <vector>

#include "engine/generate/facts.hpp"

namespace planspiel::generate {

/// An area with its jobs as a file gives them.
struct WorkArea {
  Polygon outline{};
  double residents = 0.0, jobs = 0.0;
};

/// The jobs of each area by the [jobs] section of the city; their sum stays. First the single large employers of
/// workplaces.csv. Of the rest, the part `in_centre` lies by settled area times exp(-(r / reach)²), r from the city's
/// middle (figures.csv): offices and shops are the denser the nearer; the other part lies as the file says.
/// Without the section or without a middle: as the file says.
std::vector<double> spread_jobs(const std::vector<WorkArea>& areas, const Settings& settings);

/// Jobs of each district lie by the floor area of the buildings in its zones; what depends on them follows. Only where
/// the city has a [jobs] section.
void spread_jobs_over_zones(CityBuilder& builder, const Settings& settings);

}  // namespace planspiel::generate
