#pragma once

/// What people call the choices of tables and the entries of axes.

#include <string_view>

#include "engine/base/text.hpp"
#include "engine/city/network.hpp"

namespace planspiel {

/// Of an axis ("mode", "purpose", "vehicle", "transit_mode", "period", "external_kind") or the "certainty" of a row;
/// what is not known keeps its own word.
Text title_of_entry(std::string_view axis, std::string_view entry);

/// "Hauptstraße", "primary road".
Text title_of(RoadClass road_class);

}  // namespace planspiel
