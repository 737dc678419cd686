#include "viewer/camera/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "engine/base/projection.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kOverviewPitch_deg = -58.0, kDistrictPitch_deg = -40.0;

[[noreturn]] void refuse(std::string_view view, const std::string& why) {
  throw Error(ErrorKind::config, fmt::format("view '{}': {}", view, why));
}

std::vector<Point> district_points(std::string_view view, std::string_view name, const SceneModel& scene,
                                   const City& city) {
  const Districts& districts = city[tables::districts];
  std::vector<Point> points;
  std::set<std::string> names;
  for (const DistrictId district : districts.ids()) {
    names.insert(districts.name[district]);
    names.insert(districts.borough[district]);
    if (districts.name[district] != name && districts.borough[district] != name && districts.id[district] != name)
      continue;
    for (const Ring& ring : districts.outline[district].rings)
      for (const Point p : ring) points.push_back(Point::metres(p.x_m - scene.origin.x_m, p.y_m - scene.origin.y_m));
  }
  names.erase("");
  if (points.empty())
    refuse(view, fmt::format("no district or borough is called '{}': {}", name,
                             nearest_known(name, std::vector<std::string>(names.begin(), names.end()))));
  return points;
}

double number_in(std::string_view view, std::string_view part) {
  part = trim(part);
  double value = 0.0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
  if (error != std::errc() || end != part.data() + part.size() || !std::isfinite(value))
    refuse(view,
           fmt::format("'{}' is no number: lon,lat,height,heading,pitch, for example 11.575,48.137,600,0,-35", part));
  return value;
}

Camera free_camera(std::string_view view, const std::vector<std::string>& parts, const SceneModel& scene,
                   const City& city) {
  std::array<double, 5> n{};
  for (std::size_t i = 0; i < n.size(); ++i) n[i] = number_in(view, parts[i]);
  if (std::abs(n[0]) > 180.0 || std::abs(n[1]) > 90.0)
    refuse(view, "longitude is -180 to 180, latitude -90 to 90 degrees, in this order");
  if (n[2] < kLowestEye_m || n[2] > kHighestEye_m)
    refuse(view, fmt::format("the height is {} to {} m above ground", kLowestEye_m, kHighestEye_m));
  if (n[4] < kLowestPitch_deg || n[4] > kHighestPitch_deg)
    refuse(view, fmt::format("the pitch is {} (straight down) to {} degrees", kLowestPitch_deg, kHighestPitch_deg));
  const Point eye = Projection(city.profile.crs).to_metres(LonLat::degrees(n[0], n[1]));
  Camera camera{
      .eye = {eye.x_m - scene.origin.x_m, eye.y_m - scene.origin.y_m, n[2]}, .heading_deg = n[3], .pitch_deg = n[4]};
  constexpr double kFarthestEye_m = 200000.0;
  if (!(std::hypot(camera.eye.x, camera.eye.y) < kFarthestEye_m))
    refuse(view, fmt::format("that is not near the city '{}'", city.profile.id));
  return camera;
}

/// Places on the screen; nothing when one of them is behind the camera.
std::optional<std::vector<Pixel>> all_projected(const Camera& camera, std::span<const Point> places,
                                                Viewport viewport) {
  std::vector<Pixel> pixels;
  for (const Point p : places) {
    const auto pixel = project(camera, viewport, {p.x_m, p.y_m, 0.0});
    if (!pixel) return std::nullopt;
    pixels.push_back(*pixel);
  }
  return pixels;
}

}  // namespace

std::vector<Point> outline_of(const SceneModel& scene) {
  std::vector<Point> points;
  for (const Float4& place : scene.borough_borders.place) points.push_back(Point::metres(place[0], place[1]));
  if (!points.empty()) return points;
  const Box& box = scene.territory;
  return {Point::metres(box.min_x_m, box.min_y_m), Point::metres(box.max_x_m, box.min_y_m),
          Point::metres(box.max_x_m, box.max_y_m), Point::metres(box.min_x_m, box.max_y_m)};
}

