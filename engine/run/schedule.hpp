#pragma once

/// What models declare, and the order that follows.

#include <string>
#include <vector>

#include "engine/base/value.hpp"
#include "engine/run/plugin.hpp"

namespace planspiel {

/// What a model declared by its ports.
struct Declaration {
  std::string model;
  std::vector<std::string> tables, reads, roots;
  std::vector<FieldSpec> writes;
  Value options = Value::list();  ///< described options
};
Declaration declare(const ModelEntry& model);

/// The order in which the models run, one after the other (each uses all threads itself): every model after those whose
/// fields it reads, ties by name. Throws Error(plugin) for a field with two writers or none, and for a circle, with the
/// names.
std::vector<std::size_t> schedule(const std::vector<Declaration>& declarations);

}  // namespace planspiel
