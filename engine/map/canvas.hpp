#pragma once

/// A page to draw on, PNG or SVG alike (cairo, hidden here).

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/geometry.hpp"
#include "engine/map/palette.hpp"

namespace planspiel {

/// Pixels, rows from the top: red, green, blue, 0 … 255 each.
struct Picture {
  int width_px = 0, height_px = 0;
  std::vector<std::uint8_t> rgb{};
  bool operator==(const Picture&) const = default;
};

class Canvas {
 public:
  /// A page on top of a picture; it is taken back by picture(), not by finish().
  explicit Canvas(const Picture& background);
  /// Throws Error(config) for an ending other than .png and .svg.
  Canvas(const std::filesystem::path& out, int width_px, int height_px);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Page coordinates: pixels from the top left.
  void line(std::span<const Point> points, double width_px, Colour colour, double opacity = 1.0);
  void fill(std::span<const std::vector<Point>> rings, Colour colour, double opacity = 1.0);
  void outline(std::span<const std::vector<Point>> rings, double width_px, Colour colour);
  void rectangle(double x, double y, double width, double height, Colour colour, double opacity = 1.0);
  void circle(Point centre, double radius_px, Colour colour, Colour edge);
  void text(double x, double y, double size_px, const std::string& text, Colour colour, bool bold = false);
  double text_width(double size_px, const std::string& text, bool bold = false);
  /// The same text with a rim that keeps it readable on any ground.
  void haloed_text(double x, double y, double size_px, const std::string& text, Colour colour, Colour halo,
                   bool bold = false);

  /// Writes the file. Throws Error(system).
  void finish();
  Picture picture() const;
  void write_png(const std::filesystem::path& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Throws Error(system) where the file cannot be written.
void write_png(const Picture& picture, const std::filesystem::path& out);

/// The parts of a text on as many lines as the width, in pixels, asks for; no part is cut.
std::vector<std::string> wrapped(Canvas& canvas, const std::string& text, std::string_view between, double size_px,
                                 double most_width, bool bold = false);

}  // namespace planspiel
