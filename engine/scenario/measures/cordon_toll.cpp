#include "engine/scenario/measures/cordon_toll.hpp"

#include <fmt/format.h>

namespace planspiel {

void CordonToll::describe(OptionSet& set) {
  set.area("area", area,
           {{"Gebiet", "Area"}, {"Name eines Gebiets oder GeoJSON-Datei", "name of an area or GeoJSON file"}})
      .required();
  set.price("price", price, basis, {{"day", {"Tag", "day"}}, {"crossing", {"Überfahrt", "crossing"}}},
            {{"Preis", "Price"},
             {"je Tag und Person oder je Einfahrt, z. B. \"6 EUR/day\"",
              "per person and day or per entry, for example \"6 EUR/day\""}})
      .required();
  set.choice(
      "charged", charged,
      {{"Bemautet", "Charged"}, {"jede Fahrt im Gebiet oder nur die Einfahrt", "every drive inside, or entering only"}},
      {{"wer darin fährt", "who drives inside"}, {"wer die Grenze überfährt", "who crosses the border"}});
  set.hours("hours", hours, {{"Stunden", "Hours"}, {"bemautete Stunden", "charged hours"}});
}

City apply(const CordonToll& measure, City city) {
  const Polygon outline = outline_of(measure.area, city);
  const Roads& roads = city[tables::roads];
  const Nodes& nodes = city[tables::nodes];
  std::vector<EdgeId> charged;
  const auto for_motors = [&](EdgeId edge) { return (roads.access[edge] & (access::car | access::truck)) != 0; };
  if (measure.charged == TollCharged::inside) {
    for (const EdgeId edge : roads_inside(city, outline))
      if (for_motors(edge)) charged.push_back(edge);
  } else {
    for (const EdgeId edge : roads.ids())
      if (for_motors(edge) && !outline.contains(nodes.position[roads.from[edge]]) &&
          outline.contains(nodes.position[roads.to[edge]]))
        charged.push_back(edge);
  }
  if (charged.empty())
    throw Error(ErrorKind::config,
                "the area '" + measure.area.name + "' selects no road: a toll there would charge nobody");
  Tolls tolls = city.copy(tables::tolls);
  const TollId toll = tolls.add(fmt::format("toll:{}:{}", tolls.size() + 1, measure.area.name));
  tolls.basis[toll] = measure.basis == "day" ? TollBasis::day : TollBasis::crossing;
  tolls.price[toll] = measure.price;
  tolls.hours[toll] = Hours{measure.hours};
  tolls.roads = with_last(tolls.roads, charged);
  tolls.zones = with_last(tolls.zones, zones_inside(city, outline));
  return city.with(std::move(tolls));
}

}  // namespace planspiel
