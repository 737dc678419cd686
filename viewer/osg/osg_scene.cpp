#include "viewer/osg/osg_scene.hpp"

#include <osg/BlendFunc>
#include <osg/Camera>
#include <osg/CullFace>
#include <osg/Depth>
#include <osg/Geode>
#include <osg/Geometry>
#include <osg/LOD>
#include <osg/Program>
#include <osg/Stencil>
#include <osg/Texture2D>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "viewer/osg/shaders.hpp"

namespace planspiel::viewer {

namespace {

constexpr float kNoDataMark = -3.0e38F;
constexpr std::size_t kTextureColumns = 512;

/// Metres per pixel at which things fade out: from, to. Before the far value nothing may vanish by distance.
struct Fade {
  float from, to;
};
constexpr std::array<Fade, kRoadGroups> kRoadFade{{{1e6F, 2e6F}, {22.0F, 36.0F}, {7.0F, 12.0F}, {1.5F, 3.0F}}};
constexpr Fade kBuildingFade{4.0F, 7.0F}, kShadowFade{0.9F, 1.8F}, kNever{1e6F, 2e6F};
constexpr float kFullBuildings_m_px = 2.0F;  ///< above, buildings are boxes

/// Distances of levels of detail are given for this resolution; the camera's LOD scale adapts them.
constexpr double kReferencePixel = 1e-3;

const osg::Vec3 kOutside(0.957F, 0.953F, 0.940F), kGround(0.922F, 0.914F, 0.892F), kBuiltUp(0.800F, 0.788F, 0.764F);
const osg::Vec3 kGreen(0.848F, 0.880F, 0.800F), kWater(0.690F, 0.792F, 0.851F);
const osg::Vec3 kAir(0.925F, 0.937F, 0.945F), kZenith(0.722F, 0.800F, 0.878F);
const osg::Vec3 kWall(0.935F, 0.922F, 0.898F), kSelection(0.93F, 0.10F, 0.58F), kStation(0.80F, 0.13F, 0.13F),
    kTransit(0.25F, 0.42F, 0.62F), kNode(0.30F, 0.30F, 0.30F);
constexpr float kOverCover = 0.86F;           ///< opacity of areas over land cover
const osg::Vec3 kSun(-0.55F, -0.45F, 0.70F);  ///< towards it: afternoon, from the south-west

osg::Vec3 as_vec(Colour c) {
  return {static_cast<float>(c.red), static_cast<float>(c.green), static_cast<float>(c.blue)};
}

osg::Program* program(const char* name, const shaders::Source& source) {
  auto* made = new osg::Program;
  made->setName(name);
  made->addShader(new osg::Shader(osg::Shader::VERTEX, source.vertex));
  made->addShader(new osg::Shader(osg::Shader::FRAGMENT, source.fragment));
  made->addBindAttribLocation("a_form", 6);
  return made;
}

template <class Values>
osg::Vec4Array* array_of(const Values& values) {
  static_assert(sizeof(Float4) == sizeof(osg::Vec4));
  const auto* first = reinterpret_cast<const osg::Vec4*>(values.data());
  auto* array = new osg::Vec4Array(first, first + values.size());
  array->setBinding(osg::Array::BIND_PER_VERTEX);
  return array;
}

/// The box is given: Vec4 arrays hold more than places, and widths grow on the screen.
struct GivenBox : osg::Drawable::ComputeBoundingBoxCallback {
  explicit GivenBox(const osg::BoundingBox& given) : box(given) {}
  osg::BoundingBox computeBound(const osg::Drawable&) const override { return box; }
  osg::BoundingBox box;
};

osg::BoundingBox bounds(const Box& box, double height_m, double margin_m) {
  return {static_cast<float>(box.min_x_m - margin_m),
          static_cast<float>(box.min_y_m - margin_m),
          0.0F,
          static_cast<float>(box.max_x_m + margin_m),
          static_cast<float>(box.max_y_m + margin_m),
          static_cast<float>(height_m)};
}

osg::ref_ptr<osg::Geometry> geometry(osg::Array* places, const std::vector<std::uint32_t>& triangles,
                                     const osg::BoundingBox& box) {
  osg::ref_ptr<osg::Geometry> made = new osg::Geometry;
  made->setUseDisplayList(false);
  made->setUseVertexBufferObjects(true);
  made->setVertexArray(places);
  made->addPrimitiveSet(
      new osg::DrawElementsUInt(GL_TRIANGLES, static_cast<unsigned>(triangles.size()), triangles.data()));
  made->setComputeBoundingBoxCallback(new GivenBox(box));
  return made;
}

osg::ref_ptr<osg::Geometry> geometry(const Surface& surface, const osg::BoundingBox& box) {
  return geometry(array_of(surface.place), surface.triangles, box);
}

osg::ref_ptr<osg::Geometry> geometry(const Ribbon& ribbon, const osg::BoundingBox& box) {
  auto made = geometry(array_of(ribbon.place), ribbon.triangles, box);
  made->setVertexAttribArray(6, array_of(ribbon.form), osg::Array::BIND_PER_VERTEX);
  return made;
}

/// Drawn where a pixel at the tile's nearest corner covers so many metres, see kReferencePixel; never too late.
osg::ref_ptr<osg::LOD> seen_within(osg::Node* node, const osg::BoundingBox& box, float from_m_px, float to_m_px) {
  const auto distance_of = [&](float m_px) { return m_px / static_cast<float>(kReferencePixel) + box.radius(); };
  osg::ref_ptr<osg::LOD> level = new osg::LOD;
  level->setCenterMode(osg::LOD::USER_DEFINED_CENTER);
  level->setCenter(box.center());
  level->setRadius(box.radius());
  level->addChild(node, from_m_px > 0.0F ? distance_of(from_m_px) : 0.0F, distance_of(to_m_px));
  return level;
}

/// Painted over what is there already, without depth: the ground is flat, so order is all that matters.
void paint_in_order(osg::StateSet& state, int bin) {
  state.setRenderBinDetails(bin, "RenderBin");
  state.setMode(GL_DEPTH_TEST, osg::StateAttribute::OFF);
  state.setMode(GL_BLEND, osg::StateAttribute::ON);
  state.setAttributeAndModes(new osg::BlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA));
  osg::ref_ptr<osg::Depth> depth = new osg::Depth(osg::Depth::ALWAYS);
  depth->setWriteMask(false);
  state.setAttributeAndModes(depth, osg::StateAttribute::OFF);
}

void set(osg::StateSet& state, const char* name, float value) {
  state.getOrCreateUniform(name, osg::Uniform::FLOAT)->set(value);
}
void set(osg::StateSet& state, const char* name, int value) {
  state.getOrCreateUniform(name, osg::Uniform::INT)->set(value);
}
void set(osg::StateSet& state, const char* name, const osg::Vec2& value) {
  state.getOrCreateUniform(name, osg::Uniform::FLOAT_VEC2)->set(value);
}
void set(osg::StateSet& state, const char* name, const osg::Vec3& value) {
  state.getOrCreateUniform(name, osg::Uniform::FLOAT_VEC3)->set(value);
}
void set(osg::StateSet& state, const char* name, const osg::Vec4& value) {
  state.getOrCreateUniform(name, osg::Uniform::FLOAT_VEC4)->set(value);
}
void set_fade(osg::StateSet& state, Fade fade) { set(state, "u_fade", osg::Vec2(fade.from, fade.to)); }

osg::ref_ptr<osg::Texture2D> texture(osg::Image* image, bool smooth) {
  osg::ref_ptr<osg::Texture2D> made = new osg::Texture2D(image);
  const auto filter = smooth ? osg::Texture::LINEAR : osg::Texture::NEAREST;
  made->setFilter(osg::Texture::MIN_FILTER, filter);
  made->setFilter(osg::Texture::MAG_FILTER, filter);
  made->setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
  made->setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
  made->setResizeNonPowerOfTwoHint(false);
  made->setUnRefImageDataAfterApply(false);
  return made;
}

unsigned char as_byte(double share) {
  return static_cast<unsigned char>(std::lround(255.0 * std::clamp(share, 0.0, 1.0)));
}

/// Ground colours: outside, inside, under buildings.
osg::ref_ptr<osg::Image> ground_image(const SceneModel& model) {
  const Raster built = smoothed(smoothed(model.built_up));
  osg::ref_ptr<osg::Image> image = new osg::Image;
  image->allocateImage(static_cast<int>(built.columns), static_cast<int>(built.rows), 1, GL_RGB, GL_UNSIGNED_BYTE, 1);
  for (std::size_t row = 0; row < built.rows; ++row)
    for (std::size_t column = 0; column < built.columns; ++column) {
      const std::size_t cell = built.at(column, row);
      const osg::Vec3 open = kOutside + (kGround - kOutside) * model.inside.values[cell];
      constexpr float kFull = 0.30F;  ///< share under buildings that looks fully built up
      const osg::Vec3 colour = open + (kBuiltUp - open) * std::min(1.0F, built.values[cell] / kFull);
      unsigned char* at = image->data(static_cast<unsigned>(column), static_cast<unsigned>(row));
      for (int i = 0; i < 3; ++i) at[i] = as_byte(static_cast<double>(colour[i]));
    }
  return image;
}

}  // namespace

