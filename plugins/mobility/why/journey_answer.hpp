#pragma once

/// Journeys as people and programs read them.

#include "engine/run/tool_answer.hpp"
#include "plugins/mobility/why/timetable_journeys.hpp"

namespace planspiel::mobility {

/// Legs as text, one row for each journey, all numbers, and a field on the stops of the journey that arrives first.
ToolAnswer answer_of(const TimetableJourneys& timetable, const JourneyQuestion& question);

}  // namespace planspiel::mobility
