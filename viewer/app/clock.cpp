#include "viewer/app/clock.hpp"

#include <algorithm>

namespace planspiel::viewer {

void DayClock::set_whole_day(bool whole) {
  whole_day_ = whole;
  if (whole) playing_ = false;
}

void DayClock::set_hour(int hour) {
  hour_ = ((hour % kHours) + kHours) % kHours;
  whole_day_ = false;
  since_s_ = 0.0;
}

void DayClock::set_hours(int hours) { hours_ = std::clamp(hours, 1, kHours); }

void DayClock::play(bool on) {
  playing_ = on;
  since_s_ = 0.0;
  if (on) whole_day_ = false;
}

bool DayClock::advance(double seconds) {
  if (!playing_) return false;
  since_s_ += seconds;
  if (since_s_ < kSecondsPerHour) return false;
  set_hour(hour_ + 1);  // one hour at a time, however slow the machine
  return true;
}

}  // namespace planspiel::viewer
