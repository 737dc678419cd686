#include "viewer/camera/camera.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planspiel::viewer {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

Camera kept_in_bounds(Camera camera) {
  camera.pitch_deg = std::clamp(camera.pitch_deg, kLowestPitch_deg, kHighestPitch_deg);
  camera.heading_deg = std::fmod(std::fmod(camera.heading_deg, 360.0) + 360.0, 360.0);
  camera.eye.z = std::clamp(camera.eye.z, kLowestEye_m, kHighestEye_m);
  return camera;
}

/// Tangents of the angles to the right and upper edge.
struct Opening {
  double across, up;
};
Opening opening(const Camera& camera, Viewport viewport) {
  const double up = std::tan(0.5 * camera.field_of_view_deg * kDegree);
  return {up * viewport.aspect(), up};
}

}  // namespace

double length(Vector a) { return std::sqrt(dot(a, a)); }

std::optional<Point> Ray::ground() const {
  if (from.z <= 0.0 || direction.z > -1e-4) return std::nullopt;
  const double t = -from.z / direction.z;
  return Point::metres(from.x + t * direction.x, from.y + t * direction.y);
}

Vector Camera::forward() const {
  const double h = heading_deg * kDegree, p = pitch_deg * kDegree;
  return {std::sin(h) * std::cos(p), std::cos(h) * std::cos(p), std::sin(p)};
}

Vector Camera::right() const {
  const double h = heading_deg * kDegree;
  return {std::cos(h), -std::sin(h), 0.0};
}

Vector Camera::up() const {
  const double h = heading_deg * kDegree, p = pitch_deg * kDegree;
  return {-std::sin(h) * std::sin(p), -std::cos(h) * std::sin(p), std::cos(p)};
}

Point Camera::target() const {
  constexpr double kFlattest_deg = -2.0;
  const double p = std::min(pitch_deg, kFlattest_deg) * kDegree, h = heading_deg * kDegree;
  const double ahead = eye.z * std::cos(p) / -std::sin(p);
  return Point::metres(eye.x + ahead * std::sin(h), eye.y + ahead * std::cos(h));
}

double Camera::distance_to_target() const {
  const Point at = target();
  return length(Vector{at.x_m, at.y_m, 0.0} - eye);
}

double Camera::near_m(double highest_m) const {
  constexpr double kShare = 0.5;  // no corner of the picture is less deep than this share of the clear height
  return std::max(1.0, kShare * (eye.z - highest_m));
}

double Camera::far_m() const { return 60000.0 + 4.0 * eye.z; }

Camera look_at(Point target, double distance_m, double heading_deg, double pitch_deg) {
  Camera camera{.heading_deg = heading_deg, .pitch_deg = pitch_deg};
  camera.eye = Vector{target.x_m, target.y_m, 0.0} - distance_m * camera.forward();
  return camera;
}

double metres_per_pixel(const Camera& camera, Viewport viewport) {
  return 2.0 * std::tan(0.5 * camera.field_of_view_deg * kDegree) / viewport.height_px;
}

Ray ray_through(const Camera& camera, Viewport viewport, Pixel pixel) {
  const Opening open = opening(camera, viewport);
  const double x = (2.0 * pixel.x / viewport.width_px - 1.0) * open.across;
  const double y = (1.0 - 2.0 * pixel.y / viewport.height_px) * open.up;
  const Vector direction = camera.forward() + x * camera.right() + y * camera.up();
  return {camera.eye, (1.0 / length(direction)) * direction};
}

std::optional<Pixel> project(const Camera& camera, Viewport viewport, Vector place) {
  const Opening open = opening(camera, viewport);
  const Vector seen = place - camera.eye;
  const double depth = dot(seen, camera.forward());
  if (depth <= 1e-6) return std::nullopt;
  const double x = dot(seen, camera.right()) / (depth * open.across);
  const double y = dot(seen, camera.up()) / (depth * open.up);
  return Pixel{0.5 * (x + 1.0) * viewport.width_px, 0.5 * (1.0 - y) * viewport.height_px};
}

Camera orbited(const Camera& camera, double heading_by_deg, double pitch_by_deg) {
  const Point target = camera.target();
  const double distance_m = camera.distance_to_target();
  constexpr double kFlattest_deg = -3.0;  // flatter, and the target would run away
  Camera turned = look_at(target, distance_m, camera.heading_deg + heading_by_deg,
                          std::clamp(camera.pitch_deg + pitch_by_deg, kLowestPitch_deg, kFlattest_deg));
  turned.field_of_view_deg = camera.field_of_view_deg;
  return kept_in_bounds(turned);
}

Camera panned(const Camera& camera, Viewport viewport, Pixel from, Pixel to) {
  const auto a = ray_through(camera, viewport, from).ground(), b = ray_through(camera, viewport, to).ground();
  if (!a || !b) return camera;
  Camera moved = camera;
  moved.eye.x += a->x_m - b->x_m;
  moved.eye.y += a->y_m - b->y_m;
  return moved;
}

Camera zoomed(const Camera& camera, Viewport viewport, Pixel at, double factor) {
  const auto ground = ray_through(camera, viewport, at).ground();
  const Point target = camera.target();
  const Vector hold = ground ? Vector{ground->x_m, ground->y_m, 0.0} : Vector{target.x_m, target.y_m, 0.0};
  factor = std::clamp(factor, kLowestEye_m / camera.eye.z, kHighestEye_m / camera.eye.z);
  Camera nearer = camera;
  nearer.eye = hold + factor * (camera.eye - hold);
  return kept_in_bounds(nearer);
}

Camera from_above(const Camera& camera) {
  Camera above = look_at(camera.target(), camera.distance_to_target(), 0.0, kLowestPitch_deg);
  above.field_of_view_deg = camera.field_of_view_deg;
  return kept_in_bounds(above);
}

}  // namespace planspiel::viewer
