#include "plugins/mobility/indicators.hpp"

namespace planspiel::mobility {

namespace {

using Kind = Reduction::Kind;

/// What a run is calibrated to hangs on its city and its coefficients.
const Text kSource{"simuliert von mobility.day", "simulated by mobility.day"};
const Text kResidents{"Bewohner", "residents"}, kEverybody{"alle", "everybody"}, kNetwork{"Netz", "network"};
const Text kLinksInside{"Straßen auf Stadtgebiet", "links inside the territory"};
const Text kLinksInArea{"Straßen im Gebiet", "links inside the area"},
    kZonesInArea{"Zellen im Gebiet", "zones inside the area"};
const Text kFromAround{"Pendler, andere und Besucher aus äußeren Zellen",
                       "commuters, others and visitors from external zones"};

Term term(std::string source, std::string mode = "") {
  Term made{std::move(source)};
  if (!mode.empty()) made.picks.push_back({"mode", std::move(mode)});
  return made;
}

Indicator make(std::string id, std::string unit, Text title, Text definition, Text perimeter, Better better,
               Reduction reduction) {
  return {std::move(id),        std::move(unit), std::move(title), std::move(definition),
          std::move(perimeter), kSource,         better,           std::move(reduction)};
}

Reduction ratio(std::vector<Term> value, std::vector<Term> weight, RowsOf rows = RowsOf::all) {
  return {.kind = Kind::ratio_of_sums, .value = std::move(value), .weight = std::move(weight), .rows = rows};
}
Reduction sum(std::vector<Term> value, RowsOf rows = RowsOf::all) {
  return {.kind = Kind::sum, .value = std::move(value), .rows = rows};
}

const std::vector<Text> kModeTitles{{"zu Fuß", "walking"},
                                    {"Fahrrad", "cycling"},
                                    {"öffentlicher Verkehr", "public transport"},
                                    {"Auto, am Steuer", "car, driving"},
                                    {"Auto, mitfahrend", "car, passenger"}};

void add_shares(std::vector<Indicator>& all) {
  for (std::size_t mode = 0; mode < kModeNames.size(); ++mode) {
    const std::string name(kModeNames[mode]);
    const Text& title = kModeTitles[mode];
    const Better better = mode < 3 ? Better::more : Better::less;
    all.push_back(make("mobility.share.trips." + name, "%",
                       {"Anteil an den Wegen: " + title.de, "Share of trips: " + title.en},
                       {"Wege nach Hauptverkehrsmittel / alle Wege", "trips by main mode / all trips"}, kResidents,
                       better, ratio({term("mobility.trips", name)}, {term("mobility.trips")})));
    all.push_back(make("mobility.share.person_km." + name, "%",
                       {"Anteil an den Personen-km: " + title.de, "Share of person-km: " + title.en},
                       {"Personen-km nach Hauptverkehrsmittel / alle Personen-km, ganze Wege",
                        "person-km by main mode / all person-km, whole trips"},
                       kResidents, better,
                       ratio({term("mobility.person_distance", name)}, {term("mobility.person_distance")})));
  }
}

/// One definition of the 80 % goal, with and without battery cars.
void add_goal(std::vector<Indicator>& all, const std::string& tail, const Text& title, const Text& perimeter,
              const std::string& clean, const std::string& whole) {
  const Text definition{
      "zu Fuß, Rad, öffentlicher Verkehr mit jedem Antrieb, Autos mit Batterie oder Brennstoffzelle mit Mitfahrern / "
      "alle; Plug-in-Hybride zählen nicht",
      "walk, bike, transit of any propulsion, battery and fuel-cell cars with passengers / all; plug-in hybrids do not "
      "count"};
  all.push_back(make("mobility.emission_free." + tail, "%",
                     {"Emissionsfrei: " + title.de, "Emission-free: " + title.en}, definition, perimeter, Better::more,
                     ratio({term(clean)}, {term(whole)})));
  all.push_back(make(
      "mobility.emission_free_without_ev." + tail, "%",
      {"Emissionsfrei ohne E-Autos: " + title.de, "Emission-free without battery cars: " + title.en},
      {"zu Fuß, Rad, öffentlicher Verkehr mit jedem Antrieb / alle", "walk, bike, transit of any propulsion / all"},
      perimeter, Better::more,
      ratio({term(whole, "walk"), term(whole, "bike"), term(whole, "transit")}, {term(whole)})));
}

void add_vehicle_goal(std::vector<Indicator>& all) {
  const Term cars{"mobility.vehicle_distance", {{"vehicle", "car"}}};
  all.push_back(
      make("mobility.emission_free.vehicle_km.territory", "%",
           {"Emissionsfrei: Kfz-km auf Stadtgebiet", "Emission-free: motor vehicle-km on the territory"},
           {"km von Pkw, Lieferwagen, Lkw und Linienbussen mit Batterie oder Brennstoffzelle / alle Kfz-km",
            "vehicle-km of battery and fuel-cell cars, vans, trucks and scheduled buses / all motor vehicle-km"},
           kLinksInside, Better::more,
           ratio({term("mobility.emission_free_vehicle_distance")}, {term("mobility.vehicle_distance")},
                 RowsOf::territory)));
  all.push_back(make(
      "mobility.emission_free.vehicle_km.territory_without_goods", "%",
      {"Emissionsfrei: Pkw-km auf Stadtgebiet", "Emission-free: car-km on the territory"},
      {"km von Pkw mit Batterie oder Brennstoffzelle / Pkw-km", "vehicle-km of battery and fuel-cell cars / car-km"},
      kLinksInside, Better::more, ratio({term("mobility.emission_free_car_distance")}, {cars}, RowsOf::territory)));
  // Without battery vehicles nothing that drives is emission-free: 0 by definition, printed for completeness.
  for (const std::string& tail : {std::string("territory"), std::string("territory_without_goods")})
    all.push_back(make("mobility.emission_free_without_ev.vehicle_km." + tail, "%",
                       {"Emissionsfrei ohne E-Fahrzeuge: Kfz-km", "Emission-free without battery vehicles: vehicle-km"},
                       {"Kfz-km ohne Batteriefahrzeuge: nach Definition 0",
                        "motor vehicle-km without battery vehicles: 0 by definition"},
                       kLinksInside, Better::more,
                       ratio({{"mobility.emission_free_car_distance", {}, 0.0}}, {term("mobility.vehicle_distance")},
                             RowsOf::territory)));
}

void add_transit(std::vector<Indicator>& all) {
  const std::array<Text, kTransitModeNames.size()> titles{
      {{"S-Bahn und Bahn", "rail"}, {"U-Bahn", "underground"}, {"Tram", "tram"}, {"Bus", "bus"}}};
  for (std::size_t mode = 0; mode < kTransitModeNames.size(); ++mode) {
    const std::string name(kTransitModeNames[mode]);
    all.push_back(make("mobility.transit_person_km." + name, "km",
                       {"Personen-km im ÖV: " + titles[mode].de, "Transit person-km: " + titles[mode].en},
                       {"gefahrene km je Werktag, ganze Wege", "km ridden per working day, whole trips"}, kEverybody,
                       Better::neutral, sum({{"mobility.transit_person_distance", {{"transit_mode", name}}}})));
    all.push_back(
        make("mobility.transit_boardings." + name, "",
             {"Einsteiger im ÖV: " + titles[mode].de, "Transit boardings: " + titles[mode].en},
             {"je Werktag; wer umsteigt, zählt in jedem Fahrzeug", "per working day; each change is one more"},
             kEverybody, Better::neutral, sum({{"mobility.transit_boardings", {{"transit_mode", name}}}})));
  }
  all.push_back(make("mobility.transit_trips.residents", "", {"Wege im ÖV", "Transit trips"},
                     {"Wege mit dem öffentlichen Verkehr je Werktag", "trips by public transport per working day"},
                     kResidents, Better::more, sum({term("mobility.trips", "transit")})));
}

void add_cars_and_money(std::vector<Indicator>& all) {
  all.push_back(make("mobility.trips_per_person", "", {"Wege je Person und Tag", "Trips per person and day"},
                     {"Wege / Bewohner", "trips / residents"}, kResidents, Better::neutral,
                     ratio({term("mobility.trips")}, {term("mobility.residents")})));
  all.push_back(make("mobility.car_vehicle_km.territory", "km", {"Pkw-km auf Stadtgebiet", "Car-km on the territory"},
                     {"Pkw-km je Werktag", "vehicle-km of cars per working day"}, kLinksInside, Better::less,
                     sum({term("mobility.car_distance")}, RowsOf::territory)));
  all.push_back(make("mobility.car_vehicle_km.area", "km", {"Pkw-km", "Car-km"},
                     {"Pkw-km je Werktag", "vehicle-km of cars per working day"}, kLinksInArea, Better::less,
                     sum({term("mobility.car_distance")})));
  all.back().each_area = true;
  all.push_back(make("mobility.car_speed.mean", "km/h", {"Mittlere Geschwindigkeit der Pkw", "Mean car speed"},
                     {"Σ Fahrzeug-km / Σ Fahrzeugstunden", "Σ vehicle-km / Σ vehicle-hours"}, kLinksInside,
                     Better::more,
                     ratio({term("mobility.car_distance")}, {term("mobility.car_time")}, RowsOf::territory)));
  all.push_back(make("mobility.relative_gap.max", "", {"Größte relative Lücke", "Largest relative gap"},
                     {"über die Stunden", "over the hours"}, kNetwork, Better::less,
                     {.kind = Kind::maximum, .value = {term("mobility.relative_gap")}}));
  all.back().diagnostic = true;
  all.push_back(make("mobility.relative_gap.territory", "",
                     {"Größte relative Lücke im Gebiet", "Largest relative gap of the territory"},
                     {"über die Stunden", "over the hours"}, kLinksInside, Better::less,
                     {.kind = Kind::maximum, .value = {term("mobility.territory_gap")}}));
  all.back().diagnostic = true;
  all.push_back(make("mobility.volume_capacity.max", "", {"Höchste Auslastung", "Largest volume over capacity"},
                     {"Pkw-Einheiten je Stunde / Kapazität, über Straßen und Stunden",
                      "passenger-car units per hour / capacity, over links and hours"},
                     kNetwork, Better::less, {.kind = Kind::maximum, .value = {term("mobility.fullest_link")}}));
  all.push_back(make("mobility.demand_residual", "", {"Nachfrageresiduum", "Demand residual"},
                     same_text("Σ|D(t) - d| / ΣD"), kNetwork, Better::less, sum({term("mobility.demand_residual")})));
  all.back().diagnostic = true;
  all.push_back(make("mobility.car_starts.area", "", {"Pkw-Fahrtbeginne", "Car trips started"},
                     {"Pkw-Fahrten (am Steuer) aller, die je Werktag beginnen",
                      "car trips (drivers) of everybody that start per working day"},
                     kZonesInArea, Better::less, sum({term("mobility.car_starts")})));
  all.back().each_area = true;
  all.push_back(make("cost.parking_revenue.area", "EUR", {"Parkeinnahmen", "Parking revenue"},
                     {"gezahlte Parkgebühren je Werktag", "parking fees paid per working day"}, kZonesInArea,
                     Better::neutral, sum({term("mobility.parking_revenue")})));
  all.back().each_area = true;
  all.push_back(
      make("mobility.cars_left_at_edge", "", {"Am Rand abgestellte Pkw", "Cars left at the edge"},
           {"Autos am Tag, die nicht bis zur Wohnung oder zum Ziel fahren dürfen und in einer Zelle neben dem "
            "gesperrten Gebiet bleiben",
            "cars a day that may not drive up to their driver's home or destination and are left in a zone "
            "beside the closed area"},
           {"Zellen neben gesperrten Gebieten", "zones beside closed areas"}, Better::neutral,
           sum({term("mobility.edge_parking")})));
  all.push_back(
      make("mobility.around_car_share", "%", {"Umland: Wege im Auto", "People from around: trips by car"},
           {"Wege am Steuer oder mitfahrend / Wege mit Auto und öffentlichem Verkehr",
            "trips as driver or passenger / trips by car and public transport"},
           kFromAround, Better::less,
           ratio({term("mobility.around_trips", "car_driver"), term("mobility.around_trips", "car_passenger")},
                 {term("mobility.around_trips")})));
  all.push_back(make("mobility.around_car_trips", "", {"Umland: Pkw-Fahrten", "People from around: car trips"},
                     {"Wege am Steuer", "trips at the wheel"}, kFromAround, Better::less,
                     sum({term("mobility.around_trips", "car_driver")})));
  const auto money = [&](const char* id, Text title, const char* field, Text definition, Better better) {
    all.push_back(make(id, "EUR", std::move(title), std::move(definition),
                       {"alle, je Werktag", "everybody, per working day"}, better, sum({term(field)})));
  };
  money("cost.toll_revenue", {"Mauteinnahmen", "Toll revenue"}, "mobility.toll_revenue",
        {"gezahlte Maut", "tolls paid"}, Better::neutral);
  money("cost.parking_revenue", {"Parkeinnahmen", "Parking revenue"}, "mobility.parking_revenue",
        {"gezahlte Parkgebühren", "parking fees paid"}, Better::neutral);
  money("cost.fare_revenue", {"Fahrgeldeinnahmen", "Fare revenue"}, "mobility.fare_revenue",
        {"Fahrscheine für eine Fahrt oder einen Tag, Zeitkarten nicht gezählt",
         "tickets for a trip or a day, passes not counted"},
        Better::neutral);
  money("cost.user_time", {"Reisezeit in Geld", "Travel time in money"}, "mobility.time_cost",
        {"Reisezeit mal Zeitwert", "travel time times value of time"}, Better::less);
}

/// What a summary shows of this family, and in which order.
void add_headlines(std::vector<Indicator>& all) {
  std::vector<HeadlineRow> shares;
  for (std::size_t mode = 0; mode < kModeNames.size(); ++mode)
    shares.push_back({"mobility.share.trips." + std::string(kModeNames[mode]), kModeTitles[mode]});
  planspiel::add_headlines(all, {"Wege der Bewohner", "Trips of residents"}, 100, shares);
  planspiel::add_headlines(
      all, {"Das 80-%-Ziel: emissionsfrei, ÖV, Rad, Fuß", "The 80 % goal: emission-free, transit, bike, walk"}, 120,
      {{"mobility.emission_free.trips.residents", {"Wege der Bewohner", "trips of residents"}},
       {"mobility.emission_free_without_ev.trips.residents",
        {"… ohne E-Autos (wie SrV zählt)", "… without battery cars (as SrV counts)"}},
       {"mobility.emission_free.trips.territory",
        {"Wege aller auf Stadtgebiet", "trips of everybody on the territory"}},
       {"mobility.emission_free.person_km.residents", {"Personen-km der Bewohner", "person-km of residents"}},
       {"mobility.emission_free.person_km.territory", {"Personen-km auf Stadtgebiet", "person-km on the territory"}},
       {"mobility.emission_free.vehicle_km.territory", {"Kfz-km auf Stadtgebiet", "motor vehicle-km on the territory"}},
       {"mobility.emission_free.vehicle_km.territory_without_goods",
        {"Kfz-km ohne Güterverkehr", "motor vehicle-km without goods"}}});
  planspiel::add_headlines(all, {"Autoverkehr", "Car traffic"}, 140,
                           {{"mobility.car_vehicle_km.territory",
                             {"Pkw-km auf Stadtgebiet", "car-km on the territory"},
                             2,
                             1e-6,
                             {"Mio. km", "million km"}},
                            {"mobility.car_speed.mean", {"mittlere Geschwindigkeit", "mean speed"}}});
  const Text thousand{"Tsd. EUR", "k EUR"};
  planspiel::add_headlines(all, {"Euro, je Tag", "Euros, per day"}, 400,
                           {{"cost.toll_revenue", {"Mauteinnahmen", "toll revenue"}, 0, 1e-3, thousand},
                            {"cost.parking_revenue", {"Parkeinnahmen", "parking revenue"}, 0, 1e-3, thousand},
                            {"cost.fare_revenue", {"Fahrgeldeinnahmen", "fare revenue"}, 0, 1e-3, thousand},
                            {"cost.user_time", {"Reisezeit, in Geld", "travel time, in money"}, 0, 1e-3, thousand}});
}

}  // namespace

std::vector<Indicator> indicators() {
  std::vector<Indicator> all;
  add_shares(all);
  add_goal(all, "trips.residents", {"Wege der Bewohner", "trips of residents"}, kResidents,
           "mobility.emission_free_trips", "mobility.trips");
  add_goal(all, "trips.territory", {"Wege auf Stadtgebiet", "trips on the territory"},
           {"alle mit einem Ende auf Stadtgebiet", "everybody with an end inside"},
           "mobility.emission_free_territory_trips", "mobility.territory_trips");
  add_goal(all, "person_km.residents", {"Personen-km der Bewohner", "person-km of residents"},
           {"Bewohner, ganze Wege", "residents, whole trips"}, "mobility.emission_free_distance",
           "mobility.person_distance");
  add_goal(all, "person_km.territory", {"Personen-km auf Stadtgebiet", "person-km on the territory"},
           {"km aller auf Stadtgebiet", "km inside of everybody"}, "mobility.emission_free_territory_distance",
           "mobility.territory_distance");
  add_vehicle_goal(all);
  add_transit(all);
  add_cars_and_money(all);
  add_headlines(all);
  return all;
}

}  // namespace planspiel::mobility
