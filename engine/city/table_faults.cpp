#include "engine/city/table_faults.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/filled.hpp"

namespace planspiel {

namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
/// Half the circumference of the Earth: no easting or northing is larger.
constexpr double kFarthest_m = 2.1e7;

/// What a column of numbers may hold, in its shown unit.
struct Limits {
  std::string_view table, column;
  double least = 0.0, most = kNoLimit;
  bool above_least = false;  ///< the least value itself is impossible
  const char *hint_de = "", *hint = "";
};

constexpr Limits kLimits[] = {
    {.table = "roads", .column = "lanes", .least = 1.0},
    {.table = "roads", .column = "length", .above_least = true},
    {.table = "roads", .column = "limit", .above_least = true},
    {.table = "roads", .column = "free_speed", .most = 200.0, .above_least = true},
    {.table = "roads",
     .column = "capacity",
     .above_least = true,
     .hint_de = "eine Straße wird durch ihr access gesperrt",
     .hint = "close a road by its access"},
    {.table = "roads", .column = "access", .most = 127.0},
    {.table = "tolls", .column = "price"},
    {.table = "zones", .column = "residents"},
    {.table = "zones", .column = "jobs"},
    {.table = "zones", .column = "school_places"},
    {.table = "zones", .column = "retail"},
    {.table = "zones", .column = "leisure"},
    {.table = "zones", .column = "cars_per_1000"},
    {.table = "districts", .column = "residents"},
    {.table = "districts", .column = "jobs"},
    {.table = "buildings", .column = "height"},
    {.table = "buildings", .column = "residents"},
    {.table = "lines", .column = "length"},
    {.table = "headways",
     .column = "headway",
     .above_least = true,
     .hint_de = "wo eine Linie nicht fährt, fehlt die Zeile",
     .hint = "leave the row out where a line does not run"},
    {.table = "departures", .column = "time"},
    {.table = "fares", .column = "price"},
    {.table = "fares", .column = "max_distance"},
    {.table = "person_groups", .column = "age_from"},
    {.table = "person_groups", .column = "share", .most = 1.0},
    {.table = "person_groups", .column = "employed", .most = 1.0},
    {.table = "person_groups", .column = "student", .most = 1.0},
    {.table = "person_groups", .column = "licence", .most = 1.0},
    {.table = "person_groups", .column = "transit_pass", .most = 1.0},
    {.table = "person_groups", .column = "bike", .most = 1.0},
    {.table = "person_groups", .column = "home_office", .most = 1.0},
    {.table = "behaviour", .column = "tours"},
    {.table = "behaviour", .column = "duration"},
    {.table = "external_demand", .column = "tours"},
    {.table = "external_demand", .column = "car_share", .most = 1.0},
    {.table = "goods", .column = "per_resident"},
    {.table = "goods", .column = "per_job"},
    {.table = "goods", .column = "mean_distance"},
    {.table = "parking", .column = "price"},
    {.table = "parking", .column = "day_maximum"},
    {.table = "parking", .column = "search"},
    {.table = "fleet", .column = "share", .most = 1.0},
    {.table = "units", .column = "functions"},
    {.table = "units", .column = "turnout"},
    {.table = "units", .column = "availability", .most = 1.0},
    {.table = "standards", .column = "call_handling"},
    {.table = "standards", .column = "functions"},
    {.table = "standards", .column = "target", .most = 1.0},
    {.table = "incident_rates", .column = "per_resident"},
    {.table = "incident_rates", .column = "per_job"},
    {.table = "incident_rates", .column = "functions"},
    {.table = "incident_rates", .column = "on_scene"},
    {.table = "incident_rates", .column = "on_scene_spread", .most = 3.0},
    {.table = "incident_rates", .column = "reinforced", .most = 1.0},
    {.table = "incident_rates", .column = "reinforced_functions"},
    {.table = "counts", .column = "vehicles"},
};

const Limits* limits_of(std::string_view table, std::string_view column) {
  const auto found = std::find_if(std::begin(kLimits), std::end(kLimits), [&](const Limits& limits) {
    return limits.table == table && limits.column == column;
  });
  return found == std::end(kLimits) ? nullptr : found;
}

Text range_of(const Limits& limits) {
  Text range = limits.above_least ? Text{"mehr als ", "more than "} : Text{"mindestens ", "at least "};
  range += same_text(format_number(limits.least));
  if (limits.most != kNoLimit) range += filled(" und höchstens {}", " and at most {}", format_number(limits.most));
  return range;
}

bool on_earth(Point p) { return std::abs(p.x_m) < kFarthest_m && std::abs(p.y_m) < kFarthest_m; }

bool on_earth(const Cell& cell) {
  const auto all = [](std::span<const Point> points) {
    return std::all_of(points.begin(), points.end(), [](Point p) { return on_earth(p); });
  };
  if (const auto* point = std::get_if<Point>(&cell)) return on_earth(*point);
  if (const auto* line = std::get_if<std::vector<Point>>(&cell)) return all(*line);
  const std::vector<Ring>& rings = std::get<Polygon>(cell).rings;
  return std::all_of(rings.begin(), rings.end(), all);
}

/// What the column finders share: where a finding belongs.
class FindInColumns : public ColumnVisitor {
 public:
  FindInColumns(const Table& table, std::vector<Finding>& faults) : table_(table), faults_(faults) {}

