/// The 3D scene of a made-up city of 200,000 buildings and 200,000 links on 20 × 20 km, drawn by the software renderer
/// at 1280 × 720. Prints CPU milliseconds of this process, all threads.

#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "engine/base/random.hpp"
#include "viewer/camera/picker.hpp"
#include "viewer/camera/view.hpp"
#include "viewer/osg/osg_scene.hpp"
#include "viewer/render/renderer.hpp"

namespace planspiel::viewer {
namespace {

constexpr Viewport kScreen{1280, 720};
constexpr std::size_t kSide = 224;  ///< nodes along one side: 2 · 224 · 223 streets, 199,808 links
constexpr double kStep_m = 20000.0 / (kSide - 1);
constexpr Point kCorner = Point::metres(681000.0, 5325000.0);
constexpr std::size_t kHousesPerStreet = 2;

double cpu_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string numbered(const char* kind, std::size_t number) {
  std::string digits = std::to_string(number);
  return kind + std::string(7 - digits.size(), '0') + digits;
}

RoadClass class_of(std::size_t line) {
  if (line % 37 == 0) return RoadClass::primary;
  if (line % 12 == 0) return RoadClass::secondary;
  return line % 5 == 0 ? RoadClass::tertiary : RoadClass::residential;
}

/// Streets on a lattice that is shaken a little, two houses on each.
class Town {
 public:
  City build() {
    add_nodes();
    add_areas();
    for (std::size_t row = 0; row < kSide; ++row)
      for (std::size_t column = 0; column < kSide; ++column) {
        const NodeId here = at(row, column);
        if (column + 1 < kSide) add_street(here, at(row, column + 1), class_of(row));
        if (row + 1 < kSide) add_street(here, at(row + 1, column), class_of(column));
      }
    builder_[tables::roads].shape = std::move(shapes_);
    builder_[tables::buildings].footprint = std::move(footprints_);
    return builder_.build();
  }

 private:
  static NodeId at(std::size_t row, std::size_t column) { return NodeId(row * kSide + column); }

  void add_nodes() {
    Nodes& nodes = builder_[tables::nodes];
    for (std::size_t row = 0; row < kSide; ++row)
      for (std::size_t column = 0; column < kSide; ++column) {
        const NodeId node = nodes.add(numbered("n", nodes.size()));
        const auto shaken = [&](std::size_t line, std::uint32_t draw) {
          return kStep_m * (static_cast<double>(line) + 0.2 * random_.uniform(node.index(), draw));
        };
        nodes.position[node] = Point::metres(kCorner.x_m + shaken(column, 0), kCorner.y_m + shaken(row, 1));
      }
  }
  void add_areas() {
    const double far_m = 20300.0, near_m = -300.0;
    const auto corner = [&](double x, double y) { return Point::metres(kCorner.x_m + x, kCorner.y_m + y); };
    const Polygon all{{{corner(near_m, near_m), corner(far_m, near_m), corner(far_m, far_m), corner(near_m, far_m)}}};
    Districts& districts = builder_[tables::districts];
    district_ = districts.add("d");
    districts.name[district_] = "Town";
    districts.outline[district_] = all;
    Zones& zones = builder_[tables::zones];
    zone_ = zones.add("z");
    zones.district[zone_] = district_;
    zones.outline[zone_] = all;
    zones.centre[zone_] = corner(10000.0, 10000.0);
  }
  void add_street(NodeId from, NodeId to, RoadClass road_class) {
    add_link(from, to, road_class);
    add_link(to, from, road_class);
    for (std::size_t house = 0; house < kHousesPerStreet; ++house) add_house(from, to, house);
  }
  void add_link(NodeId from, NodeId to, RoadClass road_class) {
    const Point a = builder_[tables::nodes].position[from], b = builder_[tables::nodes].position[to];
    Roads& roads = builder_[tables::roads];
    const EdgeId edge = roads.add(numbered("r", roads.size()));
    roads.from[edge] = from;
    roads.to[edge] = to;
    roads.road_class[edge] = road_class;
    roads.lanes[edge] = 1;
    roads.length[edge] = distance(a, b);
    roads.limit[edge] = roads.free_speed[edge] = Speed(50.0 / 3.6);
    roads.capacity[edge] = Flow(800.0 / 3600.0);
    roads.access[edge] = access::all;
    // Two bends: real links have about four points.
    const auto between = [&](double share, double aside_m) {
      const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length = std::hypot(dx, dy);
      const double sign = from < to ? 1.0 : -1.0;
      return Point::metres(a.x_m + share * dx - sign * aside_m * dy / length,
                           a.y_m + share * dy + sign * aside_m * dx / length);
    };
    shapes_.push_back(std::vector<Point>{a, between(0.33, 2.0), between(0.67, 2.0), b});
  }
  void add_house(NodeId from, NodeId to, std::size_t house) {
    const Point a = builder_[tables::nodes].position[from], b = builder_[tables::nodes].position[to];
    Buildings& buildings = builder_[tables::buildings];
    const BuildingId building = buildings.add(numbered("b", buildings.size()));
    const double length = distance(a, b).value, share = house == 0 ? 0.35 : 0.65, side = house == 0 ? 1.0 : -1.0;
    const double ux = (b.x_m - a.x_m) / length, uy = (b.y_m - a.y_m) / length;
    const auto corner = [&](double along_m, double aside_m) {
      const double u = share * length + along_m, v = side * (12.0 + aside_m);
      return Point::metres(a.x_m + u * ux - v * uy, a.y_m + u * uy + v * ux);
    };
    const bool angled = random_.uniform(building.index(), 2) < 0.5;
    footprints_.push_back(angled ? std::vector<Point>{corner(-10, 0), corner(10, 0), corner(10, 8), corner(0, 8),
                                                      corner(0, 16), corner(-10, 16)}
                                 : std::vector<Point>{corner(-9, 0), corner(9, 0), corner(9, 11), corner(-9, 11)});
    buildings.height[building] = Metres(4.0 + 24.0 * random_.uniform(building.index(), 3));
    buildings.zone[building] = zone_;
  }

