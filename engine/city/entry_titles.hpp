#pragma once

/// What people call the choices of tables and the entries of axes.

#include <string_view>

#include "engine/base/text.hpp"

namespace planspiel {

/// Of an axis ("mode", "purpose", "vehicle", "transit_mode", "period", "external_kind"), of an option with choices
/// ("charged"), of the "basis" of a price, the "family" of a measure or the "step" of a computation; what is not known
/// keeps its own word.
Text title_of_entry(std::string_view axis, std::string_view entry);

}  // namespace planspiel
