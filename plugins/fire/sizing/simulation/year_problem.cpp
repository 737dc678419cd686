#include "plugins/fire/sizing/simulation/year_problem.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::fire {

namespace {

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorKind::config, "simulated year: " + what); }

bool is_from_zero(double value) { return value >= 0.0 && value < HUGE_VAL; }

void check_duration(const Duration& duration, const std::string& whose) {
  if (!is_from_zero(duration.typical_s) || !is_from_zero(duration.sigma))
    refuse(whose + " of " + format_number(duration.typical_s) + " s with sigma " + format_number(duration.sigma) +
           "; give numbers of 0 or more");
  if (duration.law == Duration::Law::lognormal && !(duration.typical_s > 0.0))
    refuse(whose + " is lognormal with median 0; give more, or the law 'fixed'");
}

void check_type(const IncidentType& type, const YearProblem& problem) {
  const std::string name = "incident type '" + type.name + "': ";
  if (type.per_year.size() != problem.travel.classes)
    refuse(name + std::to_string(type.per_year.size()) + " rates; give one for each of the " +
           std::to_string(problem.travel.classes) + " demand classes");
  for (const double rate : type.per_year)
    if (!is_from_zero(rate)) refuse(name + "a rate of " + format_number(rate) + "; give 0 or more");
  if (!type.week.empty()) {
    if (type.week.size() != kHoursOfWeek)
      refuse(name + std::to_string(type.week.size()) + " weights of the week; give 168, from Monday 0:00");
    for (const double weight : type.week)
      if (!is_from_zero(weight)) refuse(name + "a weight of " + format_number(weight) + "; give 0 or more");
    if (*std::max_element(type.week.begin(), type.week.end()) <= 0.0) refuse(name + "all weights of the week are 0");
  }
  if (type.first_alarm.empty()) refuse(name + "the first alarm sends nobody; give needs, units or functions");
  if (!(type.confirmed >= 0.0 && type.confirmed <= 1.0))
    refuse(name + "a confirmed share of " + format_number(type.confirmed) + "; give 0 to 1");
  if (!type.standards.empty() && type.standards.size() != problem.standards.size())
    refuse(name + std::to_string(type.standards.size()) + " flags of standards; give one for each, or none");
  check_duration(type.on_scene, name + "on_scene");
  check_duration(type.exploration, name + "exploration");
  check_duration(type.on_scene_confirmed, name + "on_scene_confirmed");
}

void check_unit(const CrewedUnit& unit, std::size_t number, const YearProblem& problem) {
  const std::string name = "unit " + std::to_string(number) + ": ";
  if (unit.station >= problem.travel.stations)
    refuse(name + "station " + std::to_string(unit.station) + " is none of the " +
           std::to_string(problem.travel.stations) + " of the travel table");
  if (unit.type == kAnyType) refuse(name + "a unit has one vehicle type of 0 to 254");
  if (!unit.shows_up.empty() && unit.shows_up.size() != 24)
    refuse(name + std::to_string(unit.shows_up.size()) + " probabilities to show up; give 24, or none");
  for (const double p : unit.shows_up)
    if (!(p >= 0.0 && p <= 1.0)) refuse(name + "a probability of " + format_number(p) + " to show up; give 0 to 1");
  check_duration(unit.turnout, name + "turnout");
}

void check_travel(const TravelTable& travel) {
  if (travel.stations == 0 || travel.classes == 0 || travel.seconds.empty() ||
      travel.seconds.size() % (travel.stations * travel.classes) != 0)
    refuse("the travel table has " + std::to_string(travel.seconds.size()) + " entries; give blocks × " +
           std::to_string(travel.classes) + " classes × " + std::to_string(travel.stations) + " stations");
  for (const std::uint8_t block : travel.block)
    if (block >= travel.blocks())
      refuse("an hour lies in block " + std::to_string(block) + " of " + std::to_string(travel.blocks()));
  for (const float seconds : travel.seconds)
    if (!(seconds >= 0.0f)) refuse("a drive time of " + format_number(seconds) + " s; give 0 or more, or infinity");
}

}  // namespace

void check(const YearProblem& problem) {
  check_travel(problem.travel);
  if (problem.standards.size() > 8) refuse("more than 8 standards");
  if (problem.types.empty() || problem.types.size() > 255) refuse("give 1 to 255 incident types");
  for (const IncidentType& type : problem.types) check_type(type, problem);
  for (std::size_t n = 0; n < problem.units.size(); ++n) check_unit(problem.units[n], n, problem);
  const DispatchRules& dispatch = problem.dispatch;
  check_duration(dispatch.call_handling, "call_handling");
  if (!is_from_zero(dispatch.travel_sigma) || !is_from_zero(dispatch.no_show_s))
    refuse("travel_sigma and no_show_s are 0 or more");
  if (dispatch.move_up.policy != MoveUpRules::Policy::none &&
      dispatch.move_up.station_class.size() != problem.travel.stations)
    refuse("move-up needs the demand class of each station; " + std::to_string(dispatch.move_up.station_class.size()) +
           " are given");
  if (!is_from_zero(problem.warm_up_s) || !(problem.counted_s > 0.0) || std::isinf(problem.counted_s))
    refuse("give a warm-up of 0 s or more and a counted time of more than 0 s");
}

}  // namespace planspiel::fire
