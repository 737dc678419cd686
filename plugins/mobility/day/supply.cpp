#include "plugins/mobility/day/supply.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"

namespace planspiel::mobility {

namespace {

double price_of(const Prices& prices, const char* id) {
  const auto found = prices.find(id);
  if (!found) throw Error(ErrorKind::input, std::string("table 'prices' has no row '") + id + "'");
  return prices.value[*found];
}

/// Infinite where the city does not sell the ticket.
double fare_of(const Fares& fares, const char* id) {
  const auto found = fares.find(id);
  return found ? fares.price[*found].value : std::numeric_limits<double>::infinity();
}

Tickets read_tickets(const Fares& fares) {
  Tickets tickets;
  tickets.single = fare_of(fares, "single");
  tickets.strips = 2.0 * fare_of(fares, "strip");  // two strips are the usual ticket inside zone M
  tickets.short_trip = fare_of(fares, "short");
  if (const auto row = fares.find("short")) tickets.short_m = fares.max_distance[*row].value;
  tickets.day = fare_of(fares, "day");
  tickets.pass_day = fare_of(fares, "pass_day");
  if (const auto row = fares.find("outside_km")) tickets.outside_km = fares.price[*row].value;
  if (!std::isfinite(std::min(tickets.single, tickets.strips)))
    throw Error(ErrorKind::input, "table 'fares' has neither a row 'single' nor a row 'strip'");
  return tickets;
}

}  // namespace

Costs read_costs(const Prices& prices, const Fares& fares, const Parking& parking, const Fleet& fleet,
                 std::size_t zones) {
  Costs costs;
  const double petrol = price_of(prices, "petrol") * price_of(prices, "petrol_use"),
               diesel = price_of(prices, "diesel") * price_of(prices, "diesel_use"),
               electricity = price_of(prices, "electricity") * price_of(prices, "electricity_use");  // EUR per 100 km
  const double plug_in = price_of(prices, "plug_in_electric");
  if (!(plug_in >= 0.0 && plug_in <= 1.0))
    throw Error(ErrorKind::input, "table 'prices', row 'plug_in_electric': a share between 0 and 1 is needed");
  double share = 0.0;
  for (const FleetId row : fleet.ids()) {
    if (fleet.vehicle[row] != Vehicle::car) continue;
    const Propulsion propulsion = fleet.propulsion[row];
    const double per_100_km = propulsion == Propulsion::battery || propulsion == Propulsion::fuel_cell ? electricity
                              : propulsion == Propulsion::plug_in_hybrid
                                  ? plug_in * electricity + (1.0 - plug_in) * petrol
                              : propulsion == Propulsion::diesel ? diesel
                                                                 : petrol;
    costs.car_eur_m += fleet.share[row] * per_100_km / 1e5;
    share += fleet.share[row];
  }
  if (!(share > 0.0)) throw Error(ErrorKind::input, "table 'fleet' has no cars");
  costs.tickets = read_tickets(fares);
  costs.parking_eur_h.resize(zones);
  costs.parking_day.resize(zones);
  costs.search_min.resize(zones);
  for (const ParkingId row : parking.ids()) {
    const ZoneId zone = parking.zone[row];
    costs.parking_eur_h[zone] = parking.price[row].value * 3600.0;
    costs.parking_day[zone] = parking.day_maximum[row].value;
    costs.search_min[zone] = in_minutes(parking.search[row]);
  }
  return costs;
}

}  // namespace planspiel::mobility
