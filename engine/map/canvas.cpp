#include "engine/map/canvas.hpp"

#include <cairo-svg.h>
#include <cairo.h>

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"

namespace planspiel {

namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

std::string status_text(cairo_t* context) { return cairo_status_to_string(cairo_status(context)); }

/// Cairo numbers the surfaces of a process; without the number, a map has the same bytes whichever was drawn before.
void drop_surface_number(std::string& svg) {
  constexpr std::string_view kStart = "<g id=\"surface";
  const std::size_t at = svg.find(kStart);
  if (at == std::string::npos) return;
  const std::size_t number = at + kStart.size();
  svg.erase(number, svg.find('"', number) - number);
}

}  // namespace

struct Canvas::Impl {
  std::filesystem::path out;
  bool svg = false;
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* context = nullptr;

  void colour(Colour c, double opacity) const { cairo_set_source_rgba(context, c.red, c.green, c.blue, opacity); }
  void path(std::span<const Point> points, bool close) const {
    bool first = true;
    for (const Point p : points) {
      if (first)
        cairo_move_to(context, p.x_m, p.y_m);
      else
        cairo_line_to(context, p.x_m, p.y_m);
      first = false;
    }
    if (close) cairo_close_path(context);
  }
  void start() const {
    if (cairo_status(context) != CAIRO_STATUS_SUCCESS)
      throw Error(ErrorKind::system, "cannot make the picture: " + status_text(context));
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_font_options_t* options = cairo_font_options_create();  // even letter spacing at any size
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(context, options);
    cairo_font_options_destroy(options);
  }
  void font(double size, bool bold) const {
    cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context, size);
  }
};

Canvas::Canvas(const std::filesystem::path& out, int width_px, int height_px) : impl_(std::make_unique<Impl>()) {
  impl_->out = out;
  impl_->svg = out.extension() == ".svg";
  if (!impl_->svg && out.extension() != ".png")
    throw Error(ErrorKind::config, out.string() + ": a map is written as .svg or .png");
  impl_->surface = impl_->svg ? cairo_svg_surface_create_for_stream(append, &impl_->bytes, width_px, height_px)
                              : cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_px, height_px);
  impl_->context = cairo_create(impl_->surface);
  impl_->start();
  rectangle(0, 0, width_px, height_px, {0.985, 0.985, 0.975});
}

Canvas::Canvas(const Picture& background) : impl_(std::make_unique<Impl>()) {
  impl_->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, background.width_px, background.height_px);
  impl_->context = cairo_create(impl_->surface);
  impl_->start();
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(impl_->surface)) / 4;
  auto* pixels = reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(impl_->surface));
  const std::uint8_t* from = background.rgb.data();
  const auto width = static_cast<std::size_t>(background.width_px);
  for (std::size_t row = 0; row < static_cast<std::size_t>(background.height_px); ++row)
    for (std::size_t column = 0; column < width; ++column, from += 3)
      pixels[row * stride + column] = static_cast<std::uint32_t>(from[0] << 16 | from[1] << 8 | from[2]);
  cairo_surface_mark_dirty(impl_->surface);
}

Canvas::~Canvas() {
  cairo_destroy(impl_->context);
  cairo_surface_destroy(impl_->surface);
}

void Canvas::line(std::span<const Point> points, double width_px, Colour colour, double opacity) {
  impl_->path(points, false);
  impl_->colour(colour, opacity);
  cairo_set_line_width(impl_->context, width_px);
  cairo_stroke(impl_->context);
}

void Canvas::fill(std::span<const std::vector<Point>> rings, Colour colour, double opacity) {
  for (const auto& ring : rings) impl_->path(ring, true);
  impl_->colour(colour, opacity);
  cairo_fill(impl_->context);
}

void Canvas::outline(std::span<const std::vector<Point>> rings, double width_px, Colour colour) {
  for (const auto& ring : rings) impl_->path(ring, true);
  impl_->colour(colour, 1.0);
  cairo_set_line_width(impl_->context, width_px);
  cairo_stroke(impl_->context);
}

