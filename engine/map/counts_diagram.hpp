#pragma once

#include <filesystem>
#include <vector>

#include "engine/run/counted_sections.hpp"
#include "engine/run/results.hpp"

namespace planspiel {

/// Draws counted against simulated vehicles, a dot for each section, with the line of equality and the band within
/// which a section is near; the names of those farthest off stand beside their dots. The ending of `out` decides:
/// .svg or .png. Throws Error(config) for another ending, Error(input) where there is no section.
void draw_counts(const RunFolder& run, const City& city, const std::vector<CountedSection>& sections, Language language,
                 const std::filesystem::path& out);

}  // namespace planspiel
