#include "plugins/emissions/indicators.hpp"

#include <algorithm>

#include "plugins/emissions/factor_table.hpp"

namespace planspiel::emissions {

namespace {

struct Amount {
  std::string name, unit;
  Text title, what;
};

const Text kSource{"EMEP/EEA-Handbuch 2019, Stufe 3; plugins/emissions/data",
                   "EMEP/EEA guidebook 2019 tier 3; plugins/emissions/data"};
const Text kFine{"Abgas und Abrieb von Reifen, Bremsen und Straße; ohne Aufwirbelung und Abrieb der Schiene",
                 "exhaust and wear of tyres, brakes and road; without resuspension and rail wear"};

std::vector<Amount> amounts() {
  return {{"energy",
           "MWh/day",
           {"Energie", "Energy"},
           {"Kraftstoff nach Heizwert und Strom an Steckdose oder Unterwerk",
            "fuel by its heat and electricity at the socket or substation"}},
          {"co2_ttw",
           "t/day",
           {"CO2 am Auspuff", "CO2 at the exhaust"},
           {"Tank-to-Wheel; Strom zählt nichts", "tank-to-wheel; electricity counts nothing"}},
          {"co2_wtw",
           "t/day",
           {"CO2e mit Vorkette", "CO2e with upstream"},
           {"Well-to-Wheel mit der Vorkette von Kraftstoff und Strom",
            "well-to-wheel with the upstream of fuel and electricity"}},
          {"nox", "kg/day", {"NOx", "NOx"}, {"Abgas", "exhaust"}},
          {"pm10", "kg/day", {"PM10", "PM10"}, kFine},
          {"pm25", "kg/day", {"PM2,5", "PM2.5"}, kFine}};
}

/// The values of an amount over the rows of a set of fields ("", "cold_", "transit_").
Term term_of(const std::string& prefix, const Amount& amount, std::vector<AxisPick> picks = {}) {
  if (amount.name == "energy") return {"emissions." + prefix + "energy", std::move(picks)};
  picks.push_back({"pollutant", amount.name});
  return {"emissions." + prefix + "mass", std::move(picks)};
}

Indicator on_territory(const Amount& amount) {
  Indicator indicator;
  indicator.id = "emissions." + amount.name + ".territory";
  indicator.unit = amount.unit;
  indicator.title = {amount.title.de + " auf Stadtgebiet", amount.title.en + " on the territory"};
  indicator.definition = Text{"Straßenverkehr, Kaltstarts, öffentlicher Verkehr; ",
                              "road traffic on links, cold starts, public transport; "} +
                         amount.what;
  indicator.perimeter = {"Verkehr aller innerhalb der Stadtgrenze an einem mittleren Werktag",
                         "everybody's traffic inside the boundary on an average working day"};
  indicator.source = kSource;
  indicator.better = Better::less;
  indicator.reduction.value = {term_of("", amount), term_of("cold_", amount), term_of("transit_", amount)};
  indicator.reduction.rows = RowsOf::territory;
  return indicator;
}

Indicator of_residents(const Amount& amount) {
  Indicator indicator;
  indicator.id = "emissions." + amount.name + ".residents";
  indicator.unit = amount.unit;
  indicator.title = {amount.title.de + " der Bewohner", amount.title.en + " of residents"};
  indicator.definition =
      Text{"Fahrten der Bewohner mit Kaltstarts, und ihr Teil des öffentlichen Verkehrs nach Personen-km; ",
           "residents' driving with cold starts, and their part of public transport by person-km; "} +
      amount.what;
  indicator.perimeter = {"Wege der Bewohner überall an einem mittleren Werktag",
                         "residents' travel everywhere on an average working day"};
  indicator.source = kSource;
  indicator.better = Better::less;
  indicator.reduction.value = {term_of("residents_", amount)};
  return indicator;
}

/// The same amount of a year: the working day times the working days that make a year's traffic.
Indicator of_year(Indicator of_day, double working_days) {
  of_day.id += "_per_year";
  of_day.unit = of_day.unit.substr(0, of_day.unit.find('/'));
  of_day.title = {of_day.title.de + " im Jahr", of_day.title.en + ", per year"};
  const std::string days = format_number(working_days);
  std::string german = days;
  std::replace(german.begin(), german.end(), '.', ',');
  of_day.definition += {"; der Werktag mal " + german, "; the working day times " + days};
  for (Term& term : of_day.reduction.value) term.factor *= working_days;
  return of_day;
}

/// Mean of warm driving of one kind of vehicle, or all.
Indicator per_vehicle_km(const Amount& amount, const std::string& vehicle, const Text& of) {
  Indicator indicator;
  indicator.id = "emissions." + amount.name + ".per_vehicle_km." + vehicle;
  indicator.unit = amount.name == "energy" ? "kWh/km" : "g/km";
  indicator.title = {amount.title.de + " je Fahrzeug-km, " + of.de, amount.title.en + " per vehicle-km, " + of.en};
  indicator.definition = Text{"warmes Fahren je Fahrzeug-km; ", "warm driving divided by vehicle-km; "} + amount.what;
  indicator.perimeter = {"Straßen innerhalb der Stadtgrenze an einem mittleren Werktag",
                         "links inside the boundary on an average working day"};
  indicator.source = kSource;
  indicator.better = Better::less;
  indicator.reduction.kind = Reduction::Kind::ratio_of_sums;
  std::vector<AxisPick> picks;
  if (vehicle != "all") picks.push_back({"vehicle", vehicle});
  indicator.reduction.value = {term_of("vehicle_", amount, picks)};
  indicator.reduction.weight = {{"emissions.vehicle_distance", picks}};
  return indicator;
}

}  // namespace

std::vector<Indicator> indicators() {
  std::vector<Indicator> all;
  const double working_days = FactorTable::shipped().working_days();
  for (const Amount& amount : amounts()) {
    for (const Indicator& of_day : {on_territory(amount), of_residents(amount)}) {
      all.push_back(of_day);
      all.push_back(of_year(of_day, working_days));
    }
    if (amount.name != "co2_ttw" && amount.name != "nox") continue;
    all.push_back(per_vehicle_km(amount, "all", {"alle Kfz", "all vehicles"}));
    all.push_back(per_vehicle_km(amount, "car", {"Pkw", "cars"}));
  }
  add_headlines(all, {"Emissionen auf Stadtgebiet, je Tag", "Emissions on the territory, per day"}, 200,
                {{"emissions.co2_ttw.territory", {"CO2 (Auspuff)", "CO2 (tailpipe)"}, 0},
                 {"emissions.co2_wtw.territory", {"CO2 (mit Vorkette)", "CO2 (well to wheel)"}, 0},
                 {"emissions.nox.territory", {"NOx", "NOx"}, 0},
                 {"emissions.pm10.territory", {"PM10", "PM10"}, 0}});
  return all;
}

}  // namespace planspiel::emissions
