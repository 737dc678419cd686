#pragma once

#include <array>

#include "engine/city/axes.hpp"
#include "engine/city/transit.hpp"

namespace planspiel {

/// The hour of the day in which a run departs: one at 25:30 of its service day in the hour from 1:00, as every day is
/// like the day.
Hour hour_of(Seconds departure);

/// Runs of the timetable by line and hour of their departure at the first stop. What runs by headway is not among them.
Column<LineId, std::array<double, Hour::kCount>> hourly_departures(const Departures& departures, std::size_t lines);

}  // namespace planspiel
