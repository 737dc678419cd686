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
