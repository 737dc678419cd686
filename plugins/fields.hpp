#pragma once

/// Fields that families hand to each other, by who writes them. A family's other fields are declared in its own folder.

#include "engine/run/field.hpp"

namespace planspiel::fields {

/// Written by mobility.
inline const Field<EdgeId, Flow, Hour> road_flow =
    Field<EdgeId, Flow, Hour>{"mobility.road_flow",
                              "1/h",
                              {"Verkehrsstärke", "Traffic flow"},
                              Better::neutral,
                              {"Kfz je Stunde auf der Straße", "motor vehicles per hour on the link"}}
        .first()
        .counted();
inline const Field<EdgeId, Flow, Hour, VehicleAxis> vehicle_flow{
    "mobility.vehicle_flow",
    "1/h",
    {"Verkehrsstärke nach Fahrzeugart", "Traffic flow by vehicle"},
    Better::neutral,
    {"Fahrzeuge je Stunde auf der Straße nach Fahrzeugart; Busse nach Fahrplan",
     "vehicles per hour on the link by kind of vehicle; buses by their timetable"}};
inline const Field<EdgeId, Speed, Hour> road_speed{
    "mobility.road_speed",
    "km/h",
    {"Mittlere Geschwindigkeit", "Mean speed"},
    Better::more,
    {"mittlere Geschwindigkeit in der Stunde, Zeitverlust am Knoten eingeschlossen; freie Geschwindigkeit, wo niemand "
     "fuhr",
     "mean speed on the link in the hour, junction delay included; free speed where nobody drove"}};
inline const Field<EdgeId, Speed> bus_speed{
    "mobility.bus_speed",
    "km/h",
    {"Reisegeschwindigkeit der Busse", "Commercial speed of buses"},
    Better::more,
    {"mittlere Geschwindigkeit der Linienbusse nach Fahrplan, Halte eingeschlossen; 0, wo keiner fährt",
     "mean speed of scheduled buses on the link by their timetable, stops included; 0 where none drives"}};
inline const Field<ZoneId, double, Hour> car_starts{
    "mobility.car_starts",
    "",
    {"Pkw-Fahrtbeginne", "Car trips started"},
    Better::neutral,
    {"Pkw-Fahrten (am Steuer), die in der Stunde in der Zelle beginnen, von Bewohnern und anderen",
     "car trips that start in the zone in the hour (drivers), residents and others"}};
inline const Field<ZoneId, Metres, Hour> car_start_distance{
    "mobility.car_start_distance",
    "km",
    {"Länge der beginnenden Pkw-Fahrten", "Length of car trips started"},
    Better::neutral,
    {"Summe der Längen der Pkw-Fahrten, die in der Stunde in der Zelle beginnen",
     "sum of the lengths of the car trips that start in the zone in the hour"}};
inline const Field<ZoneId, Metres, Hour> resident_car_distance{
    "mobility.resident_car_distance",
    "km",
    {"Pkw-Fahrleistung der Bewohner", "Car kilometres of residents"},
    Better::less,
    {"Fahrzeug-km, die Bewohner der Zelle in der Stunde fahren, überall",
     "vehicle-km that residents of the zone drive in the hour, everywhere"}};
inline const Field<ZoneId, Seconds, Hour> resident_car_time{
    "mobility.resident_car_time",
    "h",
    {"Pkw-Fahrzeit der Bewohner", "Car hours of residents"},
    Better::less,
    {"Fahrzeugstunden, die Bewohner der Zelle in der Stunde fahren, überall",
     "vehicle-hours that residents of the zone drive in the hour, everywhere"}};
inline const Field<ZoneId, Metres, TransitVehicleAxis> resident_transit_distance{
    "mobility.resident_transit_distance",
    "km",
    {"Personen-km der Bewohner im ÖV", "Transit person-km of residents"},
    Better::neutral,
    {"Personen-km der Bewohner der Zelle im öffentlichen Verkehr nach Verkehrsmittel",
     "person-km of residents of the zone in public transport by kind of vehicle"}};
inline const Field<ScalarId, Metres, TransitVehicleAxis> transit_person_distance{
    "mobility.transit_person_distance",
    "km",
    {"Personen-km im ÖV", "Transit person-km"},
    Better::neutral,
    {"Personen-km aller im öffentlichen Verkehr nach Verkehrsmittel",
     "person-km of everybody in public transport by kind of vehicle"}};

}  // namespace planspiel::fields
