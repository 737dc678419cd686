#pragma once

#include "engine/city/selection.hpp"

namespace planspiel::mobility {

/// Another parking price for visitors in an area. Zones that were free become paid.
struct ParkingPrice {
  AreaSelection area{};
  EurosPerHour price{};
  Euros day_maximum{25.0};
  void describe(OptionSet& set) {
    set.area("area", area,
             {{"Gebiet", "Area"}, {"Name eines Gebiets oder GeoJSON-Datei", "name of an area or GeoJSON file"}})
        .required();
    set.quantity("price", price, "EUR/h", {{"Preis", "Price"}, {"z. B. \"4 EUR/h\"", "for example \"4 EUR/h\""}},
                 {0.0, 100.0})
        .required();
    set.quantity("day_maximum", day_maximum, "EUR", {{"Tageshöchstsatz", "Day maximum"}, {"", ""}}, {0.0, 500.0});
  }
};

City apply(const ParkingPrice& measure, City city);

}  // namespace planspiel::mobility
