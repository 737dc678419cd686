#include "plugins/emissions/road_emissions.hpp"

#include "engine/base/parallel.hpp"
#include "plugins/fields.hpp"

namespace planspiel::emissions {

RoadEmissions::RoadEmissions(Ports& ports)
    : options_(ports.options<RoadOptions>()),
      roads_(ports.table(tables::roads)),
      zones_(ports.table(tables::zones)),
      districts_(ports.table(tables::districts)),
      stops_(ports.table(tables::stops)),
      lines_(ports.table(tables::lines)),
      headways_(ports.table(tables::headways)),
      departures_(ports.table(tables::departures)),
      fleet_(ports.table(tables::fleet)),
      prices_(ports.table(tables::prices)),
      flow_(ports.reads(planspiel::fields::vehicle_flow)),
      speed_(ports.reads(planspiel::fields::road_speed)),
      bus_speed_(ports.reads(planspiel::fields::bus_speed)),
      starts_(ports.reads(planspiel::fields::car_starts)),
      start_distance_(ports.reads(planspiel::fields::car_start_distance)),
      resident_distance_(ports.reads(planspiel::fields::resident_car_distance)),
      resident_time_(ports.reads(planspiel::fields::resident_car_time)),
      resident_transit_(ports.reads(planspiel::fields::resident_transit_distance)),
      transit_distance_(ports.reads(planspiel::fields::transit_person_distance)),
      road_(ports, fields::road),
      cold_(ports, fields::cold),
      transit_(ports, fields::transit),
      residents_(ports, fields::residents),
      by_vehicle_(ports, fields::by_vehicle),
      vehicle_distance_(ports.writes(fields::vehicle_distance)),
      slow_share_(ports.writes(fields::slow_share)),
      buses_by_line_(ports.writes(fields::buses_by_line)) {}

/// Row 'plug_in_electric' of the prices; without plug-in hybrids in the fleet nobody needs it.
double RoadEmissions::plug_in_electric() const {
  const auto row = prices_.find("plug_in_electric");
  if (row && prices_.value[*row] >= 0.0 && prices_.value[*row] <= 1.0) return prices_.value[*row];
  for (const FleetId vehicle : fleet_.ids())
    if (fleet_.propulsion[vehicle] == Propulsion::plug_in_hybrid && fleet_.share[vehicle] > 0.0)
      throw Error(
          ErrorKind::input,
          "table 'prices', row 'plug_in_electric': the share of km that plug-in hybrids drive on their battery is "
          "needed, between 0 and 1 (0.35)");
  return 0.0;
}

void RoadEmissions::run(RunContext& context) {
  const FactorTable table = FactorTable::shipped();
  options_.conditions.plug_in_electric = plug_in_electric();
  const AllFleets fleets(table, fleet_, options_.conditions);
  const RoadSums roads = drive(roads_, {flow_, speed_, bus_speed_}, fleets, road_);
  write_by_vehicle(roads.territory);
  context.check_stop();

  const std::size_t bus = static_cast<std::size_t>(Vehicle::bus);
  const TransitSums transit = run_lines(lines_, runs_of_day(lines_, headways_, departures_), stops_, districts_, table,
                                        fleets, options_.conditions, roads.everywhere.distance[bus]);
  write_transit(transit);
  const EmissionTotal cold = write_cold_starts(fleets[Vehicle::car]);
  context.check_stop();
  write_residents(fleets, cold, transit, roads.everywhere.emission[bus]);
}

void RoadEmissions::write_by_vehicle(const VehicleSums& territory) {
  const ScalarId one(std::size_t{0});
  Metres distance{};
  for (const VehicleAxis vehicle : rows<VehicleAxis>(VehicleAxis::kCount)) {
    by_vehicle_.set(territory.emission[vehicle.index()], one, vehicle);
    vehicle_distance_(one, vehicle) = territory.distance[vehicle.index()];
    distance += territory.distance[vehicle.index()];
  }
  slow_share_[one] = distance.value > 0.0 ? territory.slow / distance : 0.0;
}

EmissionTotal RoadEmissions::write_cold_starts(const FleetFactors& cars) {
  std::vector<EmissionTotal> of_zone(zones_.size());
  for_each_row<ZoneId>(zones_.size(), [&](ZoneId zone) {
    for (const Hour hour : kHoursOfDay) {
      const double trips = starts_(zone, hour);
      if (trips > 0.0 && cars.empty())
        throw Error(ErrorKind::input,
                    "the table fleet has no row for 'car', which starts in zone '" + zones_.id[zone] + "'");
      const EmissionTotal extra = cold_starts(trips, start_distance_(zone, hour), cars, options_.first_speed);
      cold_.set(extra, zone, hour);
      of_zone[zone.index()] += extra;
    }
  });
  return sum_rows<ZoneId>(zones_.size(), [&](ZoneId zone) { return of_zone[zone.index()]; });
}

void RoadEmissions::write_transit(const TransitSums& sums) {
  for (const DistrictId district : districts_.ids())
    for (const TransitVehicleAxis kind : rows<TransitVehicleAxis>(TransitVehicleAxis::kCount))
      transit_.set(sums.by_district[district.index()][kind.index()], district, kind);
  buses_by_line_[ScalarId(std::size_t{0})] = sums.buses_by_line;
}

/// Residents' driving: km · factor at their mean speed of the hour · spread of speeds on the links in that hour, and
/// their part of all cold starts by km. Riding: person-km · emission of the kind per person-km.
void RoadEmissions::write_residents(const AllFleets& fleets, const EmissionTotal& cold, const TransitSums& transit,
                                    const EmissionTotal& buses_on_links) {
  const FleetFactors& cars = fleets[Vehicle::car];
  const auto spread = speed_spread(roads_, flow_, speed_, cars);
  const Metres started = sum_rows<ZoneId>(zones_.size(), [&](ZoneId zone) {
    Metres sum{};
    for (const Hour hour : kHoursOfDay) sum += start_distance_(zone, hour);
    return sum;
  });
  std::array<EmissionTotal, TransitVehicleAxis::kCount> per_metre{};  // of a person
  for (const TransitVehicleAxis kind : rows<TransitVehicleAxis>(TransitVehicleAxis::kCount)) {
    const Metres ridden = transit_distance_(ScalarId(std::size_t{0}), kind);
    EmissionTotal total = transit.everywhere[kind.index()];
    if (kind.index() == static_cast<std::size_t>(TransitMode::bus)) total += buses_on_links;
    if (ridden.value > 0.0) per_metre[kind.index()] = total * (1.0 / ridden.value);
  }
  for_each_row<ZoneId>(zones_.size(), [&](ZoneId zone) {
    EmissionTotal sum;
    for (const Hour hour : kHoursOfDay) {
      const Metres distance = resident_distance_(zone, hour);
      if (!(distance.value > 0.0)) continue;
      sum += spread[hour.index()].apply(cars.at(distance / resident_time_(zone, hour)) * distance);
      if (started.value > 0.0) sum += cold * (distance / started);
    }
    for (const TransitVehicleAxis kind : rows<TransitVehicleAxis>(TransitVehicleAxis::kCount))
      sum += per_metre[kind.index()] * resident_transit_(zone, kind).value;
    residents_.set(sum, zone);
  });
}

}  // namespace planspiel::emissions
