#pragma once

#include <string>
#include <vector>

#include "gis/geopackage.hpp"

namespace planspiel {

/// What a graduated style shows.
struct GraduatedStyle {
  std::string column;  ///< whose values choose the colour
  std::string unit;
  std::vector<double> values{};  ///< all of them: the classes span their middle 96 percent
  LayerGeometry geometry = LayerGeometry::point;
};

/// A QGIS style (QML) of up to seven round classes in viridis; empty where no value is finite.
std::string graduated_qml(const GraduatedStyle& style);

}  // namespace planspiel
