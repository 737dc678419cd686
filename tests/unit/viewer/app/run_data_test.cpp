#include "viewer/app/run_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/viewer/small_town.hpp"

namespace planspiel::viewer {
namespace {

const Field<BuildingId, Seconds, Hour> kArrival{"fire.arrival", "min", {"Eintreffen", "Arrival"}, Better::less, {}};
const Field<BuildingId, double> kHeat{"energy.heat", "", {"Wärme", "Heat"}, Better::less, {}};
const Field<ScalarId, double> kShare{"energy.share", "%", {"Anteil", "Share"}, Better::more, {}};

class RunDataTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  City city = test::small_town();
  /// Minutes to the house: the hour; to the tower ten more.
  std::filesystem::path run(const std::string& name, double late_min, const std::string& model = "test.model") const {
    std::vector<double> seconds;
    for (const double more : {0.0, 10.0})
      for (int hour = 0; hour < 24; ++hour) seconds.push_back(60.0 * (hour + more + late_min));
    test::SmallRun run{.name = name, .model = model, .fields = test::filled(kArrival, city, seconds)};
    run.fields.merge(test::filled(kHeat, city, {3.0, 4.0}));
    run.fields.merge(test::filled(kShare, city, {0.5}));
    return test::write_run(folder / name, city, run);
  }
};

TEST_F(RunDataTest, ListsWhatHasAPlaceByFamily) {
  const RunData data(run("base", 0.0));
  std::vector<std::string> names;
  for (const FieldSpec* field : data.placed_fields()) names.push_back(field->name);
  EXPECT_EQ(names, (std::vector<std::string>{"energy.heat", "fire.arrival"}));
  EXPECT_EQ(family_of("fire.arrival"), "fire");
  EXPECT_EQ(data.spec("fire.arival"), nullptr);
}

TEST_F(RunDataTest, FamiliesStandInTheOrderOfTheModels) {
  const RunData data(run("base", 0.0, "fire.response"));
  EXPECT_EQ(data.placed_fields().front()->name, "fire.arrival");
}

TEST_F(RunDataTest, AFamilyBeginsWithWhatItShowsFirst) {
  const Field<BuildingId, double> wood =
      Field<BuildingId, double>{"energy.wood", "", {"Holz", "Wood"}, Better::less, {}}.first();
  test::SmallRun run{.name = "base", .fields = test::filled(kHeat, city, {3.0, 4.0})};
  run.fields.merge(test::filled(wood, city, {1.0, 2.0}));
  const RunData data(test::write_run(folder / "base", city, run));
  EXPECT_EQ(data.placed_fields().front()->name, "energy.wood");
}

TEST_F(RunDataTest, ARowHasItsDayBesideTheBase) {
  RunData before(run("base", 0.0)), after(run("late", 2.0));
  const auto fields = fields_of_row(after, &before, domain_of<BuildingId>, 1);
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[1].name, "fire.arrival");
  ASSERT_EQ(fields[1].series.size(), 1U);
  EXPECT_EQ(fields[1].series[0].base[7], 17.0);  // minutes: hour 7 and ten for the tower
  EXPECT_EQ(fields[1].series[0].run[7], 19.0);
  EXPECT_EQ(fields[0].series[0].run, std::vector<double>{4.0});
  EXPECT_TRUE(fields_of_row(after, nullptr, domain_of<BuildingId>, 1)[1].series[0].base.empty());
  EXPECT_TRUE(fields_of_row(after, nullptr, domain_of<StopId>, 0).empty());
}

TEST_F(RunDataTest, AMissingFieldIsSaidWhenTheRunIsOpened) {
  const auto path = run("base", 0.0);
  std::filesystem::remove(path / "fields" / "fire.arrival.npy");
  try {
    const RunData data(path);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), 2);
    EXPECT_THAT(error.what(), testing::HasSubstr("fields/fire.arrival.npy is missing"));
  }
}

}  // namespace
}  // namespace planspiel::viewer