struct OsgScene::Impl {
  osg::ref_ptr<osg::Group> root = new osg::Group;
  osg::ref_ptr<osg::Group> ground = new osg::Group, shadows = new osg::Group;
  std::map<std::string, osg::ref_ptr<osg::Group>, std::less<>> of_table{};  ///< rows of each table; roads have several
  std::array<osg::ref_ptr<osg::Group>, kRoadGroups> roads{};
  std::array<osg::ref_ptr<osg::Group>, kRoadGroups> hidden_roads{};  ///< what buildings hide, seen through them
  osg::ref_ptr<osg::Image> values = new osg::Image, far_values = new osg::Image;
  osg::ref_ptr<osg::Texture2D> value_texture, far_texture;
  Raster raster_shape{};  ///< of the far values; no values
  Box everything{};
  double highest_m = 0.0;
  Shown shown{};
  const Layer* layer = nullptr;

  void add_ground(const SceneModel& model);
  void add_areas(const SceneModel& model);
  void add_roads(const SceneModel& model);
  void add_buildings(const SceneModel& model);
  void add_spots(const SceneModel& model);
  void add_others(const SceneModel& model);
  void set_up_root();
  void upload(const std::vector<double>& rows);
  void upload_far(const Raster* means, const ColourScale* scale);
  void update_masks();
  /// The group of a table's rows, made where there is none yet.
  osg::Group& group_of(std::string_view table);
  /// Flat areas, lines, or discs of a table's rows.
  void add_area(osg::Group& group, const Surface& surface, const char* name, int bin, float opacity);
  void add_lines(osg::Group& group, const Ribbon& ribbon, const char* name);
  void add_discs(osg::Group& group, const std::vector<Spot>& spots, const char* name, float size_px,
                 const osg::Vec3& colour);
  /// Marks one row of a table and no other; no table: none.
  void mark(std::string_view table, float row);
  /// A group in the root with a program and a place in the order of painting.
  void join(osg::Group& group, const char* name, const shaders::Source& source, int bin);
};

