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
  EmissionFields(const std::string& prefix, const Text& of, const Text& help)
      : energy(prefix + "energy", "kWh", {"Energie" + of.de, "Energy" + of.en}, Better::less,
               help + Text{"; Kraftstoff und Strom an der Steckdose", "; fuel and electricity at the socket"}),
        mass(prefix + "mass", "g", {"Emissionen" + of.de, "Emissions" + of.en}, Better::less, help) {}
};

namespace fields {

inline const EmissionFields<EdgeId, Hour> road{
    "emissions.",
    {", Straße", ", roads"},
    {"des warmen Fahrens auf der Straße in der Stunde", "of warm driving on the link in the hour"}};
inline const EmissionFields<ZoneId, Hour> cold{"emissions.cold_",
                                               {", Kaltstart", ", cold starts"},
                                               {"Zuschlag der Pkw-Fahrten, die in der Stunde in der Zelle beginnen",
                                                "extra of car trips that start in the zone in the hour"}};
inline const EmissionFields<DistrictId, TransitVehicleAxis> transit{
    "emissions.transit_",
    {", ÖV", ", public transport"},
    {"der Züge, und der Busse ohne Straße, im Stadtbezirk am Tag",
     "of trains, and of buses that are not on links, inside the district on the day"}};
inline const EmissionFields<ZoneId> residents{
    "emissions.residents_",
    {", Bewohner", ", residents"},
    {"der Fahrten der Bewohner der Zelle am Tag, überall",
     "of the driving and riding of the zone's residents on the day, everywhere"}};
inline const EmissionFields<ScalarId, VehicleAxis> by_vehicle{
    "emissions.vehicle_",
    {" nach Fahrzeugart", " by vehicle"},
    {"des warmen Fahrens auf Stadtgebiet am Tag", "of warm driving on the territory on the day"}};

inline const Field<ScalarId, Metres, VehicleAxis> vehicle_distance{
    "emissions.vehicle_distance",
    "km",
    {"Fahrleistung nach Fahrzeugart", "Vehicle kilometres by vehicle"},
    Better::neutral,
    {"Fahrzeug-km auf Stadtgebiet am Tag", "vehicle-km on the territory on the day"}};
inline const Field<ScalarId, double> slow_share{
    "emissions.slow_share",
    "%",
    {"Anteil der Fahrleistung unter 10 km/h", "Share of vehicle-km below 10 km/h"},
    Better::less,
    {"wo die meisten warmen Faktoren auf ihrem Wert bei 10 km/h bleiben",
     "where most hot factors are held at their value of 10 km/h"}};
inline const Field<ScalarId, double> buses_by_line{
    "emissions.buses_by_line",
    "%",
    {"Anteil der Bus-km ohne Straße", "Share of bus-km that are not on links"},
    Better::neutral,
    {"stattdessen nach Linie gezählt", "counted by line instead"}};

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
