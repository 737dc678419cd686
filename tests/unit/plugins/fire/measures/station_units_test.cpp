#include "plugins/fire/measures/station_units.hpp"

#include <gtest/gtest.h>

#include "plugins/fire/measures/close_fire_station.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

/// Station 1 at A with six functions and station 2 at C; everybody lives at C.
City town_of_units() {
  return test::town("A---B---C", {.zones = true,
                                  .more =
                                      [](CityBuilder& builder) {
                                        test::add_station(builder, "1", test::place(builder, 'A'));
                                        test::add_building(builder, "c", test::place(builder, 'C'), 1.0, 'C');
                                        test::add_standard(builder, "ten",
                                                           {.clock = ClockZero::alarm, .functions = 10});
                                      }})
      .city;
}

TEST(StationUnits, ComeInsteadOfThoseThatWereThere) {
  const City changed = apply(StationUnits{.name = "1", .crew = {.units = {{"HLF", 6}, {"DLK", 4}}}}, town_of_units());
  const Units& units = changed[tables::units];
  ASSERT_EQ(units.size(), 3u);  // the old row stays, out of service
  EXPECT_EQ(units.availability[UnitId(std::size_t{0})], 0.0);
  EXPECT_EQ(units.id[UnitId(std::size_t{2})], "1/2");
  EXPECT_EQ(units.vehicle_type[UnitId(std::size_t{2})], "DLK");
  test::FireDay before(town_of_units()), after(changed);
  before.run(parse_toml("faster = 1.0", "options"));
  after.run(parse_toml("faster = 1.0", "options"));
  EXPECT_TRUE(std::isnan(before.completion_s("c", "ten")));  // six functions never are ten
  EXPECT_NEAR(after.completion_s("c", "ten"), 90 + 80, 1e-9);
}

TEST(StationUnits, RefusesNoUnitsAndAClosedStation) {
  EXPECT_THROW(apply(StationUnits{.name = "1"}, town_of_units()), Error);
  const City closed = apply(CloseFireStation{.name = "1"}, town_of_units());
  EXPECT_THROW(apply(StationUnits{.name = "1", .crew = {.units = {{"HLF", 6}}}}, closed), Error);
}

}  // namespace
