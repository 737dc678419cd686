#include "viewer/window/frames.hpp"

namespace planspiel::viewer {

void Frames::cover_map() {
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  covering_.push_back({from.x, from.y, to.x, to.y});
}

bool Frames::covers_map(ImVec2 at) const {
  return std::any_of(covered_.begin(), covered_.end(), [&](const ImVec4& widget) {
    return at.x >= widget.x && at.y >= widget.y && at.x < widget.z && at.y < widget.w;
  });
}

}  // namespace planspiel::viewer
