#pragma once

/// Which hours are looked at, and how they run on.

#include <optional>

namespace planspiel::viewer {

class DayClock {
 public:
  static constexpr int kHours = 24;
  static constexpr double kSecondsPerHour = 1.0;  ///< of playing

  bool whole_day() const { return whole_day_; }
  int hour() const { return hour_; }
  int hours() const { return hours_; }  ///< looked at together, from hour() on
  bool playing() const { return playing_; }
  /// What layers ask for: nothing for the day.
  std::optional<int> layer_hour() const { return whole_day_ ? std::nullopt : std::optional(hour_); }

  void set_whole_day(bool whole);
  /// Any number; hours go round.
  void set_hour(int hour);
  void set_hours(int hours);
  void play(bool on);
  /// Time goes by; true when another hour is to be shown.
  bool advance(double seconds);
  /// Until the next hour while playing.
  double seconds_left() const { return kSecondsPerHour - since_s_; }
  bool operator==(const DayClock&) const = default;

 private:
  bool whole_day_ = false, playing_ = false;
  int hour_ = 8, hours_ = 1;
  double since_s_ = 0.0;
};

}  // namespace planspiel::viewer
