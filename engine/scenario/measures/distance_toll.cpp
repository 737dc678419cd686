#include "engine/scenario/measures/distance_toll.hpp"

#include <fmt/format.h>

namespace planspiel {

void DistanceToll::describe(OptionSet& set) {
  set.area("area", area,
           {{"Gebiet", "Area"}, {"Name eines Gebiets oder GeoJSON-Datei", "name of an area or GeoJSON file"}})
      .required();
  set.quantity(
         "price", price, "EUR/km",
         {{"Preis", "Price"}, {"je Kilometer, z. B. \"0.20 EUR/km\"", "per kilometre, for example \"0.20 EUR/km\""}},
         {0.0, 10.0})
      .required();
  set.hours("hours", hours, {{"Stunden", "Hours"}, {"bemautete Stunden", "charged hours"}});
}

City apply(const DistanceToll& measure, City city) {
  const Polygon outline = outline_of(measure.area, city);
  const Roads& roads = city[tables::roads];
  std::vector<EdgeId> charged;
  for (const EdgeId edge : roads_inside(city, outline))
    if (roads.access[edge] & (access::car | access::truck)) charged.push_back(edge);
  if (charged.empty())
    throw Error(ErrorKind::config,
                "the area '" + measure.area.name + "' selects no road: a toll there would charge nobody");
  Tolls tolls = city.copy(tables::tolls);
  const TollId toll = tolls.add(fmt::format("toll:{}:{}", tolls.size() + 1, measure.area.name));
  tolls.basis[toll] = TollBasis::distance;
  tolls.price[toll] = measure.price * Metres(1000.0);
  tolls.hours[toll] = Hours{measure.hours};
  tolls.roads = with_last(tolls.roads, charged);
  tolls.zones = with_last(tolls.zones, zones_inside(city, outline));
  return city.with(std::move(tolls));
}

}  // namespace planspiel
