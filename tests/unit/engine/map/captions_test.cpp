#include "engine/map/captions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/run/three_zones.hpp"

using namespace planspiel;

namespace {

TEST(Captions, SayWhatIsShownOfWhichRunAgainstWhichOther) {
  const ColourScale scale = scale_with({-10.0, 0.0, 10.0}, {5.0}, true);
  const Captions captions = captions_of(test::three_zones(),
                                        {.title = "Verkehr, 8–9 Uhr",
                                         .unit = "1/h",
                                         .note = "ohne kleine Werte",
                                         .scale = &scale,
                                         .run = {"Maut", "Toll"},
                                         .against = Text{"heute", "today"}},
                                        Language::de);
  EXPECT_EQ(captions.title, "Verkehr, 8–9 Uhr");
  EXPECT_EQ(captions.subtitle, "Maut");
  EXPECT_EQ(captions.against, "gegenüber heute");
  EXPECT_EQ(captions.unit, "Einheit: 1/h");
  EXPECT_EQ(captions.note, "ohne kleine Werte");
  EXPECT_THAT(captions.sources, testing::EndsWith("Planspiel"));
  ASSERT_EQ(captions.legend.size(), 4u);  // two classes, no change, no data
  EXPECT_EQ(captions.legend.front().text, "0 … +10");
}

TEST(Captions, OfAPictureWithoutALayerNameTheCity) {
  City city = test::three_zones();
  city.profile.title = {"Stadt", "Town"};
  const Captions captions = captions_of(city, {.run = {"Maut", "Toll"}}, Language::en);
  EXPECT_EQ(captions.title, "Town");
  EXPECT_EQ(captions.subtitle + captions.against + captions.unit, "");
  EXPECT_TRUE(captions.legend.empty());
}

TEST(Captions, AFieldWithoutAUnitHasNoLineForIt) { EXPECT_EQ(unit_line("", Language::en), ""); }

TEST(ScaleBar, ItIsTheLargestRoundLengthThatFits) {
  EXPECT_DOUBLE_EQ(scale_bar_m(999.0), 500.0);
  EXPECT_DOUBLE_EQ(scale_bar_m(500.0), 500.0);
  EXPECT_DOUBLE_EQ(scale_bar_m(499.0), 200.0);
  EXPECT_DOUBLE_EQ(scale_bar_m(17.0), 10.0);
  EXPECT_EQ(scale_bar_text(500.0), "500 m");
  EXPECT_EQ(scale_bar_text(2000.0), "2 km");
}

}  // namespace
