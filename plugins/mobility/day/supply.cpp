#include "plugins/mobility/day/supply.hpp"

#include "engine/base/error.hpp"

namespace planspiel::mobility {

namespace {

double price_of(const Prices& prices, const char* id) {
  const auto found = prices.find(id);
  if (!found) throw Error(ErrorKind::input, std::string("table 'prices' has no row '") + id + "'");
  return prices.value[*found];
}

double fare_of(const Fares& fares, const char* id, Metres* longest = nullptr) {
  const auto found = fares.find(id);
  if (!found) throw Error(ErrorKind::input, std::string("table 'fares' has no row '") + id + "'");
  if (longest) *longest = fares.max_distance[*found];
  return fares.price[*found].value;
}

}  // namespace

Costs read_costs(const Prices& prices, const Fares& fares, const Parking& parking, const Fleet& fleet,
                 std::size_t zones) {
  Costs costs;
  const double petrol = price_of(prices, "petrol") * price_of(prices, "petrol_use"),
               diesel = price_of(prices, "diesel") * price_of(prices, "diesel_use"),
               electricity = price_of(prices, "electricity") * price_of(prices, "electricity_use");  // EUR per 100 km
  double share = 0.0;
  for (const FleetId row : fleet.ids()) {
    if (fleet.vehicle[row] != Vehicle::car) continue;
    const Propulsion propulsion = fleet.propulsion[row];
    const double per_100_km = propulsion == Propulsion::battery || propulsion == Propulsion::fuel_cell ? electricity
                              : propulsion == Propulsion::plug_in_hybrid ? 0.5 * (petrol + electricity)
                              : propulsion == Propulsion::diesel         ? diesel
                                                                         : petrol;
    costs.car_eur_m += fleet.share[row] * per_100_km / 1e5;
    share += fleet.share[row];
  }
  if (!(share > 0.0)) throw Error(ErrorKind::input, "table 'fleet' has no cars");
  Metres longest{};
  costs.single_fare = fare_of(fares, "strip") * 2.0;  // two strips are the usual ticket inside zone M
  costs.short_fare = fare_of(fares, "short", &longest);
  costs.short_m = longest.value;
  costs.parking_eur_h.assign(zones, 0.0);
  costs.parking_day.assign(zones, 0.0);
  costs.search_min.assign(zones, 0.0);
  for (const ParkingId row : parking.ids()) {
    const std::size_t zone = parking.zone[row].index();
    costs.parking_eur_h[zone] = parking.price[row].value * 3600.0;
    costs.parking_day[zone] = parking.day_maximum[row].value;
    costs.search_min[zone] = in_minutes(parking.search[row]);
  }
  return costs;
}

}  // namespace planspiel::mobility
