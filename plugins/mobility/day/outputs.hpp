#pragma once

#include "engine/run/model.hpp"
#include "plugins/mobility/day/tours.hpp"
#include "plugins/mobility/fields.hpp"

namespace planspiel::mobility {

/// The fields that the model fills.
struct DayOutputs {
  explicit DayOutputs(Ports& ports);
  Grid<EdgeId, Flow, Hour>& road_flow;
  Grid<EdgeId, Flow, Hour, VehicleAxis>& vehicle_flow;
  Grid<EdgeId, Speed, Hour>& road_speed;
  Grid<EdgeId, Speed>& bus_speed;
  Grid<ZoneId, double, Hour>& car_starts;
  Grid<ZoneId, Metres, Hour>& car_start_distance;
  Grid<ZoneId, Metres, Hour>& resident_car_distance;
  Grid<ZoneId, Seconds, Hour>& resident_car_time;
  Grid<ZoneId, Metres, TransitVehicleAxis>& resident_transit_distance;
  Grid<ScalarId, Metres, TransitVehicleAxis>& transit_person_distance;
  Grid<LineId, double, Hour>& line_boardings;
  Grid<LineId, double, Hour>& line_load;
  Grid<StopId, double, Hour>& stop_boardings;
  Grid<StopId, double, Hour>& stop_alightings;
  Grid<ScalarId, double, TransitVehicleAxis>& transit_boardings;
  Grid<ZoneId, double, Mode, PurposeAxis>& trips;
  Grid<ZoneId, Metres, Mode>& person_distance;
  Grid<ZoneId, double, Mode>& territory_trips;
  Grid<ZoneId, Metres, Mode>& territory_distance;
  Grid<EdgeId, Metres, VehicleAxis>& vehicle_distance;
  Grid<EdgeId, Seconds, Hour>& car_time;
  Grid<EdgeId, Seconds, Hour>& junction_wait;
  Grid<EdgeId, Metres, Hour>& car_distance;
  Grid<ScalarId, double, VehicleAxis>& emission_free_share;
  Grid<ZoneId, double>& emission_free_trips;
  Grid<ZoneId, Metres>& emission_free_distance;
  Grid<ZoneId, double>& emission_free_territory_trips;
  Grid<ZoneId, Metres>& emission_free_territory_distance;
  Grid<EdgeId, Metres>& emission_free_vehicle_distance;
  Grid<EdgeId, Metres>& emission_free_car_distance;
  Grid<ScalarId, Euros>& toll_revenue;
  Grid<ZoneId, Euros>& parking_revenue;
  Grid<ZoneId, Euros>& fare_revenue;
  Grid<ZoneId, Euros>& time_cost;
  Grid<ScalarId, double, Mode>& median_distance;
  Grid<ScalarId, double, PurposeAxis>& median_distance_by_purpose;
  Grid<ScalarId, double, Hour>& departures;
  Grid<ScalarId, double, Mode, Hour>& trips_by_hour;
  Grid<ScalarId, double, Mode, Hour>& territory_trips_by_hour;
  Grid<ScalarId, double, Mode>& constant;
  Grid<RoundId, double>& round_residual;
  Grid<RoundId, double>& round_gap;
  Grid<RoundId, double>& round_territory_gap;
  Grid<ScalarId, double, Hour>& full_links;
  Grid<ScalarId, double, Hour>& fullest_link;
  Grid<ScalarId, double, Hour>& relative_gap;
  Grid<ScalarId, double, Hour>& territory_gap;
  Grid<ScalarId, double>& demand_residual;
  Grid<ScalarId, Speed, Hour>& network_speed;
  Grid<ZoneId, double>& residents;
  Grid<ZoneId, double, Mode>& arrivals;
  Grid<ZoneId, double>& edge_parking;
  Grid<ScalarId, double, Mode>& around_trips;
  std::array<Grid<ZoneId, double, Mode>*, kAroundKinds> around_constant;
  Grid<ScalarId, double>& home_office;
  Grid<ScalarId, double, CoefficientAxis>& coefficient;
};

}  // namespace planspiel::mobility
