#pragma once

/// How people from around choose between driving, riding along and public transport. They are known by few numbers: the
/// share that comes by car today, by zone and kind. Constants are fitted so that the root run has these shares; every
/// other run takes the root's constants, so that times and prices move people.

#include <array>
#include <limits>
#include <vector>

#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/tours.hpp"

namespace planspiel::mobility {

class ModeLogit;

/// Generalised minutes of a tour by the modes that people from around have, without constants; infinity: never.
struct AroundMinutes {
  double driver = 0.0, passenger = 0.0, transit = 0.0;
};

/// Minutes' worth beside driving.
struct AroundConstant {
  double passenger = 0.0, transit = 0.0;
};

struct AroundShares {
  double driver = 0.0, passenger = 0.0, transit = 0.0;
  double logsum = -std::numeric_limits<double>::infinity();  ///< expected utility of the best mode
};

/// Nested logit, V = -scale · (minutes + constant), nests {driver, passenger} and {transit}. All 0 where nothing leads
/// there.
AroundShares around_shares(const AroundMinutes& minutes, const AroundConstant& constant, const AroundCoefficients& c);

/// One constant for each kind of people from around and zone.
struct AroundConstants {
  explicit AroundConstants(std::size_t zones = 0) {
    for (auto& kind : of_kind) kind.resize(zones);
  }
  const AroundConstant& of(ExternalKind kind, ZoneId zone) const {
    return of_kind[static_cast<std::size_t>(kind)][zone];
  }
  std::array<Column<ZoneId, AroundConstant>, kAroundKinds> of_kind{};
};

/// The constants at which tours with these minutes and weights reach a share of cars (drivers and passengers) among all
/// and the coefficients' passengers per driver, by Newton's method from `start`. Where not even the best constant does,
/// it stays at ±600 minutes.
AroundConstant fitted(const std::vector<std::pair<AroundMinutes, double>>& tours, double car_share,
                      const AroundCoefficients& c, AroundConstant start);

/// Fits every constant at the choice's present times. Returns the number of zones and kinds that miss their share by
/// more than half a point.
std::size_t fit(AroundConstants& constants, const Tours& tours, const ModeLogit& choice, const AroundCoefficients& c);

}  // namespace planspiel::mobility
