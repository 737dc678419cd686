#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace planspiel::test {

/// What a traced process did.
struct Traced {
  long calls = 0;       ///< system calls that may change files and that its threads entered
  bool killed = false;  ///< at the one that was asked for
  int code = 0;         ///< exit code, where it was not
};

struct TraceOptions {
  long kill_at = 0;              ///< kill the process before it enters its n-th of these calls; 0: never
  unsigned long file_limit = 0;  ///< longest file in bytes, as on a full disk; 0: none
  std::filesystem::path cache{}, log{};
};

/// Runs planspiel with these arguments under ptrace.
Traced run_traced(const std::vector<std::string>& arguments, const TraceOptions& options);

}  // namespace planspiel::test
