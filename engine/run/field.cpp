#include "engine/run/field.hpp"

#include <algorithm>
#include <array>

namespace planspiel {

namespace {

struct DomainNames {
  std::string_view domain, table;
};

/// In the order of Domain.
constexpr std::array<DomainNames, 14> kDomains{{{"edge", "roads"},
                                                {"node", "nodes"},
                                                {"zone", "zones"},
                                                {"district", "districts"},
                                                {"building", "buildings"},
                                                {"stop", "stops"},
                                                {"line", "lines"},
                                                {"station", "stations"},
                                                {"cell", "cells"},
                                                {"person", ""},
                                                {"tour", ""},
                                                {"trip", ""},
                                                {"scalar", ""},
                                                {"round", ""}}};

/// The table whose external ids are the labels of an axis; empty where the labels are fixed.
std::string_view axis_table(const AxisSpec& axis) {
  if (!axis.labels.empty()) return "";
  if (axis.name == "zone") return "zones";
  if (axis.name == "standard") return "standards";
  return "";
}

}  // namespace

std::string_view domain_name(Domain domain) { return kDomains[static_cast<std::size_t>(domain)].domain; }
std::string_view domain_table(Domain domain) { return kDomains[static_cast<std::size_t>(domain)].table; }

std::vector<std::size_t> extents(const FieldSpec& spec, const City& city) {
  std::vector<std::size_t> shape;
  if (const std::string_view table = domain_table(spec.domain); !table.empty())
    shape.push_back(city.table(table).size());
  else
    shape.push_back(spec.domain == Domain::scalar ? 1 : 0);
  for (const AxisSpec& axis : spec.axes) {
    const std::string_view table = axis_table(axis);
    shape.push_back(table.empty() ? axis.labels.size() : city.table(table).size());
  }
  return shape;
}

DayValue day_value(const FieldSpec& field) {
  constexpr std::array<std::string_view, 6> kStates{"%", "s", "min", "m", "m/s", "km/h"};
  const std::string& unit = field.unit;
  if (std::find(kStates.begin(), kStates.end(), unit) != kStates.end()) return DayValue::mean;
  const bool ratio = unit.find('/') != std::string::npos;
  return ratio && !unit.ends_with("/h") ? DayValue::mean : DayValue::sum;
}

std::string day_unit(const FieldSpec& field, Language language) {
  if (day_value(field) == DayValue::mean || !field.unit.ends_with("/h")) return field.unit;
  return field.unit.substr(0, field.unit.size() - 1) + (language == Language::de ? "Tag" : "day");
}

std::vector<std::string> axis_labels(const AxisSpec& axis, const City& city) {
  const std::string_view table = axis_table(axis);
  return table.empty() ? axis.labels : city.table(table).external_ids();
}

}  // namespace planspiel
