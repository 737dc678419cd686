#pragma once

/// Car demand of the day from tours and mode choice.

#include <array>
#include <vector>

#include "plugins/mobility/day/modes.hpp"

namespace planspiel::mobility {

/// Expected car trips of all tours at the supply's present times. Residents' trips by mode are added up on the way.
struct DemandAtTimes {
  HourlyMatrices cars;
  std::array<double, Mode::kCount> resident_trips{};
};
void compute_demand(const Tours& tours, const ModeLogit& choice, DemandAtTimes& demand);

/// Σ|a - b| / Σa over all hours and pairs.
double residual(const HourlyMatrices& a, const HourlyMatrices& b);
/// a += step · (b - a)
void move_towards(HourlyMatrices& a, const HourlyMatrices& b, double step);

}  // namespace planspiel::mobility
