#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/generate/generate.hpp"
#include "plugins/mobility/measures/home_office.hpp"
#include "plugins/mobility/measures/parking_price.hpp"
#include "plugins/mobility/measures/transit_fare.hpp"
#include "plugins/mobility/measures/transit_frequency.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;

const City& testtown() {
  static const City city = generate_city(PLANSPIEL_SOURCE_DIR "/scenarios/testtown/city.toml");
  return city;
}
AreaSelection area(const char* name) { return {.name = name, .rings = {}}; }

TEST(ParkingPrice, HoldsInTheAreaAndNowhereElse) {
  const City changed = apply(ParkingPrice{.area = area("altstadt"), .price = EurosPerHour(4.0 / 3600.0)}, testtown());
  const Polygon outline = testtown()[tables::areas].outline[*testtown()[tables::areas].find("altstadt")];
  const Parking &after = changed[tables::parking], &before = testtown()[tables::parking];
  std::size_t dearer = 0;
  for (const ParkingId row : after.ids()) {
    const bool inside = outline.contains(changed[tables::zones].centre[after.zone[row]]);
    if (inside) {
      EXPECT_DOUBLE_EQ(after.price[row].value, 4.0 / 3600.0);
      ++dearer;
    } else if (const auto same = before.find(after.id[row])) {
      EXPECT_EQ(after.price[row].value, before.price[*same].value);
    }
  }
  EXPECT_GT(dearer, 0u);
}

TEST(TransitFare, ChangesEveryFare) {
  const City changed = apply(TransitFare{.change = -0.5}, testtown());
  for (const FareId row : changed[tables::fares].ids())
    EXPECT_DOUBLE_EQ(changed[tables::fares].price[row].value, 0.5 * testtown()[tables::fares].price[row].value);
}

TEST(TransitFrequency, HalfAsManyAgainMeansTwoThirdsOfTheHeadway) {
  const City changed = apply(TransitFrequency{.modes = {"bus"}, .change = 0.5}, testtown());
  const Headways &after = changed[tables::headways], &before = testtown()[tables::headways];
  for (const HeadwayId row : before.ids()) {
    const bool bus = testtown()[tables::lines].transit_mode[before.line[row]] == TransitMode::bus;
    EXPECT_DOUBLE_EQ(after.headway[row].value, before.headway[row].value / (bus ? 1.5 : 1.0));
  }
}

TEST(TransitFrequency, InSomeHoursTheOthersStay) {
  const City changed = apply(TransitFrequency{.change = 1.0, .hours = 1u << 8}, testtown());
  const auto service = [](const City& city, std::size_t hour) {
    double departures = 0.0;
    const Headways& headways = city[tables::headways];
    for (const HeadwayId row : headways.ids())
      if (headways.hours[row].contains(hour)) departures += 3600.0 / headways.headway[row].value;
    return departures;
  };
  EXPECT_NEAR(service(changed, 8), 2.0 * service(testtown(), 8), 1e-9);
  EXPECT_NEAR(service(changed, 12), service(testtown(), 12), 1e-9);
}

/// Testtown where its first line runs by a timetable and no other line at all.
City with_timetable(const std::vector<Seconds>& times) {
  Departures runs;
  for (const Seconds time : times) {
    const DepartureId run = runs.add("run " + std::to_string(runs.size()));
    runs.line[run] = LineId(std::size_t{0});
    runs.time[run] = time;
  }
  return testtown().with(Headways()).with(std::move(runs));
}

std::vector<double> departures_min(const City& city) {
  std::vector<double> minutes;
  for (const Seconds time : city[tables::departures].time) minutes.push_back(in_minutes(time));
  std::sort(minutes.begin(), minutes.end());
  return minutes;
}

TEST(TransitFrequency, TwiceATimetableHasARunMoreBetweenAnyTwo) {
  const City city = with_timetable({480.0_min, 500.0_min, 530.0_min});
  EXPECT_THAT(departures_min(apply(TransitFrequency{.change = 1.0}, city)),
              testing::ElementsAre(480.0, 490.0, 500.0, 515.0, 530.0, 560.0));  // the last: at most an hour follows
}

TEST(TransitFrequency, HalfATimetableIsEverySecondRun) {
  const City city = with_timetable({480.0_min, 500.0_min, 520.0_min, 540.0_min});
  EXPECT_THAT(departures_min(apply(TransitFrequency{.change = -0.5}, city)), testing::ElementsAre(500.0, 540.0));
}

TEST(TransitFrequency, RunsOfOtherHoursStayAndNoneIsAddedThere) {
  const City city = with_timetable({475.0_min, 520.0_min, 545.0_min});
  EXPECT_THAT(
      departures_min(apply(TransitFrequency{.change = 2.0, .hours = 1u << 8}, city)),
      testing::ElementsAre(475.0, 520.0, testing::DoubleNear(526.67, 0.01), testing::DoubleNear(533.33, 0.01), 545.0));
}

TEST(TransitFrequency, ATimetableThatHasNoRunInTheHoursIsNamed) {
  EXPECT_THROW(apply(TransitFrequency{.change = 1.0, .hours = 1u << 3}, with_timetable({480.0_min})), Error);
}

TEST(TransitFrequency, AnUnknownLineNamesTheNearest) {
  try {
    apply(TransitFrequency{.lines = {"no such line"}, .change = 0.5}, testtown());
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("no such line"));
  }
}

TEST(HomeOffice, SetsTheShareOfAllWhoWork) {
  const City changed = apply(HomeOffice{.share = 0.25}, testtown());
  const PersonGroups& groups = changed[tables::person_groups];
  double at_home = 0.0, employed = 0.0;
  for (const PersonGroupId group : groups.ids()) {
    at_home += groups.share[group] * groups.employed[group] * groups.home_office[group];
    employed += groups.share[group] * groups.employed[group];
  }
  EXPECT_NEAR(at_home / employed, 0.25, 1e-9);
}

}  // namespace
}  // namespace planspiel::mobility
