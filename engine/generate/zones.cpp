#include "engine/generate/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace planspiel::generate {

namespace {

constexpr double kApartNear = 0.1, kApartFar_m = 120000.0;  ///< of centres of external zones (assumed)

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

/// A part of a district with the middles of its streets: people live where streets are.
struct Part {
  Polygon outline{};
  std::vector<Point> streets{};
};

/// Where to cut so that the lower part has a share of the streets, or of the area where there are too few streets.
double cut_at(const Part& part, bool by_x, double share) {
  if (part.streets.size() >= 4) {
    std::vector<double> along;
    for (const Point p : part.streets) along.push_back(by_x ? p.x_m : p.y_m);
    std::sort(along.begin(), along.end());
    const auto at = std::clamp<std::size_t>(static_cast<std::size_t>(share * static_cast<double>(along.size())), 1,
                                            along.size() - 1);
    if (along[at] > along[at - 1]) return 0.5 * (along[at - 1] + along[at]);
  }
  const Box box = box_of(part.outline);
  const double wanted = share * part.outline.area().value;
  double low = by_x ? box.min_x_m : box.min_y_m, high = by_x ? box.max_x_m : box.max_y_m;
  for (int round = 0; round < 40; ++round) {
    const double middle = 0.5 * (low + high);
    (clip(part.outline, by_x, middle, true).area().value < wanted ? low : high) = middle;
  }
  return high;
}

std::pair<Part, Part> cut(const Part& part, double share) {
  Box box = box_of(part.outline);
  if (part.streets.size() >= 4) {
    box = Box{};
    for (const Point p : part.streets) box.add(p);
  }
  const bool by_x = box.max_x_m - box.min_x_m >= box.max_y_m - box.min_y_m;
  const double at = cut_at(part, by_x, share);
  Part lower{clip(part.outline, by_x, at, true)}, upper{clip(part.outline, by_x, at, false)};
  for (const Point p : part.streets) ((by_x ? p.x_m : p.y_m) < at ? lower : upper).streets.push_back(p);
  return {std::move(lower), std::move(upper)};
}

void divide(const Part& part, std::int64_t parts, std::vector<Part>& out) {
  if (parts <= 1) {
    out.push_back(part);
    return;
  }
  const std::int64_t lower = parts / 2;
  const auto [a, b] = cut(part, static_cast<double>(lower) / static_cast<double>(parts));
  divide(a, lower, out);
  divide(b, parts - lower, out);
}

/// The middle of the streets; of the area where there is none.
Point centre_of(const Part& part) {
  if (part.streets.empty()) return part.outline.centroid();
  double x = 0.0, y = 0.0;
  for (const Point p : part.streets) {
    x += p.x_m;
    y += p.y_m;
  }
  const auto count = static_cast<double>(part.streets.size());
  return Point::metres(x / count, y / count);
}

struct External {
  double residents = 0.0, jobs = 0.0, weight = 0.0, x = 0.0, y = 0.0;
  Point centre{};
};

/// How far from each other the centres lie so far from the city: 2 km at 10 km, 11 km at 30, 36 km at 60.
double apart_m(double away_m) { return away_m * (kApartNear + away_m / kApartFar_m); }

std::vector<External> gather(const std::vector<Municipality>& municipalities, std::size_t count, Point middle) {
  std::vector<std::size_t> order(municipalities.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return municipalities[a].residents > municipalities[b].residents;
  });
  std::vector<External> external;
  for (const std::size_t i : order) {
    const Point place = municipalities[i].place;
    const double least_m = apart_m(distance(place, middle).value);
    const bool apart = std::all_of(external.begin(), external.end(), [&](const External& other) {
      return distance(other.centre, place).value > least_m;
    });
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
               std::vector<Point> streets) {
  Zones& zones = builder[tables::zones];
  std::vector<Part> outlines;
  const bool any_street = !streets.empty();
  divide({district.outline, std::move(streets)}, parts, outlines);
  // A zone has people by its streets; a district without any street has them by area.
  const auto weight = [&](const Part& part) {
    return any_street ? static_cast<double>(part.streets.size()) : part.outline.area().value;
  };
  double whole = 0.0;
  for (const Part& part : outlines) whole += weight(part);
  for (std::size_t part = 0; part < outlines.size(); ++part) {
    const double share = weight(outlines[part]) / whole;
    const ZoneId zone = zones.add(fmt::format("{}-{:02}", district.id, part + 1));
    zones.name[zone] = fmt::format("{} {}", district.name, part + 1);
    zones.district[zone] = row;
    zones.centre[zone] = centre_of(outlines[part]);
    zones.outline[zone] = outlines[part].outline;
    zones.residents[zone] = district.residents * share;
    zones.jobs[zone] = district.jobs * share;
    set_attractions(zones, zone);
    zones.cars_per_1000[zone] = district.cars_per_1000;
  }
}

}  // namespace

