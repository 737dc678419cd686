#pragma once

#include <string>

#include "engine/city/city.hpp"

namespace planspiel {

/// Who is to be named on a picture of a city, from its table of sources:
/// "© OpenStreetMap contributors (ODbL-1.0) · …", with a word in front where the city is made up.
std::string sources_line(const City& city, Language language);

}  // namespace planspiel