 protected:
  void add(std::size_t row, Text message) {
    faults_.push_back(
        {Finding::Severity::error, std::string(table_.table_name()), table_.external_ids()[row], std::move(message)});
  }
  const Table& table_;

 private:
  std::vector<Finding>& faults_;
};

/// Finds references that point at no row.
class FindReferenceFaults final : public FindInColumns {
 public:
  using Sizes = std::map<std::string_view, std::size_t>;
  FindReferenceFaults(const Table& table, const Sizes& sizes, ColumnsChecked columns, std::vector<Finding>& faults)
      : FindInColumns(table, faults), sizes_(sizes), columns_(columns) {}

  void visit(ColumnCells& column) override {
    PLANSPIEL_CHECK(column.size() == table_.size());
    if (column.spec().derived && columns_ == ColumnsChecked::given) return;
    if (column.kind() != ColumnKind::reference && column.kind() != ColumnKind::references) return;
    const auto found = sizes_.find(column.spec().references);
    PLANSPIEL_CHECK(found != sizes_.end());
    for (std::size_t row = 0; row < column.size(); ++row) {
      const Cell cell = column.get(row);
      if (const auto* one = std::get_if<std::int64_t>(&cell)) check(column, row, *one, found->second);
      if (const auto* many = std::get_if<std::vector<std::int64_t>>(&cell))
        for (const std::int64_t reference : *many) check(column, row, reference, found->second);
    }
  }

 private:
  void check(const ColumnCells& column, std::size_t row, std::int64_t reference, std::size_t size) {
    if (reference >= 0 && static_cast<std::size_t>(reference) < size) return;
    add(row, filled("{} nennt Zeile {} von '{}', das {} Zeilen hat", "{} names row {} of '{}', which has {} rows",
                    column.name(), reference, column.spec().references, size));
  }
  const Sizes& sizes_;
  ColumnsChecked columns_;
};

class FindNumberFaults final : public FindInColumns {
 public:
  using FindInColumns::FindInColumns;
  void visit(ColumnCells& column) override {
    if (column.spec().derived) return;
    if (column.kind() == ColumnKind::numbers) check_lists(column);
    if (column.kind() == ColumnKind::number || column.kind() == ColumnKind::integer) check_numbers(column);
  }

