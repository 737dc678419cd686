#pragma once

/// Stops as people call them.

#include <string>
#include <vector>

#include "engine/city/transit.hpp"

namespace planspiel::mobility {

/// The stops of a name, alone or with what timetables put behind it: "Hauptbahnhof" is "Hauptbahnhof (S, U)" and
/// "Hauptbahnhof Bstg A" (a word and a mark of at most three signs: its platforms). Throws Error(config) where there is
/// none, with stops whose names contain it, else with the nearest name.
std::vector<StopId> stops_named(const Stops& stops, const std::string& name);

}  // namespace planspiel::mobility
