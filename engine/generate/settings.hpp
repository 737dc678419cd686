#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::generate {

/// What a generated city.toml says besides the compact tables beside it.
struct Settings {
  CityProfile profile{};
  std::filesystem::path folder{};
  std::uint64_t seed = 1;
  Metres spacing{130.0};   ///< of the finest lattice of streets
  double dense = 7000.0;   ///< residents and jobs per km² from which every line of the lattice is built
  double sparse = 1500.0;  ///< below: every fourth line; between: every second
  std::int64_t zones = 1150;
  std::int64_t external_zones = 40;
  std::int64_t buildings = 112000;
  Metres bus_length{546000.0};  ///< route length of all bus lines
  std::int64_t bus_stops = 1070;
  Metres tram_spacing{470.0};  ///< between stops that are interpolated
};

/// Throws Error(config) for unknown keys and wrong values, with their places.
Settings read_settings(const std::filesystem::path& city_toml);

}  // namespace planspiel::generate
