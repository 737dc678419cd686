#pragma once

/// What people call the choices of tables and the entries of axes.

#include <string_view>

#include "engine/base/text.hpp"

namespace planspiel {

/// Of an axis or choice ("mode", "purpose", "vehicle", "transit_mode", "period", "external_kind", "family" of a
/// measure); what is not known keeps its own word.
Text title_of_entry(std::string_view axis, std::string_view entry);
/// Of the axis itself: {"Verkehrsmittel", "mode"}.
Text title_of_axis(std::string_view axis);

}  // namespace planspiel
