#include "engine/scenario/measures/fuel_price.hpp"

namespace planspiel {

void FuelPrice::describe(OptionSet& set) {
  set.percent("change", change,
              {{"Änderung", "Change"},
               {"des Preises von Benzin und Diesel, z. B. \"20 %\"",
                "of the price of petrol and diesel, for example \"20 %\""}},
              {-90.0, 500.0})
      .required();
}

City apply(const FuelPrice& measure, City city) {
  Prices prices = city.copy(tables::prices);
  bool found = false;
  for (const PriceId price : prices.ids()) {
    if (prices.id[price] != "petrol" && prices.id[price] != "diesel") continue;
    prices.value[price] *= 1.0 + measure.change;
    found = true;
  }
  if (!found) throw Error(ErrorKind::config, "the city's table 'prices' has neither 'petrol' nor 'diesel'");
  return city.with(std::move(prices));
}

}  // namespace planspiel
