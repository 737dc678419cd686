#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/base/filled.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "gis/city_file.hpp"
#include "gis/city_profile.hpp"
#include "gis/file_faults.hpp"
#include "gis/kept_layer.hpp"
#include "gis/table_layout.hpp"

namespace planspiel {

namespace {

using RowsById = std::unordered_map<std::string_view, std::size_t>;

/// One table as it stands in the file. Texts that mean something else (choices, hours, references) are still texts.
struct ReadTable {
  TableLayout layout{};
  std::vector<std::string> ids{};
  std::vector<std::int64_t> numbers{};       ///< of the features in the file
  std::vector<bool> in_file{};               ///< for each column
  std::vector<std::vector<Cell>> columns{};  ///< monostate: empty

  std::string place(std::size_t row, const std::string& column) const {
    return fmt::format("layer '{}', feature {} '{}', column '{}'", layout.layer.name, numbers[row], ids[row], column);
  }
};

const char* needed(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::number:
      return "a number";
    case ColumnKind::integer:
      return "a whole number";
    case ColumnKind::flag:
      return "0 or 1";
    case ColumnKind::point:
      return "a point";
    case ColumnKind::line:
      return "a line or ring";
    case ColumnKind::polygon:
      return "a polygon or several";
    case ColumnKind::hours:
      return "hours, for example \"06:00-20:00\",";
    case ColumnKind::references:
    case ColumnKind::numbers:
      return "a JSON list";
    default:
      return "a text";
  }
}

/// SQLite holds no NaN: it is empty in the file.
const char* empty_text(ColumnKind kind) { return kind == ColumnKind::number ? "empty or no number" : "empty"; }

/// Reads one layer row by row.
class LayerReader {
 public:
  LayerReader(GeopackageReader& in, FileFaults& faults, std::vector<Text>* notes)
      : in_(in), faults_(faults), notes_(notes) {}

  ReadTable read(const Table& empty, const CityProfile& profile) {
    ReadTable table;
    table.layout = layout_of(empty, profile.crs);
    if (!in_.has(table.layout.layer.name) || table.layout.is_derived()) return table;
    in_.open_layer(table.layout.layer.name);
    note_unused(table.layout);
    if (!bind(table, profile)) return table;
    const auto id = in_.find_field("id");
    table.columns.resize(table.layout.columns.size());
    for (auto& column : table.columns) column.reserve(in_.row_count());
    while (in_.next()) {
      table.ids.push_back(id ? in_.text(*id) : std::string());
      table.numbers.push_back(in_.row_number());
      for (std::size_t column = 0; column < table.columns.size(); ++column)
        if (table.in_file[column]) table.columns[column].push_back(read_cell(table, column));
    }
    name_nameless(table);
    return table;
  }

 private:
  /// Columns that the table does not have, from older versions or of the user's own, are no fault: nobody reads them.
  void note_unused(const TableLayout& layout) const {
    if (!notes_) return;
    std::set<std::string, std::less<>> known{"id", "fid", "ogc_fid"};
    for (const ColumnLayout& column : layout.columns)
      for (const char* ending : {"", "_x", "_y"}) known.insert(column.name + ending);
    for (const LayerField& field : in_.fields())
      if (!known.contains(field.name))
        notes_->push_back(filled("Ebene '{}': die Spalte '{}' wird nicht gebraucht",
                                 "layer '{}': the column '{}' is not used", layout.layer.name, field.name));
  }

  /// Finds the fields of the columns; false where one is missing or of a wrong type.
  bool bind(ReadTable& table, const CityProfile& profile) {
    bool good = true;
    const std::string& layer = table.layout.layer.name;
    const auto fault = [&](const std::string& text) {
      faults_.add(fmt::format("layer '{}': {}", layer, text));
      good = false;
    };
    if (table.layout.geometry() && in_.has_geometry() && !in_.is_in(profile.crs))
      fault(fmt::format("its CRS is {}, the city's is {}: reproject the layer", in_.crs_name(), profile.crs));
    for (ColumnLayout& column : table.layout.columns) {
      const bool found = find(column);
      table.in_file.push_back(found && !column.spec.derived);
      if (column.spec.derived) continue;
      if (!found && !column.spec.optional)
        fault(fmt::format("has no column '{}', which is needed", name_in_file(column)));
      if (found && !has_fitting_type(column))
        fault(fmt::format("column '{}' holds texts: {} is needed", column.name, needed(column.kind)));
    }
    return good;
  }

  static std::string name_in_file(const ColumnLayout& column) {
    if (column.is_geometry) return column.name + " (the geometry)";
    return column.kind == ColumnKind::point ? column.name + "_x" : column.name;
  }

  bool find(ColumnLayout& column) const {
    if (column.is_geometry) return in_.has_geometry();
    const bool point = column.kind == ColumnKind::point;
    const auto first = in_.find_field(point ? column.name + "_x" : column.name);
    const auto second = point ? in_.find_field(column.name + "_y") : first;
    column.first_field = first.value_or(0);
    column.second_field = second.value_or(0);
    return first && second;
  }

