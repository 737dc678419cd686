#include "engine/city/entry_titles.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/city/axes.hpp"

namespace planspiel {

namespace {

struct Entry {
  std::string_view axis, name;
  const char *de, *en;
};

/// Axes whose entries are also choices of options and tables.
constexpr std::array kAxes{&Mode::kAxis, &PurposeAxis::kAxis, &VehicleAxis::kAxis, &TransitVehicleAxis::kAxis,
                           &PeriodAxis::kAxis};

constexpr std::array kEntries{
    Entry{"external_kind", "commuter", "Pendler von außerhalb", "commuters from outside"},
    Entry{"external_kind", "other", "andere von außerhalb", "others from outside"},
    Entry{"external_kind", "visitor", "Besucher", "visitors"},
    Entry{"certainty", "found", "gefunden", "found"},
    Entry{"certainty", "derived", "abgeleitet", "derived"},
    Entry{"certainty", "recalled", "erinnert", "recalled"},
    Entry{"certainty", "assumed", "angenommen", "assumed"},
    Entry{"basis", "day", "Tag", "day"},
    Entry{"basis", "crossing", "Überfahrt", "crossing"},
    Entry{"charged", "inside", "wer darin fährt", "who drives inside"},
    Entry{"charged", "crossing", "wer die Grenze überfährt", "who crosses the border"},
    Entry{"first_due", "unchanged", "wie bisher", "as it is"},
    Entry{"first_due", "nearest", "die nächste Einheit", "the nearest unit"},
    Entry{"first_due", "professional_first", "zuerst die Berufsfeuerwehr", "professional units first"},
    Entry{"move_up", "unchanged", "wie bisher", "as it is"},
    Entry{"move_up", "none", "keine", "none"},
    Entry{"move_up", "greedy", "die nächste freie rückt nach", "the nearest free unit moves up"},
    Entry{"step", "city", "Stadt", "city"},
    Entry{"step", "measures", "Maßnahmen", "measures"},
    Entry{"step", "hours", "Stunden", "hours"},
    Entry{"step", "mobility: people and ways", "Menschen und Wege", "people and ways"},
    Entry{"step", "mobility: demand and roads", "Nachfrage und Straßen", "demand and roads"},
    Entry{"step", "mobility: accounts", "Bilanzen", "accounts"},
    Entry{"step", "mode-choice: people", "Menschen", "people"},
    Entry{"step", "select-link: people", "Menschen", "people"},
    Entry{"step", "select-link: paths", "Wege", "paths"},
    Entry{"step", "travel times", "Fahrzeiten", "travel times"},
    Entry{"step", "sites", "Standorte", "sites"},
    Entry{"step", "building the city", "Stadt wird gebaut", "building the city"},
    Entry{"step", "importing the city", "Stadt wird importiert", "importing the city"},
    Entry{"step", "writing fields.gpkg", "fields.gpkg wird geschrieben", "writing fields.gpkg"},
    Entry{"step", "places along roads", "Orte an Straßen", "places along roads"},
    Entry{"step", "simulated years", "simulierte Jahre", "simulated years"},
    Entry{"step", "station and engines", "Wachen und Fahrzeuge", "station and engines"},
    Entry{"step", "smallest fleet", "kleinste Flotte", "smallest fleet"},
    Entry{"family", "price", "Preise", "Prices"},
    Entry{"family", "street", "Straßen", "Streets"},
    Entry{"family", "transit", "Öffentlicher Verkehr", "Public transport"},
    Entry{"family", "fleet", "Fahrzeuge", "Vehicles"},
    Entry{"family", "behaviour", "Verhalten", "Behaviour"},
    Entry{"family", "fire", "Feuerwehr", "Fire service"},
};

}  // namespace

Text title_of_entry(std::string_view axis, std::string_view entry) {
  for (const AxisDescriptor* known : kAxes)
    if (known->name == axis)
      for (const AxisEntry& each : known->entries)
        if (each.name == entry) return {std::string(each.de), std::string(each.en)};
  const auto found = std::find_if(kEntries.begin(), kEntries.end(),
                                  [&](const Entry& each) { return each.axis == axis && each.name == entry; });
  if (found == kEntries.end()) return {std::string(entry), std::string(entry)};
  return {found->de, found->en};
}

Text title_of(RoadClass road_class) {
  static const std::array<Text, kRoadClassNames.size()> titles{{{"Autobahn", "motorway"},
                                                                {"Autobahn, Rampe", "motorway, slip road"},
                                                                {"Schnellstraße", "trunk road"},
                                                                {"Schnellstraße, Rampe", "trunk road, slip road"},
                                                                {"Hauptstraße", "primary road"},
                                                                {"Hauptstraße, Rampe", "primary road, slip road"},
                                                                {"Verkehrsstraße", "secondary road"},
                                                                {"Sammelstraße", "collector road"},
                                                                {"Wohnstraße", "local street"},
                                                                {"verkehrsberuhigter Bereich", "living street"},
                                                                {"Zufahrt", "service road"},
                                                                {"Radweg", "cycleway"},
                                                                {"Weg", "path"}}};
  return titles[static_cast<std::size_t>(road_class)];
}

}  // namespace planspiel
