#pragma once

#include <string>

#include "engine/base/text.hpp"

namespace planspiel {

/// Fields or measures that belong together, and what people call them: the word before the point of a field's name
/// ("mobility"), or the family that a measure names ("price").
struct Family {
  std::string name;
  Text title;
};

inline Family family(std::string name, Text title) { return {std::move(name), std::move(title)}; }

}  // namespace planspiel
