#include "plugins/mobility/day/accounts.hpp"

namespace planspiel::mobility {

void account_transit(const Day& day, const RiderTrips& riders, const DayTables& tables, DayOutputs& out) {
  const TransitLoads loads = day.transit.loads(riders);
  for (const Hour hour : kHoursOfDay) {
    for (const LineId line : tables.lines.ids()) {
      const double boardings = loads.boardings[line][hour.index()];
      out.line_boardings(line, hour) = boardings;
      out.line_load(line, hour) = loads.fullest[line][hour.index()];
      out.transit_boardings(ScalarId(0), TransitVehicleAxis(tables.lines.transit_mode[line])) += boardings;
    }
    for (const StopId stop : tables.stops.ids()) {
      out.stop_boardings(stop, hour) = loads.boarding[stop][hour.index()];
      out.stop_alightings(stop, hour) = loads.alighting[stop][hour.index()];
    }
  }
}

}  // namespace planspiel::mobility
