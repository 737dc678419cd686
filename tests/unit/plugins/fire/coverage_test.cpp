#include "plugins/fire/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "plugins/fire/fields.hpp"

using namespace planspiel;
using namespace planspiel::fire;

namespace {

const DistrictId kNorth(std::size_t{0}), kSouth(std::size_t{1});

/// Buildings 0 and 2 in the north, 1 outside, 3 in the south.
Adjacency<DistrictId, BuildingId> rows() {
  return rows_by_district(Column<BuildingId, std::optional<DistrictId>>{kNorth, std::nullopt, kNorth, kSouth}, 2);
}

TEST(RowsByDistrict, AreAscendingAndLeaveOutWhatLiesOutside) {
  EXPECT_THAT(rows()[kNorth], testing::ElementsAre(BuildingId(std::size_t{0}), BuildingId(std::size_t{2})));
  EXPECT_THAT(rows()[kSouth], testing::ElementsAre(BuildingId(std::size_t{3})));
}

TEST(Cover, IsTheShareOfWeightWhereTheStandardIsMet) {
  const BuildingId first(std::size_t{0}), third(std::size_t{2});
  const StandardId one(std::size_t{0}), other(std::size_t{1});
  Met<BuildingId> met(4, 2);
  met(first, one) = met(first, other) = met(third, other) = 1;
  Grid<DistrictId, double, StandardId, Hour> share({2, 2, 24});
  const Column<BuildingId, double> residents{30, 1000, 10, 5};
  cover(
      rows(), met, Hour(8), [&](BuildingId row) { return residents[row]; }, share);
  EXPECT_DOUBLE_EQ(share(kNorth, StandardId(std::size_t{0}), Hour(8)), 0.75);
  EXPECT_DOUBLE_EQ(share(kNorth, StandardId(std::size_t{1}), Hour(8)), 1.0);
  EXPECT_DOUBLE_EQ(share(kSouth, StandardId(std::size_t{0}), Hour(8)), 0.0);
  EXPECT_DOUBLE_EQ(share(kNorth, StandardId(std::size_t{0}), Hour(9)), 0.0);  // another hour
}

TEST(Cover, HasNoNumberWhereNothingWeighs) {
  Grid<DistrictId, double, StandardId, Hour> share({2, 1, 24});
  cover(
      rows(), Met<BuildingId>(4, 1), Hour(0), [](BuildingId) { return 0.0; }, share);
  EXPECT_TRUE(std::isnan(share(kNorth, StandardId(std::size_t{0}), Hour(0))));
}

}  // namespace
