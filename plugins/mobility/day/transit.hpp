#pragma once

/// What it takes to go from zone to zone by public transport, in every hour.

#include <array>
#include <limits>
#include <vector>

#include "plugins/mobility/day/direct_rides.hpp"
#include "plugins/mobility/day/transit_loads.hpp"
#include "plugins/mobility/day/zone_matrix.hpp"

namespace planspiel::mobility {

/// Minutes and metres between zones. Infinite cost: no connection. Empty: nothing runs.
struct TransitSkims {
  ZoneMatrix<float> cost_min{};  ///< generalised: weighted walking and waiting, schedule delay, transfers
  ZoneMatrix<float> time_min{};  ///< plain: walking, waiting at stops, riding
  ZoneMatrix<float> walk_min{};  ///< to, between and from stops
  std::array<ZoneMatrix<float>, TransitVehicleAxis::kCount> ride_m{};  ///< expected, by TransitMode

  float cost(ZoneId from, ZoneId to) const {
    return cost_min.empty() ? std::numeric_limits<float>::infinity() : cost_min(from, to);
  }
};

/// A day of public transport: every hour has its own service, hours of the same service share their skims (28 bytes for
/// each pair of zones and service). Nothing is merged, so no changed hour is lost.
struct TransitDay {
  std::vector<TransitSkims> skims{};                ///< by service
  std::array<std::size_t, Hour::kCount> of_hour{};  ///< hour → service
  const TransitSkims& in(Hour hour) const { return skims[of_hour[hour.index()]]; }
};

/// One way by public transport.
struct TransitJourney {
  double cost_min = 0.0, time_min = 0.0, walk_min = 0.0;    ///< as in TransitSkims
  std::array<double, TransitVehicleAxis::kCount> ride_m{};  ///< by TransitMode
};

/// Least generalised time by rounds of boardings (RAPTOR's rounds, Delling, Pajor, Werneck 2012) over direct rides, on
/// which common lines are pooled. At most four boardings. Access and egress on foot to stops around a zone's centre,
/// changes on foot between stops; people of external zones reach rail stations around them by a feeder (reach, detours
/// and speeds: the coefficients transit.*). One best path; of the lines of one ride each carries its share of the
/// departures.
class TransitRouter {
 public:
  TransitRouter(const Stops& stops, const Lines& lines, const Zones& zones, const TransitCoefficients& coefficients);
  /// Skims of a service: departures per hour of each line. Empty where none departs.
  TransitSkims skim(std::span<const double> departures_per_hour) const;
  /// One skim for each service of the day.
  TransitDay skim_day(const Headways& headways, const Departures& timetable) const;
  /// Brings the trips of some hours, in which the service is the same, to the lines of their best ways. Trips without
  /// any way stay away.
  void ride(const RiderTrips& riders, std::span<const Hour> hours, std::span<const double> departures_per_hour,
            LineLoads& loads) const;
  /// From the best of some stops to the best of others. No value: no connection.
  std::optional<TransitJourney> journey(const std::vector<StopId>& from, const std::vector<StopId>& to,
                                        std::span<const double> departures_per_hour) const;

 private:
  struct Walk {
    std::uint32_t stop;
    float minutes;
  };
  struct Label;
  struct Search;
  struct RidersOfHours;
  void from_zone(ZoneId zone, const DirectRides& direct, Search& search) const;
  void skim_from(ZoneId zone, const DirectRides& direct, Search& search, TransitSkims& skims) const;
  void ride_from(ZoneId zone, const DirectRides& direct, Search& search, RidersOfHours& riders) const;
  const Walk* egress(ZoneId to, const Search& search) const;
  void search(const DirectRides& direct, Search& search) const;
  void board(const DirectRides& direct, Search& search) const;
  void change(Search& search) const;

  const Stops& stops_;
  const Lines& lines_;
  const Zones& zones_;
  TransitCoefficients coefficients_;
  Column<ZoneId, std::vector<Walk>> access_;  ///< stops around a zone
  std::vector<std::vector<Walk>> transfers_;  ///< stop → stops nearby
  LinesBetweenStops between_;
};

struct Supply;

/// The stage of public transport, with the verb that roads have.
class HourlyTransit {
 public:
  HourlyTransit(const Stops& stops, const Lines& lines, const Headways& headways, const Departures& timetable,
                const Zones& zones, const TransitCoefficients& coefficients)
      : router_(stops, lines, zones, coefficients),
        stops_(stops),
        lines_(lines),
        headways_(headways),
        timetable_(timetable) {}
  /// Writes what rides cost into the supply, in every round of the loop. Lines run by headway or timetable whatever the
  /// roads are like: nothing changes after the first round, and nothing is searched again.
  void skim(Supply& supply) const;
  /// What a day's trips are for its lines and stops.
  TransitLoads loads(const RiderTrips& riders) const;

 private:
  TransitRouter router_;
  const Stops& stops_;
  const Lines& lines_;
  const Headways& headways_;
  const Departures& timetable_;
};

}  // namespace planspiel::mobility
