#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/base/parallel.hpp"
#include "engine/city/connectivity.hpp"
#include "tests/unit/scenarios/built_in_munich.hpp"

namespace planspiel {
namespace {

const City& city() { return test::built_in_munich(); }

TEST(BuiltInMunich, HasThePublishedPeopleInAllSubDistricts) {
  const Zones& zones = city()[tables::zones];
  double residents = 0.0, in_buildings = 0.0;
  std::size_t inside = 0;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      residents += zones.residents[zone];
      ++inside;
    }
  for (const double people : city()[tables::buildings].residents.values()) in_buildings += people;
  EXPECT_EQ(city()[tables::districts].size(), 108u);
  EXPECT_NEAR(residents, 1588330.0, 0.5);
  EXPECT_NEAR(in_buildings, 1588330.0, 0.5);
  EXPECT_GE(inside, 1000u);
  EXPECT_LE(inside, 1300u);
}

TEST(BuiltInMunich, HasATrainWithinReachOfEveryPlaceAround) {
  const Lines& lines = city()[tables::lines];
  std::vector<Point> stations;
  for (const LineId line : lines.ids())
    if (lines.transit_mode[line] == TransitMode::rail)
      for (const StopId stop : lines.stops[line]) stations.push_back(city()[tables::stops].position[stop]);
  const PointIndex index(stations, Metres(5000.0));
  const Zones& zones = city()[tables::zones];
  for (const ZoneId zone : zones.ids()) {
    if (zones.district[zone]) continue;
    EXPECT_LT(index.nearest(zones.centre[zone], Metres(25000.0)), stations.size()) << zones.id[zone];
  }
}

TEST(BuiltInMunich, RegionalTrainsKeepTheirTimesInBothDirections) {
  const Lines& lines = city()[tables::lines];
  const auto minutes = [&](const char* id) { return in_minutes(lines.arrival[*lines.find(id)].back()); };
  EXPECT_NEAR(minutes("RE Rosenheim:1"), 86.0, 1e-9);  // Traunstein – Hauptbahnhof
  EXPECT_NEAR(minutes("RE Rosenheim:2"), 86.0, 1e-9);
  const auto home = lines.arrival[*lines.find("RE Rosenheim:2")];
  EXPECT_NEAR(in_minutes(home[1]), 8.0, 1e-9);  // Hauptbahnhof – Ostbahnhof
  const StopId station = lines.stops[*lines.find("RE Rosenheim:2")].front();
  EXPECT_TRUE(city()[tables::stops].name[station].starts_with("Hauptbahnhof"));
}

TEST(BuiltInMunich, HasEnoughRoadsAllInOnePartAndBuildings) {
  const Roads& roads = city()[tables::roads];
  std::size_t cars = 0;
  for (const EdgeId edge : roads.ids()) cars += (roads.access[edge] & access::car) != 0;
  EXPECT_GE(cars, 40000u);
  EXPECT_GE(city()[tables::buildings].size(), 100000u);
  const Connectivity parts = connectivity(city()[tables::nodes].size(), roads, access::car);
  EXPECT_EQ(parts.connected(), parts.usable);
}

TEST(BuiltInMunich, KeepsItsRiverFreeOfHousesAndNearlyOfStreets) {
  const LandCover& land_cover = city()[tables::land_cover];
  ASSERT_EQ(land_cover.size(), 1u);
  EXPECT_EQ(land_cover.cover[LandCoverId(0)], Cover::water);
  const Polygon& isar = land_cover.outline[LandCoverId(0)];
  EXPECT_GT(isar.area().value, 20000.0 * 60.0);
  EXPECT_LT(isar.area().value, 30000.0 * 60.0);
  const Buildings& buildings = city()[tables::buildings];
  for (const BuildingId house : buildings.ids()) {
    EXPECT_FALSE(isar.contains(buildings.centre[house])) << buildings.id[house];
    for (const Point corner : buildings.footprint[house]) EXPECT_FALSE(isar.contains(corner)) << buildings.id[house];
  }
  // The bed is 60 m wide along a line through the bridges: streets on the banks may touch it, few do.
  const Roads& roads = city()[tables::roads];
  std::size_t wet = 0;
  for (const EdgeId edge : roads.ids())
    if (roads.road_class[edge] > RoadClass::secondary)
      wet += isar.contains(roads.shape[edge].front()) || isar.contains(roads.shape[edge].back());
  EXPECT_LE(wet, 24u);
}

TEST(BuiltInMunich, HasThePublishedBusesAndMostPeopleLiveNearAStop) {
  const Lines& lines = city()[tables::lines];
  std::vector<bool> of_bus(city()[tables::stops].size(), false);
  double bus_m = 0.0;
  for (const LineId line : lines.ids())
    if (lines.transit_mode[line] == TransitMode::bus) {
      bus_m += lines.length[line].value / 2.0;  // both directions are rows
      for (const StopId stop : lines.stops[line]) of_bus[stop.index()] = true;
    }
  EXPECT_NEAR(bus_m, 546000.0, 54600.0);
  // Lines made by rule share more streets than the real ones do: 1,070 stops are published, about 800 are served.
  EXPECT_NEAR(static_cast<double>(std::count(of_bus.begin(), of_bus.end(), true)), 1070.0, 321.0);
  std::vector<Point> served;
  for (const LineId line : lines.ids())
    for (const StopId stop : lines.stops[line]) served.push_back(city()[tables::stops].position[stop]);
  const PointIndex stops(served, 400.0_m);
  const Buildings& buildings = city()[tables::buildings];
  double near = 0.0;
  for (const BuildingId house : buildings.ids())
    if (!stops.within(buildings.centre[house], 400.0_m).empty()) near += buildings.residents[house];
  EXPECT_NEAR(near / 1588330.0, 0.92, 0.092);
}

/// Jobs of the boroughs, most first.
std::vector<std::pair<double, std::string>> jobs_by_borough(const City& city) {
  std::map<std::string, double> sums;
  const Zones& zones = city[tables::zones];
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) sums[city[tables::districts].borough[*zones.district[zone]]] += zones.jobs[zone];
  std::vector<std::pair<double, std::string>> sorted;
  for (const auto& [name, jobs] : sums) sorted.emplace_back(jobs, name);
  std::sort(sorted.rbegin(), sorted.rend());
  return sorted;
}

