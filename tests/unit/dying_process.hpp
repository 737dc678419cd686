#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace planspiel::test {

/// Runs `body`, which ends with ::_exit, in a process of its own: no destructor runs, as after a kill.
inline void in_a_process_that_dies(const std::function<void()>& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    body();
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
}

}  // namespace planspiel::test
