#pragma once

#include <string>
#include <vector>

#include "plugins/mobility/day/transit.hpp"

namespace planspiel::test {

/// Zones A, M and D at 0, 3 and 6 km, each with a stop at its centre: half a minute to it.
struct Valley {
  Zones zones{};
  Stops stops{};
  Lines lines{};
  Headways headways{};
  Departures departures{};
  mobility::TransitCoefficients coefficients = mobility::read_coefficients().transit;

  Valley() {
    coefficients.walk_m_min = 80.0;
    coefficients.walk_weight = 2.0;
    coefficients.wait_weight = 1.5;
    coefficients.transfer = 5.0;
    coefficients.known_headway = 12.0;
    coefficients.displacement_weight = 0.8;
    for (const auto& [name, x] : {std::pair{"A", 0.0}, std::pair{"M", 3000.0}, std::pair{"D", 6000.0}}) {
      const ZoneId zone = zones.add(name);
      zones.district[zone] = DistrictId(0);
      zones.centre[zone] = Point::metres(x, 0.0);
      stops.position[stops.add(name)] = Point::metres(x, 0.0);
    }
  }
  void line(const std::string& name, const std::vector<std::size_t>& at, const std::vector<double>& minutes,
            double headway) {
    const LineId row = lines.add(name);
    lines.transit_mode[row] = TransitMode::tram;
    lines.length[row] = Metres(3000.0 * static_cast<double>(at.size() - 1));
    std::vector<StopId> ids;
    std::vector<Seconds> arrivals;
    for (const std::size_t stop : at) ids.emplace_back(stop);
    for (const double minute : minutes) arrivals.emplace_back(60.0 * minute);
    stops_of_.push_back(ids);
    arrivals_of_.push_back(arrivals);
    const HeadwayId service = headways.add(name);
    headways.line[service] = row;
    headways.headway[service] = Seconds(60.0 * headway);
  }
  mobility::TransitRouter router() {
    lines.stops = {};
    lines.arrival = {};
    for (const auto& ids : stops_of_) lines.stops.push_back(ids);
    for (const auto& arrivals : arrivals_of_) lines.arrival.push_back(arrivals);
    return mobility::TransitRouter(stops, lines, zones, coefficients);
  }
  mobility::TransitDay skim_day() { return router().skim_day(headways, departures); }
  mobility::TransitSkims skim(Hour hour = Hour{8u}) { return skim_day().in(hour); }

 private:
  std::vector<std::vector<StopId>> stops_of_;
  std::vector<std::vector<Seconds>> arrivals_of_;
};

}  // namespace planspiel::test
