#pragma once

/// A street A-B-C with the area "left" around A and B, and what measures change in it.

#include <vector>

#include "engine/scenario/own_measures.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"

namespace planspiel::test {

/// three_zones() with the area "left" (A, B and both links between them; 10 m around), a street name for each block
/// ("Left" and "Right"), prices, and a building of 40 residents in A and one of 60 in C.
inline City measured_town() {
  const City plain = three_zones();
  Roads roads = plain.copy(tables::roads);
  for (const EdgeId edge : roads.ids())
    roads.name[edge] = edge == road(plain, 'A', 'B') || edge == road(plain, 'B', 'A') ? "Left" : "Right";
  Areas areas = plain.copy(tables::areas);
  const AreaId left = areas.add("left");
  const Point a = place(plain, 'A'), b = place(plain, 'B');
  areas.outline[left] = {{{Point::metres(a.x_m - 10.0, a.y_m - 10.0), Point::metres(b.x_m + 10.0, a.y_m - 10.0),
                           Point::metres(b.x_m + 10.0, a.y_m + 10.0), Point::metres(a.x_m - 10.0, a.y_m + 10.0)}}};
  Prices prices = plain.copy(tables::prices);
  for (const char* name : {"petrol", "diesel", "electricity"}) prices.value[prices.add(name)] = 2.0;
  Buildings buildings = plain.copy(tables::buildings);
  for (const char letter : {'A', 'C'}) {
    const BuildingId building = buildings.add(std::string(1, letter));
    buildings.zone[building] = zone(plain, letter);
    buildings.residents[building] = letter == 'A' ? 40.0 : 60.0;
    buildings.footprint = with_last(buildings.footprint, std::vector<Point>{a, b, a});
  }
  return plain.with(std::move(roads)).with(std::move(areas)).with(std::move(prices)).with(std::move(buildings));
}

/// The city after one of the engine's own measures, its options as a scenario writes them.
inline City after(const City& city, std::string_view kind, std::string_view options) {
  for (const MeasureEntry& measure : own_measures())
    if (measure.kind == kind) return measure.apply(parse_toml(options, "measure.toml"), city);
  throw Error(ErrorKind::internal, "no such measure");
}

/// Names of the tables that the measure made anew; all others are the same objects.
inline std::vector<std::string> touched(const City& before, const City& now) {
  std::vector<std::string> names;
  for (const std::string& name : before.table_names())
    if (&before.table(name) != &now.table(name)) names.push_back(name);
  return names;
}

/// How the city refuses the measure.
inline std::string refusal(std::string_view kind, std::string_view options) {
  return message_of(ErrorKind::config, [&] { after(measured_town(), kind, options); });
}

}  // namespace planspiel::test
