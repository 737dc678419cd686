#include "engine/run/model_card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"

namespace planspiel {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A street of two links; 2,400 vehicles a day were counted on A-B.
City counted_street() {
  return test::town("A---B", {.more =
                                  [](CityBuilder& builder) {
                                    Counts& counts = builder[tables::counts];
                                    const CountId count = counts.add("station 7");
                                    counts.road[count] = *builder[tables::roads].find("A-B");
                                    counts.hours[count] = Hours{};
                                    counts.vehicles[count] = 2400.0;
                                  }})
      .city;
}

/// Of a run with 120 vehicles an hour on every link.
std::string card_with(const Field<EdgeId, Flow, Hour>& flow) {
  const City city = counted_street();
  const FieldMap fields = test::filled(flow, city, std::vector<double>(2 * Hour::kCount, 120.0 / 3600.0));
  return model_card(city, test::results_of({.fields = fields}, city), Language::en);
}

Field<EdgeId, Flow, Hour> flow() { return {"test.flow", "1/h", {"Verkehr", "Traffic"}, Better::neutral, {}}; }

TEST(ModelCard, AFieldThatIsCountedStandsBesideTheCounts) {
  EXPECT_THAT(card_with(flow().counted()), HasSubstr("| station 7 |  | 2400 | 2880 | 1.20 |"));
}

TEST(ModelCard, NoOtherFieldDoes) { EXPECT_THAT(card_with(flow()), Not(HasSubstr("beside counts"))); }

}  // namespace
}  // namespace planspiel
