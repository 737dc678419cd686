#pragma once

/// Where one stands and looks, without any graphics: orbit, pan, zoom, rays and projection.

#include <optional>

#include "engine/base/geometry.hpp"

namespace planspiel::viewer {

/// A place or direction in the scene: metres east, north, up.
struct Vector {
  double x = 0.0, y = 0.0, z = 0.0;
  bool operator==(const Vector&) const = default;
};
inline Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vector operator-(Vector a, Vector b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vector operator*(double f, Vector a) { return {f * a.x, f * a.y, f * a.z}; }
inline double dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
double length(Vector a);

/// Width and height of the picture.
struct Viewport {
  int width_px = 1280, height_px = 720;
  double aspect() const { return static_cast<double>(width_px) / height_px; }
};

/// From the top left, y down.
struct Pixel {
  double x = 0.0, y = 0.0;
};

struct Ray {
  Vector from{}, direction{};  ///< direction of length 1
  /// Where it meets the ground; nothing when it goes up or level.
  std::optional<Point> ground() const;
};

struct Camera {
  Vector eye{0.0, 0.0, 1000.0};
  double heading_deg = 0.0;         ///< clockwise from north
  double pitch_deg = -45.0;         ///< above the horizon; -90 looks straight down
  double field_of_view_deg = 35.0;  ///< from the bottom to the top of the picture

  Vector forward() const;
  Vector right() const;
  Vector up() const;
  /// The point on the ground in the middle of the picture; a point ahead where the camera looks at the sky.
  Point target() const;
  double distance_to_target() const;
  /// Depths that hold the whole scene: nothing higher than `highest_m` above the ground.
  double near_m(double highest_m) const;
  double far_m() const;
  bool operator==(const Camera&) const = default;
};

/// A camera that looks at a point on the ground from a distance.
Camera look_at(Point target, double distance_m, double heading_deg, double pitch_deg);

/// Metres that one pixel covers at one metre of depth.
double metres_per_pixel(const Camera& camera, Viewport viewport);

Ray ray_through(const Camera& camera, Viewport viewport, Pixel pixel);
/// Where a place is seen; nothing behind the camera. May lie outside of the picture.
std::optional<Pixel> project(const Camera& camera, Viewport viewport, Vector place);

inline constexpr double kLowestPitch_deg = -90.0, kHighestPitch_deg = 10.0, kLowestEye_m = 2.0,
                        kHighestEye_m = 150000.0;

/// Turns about the target; the target stays where it is on the screen.
Camera orbited(const Camera& camera, double heading_by_deg, double pitch_by_deg);
/// Moves so that the ground under `from` comes under `to`.
Camera panned(const Camera& camera, Viewport viewport, Pixel from, Pixel to);
/// Goes nearer (`factor` < 1) or away; the ground under the pixel stays under it.
Camera zoomed(const Camera& camera, Viewport viewport, Pixel at, double factor);
/// The same target from straight above, north up.
Camera from_above(const Camera& camera);

}  // namespace planspiel::viewer
