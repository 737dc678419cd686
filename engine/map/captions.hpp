#pragma once

/// The words beside a layer, decided once: flat maps, pictures of the 3D scene and the window write the same.

#include <optional>
#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/map/colour_scale.hpp"

namespace planspiel {

struct Captions {
  std::string title{};         ///< "Traffic flow, 8–9 h"; without a layer the city
  std::string subtitle{};      ///< the run
  std::string against{};       ///< of differences: the run that they are taken from
  std::string unit{}, note{};  ///< often empty
  std::string sources{};       ///< who is to be named
  std::vector<LegendRow> legend{};
};

/// What is shown, of which run.
struct Captioned {
  std::string title{}, unit{}, note{};
  const ColourScale* scale = nullptr;  ///< null: no layer, no legend
  Text run{};
  std::optional<Text> against{};
};

Captions captions_of(const City& city, const Captioned& shown, Language language);

/// "unit: km/h"; empty where there is none.
std::string unit_line(const std::string& unit, Language language);
/// What a reader of a difference of flows must know: changes below the tolerance of the equilibrium show as none.
std::string noise_note(Language language);
/// "against Base".
std::string against_line(const Text& title, Language language);

/// The bar of a scale: the largest of 1, 2, 5, 10 … metres that is not longer than `most_m`.
double scale_bar_m(double most_m);
/// "500 m", "2 km".
std::string scale_bar_text(double bar_m);

}  // namespace planspiel
