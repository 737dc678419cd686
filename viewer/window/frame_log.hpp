#pragma once

/// How long frames took, for benchmarks (`view --frames FILE`).

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace planspiel::viewer {

class FrameLog {
 public:
  /// Notes the time; end() says of which kind the frame was, for example "interface" or "city, computing".
  void begin();
  void end(const std::string& kind);
  /// JSON: for each kind the number of frames, and median, 95 % quantile and longest of milliseconds on the clock
  /// (`wall_ms`) and of all processors (`cpu_ms`, a run in the background included).
  void write(const std::filesystem::path& file) const;

 private:
  struct Times {
    std::vector<double> wall_ms{}, cpu_ms{};
  };
  double wall_s_ = 0.0, cpu_s_ = 0.0;
  std::map<std::string, Times> kinds_;
};

}  // namespace planspiel::viewer
