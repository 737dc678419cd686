#include <algorithm>

#include "engine/base/parallel.hpp"
#include "plugins/emissions/traffic.hpp"

namespace planspiel::emissions {

namespace {

constexpr Seconds kHour{3600.0};
constexpr Speed kSlow = 10.0_km_h;
constexpr std::size_t kBlockRows = 4096;  // fixed: sums are the same for any number of threads

Metres driven(const VehicleFlow& flow, EdgeId edge, Hour hour, VehicleAxis vehicle, Metres length) {
  return length * (flow(edge, hour, vehicle) * kHour);
}

/// Speed of a kind of vehicle on a link that somebody drives on.
Speed speed_on(const LinkTraffic& traffic, const Roads& roads, EdgeId edge, Hour hour, VehicleAxis vehicle) {
  const Speed mean = traffic.speed(edge, hour);
  if (!(mean.value >= 0.0))
    throw Error(ErrorKind::input, "road '" + roads.id[edge] + "' carries vehicles in hour " +
                                      std::to_string(hour.index()) + " but has no mean speed");
  const Speed bus = traffic.bus_speed[edge];
  return vehicle == VehicleAxis(Vehicle::bus) && bus.value > 0.0 ? std::min(mean, bus) : mean;
}

/// Adds one link's day to `sums` and writes its hours.
void drive_link(EdgeId edge, const Roads& roads, const LinkTraffic& traffic, const AllFleets& fleets,
                WrittenEmissions<EdgeId, Hour>& written, VehicleSums& sums) {
  for (const Hour hour : kHoursOfDay) {
    EmissionTotal of_hour;
    for (const VehicleAxis vehicle : rows<VehicleAxis>(VehicleAxis::kCount)) {
      const Metres distance = driven(traffic.flow, edge, hour, vehicle, roads.length[edge]);
      if (!(distance.value > 0.0)) continue;
      const Speed mean = speed_on(traffic, roads, edge, hour, vehicle);
      const EmissionTotal emitted = fleets[vehicle].at(mean) * distance;
      of_hour += emitted;
      sums.emission[vehicle.index()] += emitted;
      sums.distance[vehicle.index()] += distance;
      if (mean < kSlow) sums.slow += distance;
    }
    written.set(of_hour, edge, hour);
  }
}

void check_fleets(const VehicleFlow& flow, const AllFleets& fleets) {
  for (const VehicleAxis vehicle : rows<VehicleAxis>(VehicleAxis::kCount)) {
    if (!fleets[vehicle].empty()) continue;
    for (const EdgeId edge : rows<EdgeId>(flow.rows()))
      for (const Hour hour : kHoursOfDay)
        if (flow(edge, hour, vehicle).value > 0.0)
          throw Error(ErrorKind::input, "the table fleet has no row for '" +
                                            std::string(kVehicleNames[vehicle.index()]) +
                                            "', which drives on the roads");
  }
}

}  // namespace

AllFleets::AllFleets(const FactorTable& table, const Fleet& fleet, const Conditions& conditions) {
  for (std::size_t vehicle = 0; vehicle < VehicleAxis::kCount; ++vehicle)
    fleets_.emplace_back(table, fleet, static_cast<Vehicle>(vehicle), conditions);
}

VehicleSums& VehicleSums::operator+=(const VehicleSums& other) {
  for (std::size_t vehicle = 0; vehicle < VehicleAxis::kCount; ++vehicle) {
    emission[vehicle] += other.emission[vehicle];
    distance[vehicle] += other.distance[vehicle];
  }
  slow += other.slow;
  return *this;
}

RoadSums& RoadSums::operator+=(const RoadSums& other) {
  territory += other.territory;
  everywhere += other.everywhere;
  return *this;
}

RoadSums drive(const Roads& roads, const LinkTraffic& traffic, const AllFleets& fleets,
               WrittenEmissions<EdgeId, Hour>& written) {
  check_fleets(traffic.flow, fleets);
  std::vector<RoadSums> blocks((roads.size() + kBlockRows - 1) / kBlockRows);
  for_each_block(blocks.size(), [&](std::size_t block) {
    for (std::size_t row = block * kBlockRows; row < std::min(roads.size(), (block + 1) * kBlockRows); ++row) {
      const EdgeId edge(row);
      VehicleSums of_link;
      drive_link(edge, roads, traffic, fleets, written, of_link);
      if (roads.district[edge]) blocks[block].territory += of_link;
      blocks[block].everywhere += of_link;
    }
  });
  RoadSums sums;
  for (const RoadSums& block : blocks) sums += block;
  return sums;
}

EmissionTotal cold_starts(double trips, Metres total_length, const FleetFactors& cars, Speed first_speed) {
  if (!(trips > 0.0)) return {};
  return cars.cold_start(total_length / trips, first_speed) * trips;
}

EmissionTotal SpeedSpread::apply(const EmissionTotal& total) const {
  EmissionTotal spread{.energy = total.energy * energy};
  for (const PollutantAxis each : kPollutants) spread[each] = total[each] * mass[each.index()];
  return spread;
}

namespace {

struct CarSums {
  EmissionTotal emission{};
  Metres distance{};
  Seconds time{};
  CarSums& operator+=(const CarSums& other) {
    emission += other.emission;
    distance += other.distance;
    time += other.time;
    return *this;
  }
};

template <class Amount>
double over(Amount above, Amount below) {
  return below.value > 0.0 ? above / below : 1.0;
}

}  // namespace

std::array<SpeedSpread, Hour::kCount> speed_spread(const Roads& roads, const VehicleFlow& flow, const RoadSpeed& speed,
                                                   const FleetFactors& cars) {
  std::array<SpeedSpread, Hour::kCount> spreads;
  const VehicleAxis car(Vehicle::car);
  for (const Hour hour : kHoursOfDay) {
    const CarSums sums = sum_rows<EdgeId>(roads.size(), [&](EdgeId edge) {
      const Metres distance = driven(flow, edge, hour, car, roads.length[edge]);
      const bool moves = distance.value > 0.0 && speed(edge, hour).value > 0.0;
      return moves ? CarSums{cars.at(speed(edge, hour)) * distance, distance, distance / speed(edge, hour)} : CarSums{};
    });
    if (!(sums.time.value > 0.0)) continue;
    const EmissionTotal alike = cars.at(sums.distance / sums.time) * sums.distance;
    const EmissionTotal& real = sums.emission;
    SpeedSpread& spread = spreads[hour.index()];
    spread.energy = over(real.energy, alike.energy);
    for (const PollutantAxis each : kPollutants) spread.mass[each.index()] = over(real[each], alike[each]);
  }
  return spreads;
}

}  // namespace planspiel::emissions
