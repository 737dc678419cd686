#pragma once

/// Times of day as people write and read them.

#include <string>

#include "engine/routing/timetable.hpp"

namespace planspiel::mobility {

/// "8:05", "08:05", up to 29:59 in the night after. Throws Error(config), naming the option.
ClockTime clock_time(const std::string& option, const std::string& text);
/// "08:05", also of times after midnight.
std::string shown_time(ClockTime time);

}  // namespace planspiel::mobility
