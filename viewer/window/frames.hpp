#pragma once

/// What one frame hands to the next.

#include <imgui.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace planspiel::viewer {

struct Frames {
  static constexpr int kSettle = 3;  ///< after each event: ImGui needs some
  int wanted = kSettle;
  std::optional<std::filesystem::path> picture{}, film{};  ///< where to; taken after the frame
  float top_height = 0.0F, bottom_height = 0.0F;           ///< of the bars, as they were in the last frame

  void settle() { wanted = kSettle; }
  void at_least(int more) { wanted = std::max(wanted, more); }
  void end() { wanted = std::max(0, wanted - 1); }

  /// Widgets that lie on the map win over it: where there is one, the mouse is not on the map.
  void begin_map() { covered_ = std::exchange(covering_, {}); }
  /// The last widget does.
  void cover_map();
  /// As of the last frame: widgets come after the map.
  bool covers_map(ImVec2 at) const;

 private:
  std::vector<ImVec4> covering_{}, covered_{};  ///< in this frame and in the last one: left, top, right, bottom
};

}  // namespace planspiel::viewer
