#pragma once

/// How a field of a run becomes columns of a layer that a planner reads.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/run/exporter.hpp"
#include "engine/run/field.hpp"

namespace planspiel {

/// One column: a value of the field with one label of each axis, and of one hour or reduced over the hours.
struct FieldColumn {
  enum class Hours { none, sum, mean, worst, one };
  std::string name;  ///< "mobility_road_flow_h08"
  const FieldValues* field = nullptr;
  Text title{};  ///< of the field and the entries of its axes: "Emissions, roads: NOx"
  Hours hours = Hours::none;
  std::size_t first = 0;   ///< place of its first value in a row of the field
  std::size_t stride = 1;  ///< from one hour to the next
  std::string unit{};      ///< symbol, "1/day" for a sum of "1/h"
  double factor = 1.0;     ///< what one of that unit is in the field's base units
  std::string meaning{};   ///< "sum of the day", in the language asked for

  /// The value in the unit; NaN where there is none. Means and worst hours are over the hours that have a value.
  double value(std::size_t row) const;
};

/// The columns of a field: by label of its axes, each with the day, the worst hour and hours 3, 8, 13 and 17, or all
/// hours. None for fields by zone and zone, which a table cannot hold. The field must outlive the columns.
std::vector<FieldColumn> columns_of(const FieldValues& field, const City& city, const ExportOptions& options);

}  // namespace planspiel
