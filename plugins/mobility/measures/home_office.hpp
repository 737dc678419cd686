#pragma once

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::mobility {

/// Another share of employed residents who work at home on the day.
struct HomeOffice {
  double share = 0.1;
  void describe(OptionSet& set) {
    set.percent("share", share,
                {{"Anteil", "Share"},
                 {"der Beschäftigten im Homeoffice am Tag, z. B. \"25 %\"",
                  "of the employed at home on the day, for example \"25 %\""}},
                {0.0, 90.0})
        .required();
  }
};

City apply(const HomeOffice& measure, City city);

}  // namespace planspiel::mobility
