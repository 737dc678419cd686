#pragma once

/// Columns of any table, by name: for panels that are built from what a plugin declares.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/city/city.hpp"

namespace planspiel::viewer {

/// Numbers, whole numbers and flags; nothing where the table has no such column.
std::optional<std::vector<double>> numbers_in(const Table& table, std::string_view column);
std::optional<std::vector<std::string>> texts_in(const Table& table, std::string_view column);
std::optional<std::vector<Point>> points_in(const Table& table, std::string_view column);

}  // namespace planspiel::viewer
