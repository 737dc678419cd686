#pragma once

/// What an OpenStreetMap file knows of a city besides its streets and houses: settlements, borders, fire stations,
/// stops, uses of the ground, and where people learn, shop and spend their leisure.

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"

namespace planspiel {

/// place = city, town, village, hamlet or the like, where people live.
struct OsmSettlement {
  std::string id{}, name{};
  Point position{};
  std::optional<double> residents{};  ///< of the key `population`
};

/// boundary = administrative, where the file holds the border whole.
struct OsmBorder {
  std::string id{}, name{};
  int admin_level = 0;
  Polygon outline{};
  std::optional<double> residents{};
};

/// amenity = fire_station.
struct OsmFireStation {
  std::string id{}, name{};
  Point position{};
  bool professional = false;  ///< by its name (kProfessionalWords); else volunteers
};

/// Where vehicles stop: one for all platforms of a name that lie within 150 m.
struct OsmStop {
  std::string id{}, name{};
  Point position{};
};

/// landuse = residential, industrial, …: a row of gis/data/osm_landuse.csv.
struct OsmLandUse {
  std::string kind{};
  Polygon outline{};
  double homes = 0.0;  ///< share of the floor area of its buildings in which people live
  bool built_up = false;
};

enum class OsmActivity { school, retail, leisure };

/// A row of gis/data/osm_activities.csv at its place.
struct OsmActivityPlace {
  OsmActivity activity{};
  double size = 1.0;  ///< in usual places of this activity
  Point position{};
};

struct OsmPlaces {
  std::vector<OsmSettlement> settlements{};
  std::vector<OsmBorder> borders{};
  std::vector<OsmFireStation> fire_stations{};
  std::vector<OsmStop> stops{};
  std::vector<OsmLandUse> land_uses{};
  std::vector<OsmActivityPlace> activities{};
  std::size_t plant_brigades = 0;  ///< fire stations of a works, for itself: left out
};

/// Words of a fire station's name that say that a crew waits in it.
inline constexpr std::array kProfessionalWords{"Berufsfeuerwehr", "Feuerwache", "Hauptwache", "Fire Station"};

/// In the CRS of the city, each list in the order of its ids. A fire station that stands in the file as a place and as
/// its house (within 100 m) counts once. Throws Error(input) as read_osm_streets.
OsmPlaces read_osm_places(const std::filesystem::path& file, const std::string& crs);

}  // namespace planspiel