  CityBuilder builder_{CityProfile{.id = "town", .title = {"Stadt", "Town"}, .synthetic = true}};
  RandomStream random_{1, "benchmark.viewer"};
  Adjacency<EdgeId, Point> shapes_{};
  Adjacency<BuildingId, Point> footprints_{};
  DistrictId district_{std::size_t{0}};
  ZoneId zone_{std::size_t{0}};
};

Layer flows_of(const City& city, std::uint32_t hour) {
  const RandomStream random(1, "benchmark.viewer.flow");
  Layer layer{.domain = domain_of<EdgeId>, .wide_by_value = true};
  for (std::size_t row = 0; row < city[tables::roads].size(); ++row)
    layer.values.push_back(2000.0 * std::pow(random.uniform(row, hour), 3.0));
  layer.scale = scale_for(layer.values, false);
  return layer;
}

template <class Body>
double mean_ms(int times, Body&& body) {
  body();
  const double start = cpu_ms();
  for (int i = 0; i < times; ++i) body();
  return (cpu_ms() - start) / times;
}

void print(const char* what, double ms) { std::printf("%-44s %8.1f ms\n", what, ms); }

/// Peak since the last reset.
void print_memory(const char* what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) std::printf("%-44s %s\n", what, line.substr(6).c_str());
}

void reset_peak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << 5;
}

void draw_views(OsgScene& scene, const std::vector<std::pair<const char*, Camera>>& views, RenderQuality quality,
                double scene_ms) {
  Renderer renderer(quality);
  std::printf("%s, %d samples\n", renderer.renderer_name(), quality.samples);
  const double start = cpu_ms();
  renderer.draw_frame(scene, views.front().second, kScreen);
  print("  first frame (scene, upload, shaders)", scene_ms + cpu_ms() - start);
  constexpr int kFrames = 8;
  for (const auto& [name, camera] : views)
    print(name, mean_ms(kFrames, [&] { renderer.draw_frame(scene, camera, kScreen); }));
  print_memory("  peak memory");
}

/// What a frame costs more when the hour changes: new values, their upload, new breaks.
void recolour(OsgScene& scene, const Camera& camera, const Layer& first, const Layer& second) {
  Renderer renderer({.oversampling = 1, .samples = 0});
  constexpr int kFrames = 40;
  int turn = 0;
  double extra = 0.0;
  renderer.draw_frame(scene, camera, kScreen);
  for (int i = 0; i < kFrames; ++i) {
    const double start = cpu_ms();
    renderer.draw_frame(scene, camera, kScreen);
    const double between = cpu_ms();
    scene.show(++turn % 2 ? &second : &first, nullptr);
    renderer.draw_frame(scene, camera, kScreen);
    extra += (cpu_ms() - between) - (between - start);
  }
  print("recolouring all links, upload included", extra / kFrames);
}

void pick(const City& city, const SceneModel& model, const std::vector<std::pair<const char*, Camera>>& views) {
  const double start = cpu_ms();
  const Picker picker(city, model.origin);
  print("picker made", cpu_ms() - start);
  double longest = 0.0;
  int hits = 0;
  for (const auto& [name, camera] : views)
    for (int i = 0; i < 200; ++i) {
      const double before = cpu_ms();
      const Ray ray = ray_through(camera, kScreen, {6.4 * i + 3.0, static_cast<double>(i * 37 % 720)});
      bool hit = picker.building(ray).has_value();
      if (const auto ground = ray.ground()) hit = picker.link(*ground, Metres(30.0)).has_value() || hit;
      hits += hit ? 1 : 0;
      longest = std::max(longest, cpu_ms() - before);
    }
  print("pick, longest of 600", longest);
  if (hits == 0) std::printf("no pick hit anything\n");
}

int measure() {
  const City city = Town().build();
  const Layer at_8 = flows_of(city, 8), at_9 = flows_of(city, 9);
  std::printf("%zu buildings, %zu links\n", city[tables::buildings].size(), city[tables::roads].size());
  reset_peak();
  print_memory("memory with the city");
  const double start = cpu_ms();
  SceneModel model = make_scene(city);
  print("scene model", cpu_ms() - start);
  OsgScene scene(model);
  print_memory("peak with the scene");
  model.tiles = {};  // the scene has its own arrays
  scene.show(&at_8, nullptr);
  const double scene_ms = cpu_ms() - start;
  const Camera district = look_at(Point{}, 1500.0, 20.0, -28.0), street = look_at(Point{}, 150.0, 20.0, -15.0);
  const std::vector<std::pair<const char*, Camera>> views{
      {"  overview", camera_for("overview", model, city, kScreen)}, {"  district", district}, {"  street", street}};
  for (const int samples : {0, 4}) draw_views(scene, views, {.oversampling = 1, .samples = samples}, scene_ms);
  recolour(scene, views.front().second, at_8, at_9);
  pick(city, model, views);
  print_memory("peak memory after the city was made");
  return 0;
}

}  // namespace
}  // namespace planspiel::viewer

int main() { return planspiel::viewer::measure(); }
