#include "plugins/fire/indicators.hpp"

#include <gtest/gtest.h>

#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;

namespace {

/// 600 m to A, 1,600 m to B at 10 m/s; three quarters of all live in A; the standards' ids are Munich's.
test::FireDay day_of_town() {
  const City city =
      test::town(
          "S-----A---------B",
          {.zones = true,
           .jobs = 0.0,
           .more =
               [](CityBuilder& builder) {
                 test::add_station(builder, "1", test::place(builder, 'S'), {.crews = {10, 6}});
                 test::add_building(builder, "a", test::place(builder, 'A'), 30.0, 'A');
                 test::add_building(builder, "b", test::place(builder, 'B'), 10.0, 'B');
                 test::add_standard(builder, "hilfsfrist", {.time = 240.0_s});
                 test::add_standard(builder, "hilfsfrist_professional", {.time = 310.0_s, .professional_only = true});
                 test::add_standard(builder, "agbf_1", {.clock = ClockZero::alarm, .time = 219.0_s, .functions = 10});
                 test::add_standard(builder, "agbf_2", {.clock = ClockZero::alarm, .time = 220.0_s, .functions = 16});
                 IncidentRates& rates = builder[tables::incident_rates];
                 rates.per_resident[rates.add("fire")] = 0.1;
                 rates.profile = with_last(rates.profile, std::vector<double>(24, 1.0 / 24.0));
               }})
          .city;
  return test::FireDay(city);
}

IndicatorValue value_of(const test::FireDay& day, const std::string& id) {
  for (const Indicator& indicator : fire::indicators())
    if (indicator.id == id) return evaluate(indicator, day.city, day.written);
  throw Error(ErrorKind::internal, "no indicator " + id);
}

Value like_cars() { return parse_toml("faster = 1.0", "options"); }

TEST(FireIndicators, AllCanBeEvaluated) {
  test::FireDay day = day_of_town();
  day.run(like_cars());
  EXPECT_EQ(fire::indicators().size(), 32u);
  for (const Indicator& indicator : fire::indicators()) {
    const IndicatorValue value = evaluate(indicator, day.city, day.written);
    EXPECT_FALSE(std::isnan(value.value)) << indicator.id;
    EXPECT_EQ(value.by_district.size(), 1u) << indicator.id;
  }
}

TEST(FireIndicators, CoverageIsTheShareInTime) {
  test::FireDay day = day_of_town();
  day.run(like_cars());  // from the call: A after 210 s, B after 310 s
  EXPECT_NEAR(value_of(day, "fire.coverage.residents.hilfsfrist").value, 75.0, 1e-9);
  EXPECT_NEAR(value_of(day, "fire.coverage.residents.hilfsfrist_professional").value, 100.0, 1e-9);
  EXPECT_NEAR(value_of(day, "fire.coverage.buildings.hilfsfrist").value, 50.0, 1e-9);
  EXPECT_NEAR(value_of(day, "fire.coverage.incidents.agbf_1").value, 75.0, 1e-9);   // B after 220 s from the alarm
  EXPECT_NEAR(value_of(day, "fire.coverage.incidents.agbf_2").value, 100.0, 1e-9);  // 16 functions come together
}

TEST(FireIndicators, CoverageIsThatOfTheWorstHour) {
  test::FireDay day = day_of_town();
  for (const EdgeId edge : day.city[tables::roads].ids()) (*day.road_speed)(edge, Hour(17)) = 0.0_m_s;  // engines 5 m/s
  day.run(like_cars());
  const IndicatorValue covered = value_of(day, "fire.coverage.residents.hilfsfrist");  // A after 270 s
  EXPECT_NEAR(covered.value, 0.0, 1e-9);
  EXPECT_EQ(covered.hour, 17);
}

TEST(FireIndicators, ResponseIsAQuantileOverIncidentsOrResidents) {
  test::FireDay day = day_of_town();
  day.run(like_cars());
  EXPECT_NEAR(value_of(day, "fire.response.median.incidents").value, 3.5, 1e-9);
  EXPECT_NEAR(value_of(day, "fire.response.p90.incidents").value, 310.0 / 60.0, 1e-9);
  EXPECT_NEAR(value_of(day, "fire.response.median.residents").value, 3.5, 1e-9);
  EXPECT_NEAR(value_of(day, "fire.response.p90.residents").value, 310.0 / 60.0, 1e-9);
}

}  // namespace