void OsgScene::Impl::join(osg::Group& group, const char* name, const shaders::Source& source, int bin) {
  osg::StateSet& state = *group.getOrCreateStateSet();
  state.setAttributeAndModes(program(name, source));
  paint_in_order(state, bin);
  set(state, "u_layer", 0);
  set(state, "u_opacity", 1.0F);
  root->addChild(&group);
}

void OsgScene::Impl::set_up_root() {
  osg::StateSet& state = *root->getOrCreateStateSet();
  values->allocateImage(static_cast<int>(kTextureColumns), 1, 1, GL_RED, GL_FLOAT);
  values->setInternalTextureFormat(0x822E);  // GL_R32F
  std::memset(values->data(), 0, values->getTotalSizeInBytes());
  value_texture = texture(values, false);
  value_texture->setInternalFormat(0x822E);
  value_texture->setSourceFormat(GL_RED);
  value_texture->setSourceType(GL_FLOAT);
  state.setTextureAttributeAndModes(0, value_texture);
  set(state, "u_values", 0);
  set(state, "u_layer", 0);
  set(state, "u_classes", 1);
  set(state, "u_difference", 0);
  set(state, "u_wide_by_value", 0);
  set(state, "u_slender", 1.0F);
  set(state, "u_no_data", as_vec(kNoData));
  set(state, "u_no_change", as_vec(kNoChange));
  set(state, "u_plain", osg::Vec3(1.0F, 1.0F, 1.0F));
  set(state, "u_selected", -1.0F);
  set(state, "u_selection", kSelection);
  set(state, "u_air", kAir);
  set(state, "u_zenith", kZenith);
  set_fade(state, kNever);
  state.addUniform(new osg::Uniform(osg::Uniform::FLOAT, "u_breaks", kMostClasses + 1));
  state.addUniform(new osg::Uniform(osg::Uniform::FLOAT_VEC3, "u_colours", kMostClasses));
}

