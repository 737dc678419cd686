#include "plugins/emissions/indicators.hpp"

#include <gtest/gtest.h>

#include "plugins/fields.hpp"
#include "tests/unit/plugins/emissions/emissions_day.hpp"

using namespace planspiel;

namespace {

const Indicator& named(const std::vector<Indicator>& all, const std::string& id) {
  for (const Indicator& indicator : all)
    if (indicator.id == id) return indicator;
  throw Error(ErrorKind::internal, "no indicator " + id);
}

TEST(EmissionIndicators, AllCanBeEvaluatedByDistrict) {
  City city =
      test::town("A---------B", {.free_speed = 50.0_km_h,
                                 .zones = true,
                                 .more =
                                     [](CityBuilder& builder) {
                                       test::add_vehicle(builder[tables::fleet], "car",
                                                         {Vehicle::car, Propulsion::petrol, "Medium", "Euro 4"}, 1.0);
                                     }})
          .city;
  test::EmissionsDay day(city);
  day.grid(fields::vehicle_flow)(test::road(day.city, 'A', 'B'), Hour(8), Vehicle::car) = 1000.0_per_h;
  day.run();
  const std::vector<Indicator> all = emissions::indicators();
  EXPECT_EQ(all.size(), 28u);
  for (const Indicator& indicator : all) EXPECT_NO_THROW(evaluate(indicator, day.city, day.written)) << indicator.id;

  const IndicatorValue co2 = evaluate(named(all, "emissions.co2_ttw.territory"), day.city, day.written);
  EXPECT_NEAR(co2.value, 0.177978, 2e-5);  // tonnes: 1,000 cars, 1 km
  ASSERT_EQ(co2.by_district.size(), 1u);
  EXPECT_EQ(co2.by_district[0], co2.value);
  EXPECT_NEAR(evaluate(named(all, "emissions.co2_ttw.per_vehicle_km.car"), day.city, day.written).value, 177.978, 2e-2);
  const IndicatorValue year = evaluate(named(all, "emissions.co2_ttw.territory_per_year"), day.city, day.written);
  EXPECT_EQ(year.indicator.unit, "t");
  EXPECT_NEAR(year.value, 328.5 * co2.value, 1e-9);
  EXPECT_NEAR(evaluate(named(all, "emissions.nox.territory"), day.city, day.written).value, 0.045065, 2e-5);
}

}  // namespace
