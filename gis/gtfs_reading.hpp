#pragma once

/// What the readers of a feed's tables share.

#include <string_view>
#include <unordered_map>

#include "gis/gtfs_feed.hpp"

namespace planspiel::gtfs {

/// Rows of a table by their ids. Never iterated.
template <class Row>
class RowsByName {
 public:
  /// False where the id is taken.
  bool add(std::string_view id, Row row) { return rows_.emplace(id, row).second; }
  std::optional<Row> find(std::string_view id) const {
    const auto found = rows_.find(id);
    return found == rows_.end() ? std::nullopt : std::optional(found->second);
  }
  bool empty() const { return rows_.empty(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, Row, Hash, std::equal_to<>> rows_;
};

/// A feed while its tables are read, in the order of the functions below.
struct Reading {
  const FeedFiles& files;
  Faults& faults;
  Feed feed{};
  RowsByName<std::size_t> agencies{};
  std::size_t agency_count = 0;
  RowsByName<FeedStopId> stops{};
  RowsByName<FeedRouteId> routes{};
  RowsByName<FeedServiceId> services{};
  RowsByName<FeedShapeId> shapes{};
  RowsByName<FeedTripId> trips{};
  Column<FeedStopId, std::uint8_t> location_type{};  ///< 0 stop, 1 station, 2 entrance, 3 node, 4 boarding area
  Column<FeedTripId, std::size_t> trip_line{};       ///< in trips.txt

  /// The bytes of a table; none where it is missing, which is a fault of one that is needed.
  std::optional<std::string> open(const char* table, bool needed = false);
  /// The next row, within the limit on rows; at the end what was found of the table is noted.
  bool next(TableReader& table);
};

/// The row of an id that a cell names; a fault where there is none.
template <class Row>
std::optional<Row> referred(TableReader& table, const Field& field, const RowsByName<Row>& rows, const char* where) {
  const std::string_view id = table.text(field);
  if (id.empty()) return std::nullopt;
  const std::optional<Row> row = rows.find(id);
  if (!row) table.fault(field, "foreign_key_violation", "'" + std::string(id) + "' is no id of " + std::string(where));
  return row;
}

/// Takes an id; a fault where it is taken already.
template <class Row>
bool take_id(TableReader& table, const Field& field, RowsByName<Row>& rows, std::string_view id, Row row) {
  if (rows.add(id, row)) return true;
  table.fault(field, "duplicate_key", "'" + std::string(id) + "' is there twice: it must be unique in the table");
  return false;
}

void read_agencies(Reading& reading);
void read_stops(Reading& reading);
void read_routes(Reading& reading);
void read_calendars(Reading& reading);
void read_shapes(Reading& reading);
void read_trips(Reading& reading);
void read_stop_times(Reading& reading);
void read_frequencies(Reading& reading);
void read_fares(Reading& reading);

}  // namespace planspiel::gtfs
