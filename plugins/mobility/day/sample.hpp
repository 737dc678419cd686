#pragma once

#include <cstdint>

namespace planspiel::mobility {

/// What draws hang on: who is drawn, and how many.
struct Sample {
  std::uint64_t seed = 1;
  double fraction = 1.0;  ///< of persons and tours that is simulated; the rest counts through their weight
};

}  // namespace planspiel::mobility
