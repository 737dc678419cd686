#pragma once

#include "plugins/emissions/options.hpp"
#include "plugins/emissions/traffic.hpp"

namespace planspiel::emissions {

/// The model emissions.road: what the traffic of the day uses and emits, by link, by zone of start, by district (public
/// transport) and by the zone of those who travel.
class RoadEmissions final : public Model {
 public:
  explicit RoadEmissions(Ports& ports);
  void run(RunContext& context) override;

 private:
  double plug_in_electric() const;
  void write_by_vehicle(const VehicleSums& territory);
  EmissionTotal write_cold_starts(const FleetFactors& cars);
  void write_transit(const TransitSums& sums);
  void write_residents(const AllFleets& fleets, const EmissionTotal& cold, const TransitSums& transit,
                       const EmissionTotal& buses_on_links);

  RoadOptions options_;
  const Roads& roads_;
  const Zones& zones_;
  const Districts& districts_;
  const Stops& stops_;
  const Lines& lines_;
  const Headways& headways_;
  const Departures& departures_;
  const Fleet& fleet_;
  const Prices& prices_;
  const VehicleFlow& flow_;
  const RoadSpeed& speed_;
  const BusSpeed& bus_speed_;
  const Grid<ZoneId, double, Hour>& starts_;
  const Grid<ZoneId, Metres, Hour>&start_distance_, &resident_distance_;
  const Grid<ZoneId, Seconds, Hour>& resident_time_;
  const Grid<ZoneId, Metres, TransitVehicleAxis>& resident_transit_;
  const Grid<ScalarId, Metres, TransitVehicleAxis>& transit_distance_;
  WrittenEmissions<EdgeId, Hour> road_;
  WrittenEmissions<ZoneId, Hour> cold_;
  WrittenEmissions<DistrictId, TransitVehicleAxis> transit_;
  WrittenEmissions<ZoneId> residents_;
  WrittenEmissions<ScalarId, VehicleAxis> by_vehicle_;
  Grid<ScalarId, Metres, VehicleAxis>& vehicle_distance_;
  Grid<ScalarId, double>&slow_share_, &buses_by_line_;
};

}  // namespace planspiel::emissions
