#include "viewer/render/egl_context.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "engine/base/error.hpp"

namespace planspiel::viewer {

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw Error(ErrorKind::system,
              fmt::format("cannot draw without a display: {} (EGL error 0x{:x}). Needed are Mesa's EGL and software "
                          "renderer: apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri",
                          what, eglGetError()));
}

EGLDisplay open_display() {
  const auto get_platform_display =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  EGLDisplay display = get_platform_display
                           ? get_platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr)
                           : EGL_NO_DISPLAY;
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) {
    display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) fail("EGL has no display");
  }
  if (!eglBindAPI(EGL_OPENGL_API)) fail("EGL knows no desktop OpenGL");
  return display;
}

}  // namespace

struct EglContext::Impl {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLConfig config = nullptr;
  EGLSurface surface = EGL_NO_SURFACE;
  EGLContext context = EGL_NO_CONTEXT;
  SurfaceSize size{};

  void choose_config(int samples) {
    const std::array<EGLint, 21> wanted{EGL_SURFACE_TYPE,
                                        EGL_PBUFFER_BIT,
                                        EGL_RENDERABLE_TYPE,
                                        EGL_OPENGL_BIT,
                                        EGL_RED_SIZE,
                                        8,
                                        EGL_GREEN_SIZE,
                                        8,
                                        EGL_BLUE_SIZE,
                                        8,
                                        EGL_ALPHA_SIZE,
                                        8,
                                        EGL_DEPTH_SIZE,
                                        24,
                                        EGL_STENCIL_SIZE,
                                        8,
                                        EGL_SAMPLE_BUFFERS,
                                        samples > 0 ? 1 : 0,
                                        EGL_SAMPLES,
                                        samples,
                                        EGL_NONE};
    EGLint found = 0;
    if (eglChooseConfig(display, wanted.data(), &config, 1, &found) && found > 0) return;
    if (samples > 0) return choose_config(0);
    fail("EGL has no surface with colour, depth and stencil");
  }
  void make_surface(SurfaceSize wanted) {
    const std::array<EGLint, 5> attributes{EGL_WIDTH, wanted.width_px, EGL_HEIGHT, wanted.height_px, EGL_NONE};
    surface = eglCreatePbufferSurface(display, config, attributes.data());
    if (surface == EGL_NO_SURFACE) fail(fmt::format("no surface of {} x {} pixels", wanted.width_px, wanted.height_px));
    if (!eglMakeCurrent(display, surface, surface, context)) fail("the OpenGL context cannot be used");
    size = wanted;
  }
};

EglContext::EglContext(SurfaceSize size) : impl_(std::make_unique<Impl>()) {
  setenv("LIBGL_ALWAYS_SOFTWARE", "1", 0);
  impl_->display = open_display();
  impl_->choose_config(size.samples);
  impl_->context = eglCreateContext(impl_->display, impl_->config, EGL_NO_CONTEXT, nullptr);
  if (impl_->context == EGL_NO_CONTEXT) fail("no OpenGL context");
  impl_->make_surface(size);
}

EglContext::~EglContext() {
  eglMakeCurrent(impl_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroySurface(impl_->display, impl_->surface);
  eglDestroyContext(impl_->display, impl_->context);
  eglTerminate(impl_->display);
}

void EglContext::resize(SurfaceSize size) {
  if (size.width_px == impl_->size.width_px && size.height_px == impl_->size.height_px) return;
  eglMakeCurrent(impl_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroySurface(impl_->display, impl_->surface);
  impl_->make_surface(size);
}

const char* EglContext::renderer_name() const { return reinterpret_cast<const char*>(glGetString(GL_RENDERER)); }

}  // namespace planspiel::viewer
