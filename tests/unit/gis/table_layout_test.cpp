#include "gis/table_layout.hpp"

#include <gtest/gtest.h>

#include "engine/city/city.hpp"
#include "gis/rings.hpp"

namespace planspiel {
namespace {

Hours hours_of(std::initializer_list<int> hours) {
  Hours set{0};
  for (const int hour : hours) set.mask |= 1u << hour;
  return set;
}

TEST(TableLayout, HoursAreSpansThatReadBack) {
  EXPECT_EQ(hours_text(hours_of({6, 7, 8, 15})), "06:00-09:00 15:00-16:00");
  EXPECT_EQ(hours_text({}), "00:00-24:00");
  EXPECT_EQ(hours_text(hours_of({})), "");
  for (const Hours hours : {hours_of({6, 7, 8, 15}), hours_of({23, 0}), Hours{}, hours_of({})})
    EXPECT_EQ(hours_from(hours_text(hours)), hours);
  EXPECT_EQ(hours_from("22:00-01:00"), hours_of({22, 23, 0}));
  EXPECT_THROW(hours_from("early"), Error);
}

TEST(TableLayout, NumbersOfAFileReadBackExactly) {
  const double per_km_h = unit("km/h").factor;
  for (const double shown : {30.0, 50.0, 47.3, 0.1, 199.99}) {
    const double held = shown * per_km_h;
    EXPECT_EQ(in_unit(held, per_km_h) * per_km_h, held);
  }
}

TEST(TableLayout, AnAreaIsTheGeometryAndThePointBesideItHasTwoColumns) {
  const TableLayout zones = layout_of(City()[tables::zones], "EPSG:25832");
  ASSERT_TRUE(zones.geometry());
  EXPECT_EQ(zones.geometry()->name, "outline");
  EXPECT_EQ(zones.layer.geometry, LayerGeometry::area);
  EXPECT_EQ(zones.layer.fields[3].name, "centre_x");
  EXPECT_EQ(zones.layer.fields[4].name, "centre_y");
}

TEST(TableLayout, CellsAreDerivedAndRoadsAreNot) {
  EXPECT_TRUE(layout_of(City()[tables::cells], "EPSG:25832").is_derived());
  EXPECT_FALSE(layout_of(City()[tables::roads], "EPSG:25832").is_derived());
}

Ring square(double corner, double side) {
  const auto at = [&](double x, double y) { return Point::metres(corner + x, corner + y); };
  return {at(0, 0), at(side, 0), at(side, side), at(0, side)};
}

TEST(Rings, HolesBelongToTheRingAroundThem) {
  const Polygon polygon{{square(0, 100), square(10, 50), square(20, 10), square(200, 10)}};  // a lake with an island
  const auto parts = parts_of(polygon);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0], (std::vector<const Ring*>{&polygon.rings[0], &polygon.rings[1]}));
  EXPECT_EQ(parts[1], (std::vector<const Ring*>{&polygon.rings[2]}));
  EXPECT_EQ(parts[2], (std::vector<const Ring*>{&polygon.rings[3]}));
}

}  // namespace
}  // namespace planspiel