void Canvas::rectangle(double x, double y, double width, double height, Colour colour, double opacity) {
  cairo_rectangle(impl_->context, x, y, width, height);
  impl_->colour(colour, opacity);
  cairo_fill(impl_->context);
}

void Canvas::circle(Point centre, double radius_px, Colour colour, Colour edge) {
  cairo_new_path(impl_->context);
  cairo_arc(impl_->context, centre.x_m, centre.y_m, radius_px, 0.0, 6.283185307179586);
  impl_->colour(colour, 1.0);
  cairo_fill_preserve(impl_->context);
  impl_->colour(edge, 1.0);
  cairo_set_line_width(impl_->context, 1.0);
  cairo_stroke(impl_->context);
}

void Canvas::text(double x, double y, double size_px, const std::string& text, Colour colour, bool bold) {
  impl_->font(size_px, bold);
  impl_->colour(colour, 1.0);
  cairo_move_to(impl_->context, x, y);
  cairo_show_text(impl_->context, text.c_str());
  cairo_new_path(impl_->context);
}

double Canvas::text_width(double size_px, const std::string& text, bool bold) {
  impl_->font(size_px, bold);
  cairo_text_extents_t extents;
  cairo_text_extents(impl_->context, text.c_str(), &extents);
  return extents.x_advance;
}

void Canvas::haloed_text(double x, double y, double size_px, const std::string& text, Colour colour, Colour halo,
                         bool bold) {
  impl_->font(size_px, bold);
  cairo_move_to(impl_->context, x, y);
  cairo_text_path(impl_->context, text.c_str());
  impl_->colour(halo, 0.85);
  cairo_set_line_width(impl_->context, 0.28 * size_px);
  cairo_stroke(impl_->context);
  Canvas::text(x, y, size_px, text, colour, bold);
}

Picture Canvas::picture() const {
  cairo_surface_flush(impl_->surface);
  Picture result{cairo_image_surface_get_width(impl_->surface), cairo_image_surface_get_height(impl_->surface), {}};
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(impl_->surface)) / 4;
  const auto* pixels = reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(impl_->surface));
  const auto width = static_cast<std::size_t>(result.width_px), height = static_cast<std::size_t>(result.height_px);
  result.rgb.reserve(3 * width * height);
  for (std::size_t row = 0; row < height; ++row)
    for (std::size_t column = 0; column < width; ++column)
      for (const int shift : {16, 8, 0})
        result.rgb.push_back(static_cast<std::uint8_t>(pixels[row * stride + column] >> shift & 0xffU));
  return result;
}

void Canvas::finish() {
  if (impl_->svg) {
    cairo_surface_finish(impl_->surface);
    drop_surface_number(impl_->bytes);
  } else {
    cairo_surface_write_to_png_stream(impl_->surface, append, &impl_->bytes);
  }
  write_file(impl_->out, impl_->bytes);
}

void Canvas::write_png(const std::filesystem::path& out) const {
  std::string bytes;
  cairo_surface_write_to_png_stream(impl_->surface, append, &bytes);
  write_file(out, bytes);
}

void write_png(const Picture& picture, const std::filesystem::path& out) { Canvas(picture).write_png(out); }

std::vector<std::string> wrapped(Canvas& canvas, const std::string& text, std::string_view between, double size_px,
                                 double most_width, bool bold) {
  std::vector<std::string> lines{""};
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(between, at), text.size());
    const std::string part = text.substr(at, end - at);
    const std::string longer = lines.back().empty() ? part : lines.back() + std::string(between) + part;
    if (lines.back().empty() || canvas.text_width(size_px, longer, bold) <= most_width)
      lines.back() = longer;
    else
      lines.push_back(part);
    at = end + between.size();
  }
  return lines;
}

}  // namespace planspiel
