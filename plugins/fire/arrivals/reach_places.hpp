#pragma once

#include "engine/run/places.hpp"

namespace planspiel::fire {

/// Fire stations as places that are moved on a map: the tool `reach` answers, `stations` proposes.
Places reach_places();

}  // namespace planspiel::fire
