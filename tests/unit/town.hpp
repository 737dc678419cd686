#pragma once

/// Small cities drawn in the test.

#include <functional>
#include <string_view>

#include "engine/city/city.hpp"

namespace planspiel::test {

/// How the streets of a drawing are, and what is put beside them.
struct TownOptions {
  Metres step{100.0};  ///< one character of the drawing, across and down
  Speed free_speed{10.0};
  Speed limit{50.0 / 3.6};
  Flow capacity{1000.0 / 3600.0};
  std::int32_t lanes = 1;
  RoadClass road_class = RoadClass::residential;
  std::int32_t access = access::all;
  bool zones = false;  ///< one district around the drawing, and for each letter a zone of one step by one step
  double residents = 100.0, jobs = 50.0;     ///< of each zone
  std::function<void(CityBuilder&)> more{};  ///< adds rows before build(): stations, stops, buildings
};

struct Town {
  City city;
};

/// The city of a drawing. Capital letters are nodes, '+' is a nameless junction; '-' and '|' are streets in both
/// directions, with '>', '<', 'v' or '^' in them one-way streets. The link from A to B has the id "A-B", the zone of A
/// the id "A". Node A is the first sign of the drawing: x 690,000 m, y 5,335,000 m of EPSG:25832, in Munich.
/// Throws Error(config) with line and column for a street that ends nowhere.
Town town(std::string_view drawing, const TownOptions& options = {});

/// The row of a letter, or of the link between two letters. Throws Error(config) when there is none.
NodeId node(const City& city, char letter);
ZoneId zone(const City& city, char letter);
EdgeId road(const City& city, char from, char to);
Point place(const City& city, char letter);
/// Where a letter is, inside TownOptions::more.
Point place(CityBuilder& builder, char letter);

inline NodeId node(const Town& town, char letter) { return node(town.city, letter); }
inline ZoneId zone(const Town& town, char letter) { return zone(town.city, letter); }
inline EdgeId road(const Town& town, char from, char to) { return road(town.city, from, to); }
inline Point place(const Town& town, char letter) { return place(town.city, letter); }

/// The town where nobody may use the street between two letters, in either direction.
Town without_road(const Town& town, char a, char b);

}  // namespace planspiel::test
