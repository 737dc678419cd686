#pragma once

/// The scene as OpenSceneGraph draws it. Recolouring uploads one texture and a few uniforms; geometry stays.

#include <memory>
#include <optional>

#include "viewer/camera/camera.hpp"
#include "viewer/layer/layer.hpp"
#include "viewer/scene/scene_model.hpp"

namespace osg {
class Camera;
class Group;
}  // namespace osg

namespace planspiel::viewer {

/// What is drawn besides ground, roads and buildings.
struct Shown {
  bool buildings = true;
  bool stations = false, stops = false, lines = false;
};

class OsgScene {
 public:
  /// Copies what it needs of the model.
  explicit OsgScene(const SceneModel& model);
  ~OsgScene();
  OsgScene(const OsgScene&) = delete;
  OsgScene& operator=(const OsgScene&) = delete;

  osg::Group* root() const;
  /// Colours by a layer; nullptr shows the plain city. `far_values`: mean_over_buildings() for a layer of buildings.
  void show(const Layer* layer, const Raster* far_values);
  void show(const Shown& shown);
  /// Marks a row of the layer's domain, or nothing.
  void select(std::optional<std::size_t> row);
  /// Marks a row of any domain that is drawn, and nothing else.
  void select(const Domain& domain, std::size_t row);
  /// Sets matrices and what depends on the camera. `viewport` is the picture as people see it; an oversampled one has
  /// the same proportions.
  void look(const Camera& camera, Viewport viewport, osg::Camera& into);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace planspiel::viewer
