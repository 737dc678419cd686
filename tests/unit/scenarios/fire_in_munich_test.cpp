#include <gtest/gtest.h>

#include "engine/run/measure.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/indicators.hpp"
#include "plugins/fire/measures/add_fire_station.hpp"
#include "plugins/fire/station_place.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"
#include "tests/unit/scenarios/built_in_munich.hpp"

using namespace planspiel;

namespace {

TEST(FireInMunich, CoversWhatTheServicePlansWith) {
  test::FireDay day(test::built_in_munich());
  for (Speed& speed : day.road_speed->values()) speed *= 0.8;  // a busy hour, all day
  day.run();
  const auto value_of = [&](const std::string& id) {
    for (const Indicator& indicator : fire::indicators())
      if (indicator.id == id) return evaluate(indicator, day.city, day.written).value;
    return std::nan("");
  };
  EXPECT_TRUE(day.notes.empty());
  EXPECT_NEAR(value_of("fire.coverage.area.hilfsfrist_professional"), 83.0, 5.0);  // planning of 2013: 83 % of the city
  EXPECT_NEAR(value_of("fire.response.median.incidents"), 7.5, 1.5);
  EXPECT_GT(value_of("fire.coverage.area.hilfsfrist"), value_of("fire.coverage.area.hilfsfrist_professional"));
  EXPECT_GT(value_of("fire.coverage.area.hilfsfrist"), value_of("fire.coverage.area_all.hilfsfrist"));
}

/// Drives of 0.615 km and more: 0.65 min + 1.7 min per mile.
double rand_s(double km) { return 39.0 + 63.4 * km; }

TEST(FireInMunich, EnginesDriveAsTheRandLawSays) {
  const Roads& roads = test::built_in_munich()[tables::roads];
  const std::size_t nodes = test::built_in_munich()[tables::nodes].size();
  const auto opposite = reach::opposite_links(roads, nodes);
  const auto stations = fire::places_of(test::built_in_munich()[tables::stations], roads, opposite);
  const auto buildings = reach::places_of(test::built_in_munich()[tables::buildings], roads, opposite);
  test::FireDay free(test::built_in_munich()), even(test::built_in_munich());
  Roads even_roads = roads;  // a metre takes a second: the time is the length of the shortest way
  for (Speed& speed : even_roads.free_speed.values()) speed = 1.0_m_s;
  for (Speed& speed : even.road_speed->values()) speed = 1.0_m_s;
  const fire::Origins origins = fire::origins_of(stations);
  reach::DriveNetwork network(roads, nodes, fire::engine_law({}));
  reach::DriveNetwork lengths(even_roads, nodes, fire::engine_law({.faster = 1.0}));
  reach::DriveTimes drive(network, origins.place), way(lengths, origins.place);
  fire::use_hour(network, *free.road_speed, Hour(3));
  fire::use_hour(lengths, *even.road_speed, Hour(3));
  drive.search();
  way.search();
  std::vector<double> seconds(drive.sites()), metres(way.sites());
  double sum_s = 0.0, sum_law_s = 0.0;
  for (std::size_t at = 0; at < buildings.size(); at += 50) {
    if (!buildings[BuildingId(at)]) continue;  // no road within 300 m
    reach::RoadPlace place = *buildings[BuildingId(at)];
    place.off_road = 0.0_m;
    drive.to(place, seconds);
    way.to(place, metres);
    for (std::size_t station = 0; station < seconds.size(); ++station) {
      if (metres[station] < 2000.0 || metres[station] > 6000.0) continue;
      sum_s += seconds[station];
      sum_law_s += rand_s(metres[station] / 1000.0);
    }
  }
  EXPECT_NEAR(sum_s / sum_law_s, 1.0, 0.1);
}

TEST(FireInMunich, TwoMoreStationsMakeNobodyWaitLonger) {
  City twelve = test::built_in_munich();
  const Value scenario = read_toml(PLANSPIEL_SOURCE_DIR "/scenarios/munich/twelve-fire-stations.toml");
  for (const Value& measure : scenario.at("measure").items())
    twelve = apply(read_options<fire::AddFireStation>(measure, kMeasureKeys), std::move(twelve));
  test::FireDay ten_stations(test::built_in_munich()), twelve_stations(twelve);
  ten_stations.run();
  twelve_stations.run();
  const auto& before = ten_stations.result(fire::fields::first_arrival).values();
  const auto& after = twelve_stations.result(fire::fields::first_arrival).values();
  std::size_t later = 0, sooner = 0;
  for (std::size_t at = 0; at < before.size(); ++at) {
    later += after[at] > before[at] + Seconds(1e-6);
    sooner += after[at] < before[at] - Seconds(1e-6);
  }
  EXPECT_EQ(later, 0u);
  EXPECT_GT(sooner, before.size() / 100);
}

}  // namespace
