#include <gtest/gtest.h>

#include <map>

#include "plugins/mobility/day/tours.hpp"
#include "tests/unit/scenarios/built_in_munich.hpp"

namespace planspiel::mobility {
namespace {

constexpr int kCommuterTourPurpose = kExternalTour + static_cast<int>(ExternalKind::commuter);

/// Tours of the built-in Munich by one person in four.
class MunichTours : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    city_ = &test::built_in_munich();
    const Zones& zones = (*city_)[tables::zones];
    tours_ = new Tours(make_tours(
        {zones, (*city_)[tables::person_groups], (*city_)[tables::behaviour], (*city_)[tables::external_demand]},
        crow_distances(zones, read_coefficients().destinations), read_coefficients(), {.seed = 1, .fraction = 0.25}));
  }
  static void TearDownTestSuite() { delete tours_; }
  static bool inside(std::size_t zone) { return (*city_)[tables::zones].district[ZoneId(zone)].has_value(); }
  static bool to_work(const Tour& tour) {
    return tour.purpose == static_cast<int>(Purpose::work) || tour.purpose == kCommuterTourPurpose;
  }
  static inline const City* city_ = nullptr;
  static inline Tours* tours_ = nullptr;
};

TEST_F(MunichTours, FillTheJobsOfEveryBoroughAlike) {
  const Zones& zones = (*city_)[tables::zones];
  std::map<std::string, std::pair<double, double>> boroughs;  // arrivals, jobs
  const auto of = [&](std::size_t zone) -> auto& {
    return boroughs[(*city_)[tables::districts].borough[*zones.district[ZoneId(zone)]]];
  };
  double arrivals = 0.0;
  for (const Tour& tour : tours_->tours)
    if (to_work(tour) && inside(tour.destination)) {
      of(tour.destination).first += tour.weight;
      arrivals += tour.weight;
    }
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) of(zone.index()).second += zones.jobs[zone];
  for (const auto& [name, one] : boroughs)
    EXPECT_NEAR(one.first / one.second / (arrivals / 1116184.0), 1.0, 0.05) << name;
}

TEST_F(MunichTours, TakeAsManyResidentsOutToWorkAsCommuteOutOnADay) {
  double out = 0.0;
  for (const Tour& tour : tours_->tours)
    if (tour.purpose == static_cast<int>(Purpose::work) && !inside(tour.destination)) out += tour.weight;
  EXPECT_NEAR(out, 150000.0, 0.15 * 150000.0);  // 222,000 registered, present on about 0.7 of the days
}

TEST_F(MunichTours, BringAsManyCommutersInAsTheTableSays) {
  double in = 0.0;
  for (const Tour& tour : tours_->tours)
    if (tour.purpose == kCommuterTourPurpose) {
      EXPECT_TRUE(inside(tour.destination));
      in += tour.weight;
    }
  EXPECT_NEAR(in, 360221.0, 10.0);
}

}  // namespace
}  // namespace planspiel::mobility
