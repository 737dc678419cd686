#pragma once

/// The city on the map, and where it is looked at from.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/projection.hpp"
#include "viewer/app/bookmarks.hpp"
#include "viewer/app/workbench.hpp"
#include "viewer/camera/camera.hpp"
#include "viewer/osg/osg_scene.hpp"

namespace planspiel::viewer {

/// What of the city is drawn, whatever the layer is.
struct Drawn {
  bool buildings = true, stations = true, labels = true;
  bool lines = false, stops = false;
  /// Without stations: the window marks them itself, where they are dragged to.
  Shown in_scene() const { return {.buildings = buildings, .stations = false, .stops = stops, .lines = lines}; }
};

/// Bookmarks of a city: read when it is first looked at, written when one comes or goes.
struct Bookmarks {
  std::vector<Bookmark> all{};
  std::string city{};  ///< that was read
  /// Throws as read_bookmarks does, once for each city.
  void read_once(const std::string& of_city);
  void write() const;
};

struct CityView {
  std::shared_ptr<const SeenCity> seen{};
  std::unique_ptr<OsgScene> scene{};
  Drawn drawn{};
  Camera camera{};
  bool camera_set = false;  ///< false: looks at the whole city first
  Bookmarks bookmarks{};
  Viewport map_size{};
  Pixel legend_end{};  ///< lower right corner in the map

  /// Another city, or none.
  void show(std::shared_ptr<const SeenCity> city);
  /// Looks at a place from near enough.
  void go_to(Point scene_place);
  LonLat lon_lat(Point scene_place) const;
  Point scene_point(Point in_crs) const;
};

}  // namespace planspiel::viewer
