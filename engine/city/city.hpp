#pragma once

/// The immutable snapshot that everything works on, and its builder.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "engine/city/fire.hpp"
#include "engine/city/network.hpp"
#include "engine/city/people.hpp"
#include "engine/city/places.hpp"
#include "engine/city/records.hpp"
#include "engine/city/transit.hpp"

namespace planspiel {

/// What a city is called and how its coordinates are meant.
struct CityProfile {
  std::string id = "city";  ///< short name for files
  Text title{};
  std::string crs = "EPSG:25832";
  int year = 0;
  bool synthetic = false;  ///< shown wherever the city is shown
  Text note{};             ///< what a reader of its runs has to know: what they are calibrated to. May be empty
  bool operator==(const CityProfile&) const = default;
};

/// Tables by name, shared between snapshots. Copying a City is cheap; tables never change.
class City {
 public:
  CityProfile profile{};

  /// The table; every own table exists (possibly empty).
  template <class TableType>
  const TableType& operator[](TableKey<TableType> key) const {
    const Table& found = table(key.name);
    if (typeid(found) != typeid(TableType)) fail_kind(key.name);
    return static_cast<const TableType&>(found);
  }
  /// A copy of the table to change, for measures.
  template <class TableType>
  TableType copy(TableKey<TableType> key) const {
    return (*this)[key];
  }
  /// The city with another table of the same name; the rest is shared.
  template <class TableType>
  City with(TableType changed) const {
    City result = *this;
    result.put(std::make_shared<const TableType>(std::move(changed)));
    return result;
  }

  /// By name. Throws Error(config) that lists the tables when there is none.
  const Table& table(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string> table_names() const;
  void put(std::shared_ptr<const Table> changed);
  /// Hash of one table; kept, so that asking again costs nothing.
  Digest digest(std::string_view table) const;
  /// Hash of profile and all tables.
  Digest digest() const;

  /// An empty city that holds every own table with no rows.
  City();

 private:
  [[noreturn]] static void fail_kind(std::string_view table);
  struct Entry;
  std::map<std::string, std::shared_ptr<const Entry>, std::less<>> tables_;
};

/// One empty table of every kind the engine knows, in the order of docs/city-format.md.
std::vector<std::unique_ptr<Table>> empty_tables();

/// A kind of table that a plugin brings.
struct TableKind {
  std::function<std::unique_ptr<Table>()> make;
  Text purpose;  ///< what its rows are, a sentence for docs and lists
};
using TableKinds = std::vector<TableKind>;

/// The city with tables of these kinds: those that were kept as they stand (kept_table.hpp) become theirs, missing ones
/// are empty. Throws Error(input) where a kept one does not fit its kind.
City with_tables(City city, const TableKinds& kinds);

/// Where importers and generators add rows. References between rows use the row ids of this builder.
/// Only build() makes a city: it sorts every table by external id, renumbers references, derives the derived
/// columns, checks the invariants and reports all faults at once.
class CityBuilder {
 public:
  explicit CityBuilder(CityProfile profile);

  template <class TableType>
  TableType& operator[](TableKey<TableType> key) {
    return static_cast<TableType&>(table(key.name));
  }
  Table& table(std::string_view name);
  /// Adds a plugin's own table.
  void add_table(std::unique_ptr<Table> table);

  /// Throws Error(input) with every fault (table, external id, what, what would be right), the first 100 in
  /// full and the number of the others. The builder is empty afterwards.
  City build();

 private:
  CityProfile profile_;
  std::map<std::string, std::unique_ptr<Table>, std::less<>> tables_;
};

/// Derived columns for a city whose tables were changed (a measure added a station or a road): the same
/// derivation as in build(), without sorting. Appended rows keep their place.
City derive(City city);

/// One finding of `planspiel city check`.
struct Finding {
  enum class Severity { error, warning, note };
  Severity severity = Severity::note;
  std::string table, external_id;
  Text message;
};

/// The invariants of build() as findings, on tables in any order. Empty: the city is sound.
std::vector<Finding> faults(const City& city);

/// A readable report: connectivity (components of the road network for cars, dead stubs), capacities, speeds,
/// totals of residents and jobs, stops off the network, stations more than 300 m from a drivable road.
std::vector<Finding> inspect(const City& city);

}  // namespace planspiel
