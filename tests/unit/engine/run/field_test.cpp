#include "engine/run/field.hpp"

#include <gtest/gtest.h>

#include "tests/unit/engine/run/three_zones.hpp"

using namespace planspiel;

namespace {

FieldSpec in(const std::string& unit) { return {"test", domain_of<EdgeId>, {axis_of<Hour>}, unit, {}, {}, {}}; }

TEST(Field, AmountsAndRatesAddUpToTheDay) {
  for (const char* unit : {"1/h", "veh/h", "kg/h", "EUR/h", "kg", "g", "km", "h", "EUR", ""})
    EXPECT_EQ(day_value(in(unit)), DayValue::sum) << unit;
}

TEST(Field, SpeedsTimesSharesAndFactorsAreAveragedOverTheDay) {
  for (const char* unit : {"km/h", "m/s", "%", "s", "min", "m", "g/km", "EUR/km", "kg/day"})
    EXPECT_EQ(day_value(in(unit)), DayValue::mean) << unit;
}

TEST(Field, TheSumOfRatesIsPerDay) {
  EXPECT_EQ(day_unit(in("1/h"), Language::en), "1/day");
  EXPECT_EQ(day_unit(in("kg/h"), Language::de), "kg/Tag");
  EXPECT_EQ(day_unit(in("km"), Language::de), "km");
  EXPECT_EQ(day_unit(in("km/h"), Language::en), "km/h");
}

TEST(Field, ItsExtentsFollowTheCitysTables) {
  const City city = test::three_zones();
  const Field<ZoneId, double, ZoneId> skim{"test.skim", "min", {}, Better::less, {}};
  const Field<EdgeId, Flow, Hour, VehicleAxis> flow{"test.flow", "1/h", {}, Better::less, {}};
  EXPECT_EQ(extents(skim.spec, city), (std::vector<std::size_t>{4, 4}));      // A, B, C, X
  EXPECT_EQ(extents(flow.spec, city), (std::vector<std::size_t>{4, 24, 5}));  // A-B, B-A, B-C, C-B
}

TEST(Field, RowsThatOnlyAModelKnowsAreNoneAtFirst) {
  const City city = test::three_zones();
  const Field<TourId, double> tours{"test.tours", "", {}, Better::less, {}};
  const Field<ScalarId, double, Mode> shares{"test.shares", "", {}, Better::less, {}};
  EXPECT_EQ(extents(tours.spec, city), (std::vector<std::size_t>{0}));
  EXPECT_EQ(extents(shares.spec, city), (std::vector<std::size_t>{1, 5}));
}

TEST(Field, LabelsOfAZoneAxisAreTheZonesOfTheCity) {
  const City city = test::three_zones();
  EXPECT_EQ(axis_labels(axis_of<ZoneId>, city), (std::vector<std::string>{"A", "B", "C", "X"}));
  EXPECT_EQ(axis_labels(axis_of<PeriodAxis>, city), (std::vector<std::string>{"night", "peak", "midday", "evening"}));
}

TEST(Grid, ValuesOfARowLieSideBySideTheLastAxisFastest) {
  Grid<ZoneId, double, Hour, Mode> grid({2, 24, 5});
  grid(ZoneId(1), Hour(3), mode::transit) = 7.0;
  EXPECT_EQ(grid.raw()[1 * 24 * 5 + 3 * 5 + 2], 7.0);
  EXPECT_EQ(grid.row(ZoneId(1))[3 * 5 + 2], 7.0);
}

TEST(Grid, NewRowsAreZeros) {
  Grid<TourId, double, Hour> grid({1, 24});
  grid(TourId(0), Hour(5)) = 3.0;
  grid.set_rows(2);
  EXPECT_EQ(grid.shape(), (std::vector<std::size_t>{2, 24}));
  for (const double value : grid.raw()) EXPECT_EQ(value, 0.0);
}

}  // namespace
