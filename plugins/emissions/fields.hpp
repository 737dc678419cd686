#pragma once

/// The fields of this family.

#include "engine/run/field.hpp"
#include "engine/run/model.hpp"
#include "plugins/emissions/emission.hpp"

namespace planspiel::emissions {

/// Energy and pollutants over the same rows and axes: prefix + energy, prefix + mass.
template <class Row, class... Axes>
struct EmissionFields {
  Field<Row, Energy, Axes...> energy;
  Field<Row, Grams, Axes..., PollutantAxis> mass;

  /// `of` ends each title (", Straße"); `help` says what is counted.
  EmissionFields(const std::string& prefix, const Text& of, const std::string& help)
      : energy(prefix + "energy", "kWh", {"Energie" + of.de, "Energy" + of.en}, Better::less,
               help + "; fuel and electricity at the socket"),
        mass(prefix + "mass", "g", {"Emissionen" + of.de, "Emissions" + of.en}, Better::less, help) {}
};

namespace fields {

inline const EmissionFields<EdgeId, Hour> road{
    "emissions.", {", Straße", ", roads"}, "of warm driving on the link in the hour"};
inline const EmissionFields<ZoneId, Hour> cold{
    "emissions.cold_", {", Kaltstart", ", cold starts"}, "extra of car trips that start in the zone in the hour"};
inline const EmissionFields<DistrictId, TransitVehicleAxis> transit{
    "emissions.transit_",
    {", ÖV", ", public transport"},
    "of trains, and of buses that are not on links, inside the district on the day"};
inline const EmissionFields<ZoneId> residents{
    "emissions.residents_",
    {", Bewohner", ", residents"},
    "of the driving and riding of the zone's residents on the day, everywhere"};
inline const EmissionFields<ScalarId, VehicleAxis> by_vehicle{
    "emissions.vehicle_", {" nach Fahrzeugart", " by vehicle"}, "of warm driving on the territory on the day"};

inline const Field<ScalarId, Metres, VehicleAxis> vehicle_distance{
    "emissions.vehicle_distance",
    "km",
    {"Fahrleistung nach Fahrzeugart", "Vehicle kilometres by vehicle"},
    Better::neutral,
    "vehicle-km on the territory on the day"};
inline const Field<ScalarId, double> slow_share{
    "emissions.slow_share",
    "%",
    {"Anteil der Fahrleistung unter 10 km/h", "Share of vehicle-km below 10 km/h"},
    Better::less,
    "where most hot factors are held at their value of 10 km/h"};
inline const Field<ScalarId, double> buses_by_line{
    "emissions.buses_by_line",
    "%",
    {"Anteil der Bus-km ohne Straße", "Share of bus-km that are not on links"},
    Better::neutral,
    "counted by line instead"};

}  // namespace fields

/// The grids that a model writes.
template <class Row, class... Axes>
class WrittenEmissions {
 public:
  WrittenEmissions(Ports& ports, const EmissionFields<Row, Axes...>& fields)
      : energy_(ports.writes(fields.energy)), mass_(ports.writes(fields.mass)) {}

  void set(const EmissionTotal& total, Row row, Axes... axes) {
    energy_(row, axes...) = total.energy;
    for (const PollutantAxis each : kPollutants) mass_(row, axes..., each) = total[each];
  }

 private:
  Grid<Row, Energy, Axes...>& energy_;
  Grid<Row, Grams, Axes..., PollutantAxis>& mass_;
};

}  // namespace planspiel::emissions
