#include "engine/city/entry_titles.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace planspiel {

namespace {

struct Entry {
  std::string_view axis, name;
  const char *de, *en;
};

constexpr std::array kAxes{
    Entry{"", "standard", "Schutzziel", "standard"},
    Entry{"", "mode", "Verkehrsmittel", "mode"},
    Entry{"", "vehicle", "Fahrzeug", "vehicle"},
    Entry{"", "transit_mode", "Verkehrsmittel", "vehicle"},
    Entry{"", "purpose", "Zweck", "purpose"},
    Entry{"", "period", "Tageszeit", "period"},
    Entry{"", "hour", "Stunde", "hour"},
};

constexpr std::array kEntries{
    Entry{"mode", "walk", "zu Fuß", "walking"},
    Entry{"mode", "bike", "Rad", "cycling"},
    Entry{"mode", "transit", "ÖPNV", "public transport"},
    Entry{"mode", "car_driver", "Auto, selbst gefahren", "car, driving"},
    Entry{"mode", "car_passenger", "Auto, mitgefahren", "car, passenger"},
    Entry{"purpose", "work", "Arbeit", "work"},
    Entry{"purpose", "business", "dienstlich", "business"},
    Entry{"purpose", "education", "Ausbildung", "education"},
    Entry{"purpose", "shopping", "Einkauf", "shopping"},
    Entry{"purpose", "errands", "Erledigung", "errands"},
    Entry{"purpose", "leisure", "Freizeit", "leisure"},
    Entry{"purpose", "escort", "Begleitung", "escort"},
    Entry{"vehicle", "car", "Pkw", "car"},
    Entry{"vehicle", "van", "Lieferwagen", "van"},
    Entry{"vehicle", "light_truck", "leichter Lkw", "light truck"},
    Entry{"vehicle", "heavy_truck", "schwerer Lkw", "heavy truck"},
    Entry{"vehicle", "bus", "Bus", "bus"},
    Entry{"transit_mode", "rail", "S-Bahn", "rail"},
    Entry{"transit_mode", "metro", "U-Bahn", "metro"},
    Entry{"transit_mode", "tram", "Tram", "tram"},
    Entry{"transit_mode", "bus", "Bus", "bus"},
    Entry{"period", "night", "Nacht", "night"},
    Entry{"period", "peak", "Hauptverkehrszeit", "peak"},
    Entry{"period", "midday", "tagsüber", "midday"},
    Entry{"period", "evening", "Abend", "evening"},
    Entry{"external_kind", "commuter", "Pendler von außerhalb", "commuters from outside"},
    Entry{"external_kind", "other", "andere von außerhalb", "others from outside"},
    Entry{"external_kind", "visitor", "Besucher", "visitors"},
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
    Entry{"family", "price", "Preise", "Prices"},
    Entry{"family", "street", "Straßen", "Streets"},
    Entry{"family", "transit", "Öffentlicher Verkehr", "Public transport"},
    Entry{"family", "fleet", "Fahrzeuge", "Vehicles"},
    Entry{"family", "behaviour", "Verhalten", "Behaviour"},
    Entry{"family", "fire", "Feuerwehr", "Fire service"},
};

template <std::size_t N>
Text find_title(const std::array<Entry, N>& entries, std::string_view axis, std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& entry) { return entry.axis == axis && entry.name == name; });
  if (found == entries.end()) return {std::string(name), std::string(name)};
  return {found->de, found->en};
}

}  // namespace

Text title_of_entry(std::string_view axis, std::string_view entry) { return find_title(kEntries, axis, entry); }

Text title_of_axis(std::string_view axis) { return find_title(kAxes, "", axis); }

}  // namespace planspiel
