#pragma once

/// A run (and its base) ready to be photographed: what `planspiel render` and the picture tests use.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/map/canvas.hpp"
#include "viewer/camera/camera.hpp"
#include "viewer/layer/layer.hpp"
#include "viewer/scene/scene_model.hpp"

namespace planspiel::viewer {

struct PictureOptions {
  std::string layer{};        ///< field; empty: the plain city
  std::optional<int> hour{};  ///< none: the day
  std::vector<AxisPick> picks{};
  Change change = Change::none;
  std::vector<double> breaks{};
  std::string view = "overview";
  Viewport size{1920, 1080};
  std::optional<std::string> select{};  ///< external id of a row of the layer's domain
  bool lines = false, stops = false, stations = false;
  bool captions = true;  ///< legend, labels, scale, sources
};

class Studio {
 public:
  /// Reads city and base. Throws Error(input) for a broken folder or a base of another city.
  explicit Studio(const std::filesystem::path& run, const std::optional<std::filesystem::path>& base = std::nullopt,
                  Language language = Language::en);
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  const City& city() const;
  /// Without its tiles.
  const SceneModel& scene() const;
  Layer layer(const PictureOptions& options) const;
  Camera camera(const PictureOptions& options) const;
  Picture picture(const PictureOptions& options);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace planspiel::viewer
