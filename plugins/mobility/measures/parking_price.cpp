#include "plugins/mobility/measures/parking_price.hpp"

#include <map>

namespace planspiel::mobility {

City apply(const ParkingPrice& measure, City city) {
  const std::vector<ZoneId> inside = zones_inside(city, outline_of(measure.area, city));
  if (inside.empty()) throw Error(ErrorKind::config, "the area '" + measure.area.name + "' holds no zone centre");
  Parking parking = city.copy(tables::parking);
  std::map<ZoneId, ParkingId> row_of;
  for (const ParkingId row : parking.ids()) row_of.emplace(parking.zone[row], row);
  for (const ZoneId zone : inside) {
    const auto found = row_of.find(zone);
    const bool is_new = found == row_of.end();
    const ParkingId row = is_new ? parking.add("measure:" + city[tables::zones].id[zone]) : found->second;
    if (is_new) parking.search[row] = Seconds(120.0);
    parking.zone[row] = zone;
    parking.price[row] = measure.price;
    parking.day_maximum[row] = measure.day_maximum;
    parking.source[row] = "measure parking_price";
  }
  return city.with(std::move(parking));
}

}  // namespace planspiel::mobility
