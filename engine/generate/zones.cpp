#include "engine/generate/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planspiel::generate {

namespace {

/// The part of a ring on one side of an axis-parallel line (Sutherland and Hodgman 1974).
Ring clip(const Ring& ring, bool by_x, double at, bool below) {
  const auto depth = [&](Point p) { return (below ? 1.0 : -1.0) * (at - (by_x ? p.x_m : p.y_m)); };
  Ring kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()];
    const double da = depth(a), db = depth(b);
    if (da >= 0.0) kept.push_back(a);
    if ((da > 0.0 && db < 0.0) || (da < 0.0 && db > 0.0)) {
      const double t = da / (da - db);
      kept.push_back(Point::metres(a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)));
    }
  }
  return kept;
}

Polygon clip(const Polygon& polygon, bool by_x, double at, bool below) {
  Polygon part;
  for (const Ring& ring : polygon.rings) {
    Ring kept = clip(ring, by_x, at, below);
    if (kept.size() >= 3) part.rings.push_back(std::move(kept));
  }
  return part;
}

/// Cuts a polygon so that the lower part has a share of its area.
std::pair<Polygon, Polygon> cut(const Polygon& polygon, double share) {
  const Box box = box_of(polygon);
  const bool by_x = box.max_x_m - box.min_x_m >= box.max_y_m - box.min_y_m;
  const double wanted = share * polygon.area().value;
  double low = by_x ? box.min_x_m : box.min_y_m, high = by_x ? box.max_x_m : box.max_y_m;
  for (int round = 0; round < 40; ++round) {
    const double middle = 0.5 * (low + high);
    (clip(polygon, by_x, middle, true).area().value < wanted ? low : high) = middle;
  }
  return {clip(polygon, by_x, high, true), clip(polygon, by_x, high, false)};
}

void divide(const Polygon& polygon, std::int64_t parts, std::vector<Polygon>& out) {
  if (parts <= 1) {
    out.push_back(polygon);
    return;
  }
  const std::int64_t lower = parts / 2;
  const auto [a, b] = cut(polygon, static_cast<double>(lower) / static_cast<double>(parts));
  divide(a, lower, out);
  divide(b, parts - lower, out);
}

struct External {
  double residents = 0.0, jobs = 0.0, weight = 0.0, x = 0.0, y = 0.0;
  Point centre{};
};

std::vector<External> gather(const std::vector<Municipality>& municipalities, std::size_t count) {
  std::vector<std::size_t> order(municipalities.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return municipalities[a].residents > municipalities[b].residents;
  });
  std::vector<External> external;
  for (const std::size_t i : order) {
    const Point place = municipalities[i].place;
    const bool apart = std::all_of(external.begin(), external.end(),
                                   [&](const External& other) { return distance(other.centre, place).value > 7000.0; });
    if (external.size() < count && apart) external.push_back({.centre = place});
  }
  for (const Municipality& municipality : municipalities) {
    const auto nearest = std::min_element(external.begin(), external.end(), [&](const External& a, const External& b) {
      return distance(a.centre, municipality.place) < distance(b.centre, municipality.place);
    });
    if (nearest == external.end()) break;
    nearest->residents += municipality.residents;
    nearest->jobs += municipality.jobs;
    nearest->weight += municipality.residents;
    nearest->x += municipality.residents * municipality.place.x_m;
    nearest->y += municipality.residents * municipality.place.y_m;
  }
  return external;
}

void add_zones(CityBuilder& builder, const District& district, DistrictId row, std::int64_t parts,
               const Polygon* ring) {
  Zones& zones = builder[tables::zones];
  std::vector<Polygon> outlines;
  divide(district.outline, parts, outlines);
  const double whole = district.outline.area().value;
  for (std::size_t part = 0; part < outlines.size(); ++part) {
    const double share = outlines[part].area().value / whole;
    const ZoneId zone = zones.add(fmt::format("{}-{:02}", district.id, part + 1));
    zones.name[zone] = fmt::format("{} {}", district.name, part + 1);
    zones.district[zone] = row;
    zones.centre[zone] = outlines[part].centroid();
    zones.outline[zone] = outlines[part];
    zones.residents[zone] = district.residents * share;
    zones.jobs[zone] = district.jobs * share;
    zones.school_places[zone] = 0.13 * zones.residents[zone] + 0.07 * zones.jobs[zone];
    zones.retail[zone] = 0.12 * zones.jobs[zone] + 0.03 * zones.residents[zone];
    zones.leisure[zone] = 0.15 * zones.jobs[zone] + 0.25 * zones.residents[zone];
    zones.cars_per_1000[zone] = district.cars_per_1000;
    zones.inside_ring[zone] = ring && ring->contains(zones.centre[zone]);
  }
}

}  // namespace

void make_places(CityBuilder& builder, const Facts& facts, const Settings& settings) {
  Areas& areas = builder[tables::areas];
  Polygon inner;
  for (const NamedLine& line : facts.areas) {
    const AreaId area = areas.add(line.id);
    areas.title_de[area] = line.title_de;
    areas.title_en[area] = line.title_en;
    areas.outline[area] = Polygon{{line.points}};
    if (inner.empty() || areas.outline[area].area() > inner.area()) inner = areas.outline[area];
  }
  double total = 0.0;
  for (const District& district : facts.districts) total += district.residents + 0.5 * district.jobs;
  Districts& districts = builder[tables::districts];
  for (const District& district : facts.districts) {
    const DistrictId row = districts.add(district.id);
    districts.name[row] = district.name;
    districts.borough[row] = district.borough;
    districts.outline[row] = district.outline;
    districts.residents[row] = district.residents;
    districts.jobs[row] = district.jobs;
    const double share = (district.residents + 0.5 * district.jobs) / total;
    add_zones(builder, district, row,
              std::max<std::int64_t>(1, std::llround(share * static_cast<double>(settings.zones))),
              inner.empty() ? nullptr : &inner);
  }
  Zones& zones = builder[tables::zones];
  int number = 0;
  for (const External& external : gather(facts.municipalities, static_cast<std::size_t>(settings.external_zones))) {
    const ZoneId zone = zones.add(fmt::format("x{:02}", ++number));
    zones.name[zone] = fmt::format("Umland {}", number);
    zones.centre[zone] =
        Point::metres(external.x / std::max(1.0, external.weight), external.y / std::max(1.0, external.weight));
    zones.residents[zone] = external.residents;
    zones.jobs[zone] = external.jobs;
  }
}

}  // namespace planspiel::generate
