#pragma once

/// The model fire.response on a drawn town, for tests.

#include <cmath>
#include <memory>

#include "engine/run/observer.hpp"
#include "engine/run/ports.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/response_model.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::test {

/// Mobility's mean speeds are the free speeds until a test changes them.
class FireDay {
 public:
  explicit FireDay(City made)
      : city(std::move(made)),
        road_speed(std::make_shared<HourlyColumn<EdgeId, Speed>>(extents(fields::road_speed.spec, city))) {
    for (const EdgeId edge : city[tables::roads].ids())
      for (const Hour hour : kHoursOfDay) (*road_speed)(edge, hour) = city[tables::roads].free_speed[edge];
  }

  /// Runs the model; its fields are then in `written`, its warnings in `notes`.
  void run(const Value& options = Value::table()) {
    const ModelEntry entry{"fire.response", [](Ports& ports) { return std::make_unique<fire::Response>(ports); }};
    const City empty;
    const Declared declared = declare_model(entry, empty);
    const FieldMap given{{fields::road_speed.spec.name, {fields::road_speed.spec, road_speed}}};
    BoundPorts ports(declared, {.city = city, .empty_city = empty, .fields = given, .options = options});
    RunObserver observer;
    RunContext context(1, {}, observer);
    entry.make(ports)->run(context);
    written = ports.written();
    notes = context.notes();
  }

  template <class Row, class Value, class... Axes>
  const Grid<Row, Value, Axes...>& result(const Field<Row, Value, Axes...>& field) const {
    return static_cast<const Grid<Row, Value, Axes...>&>(*written.at(field.spec.name).grid);
  }
  /// Seconds from the call to the first and second unit at a building.
  double first_s(const std::string& building, Hour hour = Hour(8)) const {
    return result(fire::fields::first_arrival)(row(building), hour).value;
  }
  double second_s(const std::string& building, Hour hour = Hour(8)) const {
    return result(fire::fields::second_arrival)(row(building), hour).value;
  }
  double completion_s(const std::string& building, const std::string& standard) const {
    return result(fire::fields::completion)(row(building), *city[tables::standards].find(standard)).value;
  }

  City city;
  std::shared_ptr<HourlyColumn<EdgeId, Speed>> road_speed;
  FieldMap written;
  std::vector<Note> notes;

 private:
  BuildingId row(const std::string& building) const { return *city[tables::buildings].find(building); }
};

/// A building of 10 m × 10 m × 10 m with its centre at a place, in the zone of a letter.
inline void add_building(CityBuilder& builder, const std::string& id, Point centre, double residents, char zone) {
  Buildings& buildings = builder[tables::buildings];
  const BuildingId building = buildings.add(id);
  buildings.height[building] = 10.0_m;
  buildings.residents[building] = residents;
  buildings.zone[building] = *builder[tables::zones].find(std::string(1, zone));
  const double x = centre.x_m, y = centre.y_m;
  buildings.footprint = with_last(buildings.footprint, {Point::metres(x - 5, y - 5), Point::metres(x + 5, y - 5),
                                                        Point::metres(x + 5, y + 5), Point::metres(x - 5, y + 5)});
}

struct StationOptions {
  bool professional = true;
  std::vector<std::int32_t> crews{6};
  Seconds turnout = 60.0_s;
  double availability = 1.0;
  std::uint32_t hours = 0xffffffu;
};

/// A station with one unit for each crew.
inline void add_station(CityBuilder& builder, const std::string& id, Point position,
                        const StationOptions& options = {}) {
  Stations& stations = builder[tables::stations];
  const StationId station = stations.add(id);
  stations.name[station] = "Wache " + id;
  stations.position[station] = position;
  stations.professional[station] = options.professional;
  Units& units = builder[tables::units];
  for (const std::int32_t crew : options.crews) {
    const UnitId unit = units.add(id + "/" + std::to_string(units.size()));
    units.station[unit] = station;
    units.vehicle_type[unit] = "HLF";
    units.functions[unit] = crew;
    units.turnout[unit] = options.turnout;
    units.availability[unit] = options.availability;
    units.hours[unit] = Hours{options.hours};
  }
}

struct StandardOptions {
  ClockZero clock = ClockZero::call;
  Seconds time = 600.0_s;
  Seconds call_handling = 90.0_s;
  std::int32_t functions = 1;
  bool professional_only = false;
};

inline void add_standard(CityBuilder& builder, const std::string& id, const StandardOptions& options = {}) {
  Standards& standards = builder[tables::standards];
  const StandardId standard = standards.add(id);
  standards.title_de[standard] = standards.title_en[standard] = id;
  standards.clock[standard] = options.clock;
  standards.time[standard] = options.time;
  standards.call_handling[standard] = options.call_handling;
  standards.functions[standard] = options.functions;
  standards.professional_only[standard] = options.professional_only;
  standards.target[standard] = 0.9;
}

}  // namespace planspiel::test
