#pragma once

#include <string>
#include <vector>

#include "engine/city/city.hpp"

namespace planspiel {

/// A column as people who fill it in have to know it.
struct ColumnDescription {
  std::string name;
  Text kind;  ///< "number", "id in `zones`", "one of day, crossing"
  std::string unit;
  Text range, help;
  bool derived = false, optional = false;
};

struct TableDescription {
  std::string name;
  Text purpose;
  std::vector<ColumnDescription> columns;
};

/// All tables of a city, from their own descriptions: the engine's, then those that plugins bring.
std::vector<TableDescription> describe_tables(const TableKinds& of_plugins = {});

/// docs/city-format.md: the engine's tables and the rules for files.
std::string city_format_markdown();

}  // namespace planspiel
