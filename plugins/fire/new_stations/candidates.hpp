#pragma once

/// Where a new station might stand.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/city/network.hpp"
#include "engine/city/places.hpp"
#include "engine/reach/road_place.hpp"
#include "engine/run/model.hpp"

namespace planspiel::fire {

struct Candidate {
  std::string name;
  Point position{};
  reach::RoadPlace place;
};

/// About `count` crossings spread evenly over the territory: of each square of a grid the drivable public node nearest
/// to its centre. In the order of the squares, from the south-west; named by the nodes' ids.
std::vector<Candidate> candidates_on_grid(const Nodes& nodes, const Roads& roads,
                                          const Column<EdgeId, std::optional<EdgeId>>& opposite, std::size_t count);

/// A CSV file with the columns name, lon, lat, perhaps among others: commas, semicolons or tabs, decimal points or
/// commas. Throws Error(input) with file and line where a row has no number, a name is there twice, or no road that
/// engines may use lies within 300 m.
std::vector<Candidate> candidates_of_file(const std::filesystem::path& file, const std::string& crs, const Roads& roads,
                                          const Column<EdgeId, std::optional<EdgeId>>& opposite);

}  // namespace planspiel::fire
