#include "engine/scenario/measures/street_selection.hpp"

#include <algorithm>

namespace planspiel {

void StreetSelection::describe(OptionSet& set) {
  set.area("area", area,
           {{"Gebiet", "Area"}, {"Name eines Gebiets oder GeoJSON-Datei", "name of an area or GeoJSON file"}});
  set.texts("roads", roads, {{"Straßen", "Roads"}, {"Kennungen oder Straßennamen", "ids or street names"}});
  set.texts("classes", classes,
            {{"Klassen", "Classes"},
             {"nur diese Straßenklassen, z. B. [\"residential\"]",
              "only these road classes, for example [\"residential\"]"}});
}

std::vector<EdgeId> select(const StreetSelection& selection, const City& city) {
  if (!selection.area.given() && selection.roads.empty())
    throw Error(ErrorKind::config,
                "says neither 'area' nor 'roads': write area = \"mittlerer-ring\" or roads = [\"Leopoldstraße\"]");
  std::vector<EdgeId> selected = roads_named(city, selection.roads);
  if (selection.area.given()) {
    const std::vector<EdgeId> inside = roads_inside(city, outline_of(selection.area, city));
    selected.insert(selected.end(), inside.begin(), inside.end());
    std::sort(selected.begin(), selected.end());
    selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
  }
  const std::vector<std::string> names(kRoadClassNames.begin(), kRoadClassNames.end());
  std::vector<bool> wanted(names.size(), selection.classes.empty());
  for (const std::string& name : selection.classes) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
      throw Error(ErrorKind::config, "unknown road class '" + name + "': " + nearest_known(name, names));
    wanted[static_cast<std::size_t>(found - names.begin())] = true;
  }
  const Roads& roads = city[tables::roads];
  std::erase_if(selected, [&](EdgeId edge) { return !wanted[static_cast<std::size_t>(roads.road_class[edge])]; });
  if (selected.empty())
    throw Error(ErrorKind::config,
                "selects no road" + (selection.area.given() ? " in '" + selection.area.name + "'" : std::string()));
  return selected;
}

}  // namespace planspiel
