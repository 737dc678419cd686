#pragma once

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::mobility {

/// Changes all fares. Passes keep a marginal fare of 0 for those who have one.
struct TransitFare {
  double change = 0.0;  ///< fraction; -1 is free of charge
  void describe(OptionSet& set) {
    set.percent("change", change,
                {{"Änderung", "Change"}, {"der Fahrpreise, z. B. \"-50 %\"", "of the fares, for example \"-50 %\""}},
                {-100.0, 500.0})
        .required();
  }
};

City apply(const TransitFare& measure, City city);

}  // namespace planspiel::mobility
