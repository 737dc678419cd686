#include "plugins/fire/new_stations/refinement.hpp"
#include "plugins/fire/station_place.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::fire {

namespace {

void add(InTime& sum, const InTime& more) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
}

/// The point at a share of a line's length.
Point point_along(std::span<const Point> line, double share) {
  double length_m = 0.0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) length_m += distance(line[i], line[i + 1]).value;
  double left_m = share * length_m;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double piece_m = distance(line[i], line[i + 1]).value;
    if (left_m <= piece_m && piece_m > 0.0) {
      const double part = left_m / piece_m;
      return Point::metres(line[i].x_m + part * (line[i + 1].x_m - line[i].x_m),
                           line[i].y_m + part * (line[i + 1].y_m - line[i].y_m));
    }
    left_m -= piece_m;
  }
  return line.back();
}

double away_m(std::span<const Point> line, Point centre) {
  double least_m = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    least_m = std::min(least_m, distance_to_segment(centre, line[i], line[i + 1]).value);
  return least_m;
}

}  // namespace

Refinement::Refinement(const PlacementCase& placement, const RunJudge& judge, const Roads& roads,
                       const Column<EdgeId, std::optional<EdgeId>>& opposite, const WrittenPlaces& places)
    : placement_(placement), judge_(judge), roads_(roads), opposite_(opposite), places_(places) {
  for (const Situation& situation : placement.situations) networks_.push_back(situation.network.get());
}

InTime Refinement::refine(Changes& changes, RunContext& context) const {
  const InTime standing = judge_.in_time(changes.standing);
  std::vector<InTime> each;
  for (const NewSite& site : changes.built) each.push_back(judge_.in_time({&site.crewed, 1}));
  std::size_t unchanged = 0;
  for (std::size_t turn = 0; unchanged < changes.built.size(); ++turn) {
    const std::size_t mine = turn % changes.built.size();
    ++unchanged;
    if (!changes.built[mine].is_free) continue;
    context.progress({"Orte an Straßen", "places along roads"},
                     static_cast<double>(mine) / static_cast<double>(changes.built.size()));
    InTime others = standing;
    for (std::size_t i = 0; i < each.size(); ++i)
      if (i != mine) add(others, each[i]);
    if (!refine_site(changes.built[mine], others, context)) continue;
    each[mine] = judge_.in_time({&changes.built[mine].crewed, 1});
    unchanged = 1;
  }
  InTime all = standing;
  for (const InTime& one : each) add(all, one);
  return all;
}

/// Whether the site has moved. A link's best place does not depend on where the site stands meanwhile, so each link is
/// searched once.
bool Refinement::refine_site(NewSite& site, const InTime& others, RunContext& context) const {
  const SiteTask task = judge_.task(others, site.crewed.crew);
  const RoadSearch search(networks_, opposite_, placement_.building);
  const Point start = places_.point_of(site.at);
  double score = judge_.score_at(task, site.crewed.place);
  std::vector<Flag> seen(roads_.size(), 0);
  std::vector<PlaceOnLink> better;
  bool moved = false;
  for (bool again = true; again;) {
    again = false;
    context.check_stop();
    const std::vector<PlaceOnLink> more =
        search.search(task, links_near(places_.point_of(site.at), seen), score + kBetter);
    better.insert(better.end(), more.begin(), more.end());
    std::stable_sort(better.begin(), better.end(),
                     [](const PlaceOnLink& a, const PlaceOnLink& b) { return a.score > b.score; });
    while (!better.empty() && better.front().score > score + kBetter && !again) {
      const auto tried = site_on(better.front(), site);
      better.erase(better.begin());
      const double now = tried ? judge_.score_at(task, tried->crewed.place) : score;
      if (!(now > score + kBetter)) continue;  // degrees are rounded: another road may be the nearest
      site = *tried;
      score = now;
      again = moved = true;
    }
  }
  site.moved = site.moved + distance(start, places_.point_of(site.at));
  return moved;
}

/// Links that were not seen yet and that a site within kRefinedWithin could be put on; nearest streets first in one
/// direction of travel only.
std::vector<EdgeId> Refinement::links_near(Point centre, std::vector<Flag>& seen) const {
  const RoadFilter usual;
  const double reach_m = (kRefinedWithin + kStationReach).value;
  std::vector<std::pair<std::pair<long, long>, EdgeId>> by_square;
  for (const EdgeId edge : roads_.ids()) {
    const bool is_usable = (roads_.access[edge] & usual.access) != 0 && roads_.road_class[edge] <= usual.last_class;
    if (seen[edge.index()] != 0 || !is_usable || roads_.shape[edge].empty()) continue;
    if (!(away_m(roads_.shape[edge], centre) <= reach_m)) continue;
    seen[edge.index()] = 1;
    const auto back = opposite_[edge];
    if (back && *back < edge && opposite_[*back] == edge) continue;
    const Point at = roads_.shape[edge][0];
    by_square.push_back({{std::lround(at.x_m / 250.0), std::lround(at.y_m / 250.0)}, edge});
  }
  std::sort(by_square.begin(), by_square.end());
  std::vector<EdgeId> links;
  for (const auto& [square, edge] : by_square) links.push_back(edge);
  return links;
}

std::optional<NewSite> Refinement::site_on(const PlaceOnLink& place, const NewSite& like) const {
  NewSite site = like;
  site.at = places_.written(point_along(roads_.shape[place.edge], place.along));
  const auto road = places_.road_of(site.at);
  if (!road) return std::nullopt;
  site.crewed.place = *road;
  return site;
}

}  // namespace planspiel::fire
