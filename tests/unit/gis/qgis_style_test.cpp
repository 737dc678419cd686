#include "gis/qgis_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace planspiel {
namespace {

using testing::HasSubstr;
using testing::Not;

GraduatedStyle one_to_hundred() {
  GraduatedStyle style{.column = "flow", .unit = "1/h", .geometry = LayerGeometry::line};
  for (int value = 1; value <= 100; ++value) style.values.push_back(value);
  return style;
}

TEST(QgisStyle, ClassesAreRound) {
  const std::string qml = graduated_qml(one_to_hundred());
  EXPECT_THAT(qml, HasSubstr("<range lower=\"0\" upper=\"20\" symbol=\"0\" label=\"0 – 20 1/h\""));
  EXPECT_THAT(qml, HasSubstr("<range lower=\"80\" upper=\"100\" symbol=\"4\" label=\"80 – 100 1/h\""));
}

TEST(QgisStyle, TheLastClassHoldsWhatLiesFarBeyond) {
  GraduatedStyle style = one_to_hundred();
  style.values.push_back(5000.0);
  EXPECT_THAT(graduated_qml(style),
              HasSubstr("<range lower=\"80\" upper=\"5000\" symbol=\"4\" label=\"80 – 100 1/h\""));
}

TEST(QgisStyle, ValuesThatAreNoNumbersDoNotCount) {
  GraduatedStyle style = one_to_hundred();
  style.values.push_back(std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(graduated_qml(style), graduated_qml(one_to_hundred()));
}

TEST(QgisStyle, AColumnWithoutValuesHasNoStyle) { EXPECT_EQ(graduated_qml({.column = "flow", .unit = ""}), ""); }

TEST(QgisStyle, NamesAreSafeInXml) {
  GraduatedStyle style = one_to_hundred();
  style.unit = "<a \"unit\" & more>";
  EXPECT_THAT(graduated_qml(style), HasSubstr("&lt;a &quot;unit&quot; &amp; more>"));
  EXPECT_THAT(graduated_qml(style), Not(HasSubstr("<a ")));
}

}  // namespace
}  // namespace planspiel
