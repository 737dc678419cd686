#include "viewer/window/frame_log.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>

#include "engine/base/files.hpp"
#include "engine/base/seal.hpp"
#include "engine/base/value.hpp"

namespace planspiel::viewer {

namespace {

double seconds_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Value quantiles(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    const double place = share * static_cast<double>(times.size() - 1);
    return std::round(100.0 * times[static_cast<std::size_t>(std::lround(place))]) / 100.0;
  };
  return Value::table({{"median", at(0.5)}, {"p95", at(0.95)}, {"longest", at(1.0)}});
}

}  // namespace

void FrameLog::begin() {
  wall_s_ = seconds_of(CLOCK_MONOTONIC);
  cpu_s_ = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

void FrameLog::end(const std::string& kind) {
  Times& times = kinds_[kind];
  times.wall_ms.push_back(1000.0 * (seconds_of(CLOCK_MONOTONIC) - wall_s_));
  times.cpu_ms.push_back(1000.0 * (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_s_));
}

void FrameLog::write(const std::filesystem::path& file) const {
  Value all = Value::table();
  for (const auto& [kind, times] : kinds_)
    all.set(kind, Value::table({{"frames", times.wall_ms.size()},
                                {"wall_ms", quantiles(times.wall_ms)},
                                {"cpu_ms", quantiles(times.cpu_ms)}}));
  write_file(file, sealed_json(std::move(all)));
}

}  // namespace planspiel::viewer
