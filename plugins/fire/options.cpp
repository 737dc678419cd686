#include "plugins/fire/options.hpp"

namespace planspiel::fire {

void DriveOptions::describe(OptionSet& set) {
  set.number("faster", faster,
             {{"Faktor auf freier Straße", "Factor on the empty road"},
              {"Tempo eines Einsatzfahrzeugs gegen das mittlere freie Tempo der Pkw (mit Kreuzungen)",
               "speed of an engine against the mean free speed of cars (junctions included)"}},
             {1.0, 2.0});
  set.quantity("fastest", fastest, "km/h",
               {{"Höchstes Tempo", "Highest speed"}, {"eines Einsatzfahrzeugs", "of a fire engine"}}, {30.0, 150.0});
  set.number("congestion", congestion,
             {{"Anteil am Stau", "Part in congestion"},
              {"0: kommt durch wie auf leerer Straße; 1: verliert so viel Tempo wie die Pkw",
               "0: passes as on an empty road; 1: loses as much speed as cars"}},
             {0.0, 1.0});
  set.quantity("off_road_speed", off_road_speed, "km/h",
               {{"Tempo abseits der Straße", "Speed off the road"},
                {"von der Straße bis zum Gebäude", "from the road to the building"}},
               {1.0, 50.0});
  set.quantity("junction_delay", junction_delay, "s",
               {{"Zeitverlust je Kreuzung", "Delay at a junction"},
                {"über das hinaus, was das freie Tempo der Pkw schon enthält",
                 "beyond what the free speed of cars already contains"}},
               {0.0, 30.0});
}

void ResponseOptions::describe(OptionSet& set) {
  drive.describe(set);
  spread.describe(set);
  set.quantity("call_handling", call_handling, "s",
               {{"Notrufbearbeitung", "Call handling"},
                {"Anruf bis Alarm, für Eintreffzeiten; Schutzziele haben ihre eigene",
                 "call to alarm, for response times; standards have their own"}},
               {0.0, 600.0});
}

}  // namespace planspiel::fire
