#include "viewer/window/city_view.hpp"

#include <algorithm>
#include <utility>

namespace planspiel::viewer {

void Bookmarks::read_once(const std::string& of_city) {
  if (city == of_city) return;
  city = of_city;
  all.clear();
  all = read_bookmarks(bookmarks_file(), city);
}

void Bookmarks::write() const { write_bookmarks(bookmarks_file(), city, all); }

void CityView::show(std::shared_ptr<const SeenCity> city) {
  seen = std::move(city);
  scene.reset();
  if (seen) scene = std::make_unique<OsgScene>(seen->scene);
}

void CityView::go_to(Point scene_place) {
  constexpr double kNear_m = 1400.0;
  camera = look_at(scene_place, std::min(kNear_m, camera.distance_to_target()), camera.heading_deg,
                   std::min(camera.pitch_deg, -35.0));
}

LonLat CityView::lon_lat(Point scene_place) const {
  const Point& origin = seen->scene.origin;
  return Projection(seen->city.profile.crs)
      .to_degrees(Point::metres(scene_place.x_m + origin.x_m, scene_place.y_m + origin.y_m));
}

Point CityView::scene_point(Point in_crs) const {
  const Point& origin = seen->scene.origin;
  return Point::metres(in_crs.x_m - origin.x_m, in_crs.y_m - origin.y_m);
}

}  // namespace planspiel::viewer
