#include "plugins/fire/strength.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/math.hpp"

namespace planspiel::fire {

namespace {

constexpr double kRounding = 1e-9;  ///< 0.7 · 10 + 3 functions are 10

}  // namespace

std::vector<DutyUnit> units_on_duty(const Units& units, const Stations& stations, std::span<const StationId> origin,
                                    Hour hour) {
  std::vector<DutyUnit> on_duty;
  for (const UnitId unit : units.ids()) {
    const auto found = std::lower_bound(origin.begin(), origin.end(), units.station[unit]);
    if (found == origin.end() || *found != units.station[unit] || !units.hours[unit].contains(hour.index())) continue;
    const double functions = static_cast<double>(units.functions[unit]) * units.availability[unit];
    if (!(functions > 0.0)) continue;
    on_duty.push_back({static_cast<std::size_t>(found - origin.begin()), units.turnout[unit].value, functions,
                       stations.professional[units.station[unit]] != 0, unit});
  }
  return on_duty;
}

void arrivals(std::span<const DutyUnit> units, std::span<const double> drive_s, std::vector<Arrival>& sorted) {
  sorted.clear();
  for (const DutyUnit& unit : units) {
    const double after_alarm_s = unit.turnout_s + drive_s[unit.station];
    if (after_alarm_s < std::numeric_limits<double>::infinity())
      sorted.push_back({after_alarm_s, unit.functions, unit.professional, drive_s[unit.station]});
  }
  std::sort(sorted.begin(), sorted.end(), [](const Arrival& a, const Arrival& b) {
    if (a.after_alarm_s != b.after_alarm_s) return a.after_alarm_s < b.after_alarm_s;
    if (a.drive_s != b.drive_s) return a.drive_s < b.drive_s;
    if (a.functions != b.functions) return a.functions > b.functions;
    return a.professional > b.professional;
  });
}

Demand demand_of(const Standards& standards, StandardId standard) {
  const bool from_call = standards.clock[standard] == ClockZero::call;
  return {from_call ? standards.call_handling[standard].value : 0.0, standards.time[standard].value,
          static_cast<double>(standards.functions[standard]), standards.professional_only[standard] != 0};
}

double completion_s(std::span<const Arrival> sorted, const Demand& demand) {
  double functions = 0.0;
  for (const Arrival& arrival : sorted) {
    if (demand.professional_only && !arrival.professional) continue;
    functions += arrival.functions;
    if (functions >= demand.functions - kRounding) return demand.clock_starts_before_alarm_s + arrival.after_alarm_s;
  }
  return std::numeric_limits<double>::infinity();
}

double slack(std::span<const Arrival> sorted, const Demand& demand) {
  double longest_turnout_s = 0.0;
  for (const Arrival& arrival : sorted)
    longest_turnout_s = std::max(longest_turnout_s, arrival.after_alarm_s - arrival.drive_s);
  const double latest_s = demand.time_s + 1e-3 - demand.clock_starts_before_alarm_s;
  const auto factor_of = [&](const Arrival& arrival) {
    const double left_s = latest_s - (arrival.after_alarm_s - arrival.drive_s);
    const bool counts = left_s >= 0.0 && (arrival.professional || !demand.professional_only);
    return counts ? left_s / arrival.drive_s : -1.0;
  };
  // The units that allow most come first; two or three are enough, so that picking beats sorting.
  double functions = 0.0, last = std::numeric_limits<double>::infinity();
  std::size_t last_unit = 0;
  for (bool first = true;; first = false) {
    double best = -1.0;
    std::size_t unit = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (latest_s < best * (sorted[i].after_alarm_s - longest_turnout_s)) break;  // nor does any later one allow more
      const double factor = factor_of(sorted[i]);
      const bool is_left = first || factor < last || (factor == last && i > last_unit);
      if (is_left && factor > best) {
        best = factor;
        unit = i;
      }
    }
    if (best < 0.0) return 0.0;
    functions += sorted[unit].functions;
    if (functions >= demand.functions - kRounding) return best;
    last = best;
    last_unit = unit;
  }
}

double probability_in_time(double slack, double spread) {
  if (!(spread > 0.0)) return slack >= 1.0 ? 1.0 : 0.0;
  return math::normal_cdf(math::log(slack) / spread);
}

}  // namespace planspiel::fire
