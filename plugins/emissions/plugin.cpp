#include "engine/run/plugin.hpp"

#include "plugins/emissions/ev_share.hpp"
#include "plugins/emissions/factor_tool.hpp"
#include "plugins/emissions/indicators.hpp"
#include "plugins/emissions/road_emissions.hpp"

using namespace planspiel::emissions;

PLANSPIEL_PLUGIN("emissions", "0.1.0", planspiel::family("emissions", {"Emissionen", "Emissions"}),
                 planspiel::family("fleet", {"Fahrzeuge", "Vehicles"}),
                 planspiel::model<RoadEmissions>("emissions.road"),
                 planspiel::measure<EvShare>("ev_share", "fleet", {"Mehr Batteriefahrzeuge", "More battery vehicles"},
                                             {"Setzt den Anteil der Batteriefahrzeuge an den Kilometern",
                                              "Sets the share of battery vehicles in the kilometres"}),
                 planspiel::tool<FactorTool, FactorOptions>(
                     "factor", {"Emissionsfaktoren eines Fahrzeugs", "Emission factors of a vehicle"},
                     {"Energie, CO2, NOx und Feinstaub je km", "energy, CO2, NOx and particles per km"}, false),
                 planspiel::lists("factors",
                                  planspiel::tool<FactorListTool, FactorListOptions>(
                                      "factors", {"Fahrzeuge mit Emissionsfaktoren", "Vehicles with emission factors"},
                                      {"alle Fahrzeuge und was sie je km ausstoßen",
                                       "every type of vehicle and what it emits per km"},
                                      false)),
                 indicators())
