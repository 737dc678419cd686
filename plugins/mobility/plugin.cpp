#include "engine/run/plugin.hpp"
#include "plugins/mobility/assign_tool.hpp"
#include "plugins/mobility/day/day_model.hpp"
#include "plugins/mobility/indicators.hpp"
#include "plugins/mobility/measures/home_office.hpp"
#include "plugins/mobility/measures/parking_price.hpp"
#include "plugins/mobility/measures/transit_fare.hpp"
#include "plugins/mobility/measures/transit_frequency.hpp"

using namespace planspiel;

PLANSPIEL_PLUGIN("mobility", "0.1.0", model<mobility::DayModel>("mobility.day"), mobility::indicators(),
                 measure<mobility::ParkingPrice>("parking_price", "price", {"Parkgebühren", "Parking price"}),
                 measure<mobility::TransitFare>("transit_fare", "price", {"Fahrpreise", "Transit fare"}),
                 measure<mobility::TransitFrequency>("transit_frequency", "transit", {"Takt", "Transit frequency"}),
                 measure<mobility::HomeOffice>("home_office", "behaviour", {"Homeoffice", "Home office"}),
                 tool<mobility::AssignTool, mobility::AssignOptions>(
                     "assign", {"Umlegung eines Testnetzes", "Assignment of a test network"},
                     {"Nutzergleichgewicht einer TNTP-Datei", "user equilibrium of TNTP files"}, false))
