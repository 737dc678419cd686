#include "plugins/fire/incidents.hpp"

#include <gtest/gtest.h>

#include "plugins/fire/fields.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

/// Two buildings of zone A, one twice as high; zone B, with jobs as well, has none.
City two_buildings() {
  return test::town("A---B", {.zones = true,
                              .jobs = 60.0,
                              .more =
                                  [](CityBuilder& builder) {
                                    const Point a = test::place(builder, 'A');
                                    test::add_building(builder, "flat", a, 10.0, 'A');
                                    test::add_building(builder, "tower", Point::metres(a.x_m, a.y_m + 40), 0.0, 'A');
                                    builder[tables::buildings].height[*builder[tables::buildings].find("tower")] =
                                        20.0_m;
                                  }})
      .city;
}

const BuildingId kFlat(std::size_t{0}), kTower(std::size_t{1});

void add_rate(IncidentRates& rates, const std::string& id, double per_resident, double per_job,
              const std::vector<double>& profile) {
  const IncidentRateId rate = rates.add(id);
  rates.per_resident[rate] = per_resident;
  rates.per_job[rate] = per_job;
  rates.profile = with_last(rates.profile, profile);
}

TEST(JobsOfBuildings, FollowTheirVolumeInTheZone) {
  const City city = two_buildings();
  const auto jobs = jobs_of(city[tables::buildings], city[tables::zones]);
  EXPECT_NEAR(jobs[kFlat], 20.0, 1e-9);
  EXPECT_NEAR(jobs[kTower], 40.0, 1e-9);
}

TEST(ExpectedIncidents, ComeFromResidentsAndJobsByHour) {
  const City city = two_buildings();
  IncidentRates rates;
  std::vector<double> profile(24, 1.0);
  profile[8] = 9.0;  // 9 of 32
  add_rate(rates, "fire", 0.1, 0.0, profile);
  add_rate(rates, "technical", 0.0, 0.24, std::vector<double>(24, 5.0));
  HourlyColumn<BuildingId, double> incidents({2, 24});
  expect_incidents(rates, city[tables::buildings], jobs_of(city[tables::buildings], city[tables::zones]), incidents);
  EXPECT_NEAR(incidents(kFlat, Hour(8)), 10 * 0.1 * 9 / 32 + 20 * 0.24 / 24, 1e-12);
  EXPECT_NEAR(incidents(kTower, Hour(8)), 40 * 0.24 / 24, 1e-12);
  double year = 0.0;
  for (const double each : incidents.values()) year += each;
  EXPECT_NEAR(year, 10 * 0.1 + 60 * 0.24, 1e-12);
}

TEST(ExpectedIncidents, WithoutAProfileAreTheSameInAllHours) {
  const City city = two_buildings();
  IncidentRates rates;
  add_rate(rates, "fire", 0.24, 0.0, {});
  HourlyColumn<BuildingId, double> incidents({2, 24});
  expect_incidents(rates, city[tables::buildings], Column<BuildingId, double>(2), incidents);
  EXPECT_NEAR(incidents(kFlat, Hour(3)), 0.1, 1e-12);
}

}  // namespace
