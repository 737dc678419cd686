#pragma once

/// What the map is asked to show, and the layers that are made of it.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "viewer/layer/layer.hpp"
#include "viewer/scene/scene_model.hpp"
#include "viewer/window/stage.hpp"

namespace planspiel::viewer {

struct Desk;

/// What the map shows of base and scenario.
enum class Look { scenario, base, difference, swipe, side_by_side };

struct LayerChoice {
  std::string field{};  ///< empty: the plain city
  std::vector<AxisPick> picks{};
  std::vector<double> breaks{};  ///< empty: chosen for the values
  std::string breaks_text{};     ///< as they are typed
  Look look = Look::scenario;
  Change change = Change::absolute;
  float swipe = 0.5F;                              ///< share of the map where the base is seen
  bool places_on_map = false, why_on_map = false;  ///< what a tool answered, in place of the field
  bool places_detail = false;                      ///< the second field of the answer, in place of who is served

  /// Null: the plain city.
  void choose(const FieldSpec* spec);
};

/// A layer as drawn into a pane.
struct ShownLayer {
  std::optional<Layer> layer{};
  std::optional<Raster> far_values{};
  std::string title{};     ///< of the run
  bool of_places = false;  ///< who is served, and not a field
  int revision = 0;        ///< counts up with each change
  std::string drawn{};     ///< what the pane looks like: layer, camera, size; another text means: draw it again
};

struct Layers {
  std::array<ShownLayer, Stage::kPanes> shown{};  ///< the second one where there are two panes
  std::string made_of{};                          ///< another text means: make them again
  std::string error{};                            ///< why there is none
};

/// Brings the layers of both panes up to date with what is chosen.
void update_layers(Desk& desk);

}  // namespace planspiel::viewer
