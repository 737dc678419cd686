#pragma once

/// A window with OpenGL and Dear ImGui in it: events in, frames out. The city is drawn into textures, and only when it
/// looks different from before; a frame of the user interface alone costs little.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/map/canvas.hpp"
#include "viewer/camera/camera.hpp"

namespace planspiel::viewer {

class OsgScene;

struct StageOptions {
  std::string title = "Planspiel";
  int width_px = 1440, height_px = 900;
};

class Stage {
 public:
  /// Throws Error(system) where there is no display or no OpenGL.
  explicit Stage(const StageOptions& options);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Waits for an event, wake() or the time limit. True where something happened.
  bool wait(double most_s);
  /// From any thread: ends wait().
  void wake();
  /// Hands what was typed and clicked to ImGui and begins a frame. A press and its release never fall into one frame.
  /// True where there was something.
  bool begin_frame(double seconds);
  /// Events that did not fit into the last frame.
  bool has_more_events() const;
  /// Mouse buttons and keys that were let go so far: what tests wait for.
  int releases() const;
  int keys() const;
  /// Somebody closed the window, or the program was asked to.
  bool take_close_request();
  Viewport size() const;
  void set_title(const std::string& title);
  void load_fonts(float size_px);

  static constexpr int kPanes = 2;
  /// The scene will be drawn into this pane before the next picture; `prepare` sets what it shows.
  void draw_pane(int pane, OsgScene& scene, const Camera& camera, Viewport viewport, std::function<void()> prepare);
  /// The texture of a pane for ImGui; null where it was never drawn.
  void* pane_texture(int pane) const;
  /// Draws what begin_frame() began. True where the city was drawn too.
  bool end_frame();
  /// The pixels of a pane as they were drawn last.
  Picture read_pane(int pane);
  /// The pixels of the whole window, panels included.
  Picture read_window();
  /// How large the desktop wants its text: its setting Xft.dpi beside the usual 96. Lines of the city follow it.
  double display_scale() const;
  /// "llvmpipe (LLVM 15.0.6, 256 bits)"
  const std::string& renderer_name() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace planspiel::viewer
