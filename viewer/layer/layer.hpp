#pragma once

/// A field of a run as something to look at: values per row, colours, words.

#include <optional>
#include <string>
#include <vector>

#include "engine/map/colour_scale.hpp"
#include "engine/map/map.hpp"

namespace planspiel::viewer {

/// What is shown of two runs.
enum class Change {
  none,
  absolute,
  percent,
  per_km  ///< absolute, by the length of the link: for amounts that grow with it
};

struct LayerOptions {
  std::string field;                ///< "mobility.road_flow"
  std::optional<int> hour{};        ///< none: the day
  int hours = 1;                    ///< so many from `hour` on: the mean of them
  std::vector<AxisPick> picks{};    ///< for axes besides the hour
  const RunFolder* base = nullptr;  ///< needed for a change
  Change change = Change::none;
  std::vector<double> breaks{};  ///< empty: chosen for the values
  Language language = Language::en;
};

struct Layer {
  Domain domain = domain_of<EdgeId>;
  std::vector<double> values{};  ///< one for each row of the domain's table; NaN: no data
  ColourScale scale{};
  std::string title{}, unit{};   ///< "Traffic flow, 8–9 h", "1/h"
  std::string note{};            ///< what the reader must know of the numbers; often empty
  bool wide_by_value = false;    ///< amounts (not speeds or shares): more is drawn wider
  bool beside_stations = false;  ///< read beside the stations
};

/// Throws Error(config) for an unknown field, axis or hour and for domains without a place, Error(input) where run,
/// base and city do not belong together.
Layer make_layer(const RunFolder& run, const City& city, const LayerOptions& options);

/// The same for a field that was read before, and the base's for a change (else null): for whom folders are too slow.
Layer make_layer(const FieldValues& field, const FieldValues* base, const City& city, const LayerOptions& options);

/// The city of a run folder, with the measures applied.
City city_of(const RunFolder& run);

}  // namespace planspiel::viewer
