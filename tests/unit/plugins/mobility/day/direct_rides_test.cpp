#include "plugins/mobility/day/direct_rides.hpp"

#include <gtest/gtest.h>

namespace planspiel::mobility {
namespace {

TransitCoefficients waiting() {
  TransitCoefficients coefficients;
  coefficients.wait_weight = 1.5;
  coefficients.known_headway = 11.0;
  coefficients.displacement_weight = 0.8;
  return coefficients;
}
double cost_of_headway(double minutes) { return wait_for(60.0 / minutes, waiting()).cost_min; }

TEST(Wait, IsHalfTheHeadwayOfFrequentLines) {
  EXPECT_DOUBLE_EQ(wait_for(6.0, waiting()).at_stop_min, 5.0);  // every ten minutes
  EXPECT_DOUBLE_EQ(cost_of_headway(10.0), 1.5 * 5.0);
}

TEST(Wait, OfRareLinesIsForAKnownDepartureAndTheRestIsLeavingAtAnotherTime) {
  EXPECT_DOUBLE_EQ(wait_for(1.0, waiting()).at_stop_min, 5.5);
  EXPECT_DOUBLE_EQ(cost_of_headway(60.0), 1.5 * 5.5 + 0.8 * (60.0 - 11.0) / 2.0);
}

TEST(Wait, CostsMoreTheRarerTheServiceWithoutStepAndWithoutEnd) {
  EXPECT_NEAR(cost_of_headway(11.0 - 1e-9), cost_of_headway(11.0 + 1e-9), 1e-6);
  for (double minutes = 1.0; minutes < 400.0; minutes += 0.5)
    EXPECT_GE(cost_of_headway(minutes + 0.5) - cost_of_headway(minutes), 0.4 * 0.5 - 1e-9) << minutes;
  EXPECT_GT(cost_of_headway(600.0), 200.0);
}

/// Lines from one stop to another.
struct Stretch {
  Lines lines{};
  std::vector<LineRide> rides{};
  std::vector<double> departures{};

  void line(const char* name, TransitMode mode, double minutes, double headway) {
    const LineId row = lines.add(name);
    lines.transit_mode[row] = mode;
    rides.push_back({static_cast<std::uint32_t>(row.index()), static_cast<float>(minutes), 1000.0f});
    departures.push_back(60.0 / headway);
  }
  std::optional<DirectRide> pooled() const { return mobility::pooled(rides, lines, departures, waiting()); }
};

TEST(CommonLines, TwoEveryTenMinutesAreOneEveryFive) {
  Stretch two, one;
  two.line("1", TransitMode::tram, 6.0, 10.0);
  two.line("2", TransitMode::tram, 6.0, 10.0);
  one.line("1", TransitMode::tram, 6.0, 5.0);
  EXPECT_FLOAT_EQ(two.pooled()->cost, one.pooled()->cost);
  EXPECT_FLOAT_EQ(two.pooled()->cost, 1.5f * 2.5f + 6.0f);
  EXPECT_FLOAT_EQ(two.pooled()->time, 2.5f + 6.0f);
}

TEST(CommonLines, EachCarriesItsShareOfTheDepartures) {
  Stretch stretch;
  stretch.line("S", TransitMode::rail, 6.0, 5.0);
  stretch.line("U", TransitMode::metro, 6.5, 10.0);
  const auto ride = stretch.pooled();
  EXPECT_NEAR(ride->metres[static_cast<std::size_t>(TransitMode::rail)], 1000.0 * 2.0 / 3.0, 1e-3);
  EXPECT_NEAR(ride->metres[static_cast<std::size_t>(TransitMode::metro)], 1000.0 / 3.0, 1e-3);
}

TEST(CommonLines, NobodyTakesASlowLineWhenTheFastOneComesSoon) {
  Stretch stretch;
  stretch.line("fast", TransitMode::metro, 6.0, 5.0);
  stretch.line("slow", TransitMode::bus, 20.0, 5.0);
  EXPECT_FLOAT_EQ(stretch.pooled()->cost, 1.5f * 2.5f + 6.0f);
  EXPECT_EQ(stretch.pooled()->metres[static_cast<std::size_t>(TransitMode::bus)], 0.0f);
}

TEST(CommonLines, ALineThatDoesNotRunIsNone) {
  Stretch stretch;
  stretch.line("1", TransitMode::tram, 6.0, 10.0);
  stretch.departures[0] = 0.0;
  EXPECT_FALSE(stretch.pooled().has_value());
}

struct TwoLines {
  Lines lines{};
  Headways headways{};
  Departures departures{};

  TwoLines() {
    for (const char* name : {"1", "2"}) lines.add(name);
  }
  void serve(std::size_t line, Hours hours, double headway) {
    const HeadwayId row = headways.add("row " + std::to_string(headways.size()));
    headways.line[row] = LineId(line);
    headways.hours[row] = hours;
    headways.headway[row] = Seconds(60.0 * headway);
  }
  void run(std::size_t line, Seconds time) {
    const DepartureId row = departures.add("run " + std::to_string(departures.size()));
    departures.line[row] = LineId(line);
    departures.time[row] = time;
  }
};

TEST(ServiceOfDay, HoursOfOneServiceShareItAndEveryOtherHourHasItsOwn) {
  TwoLines town;
  town.serve(0, Hours{0xffffffu & ~(1u << 3)}, 10.0);
  town.serve(1, Hours{1u << 16 | 1u << 17}, 20.0);
  const ServiceOfDay day = service_of_day(town.lines, town.headways, town.departures);
  ASSERT_EQ(day.departures_per_hour.size(), 3u);  // nothing at 3 h, one line, two lines at 16 and 17 h
  EXPECT_EQ(day.of_hour[16], day.of_hour[17]);
  EXPECT_EQ(day.of_hour[8], day.of_hour[23]);
  EXPECT_EQ(day.departures_per_hour[day.of_hour[3]], (std::vector<double>{0.0, 0.0}));
  EXPECT_EQ(day.departures_per_hour[day.of_hour[16]], (std::vector<double>{6.0, 3.0}));
}

TEST(ServiceOfDay, RowsOfOneLineAndHourAddUp) {
  TwoLines town;
  town.serve(0, Hours{}, 20.0);
  town.serve(0, Hours{}, 20.0);
  EXPECT_EQ(service_of_day(town.lines, town.headways, town.departures).departures_per_hour[0],
            (std::vector<double>{6.0, 0.0}));
}

TEST(ServiceOfDay, RunsOfATimetableCountInTheirHourAndAddToHeadways) {
  TwoLines town;
  town.serve(0, Hours{1u << 8}, 20.0);
  town.run(0, 8.25_h);
  town.run(1, 8.0_h);
  town.run(1, 25.0_h);
  const ServiceOfDay day = service_of_day(town.lines, town.headways, town.departures);
  EXPECT_EQ(day.departures_per_hour[day.of_hour[8]], (std::vector<double>{4.0, 1.0}));
  EXPECT_EQ(day.departures_per_hour[day.of_hour[1]], (std::vector<double>{0.0, 1.0}));
}

}  // namespace
}  // namespace planspiel::mobility
