#include "engine/map/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/city/row_shapes.hpp"
#include "engine/map/canvas.hpp"
#include "engine/map/captions.hpp"

namespace planspiel {

namespace {

constexpr Colour kMapInk{0.13, 0.13, 0.16}, kFaint{0.80, 0.80, 0.79}, kPaper{1.0, 1.0, 1.0};
constexpr Colour kGreen{0.87, 0.905, 0.83}, kWater{0.72, 0.82, 0.88};

/// City metres to page pixels; the page shows the territory with a margin.
class MapFrame {
 public:
  MapFrame(const City& city, int width_px) {
    for (const Polygon& outline : city[tables::districts].outline)
      for (const Ring& ring : outline.rings)
        for (const Point p : ring) box_.add(p);
    if (box_.max_x_m < box_.min_x_m)
      for (const Point p : city[tables::nodes].position) box_.add(p);
    const double margin = 0.03 * std::max(box_.max_x_m - box_.min_x_m, box_.max_y_m - box_.min_y_m) + 50.0;
    box_.add(Point::metres(box_.min_x_m - margin, box_.min_y_m - margin));
    box_.add(Point::metres(box_.max_x_m + margin, box_.max_y_m + margin));
    scale_ = width_px / (box_.max_x_m - box_.min_x_m);
    height_px_ = static_cast<int>(std::lround((box_.max_y_m - box_.min_y_m) * scale_));
  }
  Point page(Point p) const { return Point::metres((p.x_m - box_.min_x_m) * scale_, (box_.max_y_m - p.y_m) * scale_); }
  double pixels(double metres) const { return metres * scale_; }
  int height_px() const { return height_px_; }
  std::vector<std::vector<Point>> page(const Polygon& polygon) const {
    std::vector<std::vector<Point>> rings;
    for (const Ring& ring : polygon.rings) {
      rings.emplace_back();
      for (const Point p : ring) rings.back().push_back(page(p));
    }
    return rings;
  }

