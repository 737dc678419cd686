#pragma once

/// What a simulated year of a fire service is made of. Times in seconds from Monday 0:00, where the year begins.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/city/axes.hpp"
#include "engine/city/table_columns.hpp"
#include "engine/queueing/queue_formulas.hpp"
#include "plugins/fire/first_alarm.hpp"

namespace planspiel::fire {

inline constexpr std::size_t kHoursOfWeek = 168;
inline constexpr double kHoursOfYear = 8760.0;
inline constexpr double kSecondsOfHour = 3600.0;

/// Numbers of rows of the problem.
using DemandClass = std::uint32_t;  ///< places that engines reach equally fast
using StationNumber = std::uint16_t;

/// A random length of time.
struct Duration {
  enum class Law { fixed, lognormal, exponential };
  Law law = Law::fixed;
  double typical_s = 0.0;  ///< the value, the median, the mean
  double sigma = 0.0;      ///< of the logarithm; lognormal only
};

/// Incidents of one kind: a Poisson stream whose rate is place × hour of the week. What is not such a product (fires at
/// work, fires at home) is several types.
struct IncidentType {
  std::string name{};
  std::vector<double> per_year{};  ///< expected incidents of each demand class in 8,760 hours
  std::vector<double> week{};      ///< 168 weights from Monday 0:00, only their ratios count; empty: even
  Duration on_scene{};             ///< one draw for each incident: each unit stays so long from its own arrival
  AlarmPlan first_alarm{};
  double confirmed = 0.0;         ///< share of incidents that call the second wave
  AlarmPlan second_wave{};        ///< more units than the first alarm's
  Duration exploration{};         ///< from the first arrival to the alarm of the second wave
  Duration on_scene_confirmed{};  ///< instead of `on_scene`
  std::vector<Flag> standards{};  ///< 1 for each standard that counts these incidents; empty: all do
};

/// A vehicle with its crew.
struct CrewedUnit {
  StationNumber station = 0;
  VehicleType type = 0;
  std::uint32_t functions = 6;
  Duration turnout{};  ///< alarm to wheels rolling; of volunteers with their way to the station
  bool professional = true;
  Hours hours{};                      ///< of the day, on duty
  std::vector<double> shows_up{};     ///< 24 probabilities for each function (volunteers); empty: all come always
  std::uint32_t least_functions = 1;  ///< drives with no fewer; else the next unit is alarmed after the turnout

  double expected_functions(Hour hour) const {
    return static_cast<double>(functions) * (shows_up.empty() ? 1.0 : shows_up[hour.index()]);
  }
};

/// Drive times from stations to demand classes in blocks of hours; infinite where there is no way.
struct TravelTable {
  std::size_t stations = 0, classes = 0;
  std::array<std::uint8_t, 24> block{};  ///< of each hour of the day
  std::vector<float> seconds{};          ///< block × class × station

  std::span<const float> to(std::size_t block_number, DemandClass place) const {
    return {seconds.data() + (block_number * classes + place) * stations, stations};
  }
  std::size_t blocks() const { return stations * classes == 0 ? 0 : seconds.size() / (stations * classes); }
};

/// Idle professional units that wait at other stations while those are empty.
struct MoveUpRules {
  enum class Policy { none, greedy };
  Policy policy = Policy::none;
  VehicleType type = kAnyType;               ///< of the units that cover and that move
  double reach_s = 420.0;                    ///< drive time within which a station covers a class
  double least_gain = 0.01;                  ///< net share of the demand that a move must newly cover
  std::vector<DemandClass> station_class{};  ///< where each station lies
};

struct DispatchRules {
  enum class FreeAgain { on_leaving_scene, back_at_station };
  Duration call_handling{.typical_s = 90.0};
  queueing::WhenAllBusy all_busy =
      queueing::WhenAllBusy::waits;  ///< lost: missing units come from outside, too late for the standards
  FreeAgain free_again = FreeAgain::on_leaving_scene;
  bool professional_first = false;  ///< professional units go before others, however far they are
  double travel_sigma = 0.0;        ///< of the logarithm: T = median · exp(σ z)
  double no_show_s = 1800.0;        ///< how long a unit without crew is not alarmed again
  /// Each incident finds every unit at home, and only the first alarm is sent: what the plan alone makes of the year.
  bool never_busy = false;
  MoveUpRules move_up{};
};

struct YearProblem {
  std::vector<IncidentType> types{};
  std::vector<CrewedUnit> units{};
  TravelTable travel{};
  std::vector<Demand> standards{};  ///< with their clocks; no more than 8
  DispatchRules dispatch{};
  double warm_up_s = 7 * 24 * kSecondsOfHour;  ///< not counted: the service starts with all units idle
  double counted_s = kHoursOfYear * kSecondsOfHour;
};

/// What is added to the expected arrival of a unit when the one to send is chosen.
inline double handicap_s(const DispatchRules& dispatch, const CrewedUnit& unit) {
  return dispatch.professional_first && !unit.professional ? 24 * kSecondsOfHour : 0.0;
}

/// The first fault as an Error(config).
void check(const YearProblem& problem);

}  // namespace planspiel::fire
