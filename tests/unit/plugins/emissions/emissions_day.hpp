#pragma once

/// A day of traffic on a drawn town, for tests of the model.

#include <memory>

#include "engine/run/observer.hpp"
#include "engine/run/ports.hpp"
#include "plugins/emissions/road_emissions.hpp"
#include "plugins/fields.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::test {

/// The fields that mobility would write, all zero at first; speeds are the free speeds.
class EmissionsDay {
 public:
  explicit EmissionsDay(City made) : city(std::move(made)) {
    for (const EdgeId edge : city[tables::roads].ids())
      for (const Hour hour : kHoursOfDay) grid(fields::road_speed)(edge, hour) = city[tables::roads].free_speed[edge];
    grid(fields::vehicle_flow);
    grid(fields::bus_speed);
    grid(fields::car_starts);
    grid(fields::car_start_distance);
    grid(fields::resident_car_distance);
    grid(fields::resident_car_time);
    grid(fields::resident_transit_distance);
    grid(fields::transit_person_distance);
  }

  /// The values of a field, to be filled by the test.
  template <class Row, class Value, class... Axes>
  Grid<Row, Value, Axes...>& grid(const Field<Row, Value, Axes...>& field) {
    auto [entry, is_new] = given_.try_emplace(field.spec.name);
    if (is_new) entry->second = {field.spec, std::make_shared<Grid<Row, Value, Axes...>>(extents(field.spec, city))};
    return const_cast<Grid<Row, Value, Axes...>&>(static_cast<const Grid<Row, Value, Axes...>&>(*entry->second.grid));
  }

  /// Runs the model; its fields are then in `written`.
  void run(const Value& options = Value::table()) {
    const ModelEntry entry{"emissions.road",
                           [](Ports& ports) { return std::make_unique<emissions::RoadEmissions>(ports); }};
    const City empty;
    const Declared declared = declare_model(entry, empty);
    BoundPorts ports(declared, {.city = city, .empty_city = empty, .fields = given_, .options = options});
    RunObserver observer;
    RunContext context(1, {}, observer);
    entry.make(ports)->run(context);
    written = ports.written();
  }

  template <class Row, class Value, class... Axes>
  const Grid<Row, Value, Axes...>& result(const Field<Row, Value, Axes...>& field) const {
    return static_cast<const Grid<Row, Value, Axes...>&>(*written.at(field.spec.name).grid);
  }

  City city;
  FieldMap written;

 private:
  FieldMap given_;
};

/// Adds a row to the table fleet.
inline void add_vehicle(Fleet& fleet, const std::string& id, const emissions::VehicleType& type, double share) {
  const FleetId row = fleet.add(id);
  fleet.vehicle[row] = type.vehicle;
  fleet.propulsion[row] = type.propulsion;
  fleet.segment[row] = type.segment;
  fleet.euro[row] = type.euro;
  fleet.share[row] = share;
}

}  // namespace planspiel::test