  bool has_fitting_type(const ColumnLayout& column) const {
    if (column.is_geometry) return true;
    const FieldType type = in_.fields()[column.first_field].type;
    const bool number = type == FieldType::real || type == FieldType::integer;
    const bool wants_number = column.kind == ColumnKind::number || column.kind == ColumnKind::point ||
                              column.kind == ColumnKind::integer || column.kind == ColumnKind::flag;
    return !wants_number || number;
  }

  Cell read_cell(const ReadTable& table, std::size_t at) {
    const ColumnLayout& column = table.layout.columns[at];
    Cell cell = column.is_geometry ? read_geometry(table, column) : read_field(column);
    const bool whole = column.kind == ColumnKind::integer || column.kind == ColumnKind::flag;
    // A whole number that is there but does not fit is wrong even where the column may be empty.
    const bool unfit = whole && !in_.is_empty(column.first_field);
    if (std::holds_alternative<std::monostate>(cell) && (unfit || !column.spec.optional))
      faults_.add(fmt::format("{}: is {}: {} is needed", table.place(table.ids.size() - 1, column.name),
                              unfit ? in_.text(column.first_field) : empty_text(column.kind), needed(column.kind)));
    return cell;
  }

  Cell read_field(const ColumnLayout& column) const {
    const std::size_t field = column.first_field;
    if (in_.is_empty(field)) return column.kind == ColumnKind::text ? Cell(std::string()) : Cell();
    switch (column.kind) {
      case ColumnKind::number:
        return in_.real(field) * column.factor;
      case ColumnKind::integer:
      case ColumnKind::flag:
        return whole_number(field, column.kind);
      case ColumnKind::point:
        return Point::metres(in_.real(field), in_.real(column.second_field));
      default:
        return in_.text(field);
    }
  }

  /// Empty for 2.5, and for numbers that the column cannot hold.
  Cell whole_number(std::size_t field, ColumnKind kind) const {
    const double value = in_.real(field);
    const double most = kind == ColumnKind::flag ? 1.0 : 2147483647.0, least = kind == ColumnKind::flag ? 0.0 : -most;
    if (!(value >= least && value <= most) || value != std::floor(value)) return {};
    return static_cast<std::int64_t>(value);
  }

  Cell read_geometry(const ReadTable& table, const ColumnLayout& column) {
    if (in_.geometry_is_empty()) return {};
    if (column.kind == ColumnKind::point) {
      if (const auto point = in_.point()) return *point;
    } else if (table.layout.layer.geometry == LayerGeometry::line) {
      if (auto line = in_.line()) return *std::move(line);
    } else if (auto polygon = in_.polygon()) {
      if (table.layout.layer.geometry == LayerGeometry::area) return *std::move(polygon);
      return polygon->rings.front();  // a footprint: its holes do not matter
    }
    faults_.add(fmt::format("{}: is a {}: {} is needed", table.place(table.ids.size() - 1, column.name),
                            in_.geometry_name(), needed(column.kind)));
    return column.kind == ColumnKind::point     ? Cell(Point{})
           : column.kind == ColumnKind::polygon ? Cell(Polygon{})
                                                : Cell(std::vector<Point>{});
  }

  /// Rows without id are called after their feature's number.
  static void name_nameless(ReadTable& table) {
    std::unordered_set<std::string> taken(table.ids.begin(), table.ids.end());
    for (std::size_t row = 0; row < table.ids.size(); ++row) {
      if (!table.ids[row].empty()) continue;
      std::string name = fmt::format("{}-{}", table.layout.layer.name, table.numbers[row]);
      while (!taken.insert(name).second) name += "'";
      table.ids[row] = std::move(name);
    }
  }

  GeopackageReader& in_;
  FileFaults& faults_;
  std::vector<Text>* notes_;
};

/// Puts what was read into the columns of a table of the builder.
class FillColumns final : public ColumnVisitor {
 public:
  FillColumns(const ReadTable& from, const std::map<std::string, RowsById, std::less<>>& rows, FileFaults& faults)
      : from_(from), rows_(rows), faults_(faults) {}

  void visit(ColumnCells& column) override {
    const std::size_t at = next_++;
    if (!from_.in_file[at]) return;
    const ColumnLayout& layout = from_.layout.columns[at];
    for (std::size_t row = 0; row < from_.ids.size(); ++row) {
      const Cell& cell = from_.columns[at][row];
      if (std::holds_alternative<std::monostate>(cell)) {
        if (column.kind() != ColumnKind::line && column.kind() != ColumnKind::references &&
            column.kind() != ColumnKind::numbers)
          continue;
        set_empty_list(column, row);
        continue;
      }
      try {
        column.set(row, meant(layout, cell));
      } catch (const Error& error) {
        faults_.add(from_.place(row, layout.name) + ": " + error.what());
        set_empty_list(column, row);
      }
    }
  }

