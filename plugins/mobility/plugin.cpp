#include "engine/run/plugin.hpp"
#include "plugins/mobility/access/access_tool.hpp"
#include "plugins/mobility/assign_tool.hpp"
#include "plugins/mobility/day/day_model.hpp"
#include "plugins/mobility/indicators.hpp"
#include "plugins/mobility/measures/home_office.hpp"
#include "plugins/mobility/measures/parking_price.hpp"
#include "plugins/mobility/measures/transit_fare.hpp"
#include "plugins/mobility/measures/transit_frequency.hpp"
#include "plugins/mobility/why/journey_tool.hpp"
#include "plugins/mobility/why/mode_choice_tool.hpp"
#include "plugins/mobility/why/select_link_tool.hpp"

using namespace planspiel;

PLANSPIEL_PLUGIN(
    "mobility", "0.1.0", family("mobility", {"Mobilität", "Mobility"}),
    family("transit", {"Öffentlicher Verkehr", "Public transport"}),
    table<mobility::CityCoefficients>(
        {"Was die Familie mobility über diese Stadt wissen soll: Koeffizienten mit Einheit, Quelle und "
         "Sicherheit.",
         "What the family mobility should know of this city: coefficients with unit, source and certainty."}),
    model<mobility::DayModel>("mobility.day"), mobility::indicators(),
    measure<mobility::ParkingPrice>("parking_price", "price", {"Parkgebühren", "Parking price"}),
    measure<mobility::TransitFare>("transit_fare", "price", {"Fahrpreise", "Transit fare"}),
    measure<mobility::TransitFrequency>("transit_frequency", "transit", {"Takt", "Transit frequency"}),
    measure<mobility::HomeOffice>("home_office", "behaviour", {"Homeoffice", "Home office"}),
    tool<mobility::AccessTool, mobility::AccessOptions>(
        "access", {"Erreichbarkeit", "Accessibility"},
        {"Arbeits- und Schulplätze, die man mit dem ÖV und zu Fuß erreicht",
         "jobs and school places that people reach by transit and on foot"}),
    tool<mobility::AssignTool, mobility::AssignOptions>(
        "assign", {"Umlegung eines Testnetzes", "Assignment of a test network"},
        {"Nutzergleichgewicht einer TNTP-Datei", "user equilibrium of TNTP files"}, false),
    tool<mobility::JourneyTool, mobility::JourneyOptions>("journey", {"Fahrt im ÖV", "Journey by transit"},
                                                          {"Minuten von Haltestelle zu Haltestelle",
                                                           "minutes from stop to stop"}),
    explains(domain_of<EdgeId>, tool<mobility::SelectLinkTool, mobility::SelectLinkOptions>(
                                    "select-link", {"Wer fährt hier?", "Who drives here?"},
                                    {"Woher, wohin und wozu auf einer Straße gefahren wird",
                                     "From where to where and what for a road is used"})),
    explains(domain_of<ZoneId>, tool<mobility::ModeChoiceTool, mobility::ModeChoiceOptions>(
                                    "mode-choice", {"Wer fährt wie?", "Who travels how?"},
                                    {"Verkehrsmittel der Bewohner einer Zelle; mit Basis: wer umgestiegen ist",
                                     "Modes of the residents of a zone; beside a base: who changed"})))