Camera beside_panel(const Camera& camera, std::span<const Point> places, Viewport viewport, Pixel panel_end) {
  constexpr double kMargin = 0.03, kStep = 1.02;  // of the picture; how much farther away each time
  constexpr int kMostSteps = 40;                  // to 2.2 times the distance: a panel over all of the picture stays
  const Pixel middle{0.5 * viewport.width_px, 0.5 * viewport.height_px};
  Camera farther = camera;
  for (int step = 0; step < kMostSteps; ++step, farther = zoomed(farther, viewport, middle, kStep)) {
    const auto pixels = all_projected(farther, places, viewport);
    if (!pixels) return camera;
    double east_px = 0.0;
    for (const Pixel pixel : *pixels) east_px = std::max(east_px, pixel.x);
    const double room_px = (1.0 - kMargin) * viewport.width_px - east_px;
    const auto under_panel = [&](double moved_px) {
      return std::any_of(pixels->begin(), pixels->end(), [&](Pixel pixel) {
        return pixel.x + moved_px < panel_end.x + 0.5 * kMargin * viewport.width_px &&
               pixel.y < panel_end.y + 0.5 * kMargin * viewport.width_px;
      });
    };
    constexpr int kSteps = 16;
    for (int part = 0; part <= kSteps; ++part) {
      const double moved_px = std::max(0.0, room_px) * part / kSteps;
      if (!under_panel(moved_px)) return panned(farther, viewport, middle, {middle.x + moved_px, middle.y});
    }
  }
  return camera;
}

Camera fitted(std::span<const Point> places, Viewport viewport, double heading_deg, double pitch_deg) {
  constexpr double kMargin = 0.05;  ///< of the picture, on each side
  Box box;
  for (const Point p : places) box.add(p);
  Point target = Point::metres(0.5 * (box.min_x_m + box.max_x_m), 0.5 * (box.min_y_m + box.max_y_m));
  double distance_m = 0.0;
  for (int round = 0; round < 40; ++round) {  // the middle of what is seen moves with the distance: settle both
    double low = 1.0, high = 400000.0;
    Box seen;
    for (int halving = 0; halving < 40; ++halving) {
      distance_m = 0.5 * (low + high);
      const Camera camera = look_at(target, distance_m, heading_deg, pitch_deg);
      seen = {};
      bool all = true;
      for (const Point p : places) {
        const auto pixel = project(camera, viewport, {p.x_m, p.y_m, 0.0});
        all = all && pixel;
        if (pixel) seen.add(Point::metres(pixel->x, pixel->y));
      }
      all = all && seen.max_x_m - seen.min_x_m <= (1.0 - 2.0 * kMargin) * viewport.width_px &&
            seen.max_y_m - seen.min_y_m <= (1.0 - 2.0 * kMargin) * viewport.height_px;
      (all ? high : low) = distance_m;
    }
    const Camera camera = look_at(target, distance_m, heading_deg, pitch_deg);
    const Pixel middle{0.5 * (seen.min_x_m + seen.max_x_m), 0.5 * (seen.min_y_m + seen.max_y_m)};
    const auto ground = ray_through(camera, viewport, middle).ground();
    if (!ground) break;
    const double off_m = distance(*ground, target).value;
    target = *ground;
    if (off_m < 0.5) break;
  }
  return look_at(target, distance_m, heading_deg, pitch_deg);
}

Camera camera_for(std::string_view view, const SceneModel& scene, const City& city, Viewport viewport) {
  if (view == "overview") return fitted(outline_of(scene), viewport, 0.0, kOverviewPitch_deg);
  if (view == "above") return fitted(outline_of(scene), viewport, 0.0, kLowestPitch_deg);
  constexpr std::string_view kDistrict = "district:";
  if (view.starts_with(kDistrict))
    return fitted(district_points(view, view.substr(kDistrict.size()), scene, city), viewport, 0.0, kDistrictPitch_deg);
  const std::vector<std::string> parts = split(view, ',');
  if (parts.size() == 5) return free_camera(view, parts, scene, city);
  refuse(view, "known are overview, above, district:NAME and lon,lat,height,heading,pitch");
}

std::string view_text(const Camera& camera, const SceneModel& scene, const City& city) {
  const LonLat eye = Projection(city.profile.crs)
                         .to_degrees(Point::metres(camera.eye.x + scene.origin.x_m, camera.eye.y + scene.origin.y_m));
  return fmt::format("{:.6f},{:.6f},{:.1f},{:.1f},{:.1f}", eye.lon_deg, eye.lat_deg, camera.eye.z, camera.heading_deg,
                     camera.pitch_deg);
}

}  // namespace planspiel::viewer
