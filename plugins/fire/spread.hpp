#pragma once

/// How much turnouts and drives spread around their medians; one datum for expected coverage and simulated years.

#include "engine/base/options.hpp"

namespace planspiel::fire {

/// Standard deviations of the logarithm. `drive` is net of the network: two places with different ways are different
/// for the router, and no spread.
struct Spread {
  double turnout = usual().turnout;
  double drive = usual().drive;

  /// Of data/spread.csv.
  static const Spread& usual();
  static Spread of(double turnout, double drive) {
    Spread spread(Exact{});
    spread.turnout = turnout;
    spread.drive = drive;
    return spread;
  }
  Spread() = default;
  void describe(OptionSet& set);

 private:
  struct Exact {};
  explicit Spread(Exact) : turnout(0.0), drive(0.0) {}
};

}  // namespace planspiel::fire
