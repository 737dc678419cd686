#include "engine/scenario/changed_rows.hpp"

#include <gtest/gtest.h>

#include "engine/scenario/compare.hpp"
#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;

namespace {

const Field<ZoneId, double> kReached =
    Field<ZoneId, double>{"test.reached", "", {"Erreicht", "Reached"}, Better::more, {"1 or 0", "1 or 0"}}.as_flag();
const Field<ZoneId, double> kLength{"test.length", "km", {"Länge", "Length"}, Better::neutral, {"no flag", "no flag"}};

/// Zones A (100 residents), B (300), C (600), X (5,000).
class ChangedRowsOfRuns : public testing::Test {
 protected:
  template <class FieldType>
  RunFolder run(const std::string& name, const FieldType& field, const std::vector<double>& values) {
    return RunFolder(test::write_run(folder / name, city, {.name = name, .fields = test::filled(field, city, values)}));
  }
  test::TemporaryFolder folder;
  City city = test::three_zones();
};

TEST_F(ChangedRowsOfRuns, EnterAndLeaveWithTheirResidents) {
  const auto changes =
      changed_rows(run("base", kReached, {1.0, 0.0, 1.0, 0.0}), run("toll", kReached, {1.0, 1.0, 0.0, 0.0}));
  ASSERT_EQ(changes.size(), 1u);
  ASSERT_EQ(changes[0].rows.size(), 2u);
  EXPECT_EQ(changes[0].rows[0].id, "B");
  EXPECT_TRUE(changes[0].rows[0].gained);
  EXPECT_EQ(changes[0].rows[1].district, "west");
  EXPECT_EQ(changes[0].residents(true), 300.0);
  EXPECT_EQ(changes[0].residents(false), 600.0);
}

TEST_F(ChangedRowsOfRuns, OnlyFlagsAreLookedAt) {
  EXPECT_TRUE(changed_rows(run("base", kLength, {1, 2, 3, 4}), run("toll", kLength, {0, 0, 0, 0})).empty());
}

TEST_F(ChangedRowsOfRuns, AreListedBesideTheComparison) {
  const Comparison comparison =
      compare({run("base", kReached, {1.0, 0.0, 1.0, 0.0}), run("toll", kReached, {1.0, 1.0, 1.0, 0.0})});
  write_comparison(comparison, folder.path(), Language::en);
  EXPECT_NE(read_file(folder / "toll_test.reached.csv").find("B,,town,enters,300,"), std::string::npos);
  EXPECT_NE(summary_table(comparison, Language::en).find("new 300 residents"), std::string::npos);
  EXPECT_EQ(comparison_value(comparison).at("changes").items().at(0).at("residents_enter").as_number(), 300.0);
}

}  // namespace
