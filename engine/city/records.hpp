#pragma once

#include "engine/city/axes.hpp"
#include "engine/city/ids.hpp"
#include "engine/city/table.hpp"

namespace planspiel {

/// Traffic counts, for comparison with the model.
struct Counts final : TableOf<Counts, CountId> {
  static constexpr std::string_view kName = "counts";
  Column<CountId, EdgeId> road;
  Column<CountId, Hours> hours;
  Column<CountId, double> vehicles;  ///< in these hours of an average working day
  Column<CountId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("road", road, {.references = "roads", .help = {"gezählte Strecke", "counted link"}});
    each("hours", hours, {.help = {"gezählte Stunden", "counted hours"}});
    each("vehicles", vehicles, {.help = {"Fahrzeuge in diesen Stunden", "vehicles in these hours"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
  }
};

/// Every input with its origin; printed in the manifest and on maps.
struct Sources final : TableOf<Sources, SourceId> {
  static constexpr std::string_view kName = "sources";
  Column<SourceId, std::string> title, licence, date, digest;
  Column<SourceId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("title", title, {.help = {"Name und Herausgeber", "name and publisher"}});
    each("licence", licence, {.help = {"Lizenz", "licence"}});
    each("date", date, {.help = {"Stand der Daten", "state of the data"}});
    each("digest", digest, {.optional = true, .help = {"Hashwert der gelesenen Datei", "hash of the file read"}});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

namespace tables {
inline constexpr TableKey<Counts> counts;
inline constexpr TableKey<Sources> sources;
}  // namespace tables

extern template class TableOf<Counts, CountId>;
extern template class TableOf<Sources, SourceId>;

}  // namespace planspiel
