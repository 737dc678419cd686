#pragma once

/// How toll schemes enter choice and assignment.

#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/network.hpp"

namespace planspiel::mobility {

/// A day toll: paid once per person and day by whoever drives inside in charged hours.
struct DayToll {
  Column<ZoneId, Flag> inside;
  Hours hours{};
  double price = 0.0;                ///< EUR
  std::vector<std::uint32_t> entry;  ///< links on which a through driver enters
};

/// Drivers who see the same costs beside time.
struct DriverKind {
  Errand errand = Errand::none;  ///< decides which closed roads they may use
  bool through = false;          ///< without an end inside a day-toll area: they pay on entry, or go round
};

class TollSystem {
 public:
  TollSystem(const Tolls& tolls, const Roads& roads, const Nodes& nodes, std::size_t zones);
  bool any() const { return !day_.empty() || !by_link_.empty(); }
  /// Whether a day toll is charged in this hour, so that through drivers see other costs than those who pay anyway.
  bool charges_days(Hour hour) const;
  /// Whether any link is charged by crossing or distance in this hour.
  bool charges_links(Hour hour) const;
  /// EUR per arc in an hour (crossing and distance tolls).
  std::vector<double> link_price(Hour hour, const CarNetwork& car) const;
  /// EUR that through drivers pay on entering a day-toll area, per arc.
  std::vector<double> entry_price(Hour hour, const CarNetwork& car) const;
  /// What a day toll charges a tour, given whether the person drives in these hours. Shared by nobody: a person's
  /// second charged tour of a day would be free, which is not followed (few have two).
  Euros tour_price(ZoneId home, ZoneId destination, Hour out, Hour back) const;
  /// EUR per arc in an hour for drivers of a kind.
  std::vector<double> price(Hour hour, const CarNetwork& car, DriverKind kind) const;
  /// Fixed costs of arcs in seconds; infinite where these drivers may not go.
  std::vector<double> fixed_cost(Hour hour, const CarNetwork& car, DriverKind kind, double value_of_time_eur_h) const;
  /// Whether a pair of zones has an end inside a day-toll area that charges in this hour.
  bool touches(ZoneId from, ZoneId to, Hour hour) const;

 private:
  struct LinkToll {
    std::vector<std::uint32_t> links;
    std::vector<double> price;  ///< EUR of each link
    Hours hours{};
  };
  std::vector<DayToll> day_;
  std::vector<LinkToll> by_link_;
};

}  // namespace planspiel::mobility
