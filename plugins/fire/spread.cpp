#include "plugins/fire/spread.hpp"

#include "engine/base/csv.hpp"
#include "fire_code/spread_csv.hpp"

namespace planspiel::fire {

const Spread& Spread::usual() {
  static const Spread spread = [] {
    const Csv csv = Csv::parse(std::string(embedded::spread_csv), "spread.csv");
    double turnout = 0.0, drive = 0.0;
    for (std::size_t row = 0; row < csv.size(); ++row) {
      if (csv.text(row, "name") == "turnout") turnout = csv.number(row, "value");
      if (csv.text(row, "name") == "drive") drive = csv.number(row, "value");
    }
    return of(turnout, drive);
  }();
  return spread;
}

void Spread::describe(OptionSet& set) {
  set.number("spread", drive,
             {{"Streuung der Fahrzeit", "Spread of drive times"},
              {"Standardabweichung des Logarithmus um die Fahrzeit im Netz; 0: keine",
               "standard deviation of the logarithm around the network's drive time; 0: none"}},
             {0.0, 2.0});
  set.number("turnout_spread", turnout,
             {{"Streuung der Ausrückzeit", "Spread of turnouts"},
              {"Standardabweichung des Logarithmus; 0: keine", "standard deviation of the logarithm; 0: none"}},
             {0.0, 2.0});
}

}  // namespace planspiel::fire
