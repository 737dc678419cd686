#pragma once

/// Areas of an OpenStreetMap file: closed ways and multipolygons. For the readers of gis only: shows libosmium.

#include <functional>
#include <osmium/osm/area.hpp>
#include <osmium/tags/tags_filter.hpp>
#include <string>

#include "engine/base/projection.hpp"
#include "gis/osm_file.hpp"

namespace planspiel {

/// Hands every area with one of the wanted tags on, ways first, in the order of their ids; returns how many
/// multipolygons the file does not hold whole. Throws Error(input) where the file is cut off or damaged.
std::size_t read_osm_areas(const OsmSource& source, const osmium::TagsFilter& wanted,
                           const std::function<void(const osmium::Area&)>& take);

/// "w000000000012" of a way, "r…" of a relation.
std::string id_of(const osmium::Area& area);
/// Outer rings, each before its holes, in metres of the projection.
Polygon outline_of(const osmium::Area& area, const Projection& projection);
/// Rings of three corners and more that do not cross themselves.
bool is_drawable(const Polygon& outline);

}  // namespace planspiel
