#pragma once

/// The fields that mobility writes besides those of plugins/fields.hpp.

#include "plugins/fields.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// The rows of family_coefficients(): "roads.value_of_time (EUR/h)".
struct CoefficientAxis : Id<CoefficientAxis> {
  using Id::Id;
  static AxisSpec axis() {
    AxisSpec made;
    made.name = "coefficient";
    made.title = {"Koeffizient", "coefficient"};
    for (const NamedNumber& row : family_coefficients()) {
      made.labels.push_back(row.unit.empty() ? row.name : row.name + " (" + row.unit + ")");
      made.label_titles.push_back(row.title);
    }
    return made;
  }
};

}  // namespace planspiel::mobility

namespace planspiel::mobility::fields {

inline const Field<ZoneId, double, Mode, PurposeAxis> trips{
    "mobility.trips",
    "",
    {"Wege der Bewohner", "Trips of residents"},
    Better::neutral,
    {"erwartete Wege der Bewohner der Zelle je Werktag nach Hauptverkehrsmittel und Zweck",
     "expected trips per working day of the residents of the zone by main mode and purpose"}};
inline const Field<ZoneId, Metres, Mode> person_distance{
    "mobility.person_distance",
    "km",
    {"Personen-km der Bewohner", "Person-km of residents"},
    Better::neutral,
    {"erwartete km der Bewohner der Zelle je Werktag nach Hauptverkehrsmittel, ganze Wege",
     "expected km per working day of the residents of the zone by main mode, whole trips"}};
inline const Field<ZoneId, double, Mode> territory_trips{
    "mobility.territory_trips",
    "",
    {"Wege auf dem Gebiet", "Trips on the territory"},
    Better::neutral,
    {"erwartete Wege aller, die in der Zelle wohnen (auch in äußeren Zellen), mit einem Ende auf Stadtgebiet",
     "expected trips of everybody who lives in the zone (external zones too) with an end inside the territory"}};
inline const Field<ZoneId, Metres, Mode> territory_distance{
    "mobility.territory_distance",
    "km",
    {"Personen-km auf dem Gebiet", "Person-km on the territory"},
    Better::neutral,
    {"km auf Stadtgebiet aller, die in der Zelle wohnen (auch in äußeren Zellen), nach Hauptverkehrsmittel",
     "km inside the territory of everybody who lives in the zone (external zones too), by main mode"}};
inline const Field<EdgeId, Metres, VehicleAxis> vehicle_distance{
    "mobility.vehicle_distance",
    "km",
    {"Fahrleistung", "Vehicle kilometres"},
    Better::less,
    {"Fahrzeug-km auf der Straße je Werktag nach Fahrzeugart",
     "vehicle-km per working day on the link by kind of vehicle"}};
inline const Field<EdgeId, Seconds, Hour> car_time{
    "mobility.car_time",
    "h",
    {"Fahrzeit der Pkw", "Car hours"},
    Better::less,
    {"Fahrzeugstunden der Pkw auf der Straße in der Stunde", "vehicle-hours of cars on the link in the hour"}};
inline const Field<EdgeId, Seconds, Hour> junction_wait{
    "mobility.junction_wait",
    "s",
    {"Wartezeit vor vollen Knoten", "Wait before full junctions"},
    Better::less,
    {"eines Fahrzeugs am Ende der Straße in der Stunde, neben der Fahrt mit deren Geschwindigkeit",
     "of a vehicle at the end of the link in the hour, besides driving along it at the link's speed"}};
inline const Field<EdgeId, Metres, Hour> car_distance{
    "mobility.car_distance",
    "km",
    {"Fahrleistung der Pkw", "Car kilometres"},
    Better::less,
    {"Fahrzeug-km der Pkw auf der Straße in der Stunde", "vehicle-km of cars on the link in the hour"}};
inline const Field<ScalarId, double, VehicleAxis> emission_free_share{
    "mobility.emission_free_share",
    "%",
    {"Emissionsfreier Anteil der Flotte", "Emission-free share of the fleet"},
    Better::more,
    {"Anteil der Fahrzeug-km mit Batterie oder Brennstoffzelle, nach Fahrzeugart",
     "share of vehicle-km by battery and fuel-cell vehicles, by kind of vehicle"}};
inline const Field<ZoneId, double> emission_free_trips{
    "mobility.emission_free_trips",
    "",
    {"Emissionsfreie Wege der Bewohner", "Emission-free trips of residents"},
    Better::more,
    {"Wege zu Fuß, mit Rad, öffentlichem Verkehr und in Batterieautos (mit Mitfahrern)",
     "trips on foot, by bike, transit and in battery cars (with passengers)"}};
inline const Field<ZoneId, Metres> emission_free_distance{
    "mobility.emission_free_distance",
    "km",
    {"Emissionsfreie Personen-km der Bewohner", "Emission-free person-km of residents"},
    Better::more,
    {"km zu Fuß, mit Rad, öffentlichem Verkehr und in Batterieautos (mit Mitfahrern)",
     "km on foot, by bike, transit and in battery cars (with passengers)"}};
inline const Field<ZoneId, double> emission_free_territory_trips{
    "mobility.emission_free_territory_trips",
    "",
    {"Emissionsfreie Wege auf dem Gebiet", "Emission-free trips on the territory"},
    Better::more,
    {"wie emission_free_trips, Wege aller mit einem Ende auf Stadtgebiet",
     "as emission_free_trips, trips of everybody with an end inside"}};
inline const Field<ZoneId, Metres> emission_free_territory_distance{
    "mobility.emission_free_territory_distance",
    "km",
    {"Emissionsfreie Personen-km auf dem Gebiet", "Emission-free person-km on the territory"},
    Better::more,
    {"wie emission_free_distance, km aller auf Stadtgebiet",
     "as emission_free_distance, km inside the territory of everybody"}};
inline const Field<EdgeId, Metres> emission_free_vehicle_distance{
    "mobility.emission_free_vehicle_distance",
    "km",
    {"Emissionsfreie Fahrleistung", "Emission-free vehicle kilometres"},
    Better::more,
    {"Fahrzeug-km mit Batterie oder Brennstoffzelle auf der Straße, alle Fahrzeugarten",
     "vehicle-km of battery and fuel-cell vehicles on the link, all kinds"}};
inline const Field<EdgeId, Metres> emission_free_car_distance{
    "mobility.emission_free_car_distance",
    "km",
    {"Emissionsfreie Pkw-Fahrleistung", "Emission-free car kilometres"},
    Better::more,
    {"Fahrzeug-km der Pkw mit Batterie oder Brennstoffzelle auf der Straße",
     "vehicle-km of battery and fuel-cell cars on the link"}};
inline const Field<ScalarId, Euros> toll_revenue{"mobility.toll_revenue",
                                                 "EUR",
                                                 {"Mauteinnahmen", "Toll revenue"},
                                                 Better::neutral,
                                                 {"gezahlte Maut je Werktag", "tolls paid per working day"}};
inline const Field<ZoneId, Euros> parking_revenue{"mobility.parking_revenue",
                                                  "EUR",
                                                  {"Parkeinnahmen", "Parking revenue"},
                                                  Better::neutral,
                                                  {"Parkgebühren, je Werktag für Aufenthalte in der Zelle gezahlt",
                                                   "parking fees paid for stays in the zone per working day"}};
inline const Field<ZoneId, Euros> fare_revenue{
    "mobility.fare_revenue",
    "EUR",
    {"Fahrgeldeinnahmen", "Fare revenue"},
    Better::neutral,
    {"Fahrscheine für eine Fahrt oder einen Tag derer, die in der Zelle wohnen, je Werktag; Zeitkarten nicht gezählt",
     "tickets for a trip or a day paid by those who live in the zone per working day; passes not counted"}};
inline const Field<ZoneId, Euros> time_cost{"mobility.time_cost",
                                            "EUR",
                                            {"Reisezeit in Geld", "Travel time in money"},
                                            Better::less,
                                            {"Reisezeit aller, die in der Zelle wohnen, mal Zeitwert",
                                             "travel time of everybody who lives in the zone times the value of time"}};
inline const Field<ScalarId, double, Mode> median_distance{
    "mobility.median_distance",
    "",
    {"Median der Wegelänge, km", "Median trip length, km"},
    Better::neutral,
    {"der Wege der Bewohner nach Hauptverkehrsmittel, km", "of residents' trips by main mode, km"}};
inline const Field<ScalarId, double, PurposeAxis> median_distance_by_purpose{
    "mobility.median_distance_by_purpose",
    "",
    {"Median der Wegelänge nach Zweck, km", "Median trip length by purpose, km"},
    Better::neutral,
    {"der Wege der Bewohner nach dem Zweck der Tour, km", "of residents' trips by the tour's purpose, km"}};
inline const Field<ScalarId, double, Hour> departures{
    "mobility.departures",
    "%",
    {"Wegebeginne", "Departures"},
    Better::neutral,
    {"Anteil der Wege der Bewohner, die in der Stunde beginnen", "share of residents' trips that start in the hour"}};
inline const Field<ScalarId, double, Mode, Hour> trips_by_hour{
    "mobility.trips_by_hour",
    "",
    {"Wege der Bewohner nach Stunde", "Trips of residents by hour"},
    Better::neutral,
    {"erwartete Wege der Bewohner je Werktag nach Hauptverkehrsmittel und Stunde des Beginns",
     "expected trips per working day of residents by main mode and hour of the start"}};
inline const Field<ScalarId, double, Mode, Hour> territory_trips_by_hour{
    "mobility.territory_trips_by_hour",
    "",
    {"Wege auf dem Gebiet nach Stunde", "Trips on the territory by hour"},
    Better::neutral,
    {"erwartete Wege aller mit einem Ende auf Stadtgebiet nach Hauptverkehrsmittel und Stunde des Beginns",
     "expected trips of everybody with an end inside the territory by main mode and hour of the start"}};
inline const Field<ScalarId, double, Mode> constant{
    "mobility.constant",
    "",
    {"Konstante der Verkehrsmittelwahl", "Mode constant"},
    Better::neutral,
    {"in Minuten, zur generalisierten Zeit gezählt", "minutes' worth, added to the generalised time"}};
inline const Field<RoundId, double> round_residual{"mobility.round_residual",
                                                   "",
                                                   {"Nachfrageresiduum", "Demand residual"},
                                                   Better::less,
                                                   {"Σ|D(t) - d| / ΣD jeder Runde", "Σ|D(t) - d| / ΣD of each round"}};
inline const Field<RoundId, double> round_gap{
    "mobility.round_gap",
    "",
    {"Relative Lücke", "Relative gap"},
    Better::less,
    {"größte relative Lücke der Stunden in jeder Runde", "largest relative gap of the hours in each round"}};
inline const Field<RoundId, double> round_territory_gap{
    "mobility.round_territory_gap",
    "",
    {"Relative Lücke im Gebiet", "Relative gap of the territory"},
    Better::less,
    {"größte Lücke der Stunden nur über die Straßen auf Stadtgebiet, in jeder Runde",
     "largest gap of the hours over the links inside the territory alone, in each round"}};
inline const Field<ScalarId, double, Hour> territory_gap{
    "mobility.territory_gap",
    "",
    {"Relative Lücke im Gebiet", "Relative gap of the territory"},
    Better::less,
    {"jeder Stunde am Ende, nur über die Straßen auf Stadtgebiet",
     "of each hour at the end, over the links inside the territory alone"}};
inline const Field<ScalarId, double, Hour> full_links{
    "mobility.full_links",
    "",
    {"Überlastete Straßen", "Roads above capacity"},
    Better::less,
    {"Straßen mit einer Belastung über 1,1 ihrer Kapazität in der Stunde: kein Stau wird in die nächste mitgenommen",
     "links with a volume above 1.1 of their capacity in the hour: no queue is carried into the next one"}};
inline const Field<ScalarId, double, Hour> fullest_link{
    "mobility.fullest_link",
    "",
    {"Höchste Auslastung", "Largest volume over capacity"},
    Better::less,
    {"aller Straßen in der Stunde, in Pkw-Einheiten", "of all links in the hour, in passenger-car units"}};
inline const Field<ScalarId, double, Hour> relative_gap{"mobility.relative_gap",
                                                        "",
                                                        {"Relative Lücke", "Relative gap"},
                                                        Better::less,
                                                        {"jeder Stunde am Ende", "of each hour at the end"}};
inline const Field<ScalarId, double> demand_residual{
    "mobility.demand_residual", "", {"Nachfrageresiduum", "Demand residual"}, Better::less, {"am Ende", "at the end"}};
inline const Field<ScalarId, Speed, Hour> network_speed{
    "mobility.network_speed",
    "km/h",
    {"Geschwindigkeit im Netz", "Network speed"},
    Better::more,
    {"Σ Fahrzeug-km / Σ Fahrzeugstunden der Pkw auf Straßen des Stadtgebiets ohne Autobahnen",
     "Σ vehicle-km / Σ vehicle-hours of cars on roads of the territory without motorways"}};
inline const Field<ZoneId, double, Mode> arrivals{
    "mobility.arrivals",
    "",
    {"Ankünfte", "Arrivals"},
    Better::neutral,
    {"Touren aller, deren Aktivität in der Zelle liegt, nach Hauptverkehrsmittel: wie man sie erreicht",
     "tours of everybody whose activity is in the zone, by main mode: how people reach it"}};
inline const Field<ZoneId, double> edge_parking{
    "mobility.edge_parking",
    "",
    {"Am Rand abgestellte Pkw", "Cars left at the edge"},
    Better::neutral,
    {"Autos am Tag, die in der Zelle bleiben, weil Wohnung oder Ziel für sie gesperrt sind; von dort geht man zu Fuß",
     "cars a day that are left in the zone because their driver's home or destination is closed to them, who walk on"}};
inline const Field<LineId, double, Hour> line_boardings{
    "mobility.line_boardings",
    "",
    {"Einsteiger der Linie", "Boardings of the line"},
    Better::neutral,
    {"wer in der Stunde aufbricht und auf dem Weg in diese Linie steigt; Umsteiger zählen in jeder Linie, gemeinsame "
     "Linien teilen sich die Menschen nach ihren Abfahrten",
     "people who set out in the hour and board this line on their way; who changes counts in each line, lines that "
     "are waited for together share people by their departures"}};
inline const Field<LineId, double, Hour> line_load{
    "mobility.line_load",
    "",
    {"Fahrgäste auf dem vollsten Abschnitt", "Riders on the fullest section"},
    Better::neutral,
    {"Menschen in allen Fahrzeugen der Linie zwischen zwei Halten, dort wo es in der Stunde am meisten sind, in "
     "der Richtung dieser Linie",
     "people in all vehicles of the line between two stops, where they are most in the hour, in the direction of "
     "this line"}};
inline const Field<StopId, double, Hour> stop_boardings{
    "mobility.stop_boardings",
    "",
    {"Einsteiger am Halt", "Boardings at the stop"},
    Better::neutral,
    {"wer in der Stunde aufbricht und hier einsteigt, Umsteiger eingeschlossen",
     "people who set out in the hour and board here, those who change included"}};
inline const Field<StopId, double, Hour> stop_alightings{
    "mobility.stop_alightings",
    "",
    {"Aussteiger am Halt", "Alightings at the stop"},
    Better::neutral,
    {"wer in der Stunde aufbricht und hier aussteigt, Umsteiger eingeschlossen",
     "people who set out in the hour and get off here, those who change included"}};
inline const Field<ScalarId, double, TransitVehicleAxis> transit_boardings{
    "mobility.transit_boardings",
    "",
    {"Einsteiger im öffentlichen Verkehr", "Boardings of public transport"},
    Better::neutral,
    {"Einsteiger aller Linien eines Verkehrsmittels je Werktag, ganze Wege aller",
     "boardings of all lines of a kind per working day, whole trips of everybody"}};
/// Constants of people from around in minutes; driving is 0. The root's in every run.
inline const Field<ZoneId, double, Mode> constant_commuter{
    "mobility.constant_commuter",
    "",
    {"Konstante der Einpendler", "Constant of in-commuters"},
    Better::neutral,
    {"in Minuten je äußerer Zelle, im Grundlauf an ihren bekannten Autoanteil angepasst",
     "minutes' worth by external zone, fitted to their known car share in the root run"}};
inline const Field<ZoneId, double, Mode> constant_other{
    "mobility.constant_other",
    "",
    {"Konstante anderer Wege aus dem Umland", "Constant of other trips from around"},
    Better::neutral,
    {"in Minuten je äußerer Zelle, im Grundlauf an ihren bekannten Autoanteil angepasst",
     "minutes' worth by external zone, fitted to their known car share in the root run"}};
inline const Field<ZoneId, double, Mode> constant_visitor{
    "mobility.constant_visitor",
    "",
    {"Konstante der Besucher", "Constant of visitors"},
    Better::neutral,
    {"in Minuten je äußerer Zelle, im Grundlauf an ihren bekannten Autoanteil angepasst",
     "minutes' worth by external zone, fitted to their known car share in the root run"}};
inline const Field<ScalarId, double> home_office{
    "mobility.home_office",
    "%",
    {"Homeoffice, bei dem Einpendler gezählt sind", "Home office at which in-commuters were counted"},
    Better::neutral,
    {"Anteil der Erwerbstätigen zu Hause im Grundlauf; die Pendler aus dem Umland folgen dem Unterschied dazu",
     "share of the employed at home in the root run; the commuters from around follow the difference to it"}};
inline const Field<ScalarId, double, Mode> around_trips{
    "mobility.around_trips",
    "",
    {"Wege der Menschen aus dem Umland", "Trips of people from around"},
    Better::neutral,
    {"Wege der Pendler, anderen und Besucher aus äußeren Zellen nach Hauptverkehrsmittel",
     "trips of commuters, others and visitors from external zones by main mode"}};
inline const Field<ZoneId, double> residents{"mobility.residents",
                                             "",
                                             {"Bewohner", "Residents"},
                                             Better::neutral,
                                             {"synthetische Bewohner der Zelle", "synthetic residents of the zone"}};
inline const Field<ScalarId, double, CoefficientAxis> coefficient{
    "mobility.coefficient",
    "",
    {"Koeffizienten des Tages", "Coefficients of the day"},
    Better::neutral,
    {"in der Einheit jeder Zeile; `planspiel list coefficients` nennt Quellen und Sicherheit derer der Familie",
     "in the unit of each row; `planspiel list coefficients` tells sources and certainty of the family's"}};

}  // namespace planspiel::mobility::fields
