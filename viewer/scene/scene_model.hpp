#pragma once

/// What there is to see of a city, as plain arrays per tile: no graphics library is needed to make or test it.
/// Coordinates are metres east, north and up of `SceneModel::origin`; within 60 km of it a float keeps them to 4 mm.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/run/field.hpp"

namespace planspiel::viewer {

using Float4 = std::array<float, 4>;

/// Triangles with the table row that each corner belongs to: what a value of a field colours.
/// `place`: x, y, z, row.
struct Surface {
  std::vector<Float4> place;
  std::vector<std::uint32_t> triangles;  ///< three corners each, counter-clockwise seen from outside
};

/// Lines with a width that the shader gives them: `width_m`, or `width_px` on the screen where that is more.
/// `place`: x, y of the line and the vector to the right across it (longer than 1 at bends). `form`: side, width_m,
/// width_px, row. Side 0 is the line, 1 a width to the right: the two directions of a street lie side by side and never
/// on each other; -0.5 … 0.5 is a line in the middle of its width.
struct Ribbon {
  std::vector<Float4> place, form;
  std::vector<std::uint32_t> triangles;
};

/// Which roads are left out from how far away, by functional class.
enum class RoadGroup { main, collector, local, path };
inline constexpr std::size_t kRoadGroups = 4;
RoadGroup road_group(RoadClass road_class);

/// A square piece of the city.
struct Tile {
  Box box{};                                ///< of everything in it
  double height_m = 0.0;                    ///< of its highest building
  std::array<Ribbon, kRoadGroups> roads{};  ///< by road group, lower classes first
  Surface buildings{};                      ///< footprints with their walls
  Surface boxes{};                          ///< the same buildings as boxes of four walls and a roof
};

/// A value on square cells; columns run east, rows north.
struct Raster {
  Point corner{};  ///< south-west corner, in scene metres
  double cell_m = 50.0;
  std::size_t columns = 0, rows = 0;
  std::vector<float> values{};
  std::size_t at(std::size_t column, std::size_t row) const { return row * columns + column; }
};

/// The mean of each cell and its neighbours, near ones counting more: calm enough for a ground.
Raster smoothed(const Raster& raster);

/// A place that is drawn as a disc.
struct Spot {
  float x = 0.0F, y = 0.0F;
  float size = 1.0F;  ///< 1 is ordinary
  std::uint32_t row = 0;
};

/// Rows of a table that a plugin brought; one of the three by its geometry.
struct PlacedTable {
  std::string table{};
  Geometry geometry = Geometry::none;
  Surface surface{};
  Ribbon ribbon{};
  std::vector<Spot> spots{};
};

enum class LabelKind { borough, district, station };
struct Label {
  LabelKind kind = LabelKind::borough;
  Point at{};  ///< scene metres
  std::string text{};
  double weight = 0.0;  ///< residents: who goes first where there is no room for all
};

struct SceneModel {
  Point origin{};   ///< in the city's CRS
  Box territory{};  ///< of the districts (else of the roads), scene metres
  std::vector<Tile> tiles{};
  Surface green{}, water{};  ///< rows of `land_cover`
  Surface zones{}, districts{}, cells{};
  Ribbon district_borders{}, borough_borders{};
  Ribbon lines{};  ///< transit lines, straight from stop to stop; rows of `lines`
  std::vector<Spot> nodes{}, stops{}, stations{};
  std::vector<PlacedTable> others{};  ///< of tables that are not the engine's own, by name
  std::vector<Label> labels{};        ///< the most important first
  Raster built_up{};                  ///< share of the ground under buildings
  Raster inside{};                    ///< 1 inside the territory
};

struct SceneOptions {
  double tile_m = 1000.0;
};

/// The scene of a city. The same arrays for any number of threads.
SceneModel make_scene(const City& city, const SceneOptions& options = {});

/// For each link whether the same street has a link back: such links are drawn on their right side only.
std::vector<Flag> has_opposite(const Roads& roads);

/// Mean of the buildings' values about each cell of `scene.built_up`, weighted by footprint; NaN where there is hardly
/// any building with a value. What is shown where single buildings are too small to see.
Raster mean_over_buildings(const SceneModel& scene, const City& city, const std::vector<double>& values);

}  // namespace planspiel::viewer