void OsgScene::Impl::add_ground(const SceneModel& model) {
  const auto quad = [](float half) {
    Surface surface;
    surface.place = {{-half, -half, 0, 1}, {half, -half, 0, 1}, {half, half, 0, 1}, {-half, half, 0, 1}};
    surface.triangles = {0, 1, 2, 0, 2, 3};
    return surface;
  };
  constexpr float kFar_m = 400000.0F;
  const osg::BoundingBox endless(-kFar_m, -kFar_m, 0.0F, kFar_m, kFar_m, 1.0F);
  osg::ref_ptr<osg::Group> sky = new osg::Group;
  osg::ref_ptr<osg::Geometry> screen = geometry(quad(1.0F), endless);
  screen->setCullingActive(false);
  sky->addChild(screen);
  join(*sky, "sky", shaders::sky(), -2);

  ground->addChild(geometry(quad(kFar_m), endless));
  join(*ground, "ground", shaders::ground(), -1);
  osg::StateSet& state = *ground->getOrCreateStateSet();
  state.setTextureAttributeAndModes(1, texture(ground_image(model), true));
  raster_shape = model.built_up;
  raster_shape.values.clear();
  far_values->allocateImage(1, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  std::memset(far_values->data(), 0, far_values->getTotalSizeInBytes());
  far_texture = texture(far_values, true);
  state.setTextureAttributeAndModes(2, far_texture);
  set(state, "u_ground", 1);
  set(state, "u_far_values", 2);
  set(state, "u_outside", kOutside);
  const Raster& raster = model.built_up;
  set(state, "u_raster",
      osg::Vec4(static_cast<float>(raster.corner.x_m), static_cast<float>(raster.corner.y_m),
                static_cast<float>(1.0 / (raster.cell_m * static_cast<double>(raster.columns))),
                static_cast<float>(1.0 / (raster.cell_m * static_cast<double>(raster.rows)))));
}

osg::Group& OsgScene::Impl::group_of(std::string_view table) {
  osg::ref_ptr<osg::Group>& group = of_table[std::string(table)];
  if (!group) group = new osg::Group;
  return *group;
}

void OsgScene::Impl::add_area(osg::Group& group, const Surface& surface, const char* name, int bin, float opacity) {
  if (!surface.triangles.empty()) group.addChild(geometry(surface, bounds(everything, 1.0, 0.0)));
  join(group, name, shaders::area(), bin);
  set(*group.getOrCreateStateSet(), "u_opacity", opacity);
}

void OsgScene::Impl::add_lines(osg::Group& group, const Ribbon& ribbon, const char* name) {
  if (!ribbon.triangles.empty()) group.addChild(geometry(ribbon, bounds(everything, 1.0, 100.0)));
  join(group, name, shaders::ribbon(), 9);
  set(*group.getOrCreateStateSet(), "u_plain", kTransit);
}

void OsgScene::Impl::add_areas(const SceneModel& model) {
  const osg::BoundingBox all = bounds(everything, 1.0, 0.0);
  const auto add_cover = [&](const Surface& surface, const char* name, const osg::Vec3& colour, int bin) {
    osg::ref_ptr<osg::Group> group = new osg::Group;
    add_area(*group, surface, name, bin, 1.0F);
    set(*group->getOrCreateStateSet(), "u_plain", colour);
  };
  add_cover(model.green, "green areas", kGreen, 0);
  add_cover(model.water, "water", kWater, 1);
  add_area(group_of(Zones::kName), model.zones, "zones", 2, kOverCover);
  add_area(group_of(Districts::kName), model.districts, "districts", 2, kOverCover);
  add_area(group_of(Cells::kName), model.cells, "cells", 2, kOverCover);
  const auto add_border = [&](const Ribbon& border, const char* name, Fade fade, const osg::Vec3& colour, int bin) {
    osg::ref_ptr<osg::Group> group = new osg::Group;
    if (!border.triangles.empty()) group->addChild(geometry(border, all));
    join(*group, name, shaders::ribbon(), bin);
    set(*group->getOrCreateStateSet(), "u_plain", colour);
    set_fade(*group->getOrCreateStateSet(), fade);
  };
  add_border(model.district_borders, "district borders", {16.0F, 26.0F}, {0.80F, 0.79F, 0.77F}, 3);
  add_border(model.borough_borders, "borough borders", kNever, {0.70F, 0.69F, 0.68F}, 4);
}

void OsgScene::Impl::add_roads(const SceneModel& model) {
  for (std::size_t group = 0; group < kRoadGroups; ++group) {
    roads[group] = new osg::Group;
    hidden_roads[group] = new osg::Group;
    const Fade fade = kRoadFade[group];
    for (const Tile& tile : model.tiles) {
      const Ribbon& ribbon = tile.roads[group];
      if (ribbon.triangles.empty()) continue;
      const osg::BoundingBox box = bounds(tile.box, 1.0, 100.0);
      const osg::ref_ptr<osg::Geometry> lines_of_tile = geometry(ribbon, box);
      roads[group]->addChild(seen_within(lines_of_tile, box, 0.0F, fade.to));
      hidden_roads[group]->addChild(seen_within(lines_of_tile, box, 0.0F, std::min(fade.to, kBuildingFade.to)));
    }
    join(*roads[group], "roads", shaders::ribbon(), 8 - static_cast<int>(group));
    join(*hidden_roads[group], "hidden roads", shaders::ribbon(), 15 - static_cast<int>(group));
    osg::StateSet& hidden = *hidden_roads[group]->getOrCreateStateSet();
    hidden.setMode(GL_DEPTH_TEST, osg::StateAttribute::ON);
    hidden.setAttributeAndModes(new osg::Depth(osg::Depth::GREATER, 0.0, 1.0, false));
    const float grey = group == 0 ? 0.995F : 0.98F;
    for (osg::Group* each : {roads[group].get(), hidden_roads[group].get()}) {
      set_fade(*each->getOrCreateStateSet(), fade);
      set(*each->getOrCreateStateSet(), "u_plain", osg::Vec3(grey, grey, grey));
    }
    constexpr float kSeenThrough = 0.6F;
    set(hidden, "u_opacity", kSeenThrough);
  }
  add_lines(group_of(Lines::kName), model.lines, "lines");
}

void OsgScene::Impl::add_buildings(const SceneModel& model) {
  osg::Group& buildings = group_of(Buildings::kName);
  for (const Tile& tile : model.tiles) {
    if (tile.buildings.triangles.empty()) continue;
    const osg::BoundingBox box = bounds(tile.box, tile.height_m, 10.0);
    const osg::ref_ptr<osg::Geometry> full = geometry(tile.buildings, box);
    buildings.addChild(seen_within(full, box, 0.0F, kFullBuildings_m_px));
    buildings.addChild(seen_within(geometry(tile.boxes, box), box, kFullBuildings_m_px, kBuildingFade.to));
    shadows->addChild(seen_within(full, box, 0.0F, kShadowFade.to));
  }
  join(*shadows, "shadows", shaders::shadow(), 10);
  osg::StateSet& dark = *shadows->getOrCreateStateSet();
  set_fade(dark, kShadowFade);
  set(dark, "u_cast", osg::Vec2(-kSun.x() / kSun.z(), -kSun.y() / kSun.z()));
  osg::ref_ptr<osg::Stencil> once = new osg::Stencil;  // shadows that overlap are no darker
  once->setFunction(osg::Stencil::EQUAL, 0, ~0U);
  once->setOperation(osg::Stencil::KEEP, osg::Stencil::KEEP, osg::Stencil::INCR);
  dark.setAttributeAndModes(once);

  join(buildings, "buildings", shaders::solid(), 11);
  osg::StateSet& state = *buildings.getOrCreateStateSet();
  set_fade(state, kBuildingFade);
  set(state, "u_plain", kWall);
  state.setMode(GL_DEPTH_TEST, osg::StateAttribute::ON);
  state.setAttributeAndModes(new osg::Depth(osg::Depth::LESS));
  state.setAttributeAndModes(new osg::CullFace(osg::CullFace::BACK));
}

void OsgScene::Impl::add_discs(osg::Group& group, const std::vector<Spot>& spots, const char* name, float size_px,
                               const osg::Vec3& colour) {
  std::vector<Float4> places, forms;
  std::vector<std::uint32_t> triangles;
  for (const Spot& spot : spots) {
    const auto first = static_cast<std::uint32_t>(places.size());
    for (const auto& [right, up] : {std::pair(-1.0F, -1.0F), {1.0F, -1.0F}, {1.0F, 1.0F}, {-1.0F, 1.0F}}) {
      places.push_back({spot.x, spot.y, right, up});
      forms.push_back({spot.size, 0.0F, 0.0F, static_cast<float>(spot.row)});
    }
    for (const std::uint32_t corner : {0U, 1U, 2U, 0U, 2U, 3U}) triangles.push_back(first + corner);
  }
  if (!places.empty()) {
    auto discs = geometry(array_of(places), triangles, bounds(everything, 1.0, 100.0));
    discs->setVertexAttribArray(6, array_of(forms), osg::Array::BIND_PER_VERTEX);
    group.addChild(discs);
  }
  join(group, name, shaders::spot(), 16);
  set(*group.getOrCreateStateSet(), "u_size_px", size_px);
  set(*group.getOrCreateStateSet(), "u_plain", colour);
}

void OsgScene::Impl::add_spots(const SceneModel& model) {
  add_discs(group_of(Nodes::kName), model.nodes, "nodes", 3.0F, kNode);
  add_discs(group_of(Stops::kName), model.stops, "stops", 4.0F, kTransit);
  add_discs(group_of(Stations::kName), model.stations, "stations", 7.0F, kStation);
}

void OsgScene::Impl::add_others(const SceneModel& model) {
  constexpr float kSize_px = 6.0F;
  for (const PlacedTable& other : model.others) {
    osg::Group& group = group_of(other.table);
    if (other.geometry == Geometry::point) add_discs(group, other.spots, other.table.c_str(), kSize_px, kNode);
    if (other.geometry == Geometry::line) add_lines(group, other.ribbon, other.table.c_str());
    if (other.geometry == Geometry::area) add_area(group, other.surface, other.table.c_str(), 2, kOverCover);
  }
}

void OsgScene::Impl::upload(const std::vector<double>& rows) {
  const int lines_needed = static_cast<int>((rows.size() + kTextureColumns - 1) / kTextureColumns);
  if (values->t() != lines_needed) {
    values->allocateImage(static_cast<int>(kTextureColumns), std::max(1, lines_needed), 1, GL_RED, GL_FLOAT);
    values->setInternalTextureFormat(0x822E);
    value_texture->dirtyTextureObject();
  }
  auto* texels = reinterpret_cast<float*>(values->data());
  for (std::size_t row = 0; row < rows.size(); ++row)
    texels[row] = std::isfinite(rows[row]) ? static_cast<float>(rows[row]) : kNoDataMark;
  std::fill(texels + rows.size(), texels + static_cast<std::size_t>(values->t()) * kTextureColumns, kNoDataMark);
  values->dirty();
}

void OsgScene::Impl::upload_far(const Raster* means, const ColourScale* scale) {
  const bool some = means && scale;
  const int columns = some ? static_cast<int>(means->columns) : 1, rows = some ? static_cast<int>(means->rows) : 1;
  if (far_values->s() != columns || far_values->t() != rows) {
    far_values->allocateImage(columns, rows, 1, GL_RGBA, GL_UNSIGNED_BYTE);
    far_texture->dirtyTextureObject();
  }
  std::memset(far_values->data(), 0, far_values->getTotalSizeInBytes());
  if (some)
    for (std::size_t row = 0; row < means->rows; ++row)
      for (std::size_t column = 0; column < means->columns; ++column) {
        const float value = means->values[means->at(column, row)];
        if (!std::isfinite(value)) continue;
        constexpr double kOpacity = 0.9;
        const Colour colour = scale->of(static_cast<double>(value));
        unsigned char* at = far_values->data(static_cast<unsigned>(column), static_cast<unsigned>(row));
        at[0] = as_byte(kOpacity * colour.red);  // premultiplied, so that smoothing between cells keeps the hue
        at[1] = as_byte(kOpacity * colour.green);
        at[2] = as_byte(kOpacity * colour.blue);
        at[3] = as_byte(kOpacity);
      }
  far_values->dirty();
}

void OsgScene::Impl::mark(std::string_view table, float row) {
  constexpr float kNone = -1.0F;
  for (const auto& [name, group] : of_table)
    set(*group->getOrCreateStateSet(), "u_selected", name == table ? row : kNone);
  for (const auto* groups : {&roads, &hidden_roads})
    for (const auto& group : *groups)
      set(*group->getOrCreateStateSet(), "u_selected", table == Roads::kName ? row : kNone);
}

void OsgScene::Impl::update_masks() {
  const auto see = [&](osg::Group& group, std::string_view table) {
    const bool wanted = (table == Lines::kName && shown.lines) || (table == Stops::kName && shown.stops) ||
                        (table == Stations::kName && shown.stations) || (table == Buildings::kName && shown.buildings);
    group.setNodeMask(wanted || (layer && layer->domain.table == table) ? ~0U : 0U);
  };
  for (const auto& [table, group] : of_table) see(*group, table);
  see(*shadows, Buildings::kName);
  for (const auto& hidden : hidden_roads) see(*hidden, Roads::kName);
}

OsgScene::OsgScene(const SceneModel& model) : impl_(std::make_unique<Impl>()) {
  impl_->everything = model.territory;
  for (const Tile& tile : model.tiles) {
    impl_->everything.add(Point::metres(tile.box.min_x_m, tile.box.min_y_m));
    impl_->everything.add(Point::metres(tile.box.max_x_m, tile.box.max_y_m));
    impl_->highest_m = std::max(impl_->highest_m, tile.height_m);
  }
  impl_->set_up_root();
  impl_->add_ground(model);
  impl_->add_areas(model);
  impl_->add_roads(model);
  impl_->add_buildings(model);
  impl_->add_spots(model);
  impl_->add_others(model);
  impl_->update_masks();
}

OsgScene::~OsgScene() = default;

osg::Group* OsgScene::root() const { return impl_->root; }

void OsgScene::show(const Layer* layer, const Raster* far_values) {
  Impl& scene = *impl_;
  osg::StateSet& state = *scene.root->getOrCreateStateSet();
  scene.layer = layer;
  for (const auto& [table, group] : scene.of_table)
    set(*group->getOrCreateStateSet(), "u_layer", layer && layer->domain.table == table ? 1 : 0);
  for (const auto* groups : {&scene.roads, &scene.hidden_roads})
    for (const auto& group : *groups) {
      constexpr float kSlender = 0.55F;  // roads give way to a layer of other things
      set(*group->getOrCreateStateSet(), "u_layer", layer && layer->domain == domain_of<EdgeId> ? 1 : 0);
      set(*group->getOrCreateStateSet(), "u_slender", layer && layer->domain != domain_of<EdgeId> ? kSlender : 1.0F);
    }
  scene.upload_far(far_values, layer && layer->domain == domain_of<BuildingId> ? &layer->scale : nullptr);
  scene.update_masks();
  if (!layer) return;
  scene.upload(layer->values);
  set(state, "u_classes", static_cast<int>(layer->scale.classes()));
  set(state, "u_difference", layer->scale.difference ? 1 : 0);
  set(state, "u_wide_by_value", layer->wide_by_value || layer->scale.difference ? 1 : 0);
  for (std::size_t i = 0; i < layer->scale.breaks.size(); ++i)
    state.getUniform("u_breaks")->setElement(static_cast<unsigned>(i), static_cast<float>(layer->scale.breaks[i]));
  for (std::size_t c = 0; c < layer->scale.classes(); ++c)
    state.getUniform("u_colours")->setElement(static_cast<unsigned>(c), as_vec(layer->scale.colours[c]));
}

void OsgScene::show(const Shown& shown) {
  impl_->shown = shown;
  impl_->update_masks();
}

void OsgScene::select(std::optional<std::size_t> row) {
  if (row && impl_->layer)
    select(impl_->layer->domain, *row);
  else
    impl_->mark("", -1.0F);
}

void OsgScene::select(const Domain& domain, std::size_t row) { impl_->mark(domain.table, static_cast<float>(row)); }

void OsgScene::look(const Camera& camera, Viewport viewport, osg::Camera& into) {
  const auto vec = [](Vector v) { return osg::Vec3d(v.x, v.y, v.z); };
  osg::StateSet& state = *impl_->root->getOrCreateStateSet();
  const double pixel = metres_per_pixel(camera, viewport);
  into.setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
  into.setCullingMode(osg::CullSettings::VIEW_FRUSTUM_SIDES_CULLING);
  into.setLODScale(static_cast<float>(pixel / kReferencePixel));
  into.setViewMatrixAsLookAt(vec(camera.eye), vec(camera.eye + camera.forward()), vec(camera.up()));
  into.setProjectionMatrixAsPerspective(camera.field_of_view_deg, viewport.aspect(), camera.near_m(impl_->highest_m),
                                        camera.far_m());
  into.setClearColor(osg::Vec4(kAir, 1.0F));
  into.setClearMask(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);

  set(state, "u_pixel", static_cast<float>(pixel));
  set(state, "u_screen", osg::Vec2(static_cast<float>(viewport.width_px), static_cast<float>(viewport.height_px)));
  const double half_up = std::tan(osg::DegreesToRadians(0.5 * camera.field_of_view_deg));
  const double down = std::tan(osg::DegreesToRadians(std::clamp(camera.pitch_deg, -89.0, 89.0)));
  set(state, "u_horizon", static_cast<float>(-down / half_up));
  const double away = camera.distance_to_target();
  set(state, "u_haze", osg::Vec2(static_cast<float>(1.8 * away + 2500.0), static_cast<float>(6.0 * away + 30000.0)));
  osg::Vec3d sun(kSun);
  sun.normalize();
  const osg::Matrixd view = into.getViewMatrix();
  set(state, "u_sun", osg::Vec3(osg::Matrixd::transform3x3(sun, view)));
  set(state, "u_vertical", osg::Vec3(osg::Matrixd::transform3x3(osg::Vec3d(0.0, 0.0, 1.0), view)));
}

}  // namespace planspiel::viewer