 private:
  /// Lists must be set for every row.
  static void set_empty_list(ColumnCells& column, std::size_t row) {
    if (column.kind() == ColumnKind::line) column.set(row, std::vector<Point>{});
    if (column.kind() == ColumnKind::numbers) column.set(row, std::vector<double>{});
    if (column.kind() == ColumnKind::references) column.set(row, std::vector<std::int64_t>{});
  }

  /// The value that a text of the file stands for.
  Cell meant(const ColumnLayout& column, const Cell& cell) const {
    const std::string* text = std::get_if<std::string>(&cell);
    if (!text || column.kind == ColumnKind::text) return cell;
    switch (column.kind) {
      case ColumnKind::choice: {
        const auto found = std::find(column.choices.begin(), column.choices.end(), *text);
        if (found == column.choices.end())
          throw Error(ErrorKind::input, "'" + *text + "' is unknown: " + nearest_known(*text, column.choices));
        return static_cast<std::int64_t>(found - column.choices.begin());
      }
      case ColumnKind::hours:
        return static_cast<std::int64_t>(hours_from(*text).mask);
      case ColumnKind::reference:
        if (text->empty() && column.spec.optional) return {};
        return reference(column, *text);
      case ColumnKind::references: {
        const Value items = parse_json(*text, "list");
        std::vector<std::int64_t> list;
        for (const Value& item : items.items()) list.push_back(reference(column, item.as_text()));
        return list;
      }
      default: {
        const Value items = parse_json(*text, "list");
        std::vector<double> list;
        for (const Value& item : items.items()) list.push_back(item.as_number() * column.factor);
        return list;
      }
    }
  }

  std::int64_t reference(const ColumnLayout& column, const std::string& id) const {
    const RowsById& rows = rows_.find(column.spec.references)->second;
    const auto found = rows.find(id);
    if (found == rows.end())
      throw Error(ErrorKind::input, fmt::format("'{}' is no id of table '{}'", id, column.spec.references));
    return static_cast<std::int64_t>(found->second);
  }

  const ReadTable& from_;
  const std::map<std::string, RowsById, std::less<>>& rows_;
  FileFaults& faults_;
  std::size_t next_ = 0;
};

/// Without these a file holds no city.
constexpr std::string_view kNeededLayers[] = {"nodes", "roads", "zones", "districts"};

/// The profile, and what QGIS makes for itself.
constexpr std::string_view kNoTables[] = {"city", "layer_styles", "qgis_projects"};

City read_all(const std::filesystem::path& gpkg, const TableKinds& kinds, std::vector<Text>* notes) {
  GeopackageReader in(gpkg);
  const CityProfile profile = read_profile(in);
  FileFaults faults;
  for (const std::string_view layer : kNeededLayers)
    if (!in.has(layer))
      faults.add(fmt::format("has no layer '{}', which is needed: it has {}", layer, join(in.layers(), ", ")));
  CityBuilder builder(profile);
  std::vector<ReadTable> tables;
  std::set<std::string, std::less<>> known(std::begin(kNoTables), std::end(kNoTables));
  const auto read_table = [&](const Table& table) {
    tables.push_back(LayerReader(in, faults, notes).read(table, profile));
    known.emplace(table.table_name());
  };
  for (const std::unique_ptr<Table>& table : empty_tables()) read_table(*table);
  for (const TableKind& kind : kinds) {
    std::unique_ptr<Table> table = kind.make();
    read_table(*table);
    builder.add_table(std::move(table));
  }
  for (const std::string& layer : in.layers()) {
    if (known.contains(layer)) continue;
    std::unique_ptr<KeptTable> table = keep_layer(in, layer, profile, faults);
    if (notes)
      notes->push_back(filled("Tabelle '{}' ({} Zeile{}) gehört zu keinem geladenen Plugin: sie bleibt, wie sie ist",
                              "table '{}' ({} row{}) belongs to no plugin that is loaded: it is kept as it stands",
                              layer, table->size(), table->size() == 1 ? Text{} : Text{"n", "s"}));
    builder.add_table(std::move(table));
  }
  faults.throw_if_any();
  std::map<std::string, RowsById, std::less<>> rows;
  for (const ReadTable& table : tables) {
    RowsById& ids = rows[table.layout.layer.name];
    ids.reserve(table.ids.size());
    for (std::size_t row = 0; row < table.ids.size(); ++row) ids.emplace(table.ids[row], row);
  }
  for (ReadTable& read : tables) {
    if (read.ids.empty()) continue;
    Table& table = builder.table(read.layout.layer.name);
    table.resize(read.ids.size());
    table.external_ids() = read.ids;
    FillColumns fill(read, rows, faults);
    table.visit(fill);
    read.columns.clear();
  }
  faults.throw_if_any();
  return builder.build();
}

}  // namespace

City read_city(const std::filesystem::path& gpkg, const TableKinds& kinds, std::vector<Text>* notes) {
  try {
    return read_all(gpkg, kinds, notes);
  } catch (const Error& error) {
    const std::string text = error.what();  // the reader's own messages name the file already
    throw Error(error.kind(), text.starts_with(gpkg.string()) ? text : gpkg.string() + ": " + text);
  }
}

}  // namespace planspiel