 private:
  void check_numbers(const ColumnCells& column) {
    const Limits* limits = limits_of(table_.table_name(), column.name());
    const std::string_view symbol = column.spec().unit;
    const double factor = symbol.empty() ? 1.0 : unit(symbol).factor;
    for (std::size_t row = 0; row < column.size(); ++row) {
      const Cell cell = column.get(row);
      const double* number = std::get_if<double>(&cell);
      const double value = (number ? *number : static_cast<double>(std::get<std::int64_t>(cell))) / factor;
      if (!std::isfinite(value))
        add(row, filled("{} ist {}: nötig ist eine endliche Zahl", "{} is {}: a finite number is needed", column.name(),
                        format_number(value)));
      else if (limits && !holds(*limits, value))
        add(row, filled("{} ist {}{}{}: möglich ist {}{}{}", "{} is {}{}{}: {} is possible{}{}", column.name(),
                        format_number(value), symbol.empty() ? "" : " ", symbol, range_of(*limits),
                        *limits->hint ? "; " : "", Text{limits->hint_de, limits->hint}));
    }
  }
  void check_lists(const ColumnCells& column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
      const auto numbers = std::get<std::vector<double>>(column.get(row));
      if (!std::all_of(numbers.begin(), numbers.end(), [](double n) { return std::isfinite(n); }))
        add(row, filled("{} hat einen Wert, der keine endliche Zahl ist", "{} has a value that is not a finite number",
                        column.name()));
    }
  }
  /// A hair of tolerance above: limits are in the shown unit, values are held in base units.
  static bool holds(const Limits& limits, double value) {
    return (limits.above_least ? value > limits.least : value >= limits.least) && value <= limits.most * (1.0 + 1e-12);
  }
};

class FindCoordinateFaults final : public FindInColumns {
 public:
  using FindInColumns::FindInColumns;
  void visit(ColumnCells& column) override {
    const ColumnKind kind = column.kind();
    if (column.spec().derived) return;
    if (kind != ColumnKind::point && kind != ColumnKind::line && kind != ColumnKind::polygon) return;
    for (std::size_t row = 0; row < column.size(); ++row)
      if (!on_earth(column.get(row)))
        add(row,
            filled("{} hat eine Koordinate, die nicht endlich ist oder jenseits von 21.000 km: nötig sind Meter im CRS "
                   "der Stadt",
                   "{} has a coordinate that is not finite or beyond 21,000 km: metres in the city's CRS are needed",
                   column.name()));
  }
};

}  // namespace

void add_id_faults(const Table& table, std::vector<Finding>& faults) {
  std::vector<std::string_view> ids(table.external_ids().begin(), table.external_ids().end());
  std::sort(ids.begin(), ids.end());
  const auto add = [&](std::string_view id, Text message) {
    faults.push_back({Finding::Severity::error, std::string(table.table_name()), std::string(id), std::move(message)});
  };
  for (auto first = ids.begin(); first != ids.end();) {
    const auto last = std::find_if(first, ids.end(), [&](std::string_view id) { return id != *first; });
    const auto count = last - first;
    if (first->empty())
      add("", filled("{} Zeilen haben keine Kennung", "{} rows have no external id", count));
    else if (count > 1)
      add(*first, filled("{} Zeilen haben diese Kennung: sie ist in der Tabelle einmalig",
                         "{} rows have this external id: it must be unique in the table", count));
    first = last;
  }
}

void add_reference_faults(std::span<const Table* const> tables, std::vector<Finding>& faults, ColumnsChecked columns) {
  FindReferenceFaults::Sizes sizes;
  for (const Table* table : tables) sizes[table->table_name()] = table->size();
  for (const Table* table : tables) {
    FindReferenceFaults find(*table, sizes, columns, faults);
    const_cast<Table*>(table)->visit(find);  // the visitor only reads
  }
}

void add_number_faults(const Table& table, std::vector<Finding>& faults) {
  FindNumberFaults find(table, faults);
  const_cast<Table&>(table).visit(find);  // the visitor only reads
}

Text range_text(std::string_view table, std::string_view column) {
  const Limits* limits = limits_of(table, column);
  return limits ? range_of(*limits) : Text{};
}

void add_coordinate_faults(const Table& table, std::vector<Finding>& faults) {
  FindCoordinateFaults find(table, faults);
  const_cast<Table&>(table).visit(find);  // the visitor only reads
}

std::string text_of(const Finding& finding) {
  if (finding.table.empty()) return finding.message.en;
  if (finding.external_id.empty()) return finding.table + ": " + finding.message.en;
  return finding.table + " '" + finding.external_id + "': " + finding.message.en;
}

}  // namespace planspiel