TEST(BuiltInMunich, HasItsJobsInThePublishedOrderOfBoroughs) {
  // Erwerbstätige 2014 and 2030 (tz.de 9196259): Maxvorstadt first, Altstadt-Lehel closely behind.
  const auto boroughs = jobs_by_borough(city());
  ASSERT_EQ(boroughs.size(), 25u);
  EXPECT_EQ(boroughs[0].second, "Maxvorstadt");
  EXPECT_EQ(boroughs[1].second, "Altstadt-Lehel");
  EXPECT_GT(boroughs[1].first, 0.85 * boroughs[0].first);
  // BMW alone employs 41,000 in Munich, most of them here (sueddeutsche.de 1.2915601).
  const auto bmw = std::find_if(boroughs.begin(), boroughs.end(),
                                [](const auto& one) { return one.second == "Milbertshofen-Am Hart"; });
  EXPECT_GT(bmw->first, 35000.0);
}

TEST(BuiltInMunich, HasTwoFifthsOfItsJobsInsideTheRing) {
  const Zones& zones = city()[tables::zones];
  const Areas& areas = city()[tables::areas];
  const Polygon& ring = areas.outline[*areas.find("mittlerer-ring")];
  double inside = 0.0, all = 0.0;
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    all += zones.jobs[zone];
    if (ring.contains(zones.centre[zone])) inside += zones.jobs[zone];
  }
  EXPECT_NEAR(all, 1116184.0, 30.0);
  EXPECT_GT(inside / all, 0.40);
  EXPECT_LT(inside / all, 0.60);
}

TEST(BuiltInMunich, HasAsManyJobsAsResidentsWhoStayAndCommutersWhoCome) {
  const PersonGroups& groups = city()[tables::person_groups];
  const Zones& zones = city()[tables::zones];
  double employed = 0.0, jobs = 0.0, outside = 0.0;
  for (const PersonGroupId group : groups.ids()) employed += groups.share[group] * groups.employed[group] * 1588330.0;
  for (const ZoneId zone : zones.ids()) (zones.district[zone] ? jobs : outside) += zones.jobs[zone];
  EXPECT_NEAR(outside, 222000.0, 1.0);
  EXPECT_NEAR(employed - outside, 601583.0, 6000.0);
  EXPECT_NEAR(jobs - (employed - outside), 514601.0, 5100.0);
}

}  // namespace
}  // namespace planspiel
