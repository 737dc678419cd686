#include "engine/map/captions.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/map/sources_line.hpp"

namespace planspiel {

Captions captions_of(const City& city, const Captioned& shown, Language language) {
  Captions captions{.sources = sources_line(city, language)};
  if (!shown.scale) {
    captions.title = city.profile.title.in(language);
    return captions;
  }
  captions.title = shown.title;
  captions.subtitle = shown.run.in(language);
  if (shown.against) captions.against = against_line(*shown.against, language);
  captions.unit = unit_line(shown.unit, language);
  captions.note = shown.note;
  captions.legend = legend_rows(*shown.scale, language);
  return captions;
}

std::string unit_line(const std::string& unit, Language language) {
  return unit.empty() ? "" : Text{"Einheit: ", "unit: "}.in(language) + unit;
}

std::string noise_note(Language language) {
  return language == Language::de ? "Rauschen des Gleichgewichts ausgeblendet" : "noise of the equilibrium left out";
}

std::string against_line(const Text& title, Language language) {
  return Text{"gegenüber ", "against "}.in(language) + title.in(language);
}

double scale_bar_m(double most_m) {
  const double power = std::pow(10.0, std::floor(std::log10(most_m)));
  for (const double step : {5.0, 2.0})
    if (step * power <= most_m) return step * power;
  return power;
}

std::string scale_bar_text(double bar_m) {
  return bar_m >= 1000.0 ? fmt::format("{:g} km", bar_m / 1000.0) : fmt::format("{:g} m", bar_m);
}

}  // namespace planspiel
