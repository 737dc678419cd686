#pragma once

#include <string>

namespace planspiel {

/// docs/city-format.md: all tables and columns of a city with kind, unit, range and meaning, made from the tables' own
/// descriptions.
std::string city_format_markdown();

}  // namespace planspiel
