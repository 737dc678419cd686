#include "engine/run/plugin.hpp"

#include "plugins/fire/indicators.hpp"
#include "plugins/fire/measures/add_fire_station.hpp"
#include "plugins/fire/measures/close_fire_station.hpp"
#include "plugins/fire/measures/move_fire_station.hpp"
#include "plugins/fire/response_model.hpp"

using namespace planspiel::fire;

PLANSPIEL_PLUGIN("fire", "0.1.0", planspiel::model<Response>("fire.response"),
                 planspiel::measure<AddFireStation>("add_fire_station", "fire", {"Neue Feuerwache", "New fire station"},
                                                    {"Baut eine Feuerwache mit ihren Einheiten",
                                                     "Builds a fire station with its units"}),
                 planspiel::measure<MoveFireStation>("move_fire_station", "fire",
                                                     {"Feuerwache verlegen", "Move a fire station"},
                                                     {"Verlegt eine Feuerwache mit ihren Einheiten",
                                                      "Moves a fire station with its units"}),
                 planspiel::measure<CloseFireStation>("close_fire_station", "fire",
                                                      {"Feuerwache schließen", "Close a fire station"},
                                                      {"Nimmt eine Feuerwache mit ihren Einheiten außer Dienst",
                                                       "Takes a fire station with its units out of service"}),
                 indicators())
