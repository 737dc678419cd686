#pragma once

/// `planspiel view`: the window.

#include <filesystem>
#include <optional>

#include "engine/base/text.hpp"
#include "viewer/app/services.hpp"

namespace planspiel::viewer {

struct WindowOptions {
  std::optional<std::filesystem::path> open{};     ///< scenario, city or run folder; none: asks
  std::optional<std::filesystem::path> compare{};  ///< base run for a run folder
  Language language = Language::en;
  int width_px = 1440, height_px = 900;
  double text_scale = 1.0;  ///< 1 … 3
  bool dark = false;
  std::filesystem::path widgets{};  ///< tests: where all widgets are, as JSON
};

/// Opens the window and stays until it is closed. Throws Error(config, input) for what cannot be opened, Error(system)
/// without display or OpenGL; later errors are shown in the window.
void show_window(Services services, const WindowOptions& options);

}  // namespace planspiel::viewer
