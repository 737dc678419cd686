#include "plugins/emissions/options.hpp"

namespace planspiel::emissions {

namespace {

void describe_surroundings(Conditions& conditions, OptionSet& set) {
  set.number("temperature", conditions.temperature_c,
             {{"Außentemperatur in °C", "Outdoor temperature in °C"},
              {"Jahresmittel München etwa 10", "annual mean of Munich about 10"}},
             {-30.0, 45.0});
  set.integer("grid_year", conditions.grid_year,
              {{"Jahr des Strommixes", "Year of the electricity mix"},
               {"2017 bis 2040; ab 2026 siehe grid_path", "2017 to 2040; from 2026 see grid_path"}},
              {2017, 2040});
  set.choice(
      "grid_path", conditions.grid_path,
      {{"Weg des Strommixes ab 2026", "Way of the electricity mix from 2026"},
       {"trend: weiter wie von 2017 bis 2024; target: Ziele des EEG 2023 (80 % erneuerbar 2030). Keine Prognosen",
        "trend: on as from 2017 to 2024; target: aims of the EEG 2023 (80 % renewable in 2030). No forecasts"}},
      {{"wie bisher weiter", "on as before"}, {"Ziele des EEG 2023", "aims of the EEG 2023"}});
}

}  // namespace

void describe(Conditions& conditions, OptionSet& set) {
  describe_surroundings(conditions, set);
  set.percent("plug_in_electric", conditions.plug_in_electric,
              {{"Elektrischer Anteil der Plug-in-Hybride", "Electric share of plug-in hybrids"},
               {"Anteil ihrer km mit Batterie (Nutzungsfaktor)", "share of their km on the battery (utility factor)"}});
}

void RoadOptions::describe(OptionSet& set) {
  describe_surroundings(conditions, set);
  set.quantity("first_speed", first_speed, "km/h",
               {{"Geschwindigkeit nach dem Start", "Speed after the start"},
                {"auf den ersten Kilometern, für den Kaltstart", "on the first kilometres, for cold starts"}},
               {5.0, 60.0});
}

}  // namespace planspiel::emissions
