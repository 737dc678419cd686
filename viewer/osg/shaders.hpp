#pragma once

/// The programs that draw the scene (GLSL 1.30: what a software renderer and old graphics cards know alike).

#include <string>

namespace planspiel::viewer::shaders {

struct Source {
  std::string vertex, fragment;
};

/// The background above the horizon.
Source sky();
/// The ground with its density texture.
Source ground();
/// Flat areas with a value: zones, districts, cells.
Source area();
/// Lines with a width: roads, borders, transit lines.
Source ribbon();
/// Buildings, and the shadows that they cast on flat ground.
Source solid();
Source shadow();
/// Discs that keep their size on the screen.
Source spot();

}  // namespace planspiel::viewer::shaders
