#include "plugins/mobility/access/clock.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::mobility {

namespace {

constexpr int kLatestHour = 29;

}  // namespace

ClockTime clock_time(const std::string& option, const std::string& text) {
  const auto parts = split(text, ':');
  const auto number = [&](std::size_t part, int most) {
    const std::string digits = parts.size() == 2 ? parts[part] : "";
    const bool fits = !digits.empty() && digits.size() <= 2 && digits.find_first_not_of("0123456789") == digits.npos;
    if (!fits || std::stoi(digits) > most)
      throw Error(ErrorKind::config, fmt::format("{}: '{}' is no time of day; write \"08:05\", at most \"{}:59\"",
                                                 option, text, kLatestHour));
    return std::stoi(digits);
  };
  return ClockTime::at(number(0, kLatestHour), number(1, 59));
}

std::string shown_time(ClockTime time) {
  constexpr int kDay = 24 * 60;
  const int minute = static_cast<int>(std::floor(time.second / 60.0));
  const int of_day = ((minute % kDay) + kDay) % kDay;
  return fmt::format("{:02}:{:02}", of_day / 60, of_day % 60);
}

}  // namespace planspiel::mobility
