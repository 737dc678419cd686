#include "viewer/render/overlay.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <string_view>

namespace planspiel::viewer {

namespace {

constexpr Colour kInk{0.13, 0.13, 0.16}, kSoftInk{0.36, 0.36, 0.39}, kPaper{1.0, 1.0, 1.0};
constexpr double kMargin_px = 20.0, kPadding_px = 16.0, kBox_px = 20.0, kRow_px = 25.0;
constexpr double kTitle_px = 20.0, kTitleLine_px = 25.0, kText_px = 14.5, kSmall_px = 12.0;

/// Sizes are for 1920 × 1080; small pictures keep their text readable.
double zoom_of(Viewport viewport) {
  constexpr double kReadable = 0.78, kLeast = 0.62, kNarrow_px = 1100.0;
  const double share = std::min(viewport.width_px / 1920.0, viewport.height_px / 1080.0);
  return std::max({share, kLeast, kReadable * std::min(1.0, viewport.width_px / kNarrow_px)});
}

struct Place {
  double left, top, right, bottom;
  bool meets(const Place& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// A font size, and the weight.
struct Panel {
  double zoom = 1.0, width = 0.0, height = 0.0;
  std::vector<std::string> title{};
};

Panel panel_of(Canvas& canvas, const Captions& captions, Viewport viewport) {
  constexpr double kMostTitle = 0.27;  // of the picture's width
  const double z = zoom_of(viewport);
  const std::vector<std::string> title =
      wrapped(canvas, captions.title, " ", kTitle_px * z, kMostTitle * viewport.width_px, true);
  double width = canvas.text_width(kSmall_px * z, captions.note);
  for (const std::string* line : {&captions.subtitle, &captions.against, &captions.unit})
    width = std::max(width, canvas.text_width(kText_px * z, *line));
  for (const std::string& line : title) width = std::max(width, canvas.text_width(kTitle_px * z, line, true));
  for (const LegendRow& row : captions.legend)
    width = std::max(width, canvas.text_width(kText_px * z, row.text) + (kBox_px + 10.0) * z);
  double height = 2.0 * kPadding_px + kTitle_px + kTitleLine_px * static_cast<double>(title.size() - 1);
  if (!captions.subtitle.empty()) height += 24.0;
  if (!captions.against.empty()) height += 20.0;
  if (!captions.unit.empty()) height += 24.0;
  if (!captions.legend.empty()) height += kRow_px * static_cast<double>(captions.legend.size()) + 8.0;
  if (!captions.note.empty()) height += 22.0;
  return {z, width + 2.0 * kPadding_px * z, height * z, title};
}

void draw_panel(Canvas& canvas, const Captions& captions, const Panel& panel) {
  const double z = panel.zoom, left = (kMargin_px + kPadding_px) * z;
  canvas.rectangle(kMargin_px * z - 1.0, kMargin_px * z - 1.0, panel.width + 2.0, panel.height + 2.0, {0.6, 0.6, 0.6},
                   0.35);
  canvas.rectangle(kMargin_px * z, kMargin_px * z, panel.width, panel.height, kPaper, 0.94);
  double y = (kMargin_px + kPadding_px + 0.78 * kTitle_px) * z;
  for (const std::string& line : panel.title) {
    if (&line != &panel.title.front()) y += kTitleLine_px * z;
    canvas.text(left, y, kTitle_px * z, line, kInk, true);
  }
  if (!captions.subtitle.empty()) canvas.text(left, y += 24.0 * z, kText_px * z, captions.subtitle, kSoftInk);
  if (!captions.against.empty()) canvas.text(left, y += 20.0 * z, kText_px * z, captions.against, kSoftInk);
  if (!captions.unit.empty()) canvas.text(left, y += 24.0 * z, kText_px * z, captions.unit, kInk);
  y += 12.0 * z;
  bool aside = false;
  for (const LegendRow& row : captions.legend) {
    if (row.aside && !aside) y += 4.0 * z;
    aside = row.aside;
    canvas.rectangle(left, y, kBox_px * z, 0.8 * kBox_px * z, row.colour);
    canvas.text(left + (kBox_px + 10.0) * z, y + 0.68 * kBox_px * z, kText_px * z, row.text, aside ? kSoftInk : kInk);
    y += kRow_px * z;
  }
  if (!captions.note.empty()) canvas.text(left, y + 14.0 * z, kSmall_px * z, captions.note, kSoftInk);
}

/// A label's pixel, size and whether it belongs into a picture of this scale.
struct LabelStyle {
  double size_px;
  Colour colour;
  bool bold, seen;
};
LabelStyle style_of(const Label& label, double metres_per_px, bool stations_named) {
  switch (label.kind) {
    case LabelKind::borough:
      return {14.0, {0.24, 0.25, 0.29}, false, metres_per_px > 4.0 && metres_per_px < 60.0};
    case LabelKind::district:
      return {13.0, {0.30, 0.31, 0.35}, false, metres_per_px <= 4.0};
    case LabelKind::station:
      break;
  }
  constexpr double kVolunteersNamed_m = 12.0;  // per pixel; farther away only professional stations are named
  return {
      12.5, {0.55, 0.08, 0.08}, false, stations_named && (label.weight > 0.0 || metres_per_px < kVolunteersNamed_m)};
}

/// What labels share while they look for room.
struct Labelling {
  Canvas& canvas;
  Viewport viewport;
  std::vector<Place> taken{};

  bool is_free(const Place& box) const {
    return box.left >= 0.0 && box.top >= 0.0 && box.right <= viewport.width_px && box.bottom <= viewport.height_px &&
           std::none_of(taken.begin(), taken.end(), [&](const Place& other) { return box.meets(other); });
  }
  /// Writes at the first of these left ends with room; nowhere where there is none.
  void write(std::span<const double> lefts, double base, double size, const Label& label, const LabelStyle& style) {
    const double width = canvas.text_width(size, label.text, style.bold), room = 5.0 * zoom_of(viewport);
    for (const double left : lefts) {
      const Place box{left - room, base - size - room, left + width + room, base + 0.3 * size + room};
      if (!is_free(box)) continue;
      canvas.haloed_text(left, base, size, label.text, style.colour, kPaper, style.bold);
      taken.push_back(box);
      return;
    }
  }
};

/// Stations first where they are named: their discs and names keep the names of districts away.
std::vector<Label> ordered(std::vector<Label> labels, bool stations_first) {
  if (stations_first)
    std::stable_partition(labels.begin(), labels.end(),
                          [](const Label& label) { return label.kind == LabelKind::station; });
  return labels;
}

void draw_labels(Canvas& canvas, const SceneModel& scene, bool stations_named, const Camera& camera, Viewport viewport,
                 std::vector<Place> taken) {
  const double z = zoom_of(viewport), pixel = metres_per_pixel(camera, viewport), disc = 11.0 * z;
  Labelling labelling{canvas, viewport, std::move(taken)};
  if (stations_named)
    for (const Spot& spot : scene.stations)
      if (const auto at = project(camera, viewport, {static_cast<double>(spot.x), static_cast<double>(spot.y), 0.0});
          at && spot.size > 0.0F) {
        const double radius = 7.0 * z * static_cast<double>(spot.size);
        labelling.taken.push_back({at->x - radius, at->y - radius, at->x + radius, at->y + radius});
      }
  for (const Label& label : ordered(scene.labels, stations_named)) {
    const Vector place{label.at.x_m, label.at.y_m, 0.0};
    const auto at = project(camera, viewport, place);
    if (!at) continue;
    const LabelStyle style = style_of(label, pixel * dot(place - camera.eye, camera.forward()), stations_named);
    if (!style.seen) continue;
    const double size = style.size_px * z, width = canvas.text_width(size, label.text, style.bold);
    const double base = at->y + 0.35 * size;
    const std::array<double, 1> over{at->x - 0.5 * width};
    const std::array<double, 2> beside{at->x + 1.3 * disc, at->x - 1.3 * disc - width};
    if (label.kind == LabelKind::station)
      labelling.write(beside, base, size, label, style);
    else
      labelling.write(over, base, size, label, style);
  }
}

Place draw_scale(Canvas& canvas, const Camera& camera, Viewport viewport, Language language) {
  const double z = zoom_of(viewport);
  const double metres_per_px = metres_per_pixel(camera, viewport) * camera.distance_to_target();
  const double bar_m = scale_bar_m(200.0 * z * metres_per_px), bar = bar_m / metres_per_px;
  const double right = viewport.width_px - (kMargin_px + 14.0) * z,
               bottom = viewport.height_px - (kMargin_px + 14.0) * z;
  std::string text = scale_bar_text(bar_m);
  constexpr double kSteep_deg = -80.0;  // flatter views have their scale in the middle only
  if (camera.pitch_deg > kSteep_deg) text += language == Language::de ? " (Bildmitte)" : " (middle of the picture)";
  const double width = std::max(bar, canvas.text_width(kSmall_px * z, text)) + 28.0 * z;
  const Place place{right - width + 14.0 * z, bottom - 34.0 * z, right + 14.0 * z, bottom + 14.0 * z};
  canvas.rectangle(place.left, place.top, place.right - place.left, place.bottom - place.top, kPaper, 0.80);
  canvas.text(right - canvas.text_width(kSmall_px * z, text), bottom - 15.0 * z, kSmall_px * z, text, kInk);
  canvas.rectangle(right - bar, bottom - 3.0 * z, bar, 3.0 * z, kInk);
  canvas.rectangle(right - bar, bottom - 8.0 * z, 1.5 * z, 8.0 * z, kInk);
  canvas.rectangle(right - 1.5 * z, bottom - 8.0 * z, 1.5 * z, 8.0 * z, kInk);
  return place;
}

Place draw_north(Canvas& canvas, const Camera& camera, Viewport viewport, const Place& above) {
  const double z = zoom_of(viewport), radius = 21.0 * z;
  const Point middle = Point::metres(viewport.width_px - kMargin_px * z - radius, above.top - 12.0 * z - radius);
  const double turn = -camera.heading_deg * std::numbers::pi / 180.0;
  const auto at = [&](double right, double up) {
    const double x = right * std::cos(turn) + up * std::sin(turn), y = up * std::cos(turn) - right * std::sin(turn);
    return Point::metres(middle.x_m + x * radius, middle.y_m - y * radius);
  };
  canvas.circle(middle, radius, kPaper, {0.75, 0.75, 0.75});
  const std::vector<std::vector<Point>> left{{at(0.0, 0.66), at(-0.30, -0.58), at(0.0, -0.34)}};
  const std::vector<std::vector<Point>> right{{at(0.0, 0.66), at(0.0, -0.34), at(0.30, -0.58)}};
  canvas.fill(left, kInk);
  canvas.fill(right, {0.62, 0.62, 0.64});
  const Point letter = at(0.0, 1.36);
  canvas.haloed_text(letter.x_m - 0.5 * canvas.text_width(13.0 * z, "N", true), letter.y_m + 4.5 * z, 13.0 * z, "N",
                     kInk, kPaper, true);
  return {middle.x_m - radius, middle.y_m - 1.7 * radius, middle.x_m + radius, middle.y_m + radius};
}

Place draw_sources(Canvas& canvas, const std::string& sources, Viewport viewport, double most_width) {
  const double z = zoom_of(viewport), size = 11.5 * z, line_px = 15.0 * z;
  const std::vector<std::string> lines = wrapped(canvas, sources, " · ", size, most_width);
  double width = 0.0;
  for (const std::string& line : lines) width = std::max(width, canvas.text_width(size, line) + 16.0 * z);
  const double height = 7.0 * z + line_px * static_cast<double>(lines.size());
  const Place place{0.0, viewport.height_px - height, width, static_cast<double>(viewport.height_px)};
  canvas.rectangle(place.left, place.top, width, height, kPaper, 0.80);
  double y = place.top;
  for (const std::string& line : lines) canvas.text(8.0 * z, y += line_px, size, line, kSoftInk);
  return place;
}

}  // namespace

Pixel panel_end(const Captions& captions, Viewport viewport) {
  Canvas page(Picture{1, 1, {0, 0, 0}});
  return panel_end(page, captions, viewport);
}

Pixel panel_end(Canvas& canvas, const Captions& captions, Viewport viewport) {
  const Panel panel = panel_of(canvas, captions, viewport);
  return {kMargin_px * panel.zoom + panel.width, kMargin_px * panel.zoom + panel.height};
}

void draw_overlay(Canvas& canvas, const SceneModel& scene, const Overlay& overlay, const Camera& camera,
                  Viewport viewport) {
  const Captions& captions = overlay.captions;
  const Panel panel = panel_of(canvas, captions, viewport);
  const Pixel end = panel_end(canvas, captions, viewport);
  const Place scale = draw_scale(canvas, camera, viewport, overlay.language);
  const Place north = draw_north(canvas, camera, viewport, scale);
  const Place sources = draw_sources(canvas, captions.sources, viewport, scale.left - 40.0);
  draw_labels(canvas, scene, overlay.stations_named, camera, viewport,
              {{0.0, 0.0, end.x, end.y}, scale, north, sources});
  draw_panel(canvas, captions, panel);
}

}  // namespace planspiel::viewer
