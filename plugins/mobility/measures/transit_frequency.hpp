#pragma once

#include "engine/base/options.hpp"
#include "engine/city/city.hpp"

namespace planspiel::mobility {

/// Denser or thinner service of lines: a factor on the departures per hour. Headways are divided by it. Of n runs of a
/// line's timetable in the hours, n · change are added or left out, rounded, spread over the runs in order of time.
/// Each that is added follows a run at an even part of the time to the next one, which is taken as an hour at most and
/// ends where the hours do; it takes as long as all runs of its line.
struct TransitFrequency {
  std::vector<std::string> lines{};  ///< names ("U6"); empty: all of the modes
  std::vector<std::string> modes{};  ///< rail, metro, tram, bus; empty: all
  double change = 0.0;               ///< fraction; 0.5: half as many departures again
  std::uint32_t hours = 0xffffffu;
  void describe(OptionSet& set) {
    set.texts("lines", lines,
              {{"Linien", "Lines"}, {"Namen, z. B. [\"U6\"]; leer: alle", "names, for example [\"U6\"]; empty: all"}});
    set.texts(
        "modes", modes,
        {{"Verkehrsmittel", "Modes"}, {"rail, metro, tram, bus; leer: alle", "rail, metro, tram, bus; empty: all"}});
    set.percent("change", change,
                {{"Änderung", "Change"},
                 {"der Fahrten je Stunde, z. B. \"50 %\"", "of departures per hour, for example \"50 %\""}},
                {-90.0, 500.0})
        .required();
    set.hours("hours", hours, {{"Stunden", "Hours"}, {"", ""}});
  }
};

City apply(const TransitFrequency& measure, City city);

}  // namespace planspiel::mobility
