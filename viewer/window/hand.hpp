#pragma once

/// What mouse and clicks on the map are used for.

#include <optional>
#include <string>
#include <vector>

#include "engine/base/geometry.hpp"
#include "viewer/app/document.hpp"

namespace planspiel::viewer {

/// What a click on the map means.
enum class Pointer { select, draw_area, pick_roads, pick_place, add_row };

/// An option of a measure that the map fills in.
struct MapTask {
  std::size_t measure = 0;
  std::string kind{}, option{};  ///< kind of the measure
  std::vector<Point> corners{};  ///< scene metres
};

/// A row of the places tool.
struct DraggedRow {
  std::string name{};
  Point to{};                 ///< scene metres
  float pane_px = 0.0F;       ///< left side of the picture that it was taken from
  bool shown_before = false;  ///< whether the map showed who is served
  bool given_up = false;      ///< it is back where it was, though the button is still down
};

struct Hand {
  Pointer pointer = Pointer::select;
  MapTask task{};
  std::optional<std::size_t> chosen_measure{};  ///< whose form is open
  std::optional<DraggedRow> dragged{};

  /// Whether the map is waiting for this option of this measure.
  bool fills_in(Pointer what, std::size_t measure, const std::string& option) const;
  /// The map no longer fills in an option, or adds a row.
  void stop_task();
  /// The same where the measure in question is not chosen any more; null: nothing is edited.
  void check_task(const Document* document);
};

}  // namespace planspiel::viewer
