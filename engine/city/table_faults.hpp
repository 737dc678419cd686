#pragma once

/// What can be wrong in a table without knowing what it means.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/city/city.hpp"

namespace planspiel {

/// Empty external ids, and those that stand in several rows of a table.
void add_id_faults(const Table& table, std::vector<Finding>& faults);

/// Which columns a check looks at: those that a file gives, or all with the derived ones.
enum class ColumnsChecked { given, all };

/// References to rows that are not there. Where there are any, nothing may follow the references of these tables.
void add_reference_faults(std::span<const Table* const> tables, std::vector<Finding>& faults,
                          ColumnsChecked columns = ColumnsChecked::given);

/// Numbers that are not finite or outside the limits of their column, in columns that are not derived.
void add_number_faults(const Table& table, std::vector<Finding>& faults);

/// The limits of a column in its shown unit, "more than 0 and at most 200"; empty when it has none.
Text range_text(std::string_view table, std::string_view column);

/// Points, lines and outlines with a coordinate that is not finite or that no metric CRS of the Earth has.
void add_coordinate_faults(const Table& table, std::vector<Finding>& faults);

/// "zones 'Z7': residents is -5: at least 0 is possible".
std::string text_of(const Finding& finding);

}  // namespace planspiel
