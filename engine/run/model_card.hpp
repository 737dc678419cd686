#pragma once

#include <string>

#include "engine/run/results.hpp"

namespace planspiel {

/// Layout of a run folder; raised when a reader of the old one would be wrong.
inline constexpr int kRunFolderSchema = 2;

/// What a run says about itself, for people (Markdown): indicators, scalar fields, rounds, notes, how many inputs
/// are assumed, sources.
std::string model_card(const City& city, const Results& results, Language language);

}  // namespace planspiel