 private:
  Box box_;
  double scale_ = 1.0;
  int height_px_ = 0;
};

double class_width(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::motorway:
    case RoadClass::trunk:
      return 1.7;
    case RoadClass::primary:
      return 1.35;
    case RoadClass::secondary:
      return 1.05;
    case RoadClass::tertiary:
      return 0.8;
    default:
      return 0.5;
  }
}

/// A link's line on the page, moved to the right so that both directions show.
std::vector<Point> page_line(const MapFrame& frame, std::span<const Point> shape, double offset_px) {
  std::vector<Point> line;
  for (const Point p : shape) line.push_back(frame.page(p));
  if (line.size() < 2) return line;
  const double dx = line.back().x_m - line.front().x_m, dy = line.back().y_m - line.front().y_m;
  const double length = std::max(1e-9, std::hypot(dx, dy));
  for (Point& p : line) p = Point::metres(p.x_m - dy / length * offset_px, p.y_m + dx / length * offset_px);
  return line;
}

void draw_ground(Canvas& canvas, const MapFrame& frame, const City& city, bool with_roads) {
  for (const Polygon& outline : city[tables::districts].outline) canvas.fill(frame.page(outline), {0.955, 0.955, 0.94});
  const LandCover& land_cover = city[tables::land_cover];
  for (const Cover cover : {Cover::green, Cover::water})
    for (const LandCoverId row : land_cover.ids())
      if (land_cover.cover[row] == cover)
        canvas.fill(frame.page(land_cover.outline[row]), cover == Cover::water ? kWater : kGreen);
  if (with_roads) {
    const Roads& roads = city[tables::roads];
    for (const EdgeId edge : roads.ids())
      canvas.line(page_line(frame, roads.shape[edge], 0.0), 0.4 * class_width(roads.road_class[edge]), kFaint);
  }
  for (const Polygon& outline : city[tables::districts].outline)
    canvas.outline(frame.page(outline), 0.5, {0.72, 0.72, 0.72});
}

/// Links are drawn from small to large values, so that what matters lies on top.
void draw_roads(Canvas& canvas, const MapFrame& frame, const City& city, const std::vector<double>& values,
                const ColourScale& scale) {
  const Roads& roads = city[tables::roads];
  std::vector<std::uint32_t> order(roads.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto size_of = [&](std::uint32_t row) { return std::isnan(values[row]) ? -1.0 : std::abs(values[row]); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return size_of(a) < size_of(b); });
  const double top = std::max(std::abs(scale.breaks.front()), std::abs(scale.breaks.back()));
  const double unit = std::max(1.0, frame.pixels(14.0));
  for (const std::uint32_t row : order) {
    const EdgeId edge(std::size_t{row});
    if (!(roads.access[edge] & (access::car | access::bus | access::resident_car))) continue;
    const double share = std::clamp(size_of(row) / top, 0.0, 1.0);
    const double width =
        unit * (0.5 * class_width(roads.road_class[edge]) + (scale.difference ? 2.6 : 1.8) * std::sqrt(share));
    const bool quiet = scale.difference && values[row] == 0.0;
    canvas.line(page_line(frame, roads.shape[edge], 0.5 * width),
                quiet ? 0.4 * unit * class_width(roads.road_class[edge]) : width, scale.of(values[row]));
  }
}

/// Cells overlap by a little, so that no seam shows between them.
void draw_cells(Canvas& canvas, const MapFrame& frame, const Cells& cells, const std::vector<double>& values,
                const ColourScale& scale) {
  const double side = frame.pixels(Cells::kSide.value);
  for (const CellId cell : cells.ids()) {
    const Point centre = frame.page(cells.centre[cell]);
    canvas.rectangle(centre.x_m - side / 2, centre.y_m - side / 2, side * 1.02, side * 1.02,
                     scale.of(values[cell.index()]));
  }
}

/// Dots are smaller where there are many of them.
double dot_radius_px(std::size_t dots) { return dots > 5000 ? 2.0 : dots > 300 ? 3.0 : 6.0; }

/// The rows of any table, by their shapes.
void draw_shapes(Canvas& canvas, const MapFrame& frame, const RowShapes& shapes, const std::vector<double>& values,
                 const ColourScale& scale) {
  for (std::size_t row = 0; row < shapes.points.size(); ++row)
    if (const auto& point = shapes.points[row])
      canvas.circle(frame.page(*point), dot_radius_px(shapes.size()), scale.of(values[row]), kMapInk);
  for (std::size_t row = 0; row < shapes.lines.size(); ++row)
    canvas.line(page_line(frame, shapes.lines[row], 0.0), std::max(1.5, frame.pixels(20.0)), scale.of(values[row]));
  for (std::size_t row = 0; row < shapes.areas.size(); ++row)
    if (!shapes.areas[row].empty()) canvas.fill(frame.page(shapes.areas[row]), scale.of(values[row]));
}

void draw_rows(Canvas& canvas, const MapFrame& frame, const City& city, const Domain& domain,
               const std::vector<double>& values, const ColourScale& scale) {
  if (!domain.has_place()) throw Error(ErrorKind::config, "a field over '" + domain.name + "' has no place on a map");
  if (domain == domain_of<EdgeId>) return draw_roads(canvas, frame, city, values, scale);
  if (domain == domain_of<CellId>) return draw_cells(canvas, frame, city[tables::cells], values, scale);
  draw_shapes(canvas, frame, shapes_of(city, domain.table, domain.geometry), values, scale);
}

void draw_stations(Canvas& canvas, const MapFrame& frame, const City& city) {
  const Stations& stations = city[tables::stations];
  for (const StationId station : stations.ids())
    if (!stations.closed[station])
      canvas.circle(frame.page(stations.position[station]), stations.professional[station] ? 5.0 : 3.0,
                    {0.85, 0.15, 0.15}, kPaper);
}

void draw_legend(Canvas& canvas, const Captions& captions, double zoom) {
  const double box = 22 * zoom, size = 15 * zoom, left = 24 * zoom, row_px = 24 * zoom;
  std::vector<std::string> lines;
  for (const std::string* line : {&captions.subtitle, &captions.against, &captions.unit, &captions.note})
    if (!line->empty()) lines.push_back(*line);
  double width = std::max(canvas.text_width(20 * zoom, captions.title, true), 230 * zoom);
  for (const std::string& line : lines) width = std::max(width, canvas.text_width(size, line));
  const auto rows = static_cast<double>(lines.size() + captions.legend.size());
  canvas.rectangle(12 * zoom, 12 * zoom, width + 2 * left, 46 * zoom + rows * row_px, kPaper, 0.92);
  double y = 38 * zoom;
  canvas.text(left, y, 20 * zoom, captions.title, kMapInk, true);
  for (const std::string& line : lines) canvas.text(left, y += row_px, size, line, kMapInk);
  y += 10 * zoom;
  for (const LegendRow& row : captions.legend) {
    canvas.rectangle(left, y, box, box * 0.86, row.colour);
    canvas.text(left + box + 10 * zoom, y + 16 * zoom, size, row.text, kMapInk);
    y += row_px;
  }
}

void draw_scale(Canvas& canvas, const MapFrame& frame, double zoom, int width_px, const std::string& sources) {
  const double bottom = frame.height_px() - 18 * zoom;
  const double bar_m = scale_bar_m(0.3 * width_px / frame.pixels(1.0));
  const double bar = frame.pixels(bar_m), right = width_px - 24 * zoom;
  canvas.rectangle(right - bar, bottom - 6 * zoom, bar, 4 * zoom, kMapInk);
  canvas.text(right - bar, bottom - 12 * zoom, 13 * zoom, scale_bar_text(bar_m), kMapInk);
  const auto lines = wrapped(canvas, sources, " · ", 12 * zoom, right - bar - 48 * zoom);
  for (std::size_t k = 0; k < lines.size(); ++k)
    canvas.text(24 * zoom, bottom - 15 * zoom * static_cast<double>(lines.size() - 1 - k), 12 * zoom, lines[k],
                kMapInk);
}

}  // namespace

