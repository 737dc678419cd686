#pragma once

/// What a search works under: random numbers, and whether it has used up what its limits allow. Counts CPU time of the
/// calling thread. A stop is no limit: it ends the search without an answer.

#include <ctime>
#include <string>

#include "engine/base/random.hpp"
#include "engine/base/stop.hpp"
#include "engine/location/answer.hpp"

namespace planspiel::location {

class SearchClock {
 public:
  explicit SearchClock(const SearchLimits& limits) : limits_(limits), start_(now()) {}

  /// The random numbers of a part of the search.
  RandomStream random(std::string_view part) const {
    return {1, std::string(limits_.streams) + "." + std::string(part)};
  }
  double used_seconds() const { return now() - start_; }
  /// CPU seconds left until `share` of the allowance is used; infinite without a limit.
  double left_seconds(double share = 1.0) const { return share * limits_.cpu_seconds - used_seconds(); }
  /// Throws Error(stopped) when the user asked to stop.
  bool out(double share = 1.0) const {
    check_stop();
    return left_seconds(share) <= 0.0;
  }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
  }
  SearchLimits limits_;
  double start_;
};

}  // namespace planspiel::location
