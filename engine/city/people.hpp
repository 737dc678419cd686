#pragma once

#include "engine/city/axes.hpp"
#include "engine/city/ids.hpp"
#include "engine/city/table.hpp"

namespace planspiel {

/// Groups of residents by age, with what of them is known as rates.
struct PersonGroups final : TableOf<PersonGroups, PersonGroupId> {
  static constexpr std::string_view kName = "person_groups";
  Column<PersonGroupId, double> age_from, age_to;   ///< years, age_to exclusive
  Column<PersonGroupId, double> share;              ///< of residents; all groups sum to 1
  Column<PersonGroupId, double> employed, student;  ///< fraction of the group
  Column<PersonGroupId, double> licence, transit_pass, bike;
  Column<PersonGroupId, double> home_office;  ///< fraction of the employed who work at home on the day
  Column<PersonGroupId, std::string> source;
  Column<PersonGroupId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("age_from", age_from, {.help = {"jüngstes Alter in Jahren", "youngest age, years"}});
    each("age_to", age_to,
         {.help = {"erstes Alter über dem der Gruppe, in Jahren", "first age that is older than the group, years"}});
    each("share", share, {.help = {"Anteil an den Einwohnern", "fraction of residents"}});
    each("employed", employed, {.help = {"Anteil der Erwerbstätigen", "fraction employed"}});
    each("student", student, {.help = {"Anteil in Schule oder Hochschule", "fraction at school or university"}});
    each("licence", licence, {.help = {"Anteil mit Führerschein", "fraction with a driving licence"}});
    each("transit_pass", transit_pass, {.help = {"Anteil mit Zeitkarte", "fraction with a season ticket"}});
    each("bike", bike, {.help = {"Anteil mit fahrbereitem Fahrrad", "fraction with a usable bicycle"}});
    each("home_office", home_office,
         {.help = {"Anteil der Erwerbstätigen, die am Tag zu Hause arbeiten",
                   "fraction of the employed working at home on the day"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

/// How often a group makes tours (home – activity – home) of a purpose, and when it leaves home.
struct Behaviour final : TableOf<Behaviour, BehaviourId> {
  static constexpr std::string_view kName = "behaviour";
  Column<BehaviourId, std::optional<PersonGroupId>>
      group;  ///< none: all groups without a row of their own for the purpose
  Column<BehaviourId, Purpose> purpose;
  Column<BehaviourId, double>
      tours;  ///< per person and working day; work: per employed not at home; education: per student
  Adjacency<BehaviourId, double> departure;  ///< 24 shares of leaving home by hour
  Column<BehaviourId, Seconds> duration;     ///< mean stay at the activity
  Column<BehaviourId, std::string> source;
  Column<BehaviourId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("group", group,
         {.references = "person_groups",
          .optional = true,
          .help = {"Personengruppe; leer für alle übrigen", "person group; empty for all others"}});
    each("purpose", purpose, {.help = {"Wegezweck des Ausgangs", "purpose of the tour"}});
    each(
        "tours", tours,
        {.help = {"Ausgänge je Person (Arbeit: je Erwerbstätigem, der nicht zu Hause arbeitet; Ausbildung: je Schüler "
                  "oder Student) und Werktag",
                  "tours per person (work: per employed person not at home; education: per student) and working day"}});
    each("departure", departure,
         {.help = {"24 Anteile des Aufbruchs von zu Hause nach Stunde", "24 shares of leaving home by hour"}});
    each("duration", duration, {.unit = "h", .help = {"mittlere Dauer der Aktivität", "mean stay at the activity"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

enum class ExternalKind { commuter, other, visitor, through, van, light_truck, heavy_truck };
inline constexpr std::array<std::string_view, 7> kExternalKindNames{"commuter", "other",       "visitor",    "through",
                                                                    "van",      "light_truck", "heavy_truck"};
inline std::span<const std::string_view> choice_names(ExternalKind) { return kExternalKindNames; }

/// Who comes from outside, per working day: persons into the territory, vehicles of goods and through traffic. A tour
/// is two trips, there and back, for every kind.
struct ExternalDemand final : TableOf<ExternalDemand, ExternalDemandId> {
  static constexpr std::string_view kName = "external_demand";
  Column<ExternalDemandId, ExternalKind> demand_kind;
  Column<ExternalDemandId, ZoneId> from;  ///< external zone
  Column<ExternalDemandId, std::optional<ZoneId>>
      to;  ///< through traffic: the other external zone; else none: spread by attraction
  Column<ExternalDemandId, double>
      tours;  ///< per working day, there and back: of persons (commuter, other, visitor), of vehicles (others)
  Column<ExternalDemandId, double> car_share;     ///< of persons who drive a car, where the mode is not modelled
  Adjacency<ExternalDemandId, double> departure;  ///< 24 shares of the way in
  Column<ExternalDemandId, std::string> source;
  Column<ExternalDemandId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("kind", demand_kind,
         {.help = {"Pendler, sonstige, Besucher, Durchgangsverkehr, Lieferwagen, leichte oder schwere Lkw",
                   "commuter, other, visitor, through, van, light_truck or heavy_truck"}});
    each("from", from, {.references = "zones", .help = {"Außenzelle", "external zone"}});
    each("to", to,
         {.references = "zones",
          .optional = true,
          .help = {"die andere Außenzelle, für Durchgangsverkehr", "other external zone, for through traffic"}});
    each(
        "tours", tours,
        {.help = {
             "Ausgänge je Werktag, hin und zurück (zwei Wege): von Personen; bei Durchgangs- und Güterverkehr von "
             "Fahrzeugen",
             "tours per working day, there and back (two trips): of persons; through traffic and goods: of vehicles"}});
    each("car_share", car_share,
         {.help = {"Anteil, der Pkw fährt, wo das Verkehrsmittel nicht modelliert wird",
                   "fraction driving a car where the mode is not modelled"}});
    each("departure", departure, {.help = {"24 Anteile des Beginns nach Stunde", "24 shares of starting by hour"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

/// Goods and service traffic inside the territory: vehicle trips by what makes them.
struct Goods final : TableOf<Goods, GoodsId> {
  static constexpr std::string_view kName = "goods";
  Column<GoodsId, Vehicle> vehicle;
  Column<GoodsId, double> per_resident, per_job;  ///< trips per working day
  Column<GoodsId, Metres> mean_distance;          ///< of a trip, airline
  Adjacency<GoodsId, double> departure;           ///< 24 shares
  Column<GoodsId, std::string> source;
  Column<GoodsId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("vehicle", vehicle, {.help = {"Lieferwagen, leichter oder schwerer Lkw", "van, light_truck or heavy_truck"}});
    each("per_resident", per_resident,
         {.help = {"Fahrten je Einwohner und Werktag", "trips per resident and working day"}});
    each("per_job", per_job, {.help = {"Fahrten je Arbeitsplatz und Werktag", "trips per job and working day"}});
    each("mean_distance", mean_distance,
         {.unit = "km", .help = {"mittlere Luftlinie einer Fahrt", "mean airline length of a trip"}});
    each("departure", departure, {.help = {"24 Anteile des Beginns nach Stunde", "24 shares of starting by hour"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

/// Paid parking by zone. Zones without a row are free.
struct Parking final : TableOf<Parking, ParkingId> {
  static constexpr std::string_view kName = "parking";
  Column<ParkingId, ZoneId> zone;
  Column<ParkingId, EurosPerHour> price;  ///< for visitors
  Column<ParkingId, Euros> day_maximum;
  Column<ParkingId, Seconds> search;  ///< time to find a place
  Column<ParkingId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("zone", zone, {.references = "zones", .help = {"Verkehrszelle", "zone"}});
    each("price", price, {.unit = "EUR/h", .help = {"Preis für Besucher", "price for visitors"}});
    each("day_maximum", day_maximum, {.unit = "EUR", .help = {"höchstens am Tag", "at most per day"}});
    each("search", search, {.unit = "min", .help = {"Parksuchzeit", "time to find a place"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
  }
};

/// Prices by external id, in the unit named: "petrol" 1.85 EUR/l, "diesel" EUR/l, "electricity" EUR/kWh, "car_other"
/// EUR/km.
struct Prices final : TableOf<Prices, PriceId> {
  static constexpr std::string_view kName = "prices";
  Column<PriceId, double> value;
  Column<PriceId, std::string> unit, source;
  template <class Each>
  void describe(Each&& each) {
    each("value", value, {.help = {"Zahl in der Einheit der Zeile", "number in the unit of the row"}});
    each("unit", unit, {.help = {"Einheit, zum Beispiel EUR/l", "unit, for example EUR/l"}});
    each("source", source, {.optional = true, .help = {"Quelle und Jahr", "source and year"}});
  }
};

enum class Propulsion { petrol, diesel, gas, hybrid, plug_in_hybrid, battery, fuel_cell };
inline constexpr std::array<std::string_view, 7> kPropulsionNames{"petrol",         "diesel",  "gas",      "hybrid",
                                                                  "plug_in_hybrid", "battery", "fuel_cell"};
inline std::span<const std::string_view> choice_names(Propulsion) { return kPropulsionNames; }

/// Vehicles that drive, by kilometres: `share` sums to 1 for each kind of vehicle.
struct Fleet final : TableOf<Fleet, FleetId> {
  static constexpr std::string_view kName = "fleet";
  Column<FleetId, Vehicle> vehicle;
  Column<FleetId, Propulsion> propulsion;
  Column<FleetId, std::string> segment;  ///< as in the emission factors: "Medium"
  Column<FleetId, std::string> euro;     ///< "Euro 6d"; empty for battery
  Column<FleetId, double> share;         ///< of the vehicle-km of this kind of vehicle
  Column<FleetId, std::string> source;
  Column<FleetId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("vehicle", vehicle,
         {.help = {"Pkw, Lieferwagen, leichter Lkw, schwerer Lkw oder Bus",
                   "car, van, light_truck, heavy_truck or bus"}});
    each("propulsion", propulsion,
         {.help = {"Benzin, Diesel, Gas, Hybrid, Plug-in-Hybrid, Batterie oder Brennstoffzelle",
                   "petrol, diesel, gas, hybrid, plug_in_hybrid, battery or fuel_cell"}});
    each("segment", segment,
         {.optional = true, .help = {"Größenklasse der Emissionsfaktoren", "size class of the emission factors"}});
    each("euro", euro,
         {.optional = true, .help = {"Euro-Klasse der Emissionsfaktoren", "Euro class of the emission factors"}});
    each("share", share,
         {.help = {"Anteil an den Fahrzeug-km dieser Fahrzeugart",
                   "fraction of the vehicle-km of this kind of vehicle"}});
    each("source", source, {.optional = true, .help = {"Quelle und Jahr", "source and year"}});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

namespace tables {
inline constexpr TableKey<PersonGroups> person_groups;
inline constexpr TableKey<Behaviour> behaviour;
inline constexpr TableKey<ExternalDemand> external_demand;
inline constexpr TableKey<Goods> goods;
inline constexpr TableKey<Parking> parking;
inline constexpr TableKey<Prices> prices;
inline constexpr TableKey<Fleet> fleet;
}  // namespace tables

extern template class TableOf<PersonGroups, PersonGroupId>;
extern template class TableOf<Behaviour, BehaviourId>;
extern template class TableOf<ExternalDemand, ExternalDemandId>;
extern template class TableOf<Goods, GoodsId>;
extern template class TableOf<Parking, ParkingId>;
extern template class TableOf<Prices, PriceId>;
extern template class TableOf<Fleet, FleetId>;

}  // namespace planspiel