void draw_map(const RunFolder& run, const MapOptions& options, const std::filesystem::path& out) {
  const City city = run.city();
  const FieldValues field = run.field(options.field);
  check_rows(field, city);
  MapLayer layer = layer_of(field, options);
  if (options.compare) {
    const MapLayer base = layer_of(options.compare->field(options.field), options);
    if (base.values.size() > layer.values.size() ||
        run.manifest().at("base_city").as_text() != options.compare->manifest().at("base_city").as_text())
      throw Error(ErrorKind::input, "the two runs are of different cities: their rows do not match");
    layer = difference_of(std::move(layer), base);
  }
  const MapFrame frame(city, options.width_px);
  const double zoom = options.width_px / 1600.0;
  Canvas canvas(out, options.width_px, frame.height_px());
  const Domain& domain = field.spec.domain;
  const ColourScale scale = scale_for(seen_values(layer.values, domain, city), options.compare != nullptr);
  draw_ground(canvas, frame, city, domain != domain_of<EdgeId> && domain != domain_of<BuildingId>);
  draw_rows(canvas, frame, city, domain, layer.values, scale);
  if (field.spec.beside == tables::stations.name) draw_stations(canvas, frame, city);
  Captioned shown{.title = layer.title, .unit = layer.unit, .scale = &scale, .run = title_of(run)};
  if (options.compare) {
    shown.against = title_of(*options.compare);
    if (layer.vehicles_per_hour > 0.0) shown.note = noise_note(options.language);
  }
  const Captions captions = captions_of(city, shown, options.language);
  draw_legend(canvas, captions, zoom);
  draw_scale(canvas, frame, zoom, options.width_px, captions.sources);
  canvas.finish();
}

}  // namespace planspiel
