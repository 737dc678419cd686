#include "engine/run/plugin.hpp"

#include "plugins/fire/arrivals/engines_tool.hpp"
#include "plugins/fire/arrivals/reach_places.hpp"
#include "plugins/fire/arrivals/reach_tool.hpp"
#include "plugins/fire/indicators.hpp"
#include "plugins/fire/location_files/locate_tool.hpp"
#include "plugins/fire/measures/add_fire_station.hpp"
#include "plugins/fire/measures/close_fire_station.hpp"
#include "plugins/fire/measures/dispatch_rule.hpp"
#include "plugins/fire/measures/move_fire_station.hpp"
#include "plugins/fire/measures/station_units.hpp"
#include "plugins/fire/new_stations/stations_tool.hpp"
#include "plugins/fire/response_model.hpp"
#include "plugins/fire/sizing/fleet_tool.hpp"
#include "plugins/fire/sizing/hypercube_tool.hpp"

using namespace planspiel::fire;

PLANSPIEL_PLUGIN(
    "fire", "0.1.0", planspiel::family("fire", {"Feuerwehr", "Fire service"}),
    planspiel::model<Response>("fire.response"),
    planspiel::measure<AddFireStation>("add_fire_station", "fire", {"Neue Feuerwache", "New fire station"},
                                       {"Baut eine Feuerwache mit ihren Einheiten",
                                        "Builds a fire station with its units"}),
    planspiel::measure<MoveFireStation>("move_fire_station", "fire", {"Feuerwache verlegen", "Move a fire station"},
                                        {"Verlegt eine Feuerwache mit ihren Einheiten",
                                         "Moves a fire station with its units"}),
    planspiel::measure<CloseFireStation>("close_fire_station", "fire", {"Feuerwache schließen", "Close a fire station"},
                                         {"Nimmt eine Feuerwache mit ihren Einheiten außer Dienst",
                                          "Takes a fire station with its units out of service"}),
    planspiel::measure<StationUnits>("station_units", "fire", {"Einheiten einer Feuerwache", "Units of a fire station"},
                                     {"Gibt einer Feuerwache andere Einheiten", "Gives a fire station other units"}),
    planspiel::measure<DispatchRule>("dispatch_rule", "fire", {"Alarmierungsregel", "Dispatch rule"},
                                     {"Wer zuerst fährt und ob Einheiten nachrücken",
                                      "Who goes first and whether units move up"}),
    planspiel::tool<FleetTool, FleetOptions>("fleet", {"Fahrzeuge je Wache", "Engines of each station"},
                                             {"Simulierte Jahre, Tabelle Wache mal Fahrzeuge, kleinste Flotte",
                                              "Simulated years, table station by engines, smallest fleet"}),
    planspiel::tool<StationsTool, StationsOptions>("stations",
                                                   {"Beste Standorte für Feuerwachen", "Best sites for fire stations"},
                                                   {"Schlägt Standorte mit bewiesener Schranke vor, als Szenario",
                                                    "Proposes sites with a proven bound, as a scenario"}),
    planspiel::places(reach_places(), planspiel::tool<ReachTool, ReachOptions>(
                                          "reach", {"Wer erreicht wird", "Who is reached"},
                                          {"Erreichte Einwohner in einer Stunde, auch für verschobene Wachen",
                                           "Residents reached in one hour, for moved stations too"})),
    planspiel::explains(planspiel::domain_of<planspiel::BuildingId>,
                        planspiel::tool<EnginesTool, EnginesOptions>(
                            "engines", {"Wer kommt zuerst?", "Who comes first?"},
                            {"Einheiten, die ein Gebäude erreichen, und die Schutzziele dort",
                             "Units that reach a building, and the response standards there"})),
    planspiel::tool<LocateTool, LocateOptions>("locate", {"Standorte aus Dateien", "Sites from plain files"},
                                               {"Löst Standortaufgaben mit bewiesener Schranke",
                                                "Solves location problems with a proven bound"},
                                               false),
    planspiel::tool<HypercubeTool, HypercubeOptions>(
        "hypercube", {"Auslastung aus Dateien", "Busy units from files"},
        {"Wer im Einsatz ist und wer kommt: Larsons Hypercube-Modell für eigene Zahlen",
         "Who is busy and who comes: Larson's hypercube model for your own numbers"},
        false),
    indicators())
