#pragma once

/// The scene as pixels, without a window.

#include <memory>

#include "engine/map/canvas.hpp"
#include "viewer/camera/camera.hpp"

namespace planspiel::viewer {

class OsgScene;

struct RenderQuality {
  int oversampling = 2;  ///< drawn so many times larger, each way, and averaged
  int samples = 4;       ///< of each of these pixels
};

class Renderer {
 public:
  /// Throws Error(system) where there is no OpenGL.
  explicit Renderer(RenderQuality quality = {});
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// The same pixels at each call. Throws Error(config) for a size beyond 16 to 16,384.
  Picture draw(OsgScene& scene, const Camera& camera, Viewport viewport);
  /// Draws without reading the pixels back: what a window does, for the benchmark.
  void draw_frame(OsgScene& scene, const Camera& camera, Viewport viewport);
  const char* renderer_name() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace planspiel::viewer
