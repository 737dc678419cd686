#pragma once

#include <vector>

#include "engine/run/indicator.hpp"

namespace planspiel::emissions {

/// emissions.{energy,co2_ttw,co2_wtw,nox,pm10,pm25}.{territory,residents} and intensities per vehicle-km.
std::vector<Indicator> indicators();

}  // namespace planspiel::emissions
