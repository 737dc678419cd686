#pragma once

/// The compact tables of a generated city, read into plain structs.

#include <string>
#include <vector>

#include "engine/generate/settings.hpp"

namespace planspiel::generate {

struct District {
  std::string id, name, borough;
  double residents = 0.0, jobs = 0.0, cars_per_1000 = 0.0;
  Polygon outline{};
  double area_km2 = 0.0;
  double density() const { return (residents + jobs) / std::max(0.01, area_km2); }
};

/// A line of the main road network; one-way lines are one carriageway.
struct MainRoad {
  std::string id, ref;
  RoadClass road_class = RoadClass::primary;
  bool oneway = false;
  double limit_km_h = 0.0;  ///< 0: not known
  double lanes = 0.0;
  std::vector<Point> points{};
};

struct NamedLine {
  std::string id, title_de, title_en;
  std::vector<Point> points{};
};

/// A river by its middle line, bends rounded.
struct River {
  std::string id, name;
  double width_m = 0.0;
  std::vector<Point> points{};
};

struct TransitLine {
  std::string name;
  TransitMode mode = TransitMode::bus;
  std::vector<std::string> stations{};
  std::vector<Point> places{};
  std::vector<std::string> ids{};  ///< of the stations; empty: their names, where each is there once
  Seconds headway{};               ///< all day; 0: by the rule of its kind
};

/// Service of a kind of line: headway by period (0: none), commercial speed, persons per vehicle.
struct ServiceRule {
  Seconds headway[PeriodAxis::kCount]{};
  Speed speed{};
  Certainty certainty = Certainty::assumed;
};

struct Municipality {
  double residents = 0.0, jobs = 0.0;
  Point place{};
};

struct Facts {
  bool of_this_city = true;  ///< else the tables were made for another one: no railways of its region
  std::vector<District> districts{};
  std::vector<MainRoad> main_roads{};
  std::vector<NamedLine> areas{};
  std::vector<River> rivers{};
  std::vector<TransitLine> lines{};
  ServiceRule service[4]{};  ///< by TransitMode
  std::vector<Municipality> municipalities{};
};

/// The districts of districts.csv and district_outlines.csv, their jobs spread by workplaces where the city has a
/// [jobs] section.
std::vector<District> read_districts(const Settings& settings);
/// Of rivers.csv; none where it is not there.
std::vector<River> read_rivers(const Settings& settings);
/// Throws Error(input) with file and line.
Facts read_facts(const Settings& settings);
/// Without districts, main roads and rivers: what a city with real ones still takes from the compact tables.
Facts read_shared_facts(const Settings& settings);

}  // namespace planspiel::generate
