#pragma once

/// Journeys as people and programs read them.

#include "engine/run/tool_answer.hpp"
#include "plugins/mobility/why/timetable_journeys.hpp"

namespace planspiel::mobility {

/// "8:05", "08:05", up to 29:59 in the night after. Throws Error(config), naming the option.
ClockTime clock_time(const std::string& option, const std::string& text);
/// "08:05", also of times after midnight.
std::string shown_time(ClockTime time);

/// Legs as text, one row for each journey, all numbers, and a field on the stops of the journey that arrives first.
ToolAnswer answer_of(const TimetableJourneys& timetable, const JourneyQuestion& question);

}  // namespace planspiel::mobility
