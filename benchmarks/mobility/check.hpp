#pragma once

#include <cstdio>
#include <cstdlib>

namespace planspiel {

/// Ends the program when an answer is wrong: a wrong answer has no speed.
inline void check_answer(bool right, const char* what) {
  if (right) return;
  std::fprintf(stderr, "wrong answer: %s\n", what);
  std::exit(1);
}

}  // namespace planspiel
