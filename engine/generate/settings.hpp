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
  Metres spacing{112.0};  ///< of the finest lattice of streets
  double dense = 7000.0;  ///< residents and jobs per km² from which every block is settled; below in proportion
  double built = 0.4;     ///< share of the residential links of a settled block that is built
  std::int64_t zones = 1150;
  std::int64_t external_zones = 40;
  std::int64_t buildings = 0;
  Metres bus_length{};  ///< route length of all bus lines
  std::int64_t bus_stops = 0;
  Metres tram_spacing{400.0};   ///< between stops that are interpolated
  double jobs_in_centre = 0.0;  ///< share of jobs that lie by the density of the centre (see spread_jobs); 0: none
  Metres jobs_reach{2000.0};    ///< of that density
};

/// Throws Error(config) for unknown keys and wrong values, with their places.
Settings read_settings(const std::filesystem::path& city_toml);
/// Reads what a reader of the city's runs has to know: note = { de = "…", en = "…" }. May be left out.
void read_note(const Value& file, CityProfile& profile);
/// Reads one section of a description ("streets", "zones", "jobs", "buildings", "buses", "tram"), if it is there, less
/// keys that somebody else reads.
void read_section(const Value& file, const std::string& section, Settings& settings,
                  const std::vector<std::string>& ignored = {});

}  // namespace planspiel::generate
