#include "engine/scenario/summary_rows.hpp"

#include <cmath>

namespace planspiel {

const std::vector<SummaryRow>& summary_rows() {
  static const std::vector<SummaryRow> rows{
      {{"Wege der Bewohner", "Trips of residents"}, ""},
      {{"zu Fuß", "walking"}, "mobility.share.trips.walk"},
      {{"Fahrrad", "cycling"}, "mobility.share.trips.bike"},
      {{"öffentlicher Verkehr", "public transport"}, "mobility.share.trips.transit"},
      {{"Auto, am Steuer", "car, driving"}, "mobility.share.trips.car_driver"},
      {{"Auto, mitfahrend", "car, passenger"}, "mobility.share.trips.car_passenger"},
      {{"Das 80-%-Ziel: emissionsfrei, ÖV, Rad, Fuß", "The 80 % goal: emission-free, transit, bike, walk"}, ""},
      {{"Wege der Bewohner", "trips of residents"}, "mobility.emission_free.trips.residents"},
      {{"… ohne E-Autos (wie SrV zählt)", "… without battery cars (as SrV counts)"},
       "mobility.emission_free_without_ev.trips.residents"},
      {{"Wege aller auf Stadtgebiet", "trips of everybody on the territory"}, "mobility.emission_free.trips.territory"},
      {{"Personen-km der Bewohner", "person-km of residents"}, "mobility.emission_free.person_km.residents"},
      {{"Personen-km auf Stadtgebiet", "person-km on the territory"}, "mobility.emission_free.person_km.territory"},
      {{"Kfz-km auf Stadtgebiet", "motor vehicle-km on the territory"}, "mobility.emission_free.vehicle_km.territory"},
      {{"Kfz-km ohne Güterverkehr", "motor vehicle-km without goods"},
       "mobility.emission_free.vehicle_km.territory_without_goods"},
      {{"Autoverkehr", "Car traffic"}, ""},
      {{"Pkw-km auf Stadtgebiet", "car-km on the territory"},
       "mobility.car_vehicle_km.territory",
       2,
       1e-6,
       "Mio. km",
       "million km"},
      {{"mittlere Geschwindigkeit", "mean speed"}, "mobility.car_speed.mean"},
      {{"Emissionen auf Stadtgebiet, je Tag", "Emissions on the territory, per day"}, ""},
      {{"CO2 (Auspuff)", "CO2 (tailpipe)"}, "emissions.co2_ttw.territory", 0},
      {{"CO2 (mit Vorkette)", "CO2 (well to wheel)"}, "emissions.co2_wtw.territory", 0},
      {{"NOx", "NOx"}, "emissions.nox.territory", 0},
      {{"PM10", "PM10"}, "emissions.pm10.territory", 0},
      {{"Feuerwehr, schlechteste Stunde", "Fire service, worst hour"}, ""},
      {{"Bewohner in der Hilfsfrist, alle Einheiten", "residents within 10 min, all units"},
       "fire.coverage.residents.hilfsfrist"},
      {{"Bewohner in der Hilfsfrist, nur Berufsfeuerwehr", "residents within 10 min, professional only"},
       "fire.coverage.residents.hilfsfrist_professional"},
      {{"… mit streuenden Fahrzeiten erwartet", "… expected, with the spread of drive times"},
       "fire.probable.residents.hilfsfrist_professional"},
      {{"Fläche in der Hilfsfrist", "area within 10 min"}, "fire.coverage.area.hilfsfrist"},
      {{"AGBF 1 (10 Funktionen in 8 min)", "AGBF 1 (10 functions in 8 min)"}, "fire.coverage.residents.agbf_1"},
      {{"AGBF 2 (16 Funktionen in 13 min)", "AGBF 2 (16 functions in 13 min)"}, "fire.coverage.residents.agbf_2"},
      {{"Euro, je Tag", "Euros, per day"}, ""},
      {{"Mauteinnahmen", "toll revenue"}, "cost.toll_revenue", 0, 1e-3, "Tsd. EUR", "k EUR"},
      {{"Parkeinnahmen", "parking revenue"}, "cost.parking_revenue", 0, 1e-3, "Tsd. EUR", "k EUR"},
      {{"Fahrgeldeinnahmen", "fare revenue"}, "cost.fare_revenue", 0, 1e-3, "Tsd. EUR", "k EUR"},
      {{"Reisezeit, in Geld", "travel time, in money"}, "cost.user_time", 0, 1e-3, "Tsd. EUR", "k EUR"},
  };
  return rows;
}

namespace {

std::string shown(double value, const SummaryRow& row, const std::string& unit, Language language, bool sign) {
  if (std::isnan(value)) return "–";
  std::string text = format_number(value * row.factor, row.decimals, language);
  if (sign && value > 0 && text.find_first_not_of("0.,") != std::string::npos) text = "+" + text;
  return text + (unit.empty() ? "" : " " + unit);
}

}  // namespace

std::string shown_unit(const SummaryRow& row, const std::string& indicator_unit, Language language, bool change) {
  const bool german = language == Language::de;
  if (!row.de_unit.empty()) return german ? row.de_unit : row.en_unit;
  if (change && indicator_unit == "%") return german ? "Pkt." : "pts";
  return indicator_unit;
}

std::string shown_value(double value, const SummaryRow& row, const std::string& indicator_unit, Language language) {
  return shown(value, row, shown_unit(row, indicator_unit, language, false), language, false);
}

std::string shown_change(double value, const SummaryRow& row, const std::string& indicator_unit, Language language) {
  return shown(value, row, shown_unit(row, indicator_unit, language, true), language, true);
}

}  // namespace planspiel
