#pragma once

#include <string_view>

namespace planspiel::importing {

/// A number that an import assumes where no source says better, in the unit of its row
/// (gis/data/import_assumptions.csv).
double assumed(std::string_view name);

}  // namespace planspiel::importing