DistrictId add_district(Districts& districts, const District& district) {
  const DistrictId row = districts.add(district.id);
  districts.name[row] = district.name;
  districts.borough[row] = district.borough;
  districts.outline[row] = district.outline;
  districts.residents[row] = district.residents;
  districts.jobs[row] = district.jobs;
  return row;
}

void make_areas(CityBuilder& builder, const Facts& facts) {
  Areas& areas = builder[tables::areas];
  for (const NamedLine& line : facts.areas) {
    const AreaId area = areas.add(line.id);
    areas.title_de[area] = line.title_de;
    areas.title_en[area] = line.title_en;
    areas.outline[area] = Polygon{{line.points}};
  }
}

Polygon inner_city(const Areas& areas) {
  Polygon inner;
  for (const Polygon& outline : areas.outline)
    if (inner.empty() || outline.area() > inner.area()) inner = outline;
  return inner;
}

void set_attractions(Zones& zones, ZoneId zone) {
  zones.school_places[zone] = 0.13 * zones.residents[zone] + 0.07 * zones.jobs[zone];
  zones.retail[zone] = 0.12 * zones.jobs[zone] + 0.03 * zones.residents[zone];
  zones.leisure[zone] = 0.15 * zones.jobs[zone] + 0.25 * zones.residents[zone];
}

Point residents_middle(const Zones& zones) {
  double people = 0.0, x = 0.0, y = 0.0;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      people += zones.residents[zone];
      x += zones.residents[zone] * zones.centre[zone].x_m;
      y += zones.residents[zone] * zones.centre[zone].y_m;
    }
  return people > 0.0 ? Point::metres(x / people, y / people) : Point{};
}

void make_external_zones(CityBuilder& builder, const Facts& facts, const Settings& settings) {
  Zones& zones = builder[tables::zones];
  int number = 0;
  const auto count = static_cast<std::size_t>(settings.external_zones);
  for (const External& external : gather(facts.municipalities, count, residents_middle(zones))) {
    const ZoneId zone = zones.add(fmt::format("x{:02}", ++number));
    zones.name[zone] = fmt::format("Umland {}", number);
    zones.centre[zone] =
        Point::metres(external.x / std::max(1.0, external.weight), external.y / std::max(1.0, external.weight));
    zones.residents[zone] = external.residents;
    zones.jobs[zone] = external.jobs;
  }
}

void make_places(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings) {
  std::vector<std::vector<Point>> middles(facts.districts.size());
  for (const LocalStreet& street : streets.local) {
    const Point a = street.points.front(), b = street.points.back();
    middles[street.district].push_back(Point::metres(0.5 * (a.x_m + b.x_m), 0.5 * (a.y_m + b.y_m)));
  }
  make_areas(builder, facts);
  double total = 0.0;
  for (const District& district : facts.districts) total += district.residents + 0.5 * district.jobs;
  Districts& districts = builder[tables::districts];
  for (const District& district : facts.districts) {
    const DistrictId row = add_district(districts, district);
    const double share = (district.residents + 0.5 * district.jobs) / total;
    add_zones(builder, district, row,
              std::max<std::int64_t>(1, std::llround(share * static_cast<double>(settings.zones))),
              std::move(middles[row.index()]));
  }
  make_external_zones(builder, facts, settings);
}

}  // namespace planspiel::generate
