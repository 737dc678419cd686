#include "plugins/fire/arrivals/reach_places.hpp"

namespace planspiel::fire {

Places reach_places() {
  Places places{.table = "stations",
                .large = "professional",
                .many = {"Wachen", "Stations"},
                .fresh = {"Neue Wache", "New station"},
                .hint = {"Eine Wache am Griff auf der Karte ziehen: wer erreicht wird, ändert sich sofort. Losgelassen "
                         "wird daraus eine Maßnahme des Szenarios; Esc legt sie zurück. Nur hier bewegt Ziehen Wachen, "
                         "sonst die Karte.",
                         "Drag a station by its handle on the map: who is reached changes at once. Let go, it becomes "
                         "a measure of the scenario; Esc puts it back. Only here does a drag move stations, elsewhere "
                         "it moves the map."}};
  places.measures = {.add = "add_fire_station", .move = "move_fire_station", .close = "close_fire_station"};
  places.asked = {.row = "station", .choice = "standard", .choices = "standards", .chosen = "hilfsfrist"};
  places.answered = {.served = "residents",
                     .all = "residents_all",
                     .works = "on_road",
                     .counted = {"Einwohner in der Frist", "residents in time"},
                     .idle = {"Hier ist keine Straße: die Wache rückt nicht aus.",
                              "There is no road here: the station does not turn out."}};
  places.shown = {.served = "fire.reach",
                  .question = {"Wer wird erreicht?", "Who is reached?"},
                  .yes = {"erreicht", "reached"},
                  .no = {"nicht erreicht", "not reached"},
                  .gained = {"neu erreicht", "newly reached"},
                  .lost = {"nicht mehr erreicht", "no longer reached"},
                  .detail = "fire.reach_arrival",
                  .detail_title = {"Minuten", "Minutes"},
                  .detail_help = {"Isochronen: Minuten vom Anruf bis zur ersten Einheit",
                                  "Isochrones: minutes from the call to the first unit"},
                  .detail_breaks = {0.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0}};
  places.proposal = {.tool = "stations",
                     .options = Value::table({{"add", 1}, {"fix", Value::list({Value("all")})}}),
                     .title = {"Bester Platz für eine mehr", "Best site for one more"},
                     .help = {"Mit bewiesener Schranke, bis zu einer Minute Rechenzeit (planspiel stations --add 1)",
                              "With a proven bound, up to a minute of computing (planspiel stations --add 1)"}};
  return places;
}

}  // namespace planspiel::fire
