#pragma once

#include "engine/base/options.hpp"
#include "plugins/mobility/day/coefficients.hpp"

namespace planspiel::mobility {

/// Sets of target values.
enum class Targets { none, mid2017, srv2023 };
inline constexpr std::array<std::string_view, 3> kTargetsNames{"none", "mid2017", "srv2023"};
inline std::span<const std::string_view> choice_names(Targets) { return kTargetsNames; }

/// Options of the model mobility.day.
struct DayOptions {
  double gap = 1e-3;                  ///< relative gap of every hour
  double residual = 1e-3;             ///< demand residual
  std::int64_t rounds = 15;           ///< at most
  double sample = 1.0;                ///< fraction of persons simulated; the rest counts through their weight
  Targets calibrate = Targets::none;  ///< that the mode constants are fitted to while running
  std::vector<NamedNumber> coefficients = family_coefficients();  ///< as the scenario changes them

  void describe(OptionSet& set) {
    set.number("gap", gap, {{"Relative Lücke", "Relative gap"}, {"je Stunde", "of every hour"}}, {1e-7, 1e-1});
    set.number("residual", residual, {{"Nachfrageresiduum", "Demand residual"}, {"", ""}}, {1e-6, 1e-1});
    set.integer("rounds", rounds, {{"Runden", "Rounds"}, {"höchstens", "at most"}}, {1, 200});
    set.number("sample", sample, {{"Stichprobe", "Sample"}, {"Anteil der Personen", "fraction of persons"}},
               {0.001, 1.0});
    set.choice("calibrate", calibrate,
               {{"Kalibrieren", "Calibrate"},
                {"Zielwerte, an die Konstanten angepasst werden", "targets that constants are fitted to"}},
               {{"keine", "none"}, {"MiD 2017", "MiD 2017"}, {"SrV 2023", "SrV 2023"}});
    set.list("coefficients", coefficients,
             {{"Koeffizienten", "Coefficients"},
              {"planspiel list coefficients nennt sie", "planspiel list coefficients names them"}});
  }
};

}  // namespace planspiel::mobility
