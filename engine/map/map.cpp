#include "engine/map/map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/city/row_shapes.hpp"
#include "engine/map/canvas.hpp"
#include "engine/map/ramp.hpp"
#include "engine/map/sources_line.hpp"

namespace planspiel {

namespace {

constexpr Colour kInk{0.13, 0.13, 0.16}, kFaint{0.80, 0.80, 0.79}, kPaper{1.0, 1.0, 1.0};
constexpr Colour kGreen{0.87, 0.905, 0.83}, kWater{0.72, 0.82, 0.88};

/// City metres to page pixels; the page shows the territory with a margin.
class Frame {
 public:
  Frame(const City& city, int width_px) {
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
std::vector<Point> page_line(const Frame& frame, std::span<const Point> shape, double offset_px) {
  std::vector<Point> line;
  for (const Point p : shape) line.push_back(frame.page(p));
  if (line.size() < 2) return line;
  const double dx = line.back().x_m - line.front().x_m, dy = line.back().y_m - line.front().y_m;
  const double length = std::max(1e-9, std::hypot(dx, dy));
  for (Point& p : line) p = Point::metres(p.x_m - dy / length * offset_px, p.y_m + dx / length * offset_px);
  return line;
}

void draw_ground(Canvas& canvas, const Frame& frame, const City& city, bool with_roads) {
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
void draw_roads(Canvas& canvas, const Frame& frame, const City& city, const std::vector<double>& values,
                const Ramp& ramp) {
  const Roads& roads = city[tables::roads];
  std::vector<std::uint32_t> order(roads.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto size_of = [&](std::uint32_t row) { return std::isnan(values[row]) ? -1.0 : std::abs(values[row]); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return size_of(a) < size_of(b); });
  const double top = std::max(std::abs(ramp.breaks.front()), std::abs(ramp.breaks.back()));
  const double unit = std::max(1.0, frame.pixels(14.0));
  for (const std::uint32_t row : order) {
    const EdgeId edge(std::size_t{row});
    if (!(roads.access[edge] & (access::car | access::bus | access::resident_car))) continue;
    const double share = std::clamp(size_of(row) / top, 0.0, 1.0);
    const double width =
        unit * (0.5 * class_width(roads.road_class[edge]) + (ramp.difference ? 2.6 : 1.8) * std::sqrt(share));
    const bool quiet = ramp.difference && values[row] == 0.0;
    canvas.line(page_line(frame, roads.shape[edge], 0.5 * width),
                quiet ? 0.4 * unit * class_width(roads.road_class[edge]) : width, ramp.of(values[row]));
  }
}

/// Cells overlap by a little, so that no seam shows between them.
void draw_cells(Canvas& canvas, const Frame& frame, const Cells& cells, const std::vector<double>& values,
                const Ramp& ramp) {
  const double side = frame.pixels(Cells::kSide.value);
  for (const CellId cell : cells.ids()) {
    const Point centre = frame.page(cells.centre[cell]);
    canvas.rectangle(centre.x_m - side / 2, centre.y_m - side / 2, side * 1.02, side * 1.02,
                     ramp.of(values[cell.index()]));
  }
}

/// Dots are smaller where there are many of them.
double dot_radius_px(std::size_t dots) { return dots > 5000 ? 2.0 : dots > 300 ? 3.0 : 6.0; }

/// The rows of any table, by their shapes.
void draw_shapes(Canvas& canvas, const Frame& frame, const RowShapes& shapes, const std::vector<double>& values,
                 const Ramp& ramp) {
  for (std::size_t row = 0; row < shapes.points.size(); ++row)
    canvas.circle(frame.page(shapes.points[row]), dot_radius_px(shapes.size()), ramp.of(values[row]), kInk);
  for (std::size_t row = 0; row < shapes.lines.size(); ++row)
    canvas.line(page_line(frame, shapes.lines[row], 0.0), std::max(1.5, frame.pixels(20.0)), ramp.of(values[row]));
  for (std::size_t row = 0; row < shapes.areas.size(); ++row)
    if (!shapes.areas[row].empty()) canvas.fill(frame.page(shapes.areas[row]), ramp.of(values[row]));
}

void draw_rows(Canvas& canvas, const Frame& frame, const City& city, const Domain& domain,
               const std::vector<double>& values, const Ramp& ramp) {
  if (!domain.has_place()) throw Error(ErrorKind::config, "a field over '" + domain.name + "' has no place on a map");
  if (domain == domain_of<EdgeId>) return draw_roads(canvas, frame, city, values, ramp);
  if (domain == domain_of<CellId>) return draw_cells(canvas, frame, city[tables::cells], values, ramp);
  draw_shapes(canvas, frame, shapes_of(city, domain.table, domain.geometry), values, ramp);
}

void draw_stations(Canvas& canvas, const Frame& frame, const City& city) {
  const Stations& stations = city[tables::stations];
  for (const StationId station : stations.ids())
    if (!stations.closed[station])
      canvas.circle(frame.page(stations.position[station]), stations.professional[station] ? 5.0 : 3.0,
                    {0.85, 0.15, 0.15}, kPaper);
}

struct Captions {
  std::string title, subtitle, unit, sources;
};

void draw_legend(Canvas& canvas, const Ramp& ramp, const Captions& captions, double zoom, Language language) {
  const double box = 22 * zoom, text = 15 * zoom, left = 24 * zoom;
  const std::vector<LegendClass> classes = legend_classes(ramp, language);
  const double width = std::max({canvas.text_width(20 * zoom, captions.title, true),
                                 canvas.text_width(text, captions.subtitle), 230 * zoom}) +
                       2 * left;
  double y = 24 * zoom;
  canvas.rectangle(12 * zoom, 12 * zoom, width, (118 + 24 * static_cast<double>(classes.size())) * zoom, kPaper, 0.92);
  canvas.text(left, y += 14 * zoom, 20 * zoom, captions.title, kInk, true);
  canvas.text(left, y += 24 * zoom, text, captions.subtitle, kInk);
  canvas.text(left, y += 24 * zoom, text, captions.unit, kInk);
  y += 10 * zoom;
  for (auto shown = classes.rbegin(); shown != classes.rend(); ++shown) {
    canvas.rectangle(left, y, box, box * 0.86, shown->colour);
    canvas.text(left + box + 10 * zoom, y + 16 * zoom, text, shown->label, kInk);
    y += 24 * zoom;
  }
  canvas.rectangle(left, y, box, box * 0.86, ramp.difference ? kNoChange : kNoData);
  const bool german = language == Language::de;
  canvas.text(left + box + 10 * zoom, y + 16 * zoom, text,
              ramp.difference ? (german ? "keine Änderung über dem Rauschen" : "no change above noise")
                              : (german ? "keine Daten" : "no data"),
              kInk);
}

void draw_scale(Canvas& canvas, const Frame& frame, double zoom, int width_px, const std::string& sources) {
  const double bottom = frame.height_px() - 18 * zoom;
  const double bar_m = frame.pixels(5000.0) < 0.3 * width_px   ? 5000.0
                       : frame.pixels(1000.0) < 0.3 * width_px ? 1000.0
                                                               : 500.0;
  const double bar = frame.pixels(bar_m), right = width_px - 24 * zoom;
  canvas.rectangle(right - bar, bottom - 6 * zoom, bar, 4 * zoom, kInk);
  canvas.text(right - bar, bottom - 12 * zoom, 13 * zoom, fmt::format("{:g} km", bar_m / 1000.0), kInk);
  const auto lines = wrapped(canvas, sources, " · ", 12 * zoom, right - bar - 48 * zoom);
  for (std::size_t k = 0; k < lines.size(); ++k)
    canvas.text(24 * zoom, bottom - 15 * zoom * static_cast<double>(lines.size() - 1 - k), 12 * zoom, lines[k], kInk);
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
  const Frame frame(city, options.width_px);
  const double zoom = options.width_px / 1600.0;
  Canvas canvas(out, options.width_px, frame.height_px());
  const Ramp ramp = ramp_for(layer.values, options.compare != nullptr);
  draw_ground(canvas, frame, city,
              field.spec.domain != domain_of<EdgeId> && field.spec.domain != domain_of<BuildingId>);
  draw_rows(canvas, frame, city, field.spec.domain, layer.values, ramp);
  if (field.spec.beside == tables::stations.name) draw_stations(canvas, frame, city);
  const Text title{run.manifest().at("title").at("de").as_text(), run.manifest().at("title").at("en").as_text()};
  const bool german = options.language == Language::de;
  const std::string against =
      options.compare ? " minus " + options.compare->manifest().at("title").at(german ? "de" : "en").as_text() : "";
  draw_legend(canvas, ramp, {layer.title, title.in(options.language) + against, layer.unit, ""}, zoom,
              options.language);
  draw_scale(canvas, frame, zoom, options.width_px, sources_line(city, options.language));
  canvas.finish();
}

}  // namespace planspiel
