#pragma once

/// Flat maps of fields, as SVG or PNG, always with legend, sources and scale.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/results.hpp"

namespace planspiel {

struct MapOptions {
  std::string field;                   ///< "mobility.road_flow"
  std::optional<int> hour{};           ///< none: the day, by day_value()
  std::vector<AxisPick> picks{};       ///< for axes besides the hour
  const RunFolder* compare = nullptr;  ///< base: the map shows the run minus this one
  int width_px = 1600;
  Language language = Language::en;
};

/// Draws a field of a run folder over its city. The ending of `out` decides: .svg or .png. Throws Error(config) for
/// an unknown field, axis or ending, Error(input) where the runs have different rows.
void draw_map(const RunFolder& run, const MapOptions& options, const std::filesystem::path& out);

/// What the scenario of a run is called.
Text title_of(const RunFolder& run);

/// One value per row: the hour or the day, the picked entries of other axes. Unit and title say what it is.
struct MapLayer {
  std::vector<double> values;
  std::string unit;
  std::string title;
  bool adds_up = false;            ///< amounts and rates; not speeds, times and shares
  double vehicles_per_hour = 0.0;  ///< for flows, what one of `values` is; 0 for all else
};
MapLayer layer_of(const FieldValues& field, const MapOptions& options);

/// Without the values of rows that nobody sees: external zones, the largest of all, have no outline.
std::vector<double> seen_values(std::vector<double> values, const Domain& domain, const City& city);

/// `run` minus `base`; differences of flows within the noise (engine/run/tolerance.hpp) are 0. Rows that measures
/// appended had nothing that adds up, and no other value.
MapLayer difference_of(MapLayer run, const MapLayer& base);

}  // namespace planspiel
