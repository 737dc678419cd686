#include "plugins/mobility/day/tolls.hpp"

#include <algorithm>
#include <limits>

namespace planspiel::mobility {

namespace {

/// Charged links that start where a road that is not charged ends: the ways in.
std::vector<std::uint32_t> entries(std::span<const EdgeId> charged, const Roads& roads, std::size_t nodes) {
  std::vector<std::uint8_t> is_charged(roads.size(), 0), from_outside(nodes, 0);
  for (const EdgeId edge : charged) is_charged[edge.index()] = 1;
  for (const EdgeId edge : roads.ids())
    if ((roads.access[edge] & access::car) && !is_charged[edge.index()]) from_outside[roads.to[edge].index()] = 1;
  std::vector<std::uint32_t> found;
  for (const EdgeId edge : charged)
    if (from_outside[roads.from[edge].index()]) found.push_back(edge.value);
  return found;
}

}  // namespace

TollSystem::TollSystem(const Tolls& tolls, const Roads& roads, const Nodes& nodes, std::size_t zones) {
  for (const TollId toll : tolls.ids()) {
    if (!(tolls.price[toll].value > 0.0)) continue;  // nobody need know of it
    const auto links = tolls.roads[toll];
    if (tolls.basis[toll] == TollBasis::day) {
      DayToll day{Column<ZoneId, Flag>(zones), tolls.hours[toll], tolls.price[toll].value,
                  entries(links, roads, nodes.size())};
      for (const ZoneId zone : tolls.zones[toll]) day.inside[zone] = 1;
      day_.push_back(std::move(day));
      continue;
    }
    LinkToll by_link{{}, {}, tolls.hours[toll]};
    const bool by_distance = tolls.basis[toll] == TollBasis::distance;
    if (by_distance) {
      for (const EdgeId edge : links) by_link.links.push_back(edge.value);
    } else {
      by_link.links = entries(links, roads, nodes.size());
    }
    for (const std::uint32_t link : by_link.links)
      by_link.price.push_back(tolls.price[toll].value *
                              (by_distance ? in_km(roads.length[EdgeId(std::size_t{link})]) : 1.0));
    by_link_.push_back(std::move(by_link));
  }
}

bool TollSystem::charges_links(Hour hour) const {
  return std::any_of(by_link_.begin(), by_link_.end(),
                     [&](const LinkToll& toll) { return toll.hours.contains(hour.index()); });
}

bool TollSystem::charges_days(Hour hour) const {
  return std::any_of(day_.begin(), day_.end(), [&](const DayToll& toll) { return toll.hours.contains(hour.index()); });
}

std::vector<double> TollSystem::link_price(Hour hour, const CarNetwork& car) const {
  std::vector<double> price(car.length_m.size(), 0.0);
  for (const LinkToll& toll : by_link_)
    if (toll.hours.contains(hour.index()))
      for (std::size_t i = 0; i < toll.links.size(); ++i)
        if (const std::uint32_t arc = car.arc_of_edge[toll.links[i]]; arc != CarNetwork::kNoArc)
          price[arc] += toll.price[i];
  return price;
}

std::vector<double> TollSystem::entry_price(Hour hour, const CarNetwork& car) const {
  std::vector<double> price(car.length_m.size(), 0.0);
  for (const DayToll& toll : day_)
    if (toll.hours.contains(hour.index()))
      for (const std::uint32_t link : toll.entry)
        if (const std::uint32_t arc = car.arc_of_edge[link]; arc != CarNetwork::kNoArc) price[arc] += toll.price;
  return price;
}

Euros TollSystem::tour_price(ZoneId home, ZoneId destination, Hour out, Hour back) const {
  double price = 0.0;
  for (const DayToll& toll : day_)
    if ((toll.inside[home] || toll.inside[destination]) &&
        (toll.hours.contains(out.index()) || toll.hours.contains(back.index())))
      price += toll.price;
  return Euros(price);
}

std::vector<double> TollSystem::price(Hour hour, const CarNetwork& car, DriverKind kind) const {
  std::vector<double> price = link_price(hour, car);
  if (!kind.through) return price;
  const std::vector<double> entry = entry_price(hour, car);
  for (std::size_t arc = 0; arc < price.size(); ++arc) price[arc] += entry[arc];
  return price;
}

std::vector<double> TollSystem::fixed_cost(Hour hour, const CarNetwork& car, DriverKind kind,
                                           double value_of_time_eur_h) const {
  std::vector<double> cost = price(hour, car, kind);
  const double seconds_per_euro = 3600.0 / value_of_time_eur_h;
  for (std::size_t arc = 0; arc < cost.size(); ++arc)
    cost[arc] = car.closed_to[arc] & bit_of(kind.errand) ? std::numeric_limits<double>::infinity()
                                                         : cost[arc] * seconds_per_euro;
  return cost;
}

bool TollSystem::touches(ZoneId from, ZoneId to, Hour hour) const {
  return std::any_of(day_.begin(), day_.end(), [&](const DayToll& toll) {
    return toll.hours.contains(hour.index()) && (toll.inside[from] || toll.inside[to]);
  });
}

}  // namespace planspiel::mobility
