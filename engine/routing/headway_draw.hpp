#pragma once

/// Times for services that have only headways: one possible day after the other. Where distributions are wanted (how
/// long in nine of ten cases?), or lines that share a stretch, days are drawn and searched like any timetable. Where a
/// mean alone is wanted and lines do not share their stretches, nothing need be drawn: the search then counts half a
/// headway (engine/routing/raptor.hpp).

#include "engine/base/random.hpp"
#include "engine/routing/timetable.hpp"

namespace planspiel {

/// The service on the day of number `draw`: the vehicles of a line come regularly, the first of them after a part of
/// the headway that is uniform(line, draw). Where a headway changes, what was waited so far counts in parts of it.
TransitService with_drawn_times(const TransitService& service, const RandomStream& random, std::uint64_t draw);

}  // namespace planspiel
