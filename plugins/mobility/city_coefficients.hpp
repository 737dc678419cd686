#pragma once

/// The table by which a city says what the mobility family should not assume of it.

#include <string>

#include "engine/city/axes.hpp"
#include "engine/city/table.hpp"

namespace planspiel::mobility {

struct CityCoefficientId : Id<CityCoefficientId> {
  using Id::Id;
};

/// Coefficients of the day that were found, fitted or assumed for this city; the id is the coefficient's name.
struct CityCoefficients final : TableOf<CityCoefficients, CityCoefficientId> {
  static constexpr std::string_view kName = "mobility_coefficients";
  Column<CityCoefficientId, double> value;  ///< in `unit`
  Column<CityCoefficientId, std::string> unit;
  Column<CityCoefficientId, Certainty> certainty;
  Column<CityCoefficientId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("value", value, {.help = {"in der Einheit der Zeile", "in the unit of the row"}});
    each("unit", unit,
         {.optional = true,
          .help = {"Einheit, wie `planspiel list coefficients` sie nennt",
                   "unit, as `planspiel list coefficients` says it"}});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
    each("source", source, {.optional = true, .help = kSourceHelp});
  }
};

inline constexpr TableKey<CityCoefficients> kCityCoefficients{};

}  // namespace planspiel::mobility
