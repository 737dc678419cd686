#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/city/city.hpp"
#include "engine/city/table_faults.hpp"

namespace planspiel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A city with nothing but one line from A to B, which it reaches after 60 s.
City one_line(const std::vector<Seconds>& dwell, const std::vector<Seconds>& departures = {}) {
  Stops stops;
  const StopId a = stops.add("A"), b = stops.add("B");
  stops.position[b] = Point::metres(700.0, 0.0);
  Lines lines;
  const LineId line = lines.add("L");
  lines.stops = with_last(lines.stops, {a, b});
  lines.arrival = with_last(lines.arrival, {0.0_s, 60.0_s});
  lines.dwell = with_last(lines.dwell, dwell);
  lines.length[line] = 700.0_m;
  Departures runs;
  for (const Seconds time : departures) {
    const DepartureId run = runs.add("run " + std::to_string(runs.size() + 1));
    runs.line[run] = line;
    runs.time[run] = time;
  }
  return City().with(std::move(stops)).with(std::move(lines)).with(std::move(runs));
}

/// What is wrong with lines and departures.
std::vector<std::string> faulty(const City& city) {
  std::vector<std::string> texts;
  for (const Finding& finding : faults(city))
    if (finding.table == "lines" || finding.table == "departures") texts.push_back(text_of(finding));
  return texts;
}

TEST(Faults, AVehicleMayStandAtEachStopAndLeavesBeforeItArrivesAtTheNext) {
  EXPECT_THAT(faulty(one_line({})), IsEmpty());
  EXPECT_THAT(faulty(one_line({30.0_s, 0.0_s})), IsEmpty());
  EXPECT_THAT(faulty(one_line({61.0_s, 0.0_s})),
              ElementsAre("lines 'L': departure at stop 1 is after arrival at the next: times ascend"));
}

TEST(Faults, DwellTimesAreOneForEachStopAndNotBelowZero) {
  EXPECT_THAT(faulty(one_line({30.0_s})),
              ElementsAre("lines 'L': dwell has 1 times for 2 stops: one for each, or none"));
  EXPECT_THAT(faulty(one_line({0.0_s, -1.0_s})), ElementsAre("lines 'L': dwell at stop 2 is below 0 s"));
}

TEST(Faults, ARunDepartsWithinItsServiceDayOrAfterMidnight) {
  EXPECT_THAT(faulty(one_line({}, {0.0_s, Seconds(25.5 * 3600.0)})), IsEmpty());
  EXPECT_THAT(faulty(one_line({}, {-60.0_s})),
              ElementsAre("departures 'run 1': time is -60 s: at least 0 is possible"));
}

}  // namespace
}  // namespace planspiel
