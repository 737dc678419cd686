#pragma once

/// What lies on the desk: everything the panels look at and change. No panel keeps state of its own that matters.

#include <filesystem>

#include "viewer/app/clock.hpp"
#include "viewer/app/places.hpp"
#include "viewer/app/unsaved.hpp"
#include "viewer/app/why.hpp"
#include "viewer/app/workbench.hpp"
#include "viewer/window/city_view.hpp"
#include "viewer/window/details.hpp"
#include "viewer/window/frames.hpp"
#include "viewer/window/hand.hpp"
#include "viewer/window/layers.hpp"
#include "viewer/window/messages.hpp"
#include "viewer/window/panels.hpp"
#include "viewer/window/stage.hpp"
#include "viewer/window/ui.hpp"

namespace planspiel::viewer {

struct Desk {
  Workbench& bench;
  PlacesSession& places;
  WhySession& why;
  Stage& stage;
  UnsavedKeeper& keeper;

  Ui ui{};
  DayClock clock{};
  CityView view{};       ///< the city, and where it is looked at from
  LayerChoice choice{};  ///< what the map is asked to show
  Layers layers{};       ///< what it shows
  Details details{};     ///< what is selected
  Hand hand{};           ///< what a click or a drag on the map does
  Panels panels{};
  Frames frames{};
  Messages messages{};

  Language language() const { return ui.language; }
  /// Opens something else; what cannot be opened is a message.
  void open(const std::filesystem::path& path);
  /// Unsaved work on what is open, or on new scenarios where nothing is.
  void look_for_unsaved();
  /// "overview" or "above", beside the legend.
  void see_city(const char* name);
  void undo();
  void redo();
  bool can_run() const { return view.seen && bench.document() && !bench.progress(); }
  /// Whether the map shows what the places tool answered: as long as it is of now, or the next answer is awaited.
  bool shows_places() const;
  /// Whether a drag moves a row, and not the camera.
  bool moves_rows() const;
};

}  // namespace planspiel::viewer
