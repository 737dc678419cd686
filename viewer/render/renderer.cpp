#include "viewer/render/renderer.hpp"

#include <GL/gl.h>
#include <fmt/format.h>
#include <osgViewer/Viewer>

#include <algorithm>

#include "engine/base/error.hpp"
#include "viewer/osg/osg_scene.hpp"
#include "viewer/render/egl_context.hpp"

namespace planspiel::viewer {

namespace {

constexpr int kLeast_px = 16, kMost_px = 16384;

/// Each pixel is the mean of `factor` × `factor` pixels; rows from below become rows from above.
Picture averaged(const std::vector<std::uint8_t>& rgb, Viewport viewport, int factor) {
  Picture picture{viewport.width_px, viewport.height_px, {}};
  const auto width = static_cast<std::size_t>(viewport.width_px), height = static_cast<std::size_t>(viewport.height_px);
  const auto times = static_cast<std::size_t>(factor);
  const unsigned count = static_cast<unsigned>(factor * factor);
  picture.rgb.resize(3 * width * height);
  for (std::size_t row = 0; row < height; ++row)
    for (std::size_t column = 0; column < width; ++column)
      for (std::size_t channel = 0; channel < 3; ++channel) {
        unsigned sum = 0;
        for (std::size_t y = 0; y < times; ++y)
          for (std::size_t x = 0; x < times; ++x)
            sum += rgb[3 * (((height - 1 - row) * times + y) * width * times + column * times + x) + channel];
        picture.rgb[3 * (row * width + column) + channel] = static_cast<std::uint8_t>((sum + count / 2) / count);
      }
  return picture;
}

}  // namespace

struct Renderer::Impl {
  RenderQuality quality;
  EglContext context;
  osgViewer::Viewer viewer{};
  Viewport size{0, 0};  ///< drawn: none yet
  OsgScene* scene = nullptr;

  explicit Impl(RenderQuality wanted)
      : quality(wanted), context({.width_px = kLeast_px, .height_px = kLeast_px, .samples = wanted.samples}) {
    osg::setNotifyLevel(osg::FATAL);
    viewer.setThreadingModel(osgViewer::ViewerBase::SingleThreaded);
    viewer.setLightingMode(osg::View::NO_LIGHT);
  }
  /// Large pictures are drawn as they are: four samples a pixel must do, and the memory of a laptop.
  int factor(Viewport viewport) const {
    constexpr double kMostPixels = 40e6;
    const double times = quality.oversampling, pixels = 1.0 * viewport.width_px * viewport.height_px * times * times;
    const bool too_long = std::max(viewport.width_px, viewport.height_px) * times > kMost_px;
    return too_long || pixels > kMostPixels ? 1 : quality.oversampling;
  }
  void prepare(OsgScene& shown, const Camera& camera, Viewport viewport) {
    const int times = factor(viewport);
    const int width = viewport.width_px * times, height = viewport.height_px * times;
    context.resize({.width_px = width, .height_px = height, .samples = quality.samples});
    if (size.width_px != width || size.height_px != height) {
      viewer.setUpViewerAsEmbeddedInWindow(0, 0, width, height);
      viewer.getCamera()->setViewport(0, 0, width, height);
      size = {width, height};
    }
    if (scene != &shown) viewer.setSceneData(shown.root());
    scene = &shown;
    shown.look(camera, viewport, *viewer.getCamera());
    if (!viewer.isRealized()) viewer.realize();
  }
};

Renderer::Renderer(RenderQuality quality) : impl_(std::make_unique<Impl>(quality)) {}
Renderer::~Renderer() = default;

void Renderer::draw_frame(OsgScene& scene, const Camera& camera, Viewport viewport) {
  if (std::min(viewport.width_px, viewport.height_px) < kLeast_px ||
      std::max(viewport.width_px, viewport.height_px) > kMost_px)
    throw Error(ErrorKind::config, fmt::format("a picture of {} x {} pixels: each side is {} to {}", viewport.width_px,
                                               viewport.height_px, kLeast_px, kMost_px));
  impl_->prepare(scene, camera, viewport);
  constexpr double kNoTime = 0.0;  // nothing moves by itself
  impl_->viewer.frame(kNoTime);
  glFinish();
}

Picture Renderer::draw(OsgScene& scene, const Camera& camera, Viewport viewport) {
  draw_frame(scene, camera, viewport);
  std::vector<std::uint8_t> rgb(3 * static_cast<std::size_t>(impl_->size.width_px) *
                                static_cast<std::size_t>(impl_->size.height_px));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, impl_->size.width_px, impl_->size.height_px, GL_RGB, GL_UNSIGNED_BYTE, rgb.data());
  if (glGetError() != GL_NO_ERROR)
    throw Error(ErrorKind::system, "the picture could not be drawn: too large for this machine's memory?");
  return averaged(rgb, viewport, impl_->factor(viewport));
}

const char* Renderer::renderer_name() const { return impl_->context.renderer_name(); }

}  // namespace planspiel::viewer
