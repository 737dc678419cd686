#pragma once

/// An OpenGL context without window, display or graphics card: EGL on a surface in memory.

#include <memory>

namespace planspiel::viewer {

struct SurfaceSize {
  int width_px = 0, height_px = 0;
  int samples = 4;  ///< for smooth edges; fewer where the driver has no such surface
};

class EglContext {
 public:
  /// Current on this thread while it lives. Software rendering is asked for unless LIBGL_ALWAYS_SOFTWARE says
  /// otherwise: the same pixels on every machine. Throws Error(system) that says which packages are needed.
  explicit EglContext(SurfaceSize size);
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;

  /// Another surface for the same context; nothing happens where the size is the same.
  void resize(SurfaceSize size);
  /// "llvmpipe (LLVM 15.0.6, 256 bits)"
  const char* renderer_name() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace planspiel::viewer
