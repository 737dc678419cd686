#pragma once

#include <string_view>

namespace planspiel::fire {

/// What the names of the streams begin with from which searches for sites draw: answers hang on it.
inline constexpr std::string_view kSearchStreams = "fire.location";

}  // namespace planspiel::fire
