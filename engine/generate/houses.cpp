#include "engine/generate/houses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"
#include "engine/city/road_index.hpp"
#include "engine/generate/rivers.hpp"

namespace planspiel::generate {

namespace {

constexpr double kEvery_m = 28.0, kFromCorner_m = 20.0, kDepth_m = 12.0;
constexpr double kGap_m = 2.0;  ///< between houses along real streets, of which many places are left out
constexpr double kStorey_m = 3.2, kRoof_m = 1.5;
constexpr double kWide_m = 22.0, kNarrow_m = 14.0;  ///< in dense and open sub-districts
constexpr Metres kFromRoad{11.0};                   ///< from the middle of any road to that of a house

/// Where a house may stand.
struct Site {
  Point centre{};
  double along_x = 1.0, along_y = 0.0;  ///< unit vector of the street
  double width_m = 16.0, storeys = 3.0;
  std::size_t district = 0;
  std::uint64_t address = 0;
};

/// Typical storeys by residents and jobs per km².
double storeys_of(double density) { return std::clamp(1.4 + density / 4200.0, 1.5, 6.0); }

/// Sites along both sides of a street, wherever its pieces turn.
void add_sites(const LocalStreet& street, double storeys, bool real, const Rivers& rivers, std::vector<Site>& sites,
               std::uint64_t& address) {
  const double width_m = storeys > 3.0 ? kWide_m : kNarrow_m, every_m = real ? width_m + kGap_m : kEvery_m;
  double whole = 0.0;
  for (std::size_t i = 1; i < street.points.size(); ++i)
    whole += distance(street.points[i - 1], street.points[i]).value;
  double before = 0.0, at = kFromCorner_m;
  for (std::size_t i = 1; i < street.points.size(); ++i) {
    const Point a = street.points[i - 1], b = street.points[i];
    const double length = distance(a, b).value;
    const double ux = (b.x_m - a.x_m) / length, uy = (b.y_m - a.y_m) / length;
    for (; at <= whole - kFromCorner_m && at <= before + length; at += every_m)
      for (const double side : {-1.0, 1.0}) {
        const double away = side * (storeys > 3.0 ? 14.0 : 17.0), along = at - before;
        const Point centre = Point::metres(a.x_m + along * ux - away * uy, a.y_m + along * uy + away * ux);
        const std::uint64_t number = address++;
        if (rivers.leave_room(centre, Metres(kDepth_m)))
          sites.push_back({centre, ux, uy, width_m, storeys, street.district, number});
      }
    before += length;
  }
}

std::vector<Site> sites_along(const Streets& streets, const Facts& facts, bool real) {
  std::vector<Site> sites;
  const Rivers rivers(facts.rivers);
  std::uint64_t address = 0;
  for (const LocalStreet& street : streets.local)
    add_sites(street, storeys_of(facts.districts[street.district].density()), real, rivers, sites, address);
  return sites;
}

/// Leaves out sites on a road, and those that reach into an earlier one.
void keep_apart(std::vector<Site>& sites, const Roads& roads) {
  const RoadIndex index(roads);
  std::vector<char> free(sites.size(), 0);
  for_each_block(sites.size(),
                 [&](std::size_t site) { free[site] = !index.nearest(sites[site].centre, kFromRoad, {.access = ~0}); });
  std::vector<Point> places;
  for (const Site& site : sites) places.push_back(site.centre);
  const PointIndex near(places, Metres(kWide_m));
  for (std::size_t i = 0; i < sites.size(); ++i)
    if (free[i])
      for (const std::size_t other : near.within(places[i], Metres(kWide_m)))
        if (other < i && free[other] &&
            distance(places[i], places[other]).value < std::max(sites[i].width_m, sites[other].width_m))
          free[i] = 0;
  std::size_t at = 0;
  std::erase_if(sites, [&](const Site&) { return free[at++] == 0; });
}

/// Keeps about the wanted number: the chance grows with the density of the sub-district.
void thin_out(std::vector<Site>& sites, const Facts& facts, const Settings& settings) {
  const RandomStream random(settings.seed, "generate.houses");
  const auto weight = [&](const Site& site) {
    return std::clamp(facts.districts[site.district].density() / 9000.0, 0.15, 1.0);
  };
  double sum = 0.0;
  for (const Site& site : sites) sum += weight(site);
  const double scale = static_cast<double>(settings.buildings) / std::max(1.0, sum);
  std::erase_if(sites, [&](const Site& site) { return random.uniform(site.address) > scale * weight(site); });
}

House built_on(const Site& site) {
  const double w = 0.5 * site.width_m, d = 0.5 * kDepth_m;
  const auto corner = [&](double along, double across) {
    return Point::metres(site.centre.x_m + along * site.along_x - across * site.along_y,
                         site.centre.y_m + along * site.along_y + across * site.along_x);
  };
  return {.id = fmt::format("b{:09}", site.address),
          .centre = site.centre,
          .footprint = {corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)},
          .height = height_of(site.storeys),
          .floors_m2 = site.width_m * kDepth_m * site.storeys};
}

}  // namespace

std::vector<House> houses_along(const Streets& streets, const Facts& facts, const Settings& settings,
                                const Roads* roads) {
  const RandomStream random(settings.seed, "generate.storeys");
  std::vector<Site> sites = sites_along(streets, facts, roads != nullptr);
  if (roads) keep_apart(sites, *roads);
  thin_out(sites, facts, settings);
  std::vector<House> houses;
  houses.reserve(sites.size());
  for (Site& site : sites) {
    site.storeys = std::max(1.0, std::round(site.storeys * (0.75 + 0.5 * random.uniform(site.address))));
    houses.push_back(built_on(site));
  }
  return houses;
}

House lone_house(Point centre, std::size_t zone) {
  return built_on({.centre = centre, .address = 1'000'000'000ull + zone});
}

Metres height_of(double storeys) { return Metres(kStorey_m * storeys + kRoof_m); }

double storeys_in(Metres height) { return std::max(1.0, (height.value - kRoof_m) / kStorey_m); }

}  // namespace planspiel::generate
