#include "gis/cell_outline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace planspiel {
namespace {

/// Middles of the cells marked by #, 100 m wide, the last line in the south.
std::vector<Point> cells(const std::vector<std::string_view>& drawing) {
  std::vector<Point> middles;
  for (std::size_t line = 0; line < drawing.size(); ++line)
    for (std::size_t column = 0; column < drawing[line].size(); ++column)
      if (drawing[line][column] == '#')
        middles.push_back(Point::metres(50.0 + 100.0 * static_cast<double>(column),
                                        50.0 + 100.0 * static_cast<double>(drawing.size() - 1 - line)));
  return middles;
}

Polygon outline(const std::vector<std::string_view>& drawing) { return outline_of_cells(cells(drawing), 100.0_m); }

TEST(CellOutline, ABlockHasFourCorners) {
  const Polygon block = outline({"##", "##"});
  ASSERT_EQ(block.rings.size(), 1u);
  EXPECT_EQ(block.rings[0].size(), 4u);
  EXPECT_DOUBLE_EQ(block.area().value, 4e4);
}

TEST(CellOutline, AHoleIsARingOfItsOwn) {
  const Polygon ring = outline({"###", "#.#", "###"});
  ASSERT_EQ(ring.rings.size(), 2u);
  EXPECT_DOUBLE_EQ(ring.area().value, 8e4);
  EXPECT_FALSE(ring.contains(Point::metres(150, 150)));
}

TEST(CellOutline, CellsThatTouchAtACornerAreApart) {
  const Polygon two = outline({"#.", ".#"});
  ASSERT_EQ(two.rings.size(), 2u);
  EXPECT_EQ(two.rings[0].size(), 4u);
  EXPECT_EQ(two.rings[1].size(), 4u);
  EXPECT_EQ(outline({".#", "#."}).rings.size(), 2u);
}

TEST(CellOutline, HoldsEachCellAndNoOther) {
  const std::vector<std::string_view> drawing{"##.#..", "#.##.#", ".##.##", "###..#", "#.####"};
  const Polygon shape = outline(drawing);
  for (std::size_t line = 0; line < drawing.size(); ++line)
    for (std::size_t column = 0; column < drawing[line].size(); ++column)
      EXPECT_EQ(shape.contains(Point::metres(50.0 + 100.0 * static_cast<double>(column),
                                             450.0 - 100.0 * static_cast<double>(line))),
                drawing[line][column] == '#')
          << line << ' ' << column;
}

TEST(CellOutline, OfNothingIsEmpty) { EXPECT_TRUE(outline_of_cells({}, 100.0_m).empty()); }

}  // namespace
}  // namespace planspiel
