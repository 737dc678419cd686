#include <gtest/gtest.h>

#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

/// Testtown as it is, and with one measure at a time.
class PeopleAnswer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = new Workshop();
    run("base", "base.toml");
  }
  static void TearDownTestSuite() {
    delete shop_;
    shop_ = nullptr;
  }
  static fs::path run(const std::string& name, const std::string& scenario) {
    const fs::path out = shop_->folder() / name;
    const Outcome ran = shop_->run({"run", (shop_->town() / scenario).string(), "-o", out.string(), "--no-geopackage"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return out;
  }
  static fs::path with(const std::string& name, const std::string& measure) {
    shop_->scenario(name + ".toml", "base = \"base.toml\"\n[[measure]]\n" + measure + "\n");
    return run(name, name + ".toml");
  }
  static double base(const std::string& id) { return indicator(shop_->folder() / "base", id); }
  /// Change of an indicator against the base in per cent.
  static double change(const fs::path& out, const std::string& id) {
    return 100.0 * (indicator(out, id) / base(id) - 1.0);
  }
  static Workshop* shop_;
};
Workshop* PeopleAnswer::shop_ = nullptr;

const std::string kAround = "mobility.around_car_trips", kPassengers = "mobility.share.trips.car_passenger",
                  kStarts = "mobility.car_starts.area.altstadt", kParking = "cost.parking_revenue.area.altstadt";

TEST_F(PeopleAnswer, TheRootHasTheKnownCarShareOfPeopleFromAround) {
  // external_kinds.csv: 6,500 commuters 62 %, 3,000 others 72 %, 1,500 visitors 55 %
  EXPECT_NEAR(base("mobility.around_car_share"), (6500.0 * 62.0 + 3000.0 * 72.0 + 1500.0 * 55.0) / 11000.0, 0.01);
}

TEST_F(PeopleAnswer, WhatMakesDrivingDearerOrTrainsBetterTakesCarsFromTheRoad) {
  for (const auto& [name, measure] :
       {std::pair{"fuel", "kind = \"fuel_price\"\nchange = \"20 %\""},
        std::pair{"parking", "kind = \"parking_price\"\narea = \"ring\"\nprice = \"5 EUR/h\""},
        std::pair{"frequency", "kind = \"transit_frequency\"\nchange = \"50 %\""},
        std::pair{"fare", "kind = \"transit_fare\"\nchange = \"-50 %\""},
        std::pair{"home", "kind = \"home_office\"\nshare = \"40 %\""},
        std::pair{"toll", "kind = \"cordon_toll\"\narea = \"ring\"\nprice = \"5 EUR/day\""}}) {
    const double moved = change(with(name, measure), kAround);
    EXPECT_LT(moved, -0.3) << name;
    EXPECT_GT(moved, -25.0) << name;
  }
}

TEST_F(PeopleAnswer, WhenFuelDoublesDriversGoAndPassengersDoNotCome) {
  const fs::path out = with("double", "kind = \"fuel_price\"\nchange = \"100 %\"");
  EXPECT_LT(change(out, "mobility.share.trips.car_driver"), -3.0);
  EXPECT_LT(change(out, kPassengers), 2.0);
}

TEST_F(PeopleAnswer, AClosureCloses) {
  const fs::path out =
      with("closed", "kind = \"close_roads\"\narea = \"altstadt\"\nexempt = [\"emergency\", \"buses\"]");
  ASSERT_GT(base(kStarts), 500.0);
  EXPECT_LE(indicator(out, kStarts), 0.05 * base(kStarts));
  EXPECT_EQ(indicator(out, kParking), 0.0);
  EXPECT_GT(indicator(out, "mobility.cars_left_at_edge"), 0.0);
  EXPECT_NEAR(indicator(out, "mobility.car_vehicle_km.area.altstadt"), 0.0, 1e-9);
  EXPECT_GT(change(out, "mobility.share.trips.walk"), 0.0);
  EXPECT_NEAR(change(out, "mobility.trips_per_person"), 0.0, 1e-6);  // everybody still gets there somehow
}

TEST_F(PeopleAnswer, ResidentsWhoAreExemptStillDriveHome) {
  const fs::path nobody =
      with("nobody", "kind = \"close_roads\"\narea = \"altstadt\"\nexempt = [\"emergency\", \"buses\"]");
  const fs::path residents = with(
      "residents", "kind = \"close_roads\"\narea = \"altstadt\"\nexempt = [\"emergency\", \"buses\", \"residents\"]");
  EXPECT_GT(indicator(residents, kStarts), indicator(nobody, kStarts) + 50.0);
  EXPECT_LT(indicator(residents, kStarts), 0.5 * base(kStarts));
  EXPECT_LT(indicator(residents, "mobility.cars_left_at_edge"), indicator(nobody, "mobility.cars_left_at_edge"));
}

TEST_F(PeopleAnswer, ParkingIsDearerOnlyForThoseWhoStopThere) {
  const fs::path out = with("dear", "kind = \"parking_price\"\narea = \"altstadt\"\nprice = \"8 EUR/h\"");
  EXPECT_LT(change(out, kStarts), -1.0);
  EXPECT_LT(change(out, kAround), 0.0);
}

}  // namespace
}  // namespace planspiel::test
