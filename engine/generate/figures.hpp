#pragma once

/// Published figures of one city, figures.csv: read by name and unit. A number that belongs to a city stands there with
/// its source and nowhere in code.

#include <optional>
#include <string_view>

#include "engine/base/csv.hpp"
#include "engine/generate/settings.hpp"

namespace planspiel::generate {

class Figures {
 public:
  /// Of the compact tables' folder; empty where it has no figures.csv.
  explicit Figures(const Settings& settings);
  /// The figure, if the table has it. Throws Error(input) with its line when it stands there in another unit.
  std::optional<double> find(std::string_view id, std::string_view unit) const;
  /// The middle of the city that the figures are of: rows centre_lon and centre_lat.
  std::optional<Point> centre() const;

 private:
  const Settings& settings_;
  Csv csv_;
};

}  // namespace planspiel::generate
