#pragma once

/// `planspiel view`: the window.

#include <filesystem>
#include <optional>

#include "engine/base/text.hpp"
#include "program/services.hpp"

namespace planspiel::viewer {

struct WindowOptions {
  std::optional<std::filesystem::path> open{};     ///< scenario, city or run folder; none: asks
  std::optional<std::filesystem::path> compare{};  ///< base run for a run folder
  std::filesystem::path installed{};               ///< whose ready scenarios are offered; empty: none
  Language language = Language::en;
  int width_px = 1440, height_px = 900;
  std::optional<double> text_scale{};  ///< 1 … 3; none: as the desktop has it
  bool dark = false;
  std::filesystem::path widgets{};  ///< tests: where all widgets are, as JSON
  std::filesystem::path frames{};   ///< benchmarks: how long frames took, as JSON, at the end
};

/// Opens the window and stays until it is closed. Throws Error(config, input) for what cannot be opened, Error(system)
/// without display or OpenGL; later errors are shown in the window.
void show_window(Services services, const WindowOptions& options);

}  // namespace planspiel::viewer
