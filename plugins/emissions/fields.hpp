#pragma once

/// The fields of this family. Each set holds the six amounts of emission.hpp.

#include "engine/run/field.hpp"
#include "engine/run/model.hpp"
#include "plugins/emissions/emission.hpp"

namespace planspiel::emissions {

/// Six fields over the same rows and axes: prefix + energy, co2_ttw, co2_wtw, nox, pm10, pm25.
template <class Row, class... Axes>
struct EmissionFields {
  Field<Row, Energy, Axes...> energy;
  Field<Row, Grams, Axes...> co2_ttw, co2_wtw, nox, pm10, pm25;

  /// `of` ends each title (", Straße"); `help` says what is counted.
  EmissionFields(const std::string& prefix, const Text& of, const std::string& help)
      : energy(prefix + "energy", "kWh", {"Energie" + of.de, "Energy" + of.en}, Better::less,
               help + "; fuel and electricity at the socket"),
        co2_ttw(prefix + "co2_ttw", "kg",
                {"CO2 am Auspuff (Tank-to-Wheel)" + of.de, "CO2 at the exhaust (tank-to-wheel)" + of.en}, Better::less,
                help),
        co2_wtw(prefix + "co2_wtw", "kg",
                {"CO2e mit Vorkette (Well-to-Wheel)" + of.de, "CO2e with upstream (well-to-wheel)" + of.en},
                Better::less, help),
        nox(prefix + "nox", "g", {"NOx" + of.de, "NOx" + of.en}, Better::less, help),
        pm10(prefix + "pm10", "g", {"PM10 (Abgas und Abrieb)" + of.de, "PM10 (exhaust and wear)" + of.en}, Better::less,
             help),
        pm25(prefix + "pm25", "g", {"PM2,5 (Abgas und Abrieb)" + of.de, "PM2.5 (exhaust and wear)" + of.en},
             Better::less, help) {}
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

/// Six grids that a model writes.
template <class Row, class... Axes>
class WrittenEmissions {
 public:
  WrittenEmissions(Ports& ports, const EmissionFields<Row, Axes...>& fields)
      : energy_(ports.writes(fields.energy)),
        co2_ttw_(ports.writes(fields.co2_ttw)),
        co2_wtw_(ports.writes(fields.co2_wtw)),
        nox_(ports.writes(fields.nox)),
        pm10_(ports.writes(fields.pm10)),
        pm25_(ports.writes(fields.pm25)) {}

  void set(const EmissionTotal& total, Row row, Axes... axes) {
    energy_(row, axes...) = total.energy;
    co2_ttw_(row, axes...) = total.co2_ttw;
    co2_wtw_(row, axes...) = total.co2_wtw;
    nox_(row, axes...) = total.nox;
    pm10_(row, axes...) = total.pm10;
    pm25_(row, axes...) = total.pm25;
  }

 private:
  Grid<Row, Energy, Axes...>& energy_;
  Grid<Row, Grams, Axes...>&co2_ttw_, &co2_wtw_, &nox_, &pm10_, &pm25_;
};

}  // namespace planspiel::emissions
