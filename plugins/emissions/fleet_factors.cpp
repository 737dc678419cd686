#include "plugins/emissions/fleet_factors.hpp"

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::emissions {

namespace {
constexpr double kStep_km_h = 0.1;
constexpr std::size_t kSteps = 1400;
}  // namespace

FleetFactors::FleetFactors(const FactorTable& table, const Fleet& fleet, Vehicle vehicle,
                           const Conditions& conditions) {
  double sum = 0.0;
  bool any = false;
  for (const FleetId row : fleet.ids()) {
    if (fleet.vehicle[row] != vehicle) continue;
    any = true;
    with_context("fleet row '" + fleet.id[row] + "'", [&] {
      const double share = fleet.share[row];
      if (!(share >= 0.0)) throw Error(ErrorKind::input, "share " + format_number(share) + " is negative or no number");
      if (share > 0.0)
        members_.push_back(
            {share,
             VehicleFactors(table, {vehicle, fleet.propulsion[row], fleet.segment[row], fleet.euro[row]}, conditions)});
      sum += share;
    });
  }
  if (!any) return;
  if (std::abs(sum - 1.0) > 1e-6)
    throw Error(ErrorKind::input, "the shares of '" + std::string(kVehicleNames[static_cast<std::size_t>(vehicle)]) +
                                      "' in the table fleet sum to " + format_number(sum) + ", not to 1");
  table_.reserve(kSteps + 1);
  for (std::size_t step = 0; step <= kSteps; ++step) table_.push_back(exact(Speed(double(step) * kStep_km_h / 3.6)));
}

EmissionPerDistance FleetFactors::exact(Speed mean_speed) const {
  EmissionPerDistance sum;
  for (const Member& member : members_) sum += member.share * member.factors.at(mean_speed);
  return sum;
}

EmissionPerDistance FleetFactors::at(Speed mean_speed) const {
  const double place = in_km_h(mean_speed) / kStep_km_h;
  if (!(place > 0.0)) return table_.front();
  if (place >= double(kSteps)) return table_.back();
  const auto below = static_cast<std::size_t>(place);
  const double part = place - double(below);
  return table_[below] * (1.0 - part) + table_[below + 1] * part;
}

EmissionTotal FleetFactors::cold_start(Metres trip, Speed mean_speed) const {
  EmissionTotal sum;
  for (const Member& member : members_) sum += member.share * member.factors.cold_start(trip, mean_speed);
  return sum;
}

}  // namespace planspiel::emissions
