#include "engine/city/snapshot.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <set>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/stop.hpp"
#include "engine/city/kept_table.hpp"
#include "engine/city/table_faults.hpp"

namespace planspiel {

namespace {

constexpr std::string_view kSnapshotMagic = "planspiel-city-";  ///< a digit follows, the version
constexpr int kVersion = 4, kOldest = 2;
constexpr std::size_t kVersionAt = kSnapshotMagic.size(), kHashAt = kVersionAt + 1, kHead = kHashAt + 32;

/// Columns that tables had in files of version 2, each before the column that is named (empty: the last one). Nobody
/// read them.
struct GoneColumn {
  std::string_view table, column, before;
};
constexpr int kLastWithGone = 2;
constexpr GoneColumn kGoneColumns[] = {{"roads", "bike_lane", "signal_priority"},
                                       {"turns", "penalty", ""},
                                       {"zones", "inside_ring", ""},
                                       {"lines", "capacity", "length"}};

/// Columns that files have from a version on; rows of older ones hold the default.
struct NewColumn {
  std::string_view table, column;
  int since;
};
constexpr NewColumn kNew[] = {{"lines", "dwell", 4}};

class Writer {
 public:
  explicit Writer(std::string& bytes) : bytes_(bytes) {}
  void raw(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }
  void integer(std::uint64_t value) { raw(&value, sizeof value); }
  void text(std::string_view value) {
    integer(value.size());
    raw(value.data(), value.size());
  }
  template <class T>
  void list(const std::vector<T>& values) {
    integer(values.size());
    raw(values.data(), values.size() * sizeof(T));
  }

 private:
  std::string& bytes_;
};

class SnapshotReader {
 public:
  SnapshotReader(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}
  void raw(void* data, std::size_t size) {
    if (size > bytes_.size() - at_) fail();
    if (size > 0) std::memcpy(data, bytes_.data() + at_, size);
    at_ += size;
  }
  std::uint64_t integer() {
    std::uint64_t value = 0;
    raw(&value, sizeof value);
    return value;
  }
  std::string text() {
    std::string value(counted(1), '\0');
    raw(value.data(), value.size());
    return value;
  }
  template <class T>
  std::vector<T> list() {
    std::vector<T> values(counted(sizeof(T)));
    raw(values.data(), values.size() * sizeof(T));
    return values;
  }
  std::size_t counted(std::size_t item_size) {
    const std::uint64_t count = integer();
    if (count > (bytes_.size() - at_) / item_size) fail();
    return count;
  }
  [[noreturn]] void fail() const {
    throw Error(ErrorKind::input, name_ + " is cut off or damaged: delete it, it is made again");
  }

 private:
  std::string_view bytes_;
  std::string name_;
  std::size_t at_ = 0;
};

void write_cell(Writer& out, const Cell& cell) {
  const auto kind = static_cast<std::uint8_t>(cell.index());
  out.raw(&kind, 1);
  if (const auto* number = std::get_if<double>(&cell))
    out.raw(number, sizeof *number);
  else if (const auto* integer = std::get_if<std::int64_t>(&cell))
    out.raw(integer, sizeof *integer);
  else if (const auto* text = std::get_if<std::string>(&cell))
    out.text(*text);
  else if (const auto* point = std::get_if<Point>(&cell))
    out.raw(point, sizeof *point);
  else if (const auto* polygon = std::get_if<Polygon>(&cell)) {
    out.integer(polygon->rings.size());
    for (const Ring& ring : polygon->rings) out.list(ring);
  } else if (const auto* line = std::get_if<std::vector<Point>>(&cell))
    out.list(*line);
  else if (const auto* numbers = std::get_if<std::vector<double>>(&cell))
    out.list(*numbers);
  else if (const auto* references = std::get_if<std::vector<std::int64_t>>(&cell))
    out.list(*references);
}

template <class T>
T read_plain(SnapshotReader& in) {
  T value{};
  in.raw(&value, sizeof value);
  return value;
}

Cell read_cell(SnapshotReader& in) {
  switch (read_plain<std::uint8_t>(in)) {
    case 0:
      return {};
    case 1:
      return read_plain<double>(in);
    case 2:
      return read_plain<std::int64_t>(in);
    case 3:
      return in.text();
    case 4:
      return read_plain<Point>(in);
    case 5: {
      Polygon polygon;
      const std::size_t rings = in.counted(sizeof(std::uint64_t));
      for (std::size_t ring = 0; ring < rings; ++ring) polygon.rings.push_back(in.list<Point>());
      return polygon;
    }
    case 6:
      return in.list<Point>();
    case 7:
      return in.list<double>();
    case 8:
      return in.list<std::int64_t>();
    default:
      in.fail();
  }
}

class WriteColumns final : public ColumnVisitor {
 public:
  explicit WriteColumns(Writer& out) : out_(out) {}
  void visit(ColumnCells& column) override {
    out_.text(column.name());
    for (std::size_t row = 0; row < column.size(); ++row) write_cell(out_, column.get(row));
  }

 private:
  Writer& out_;
};

/// The cell has the column's form, and a choice is one that there is: a checksum proves that the file is whole, not
/// that somebody honest wrote it.
bool fits(const Cell& cell, const ColumnCells& column) {
  const auto* integer = std::get_if<std::int64_t>(&cell);
  switch (column.kind()) {
    case ColumnKind::number:
      return std::holds_alternative<double>(cell);
    case ColumnKind::text:
      return std::holds_alternative<std::string>(cell);
    case ColumnKind::point:
      return std::holds_alternative<Point>(cell);
    case ColumnKind::polygon:
      return std::holds_alternative<Polygon>(cell);
    case ColumnKind::line:
      return std::holds_alternative<std::vector<Point>>(cell);
    case ColumnKind::numbers:
      return std::holds_alternative<std::vector<double>>(cell);
    case ColumnKind::references:
      return std::holds_alternative<std::vector<std::int64_t>>(cell);
    case ColumnKind::reference:
      return integer || std::holds_alternative<std::monostate>(cell);
    case ColumnKind::choice:
      return integer && *integer >= 0 && static_cast<std::size_t>(*integer) < column.choices().size();
    default:
      return integer != nullptr;
  }
}

class ReadColumns final : public ColumnVisitor {
 public:
  ReadColumns(SnapshotReader& in, std::string_view table, std::size_t rows, int version)
      : in_(in), table_(table), rows_(rows), version_(version) {}
  void visit(ColumnCells& column) override {
    if (is_new(column.name())) return;
    pass_gone(column.name());
    if (in_.text() != column.name()) in_.fail();
    for (std::size_t row = 0; row < rows_; ++row) {
      const Cell cell = read_cell(in_);
      if (!fits(cell, column)) in_.fail();
      try {
        column.set(row, cell);
      } catch (const std::bad_variant_access&) {  // no reference where one has to be
        in_.fail();
      }
    }
  }
  /// Passes over what an older file has before this column.
  void pass_gone(std::string_view before) {
    for (const GoneColumn& gone : kGoneColumns) {
      if (version_ > kLastWithGone || gone.table != table_ || gone.before != before) continue;
      if (in_.text() != gone.column) in_.fail();
      for (std::size_t row = 0; row < rows_; ++row) read_cell(in_);
    }
  }

 private:
  bool is_new(std::string_view name) const {
    return std::any_of(std::begin(kNew), std::end(kNew), [&](const NewColumn& column) {
      return column.table == table_ && column.column == name && version_ < column.since;
    });
  }

  SnapshotReader& in_;
  std::string_view table_;
  std::size_t rows_;
  int version_;
};

void write_column(Writer& out, const KeptColumn& column) {
  for (const std::string* text : {&column.name, &column.unit, &column.references, &column.help}) out.text(*text);
  out.integer(static_cast<std::uint64_t>(column.kind));
  out.integer(column.derived ? 1 : 0);
  out.integer(column.optional ? 1 : 0);
  out.integer(column.choices.size());
  for (const std::string& choice : column.choices) out.text(choice);
  for (const Cell& cell : column.cells) write_cell(out, cell);
}

KeptColumn read_column(SnapshotReader& in, std::size_t rows) {
  KeptColumn column;
  for (std::string* text : {&column.name, &column.unit, &column.references, &column.help}) *text = in.text();
  const std::uint64_t kind = in.integer();
  if (kind > static_cast<std::uint64_t>(ColumnKind::numbers)) in.fail();
  column.kind = static_cast<ColumnKind>(kind);
  column.derived = in.integer() != 0;
  column.optional = in.integer() != 0;
  column.choices.resize(in.counted(sizeof(std::uint64_t)));
  for (std::string& choice : column.choices) choice = in.text();
  for (std::size_t row = 0; row < rows; ++row) column.cells.push_back(read_cell(in));
  return column;
}

/// Tables of plugins, with their descriptions: whoever reads the file need not have the plugin.
void write_described(Writer& out, const Table& table) {
  const auto* kept = dynamic_cast<const KeptTable*>(&table);
  out.text(table.table_name());
  out.integer(kept && !kept->is_described() ? 0 : 1);
  out.integer(table.digest().high);
  out.integer(table.digest().low);
  out.integer(table.size());
  for (const std::string& id : table.external_ids()) out.text(id);
  const std::vector<KeptColumn> columns = kept_columns(table);
  out.integer(columns.size());
  for (const KeptColumn& column : columns) write_column(out, column);
}

class CellsFit final : public ColumnVisitor {
 public:
  void visit(ColumnCells& column) override {
    for (std::size_t row = 0; row < column.size(); ++row) {
      const Cell cell = column.get(row);
      all = all && (std::holds_alternative<std::monostate>(cell) || fits(cell, column));
    }
  }
  bool all = true;
};

/// Every cell has its column's form, or is empty.
bool fits(const KeptColumn& column) {
  std::vector<std::string> ids(column.cells.size());
  KeptTable table("", std::move(ids), {column});
  CellsFit fit;
  table.visit(fit);
  return fit.all;
}

std::shared_ptr<const Table> read_described(SnapshotReader& in) {
  const std::string name = in.text();
  const bool described = in.integer() != 0;
  Digest digest;
  digest.high = in.integer();
  digest.low = in.integer();
  std::vector<std::string> ids(in.counted(sizeof(std::uint64_t)));
  for (std::string& id : ids) id = in.text();
  std::vector<KeptColumn> columns(in.counted(sizeof(std::uint64_t)));
  for (KeptColumn& column : columns) {
    column = read_column(in, ids.size());
    if (!fits(column)) in.fail();
  }
  if (!described) return std::make_shared<const KeptTable>(name, std::move(ids), std::move(columns));
  return std::make_shared<const KeptTable>(name, std::move(ids), std::move(columns), digest);
}

/// References, derived ones too, point at rows that are there.
void check_references(const City& city, const SnapshotReader& in) {
  std::vector<const Table*> tables;
  for (const std::string& name : city.table_names()) tables.push_back(&city.table(name));
  std::vector<Finding> faults;
  add_reference_faults(tables, faults, ColumnsChecked::all);
  if (!faults.empty()) in.fail();
}

void write_table(Writer& out, const Table& table) {
  out.text(table.table_name());
  out.integer(table.size());
  for (const std::string& id : table.external_ids()) out.text(id);
  WriteColumns columns(out);
  const_cast<Table&>(table).visit(columns);  // the visitor only reads
}

std::shared_ptr<const Table> read_table(SnapshotReader& in, int version) {
  const std::string name = in.text();
  for (std::unique_ptr<Table>& table : empty_tables()) {
    if (table->table_name() != name) continue;
    const std::size_t rows = in.counted(sizeof(std::uint64_t));  // each has an id
    table->resize(rows);
    for (std::string& id : table->external_ids()) id = in.text();
    ReadColumns columns(in, name, rows, version);
    table->visit(columns);
    columns.pass_gone("");
    return std::shared_ptr<const Table>(std::move(table));
  }
  in.fail();
}

/// The version that the first bytes name; none where the file is no snapshot that this program reads.
std::optional<int> version_of(std::string_view bytes) {
  if (bytes.size() < kHead || !bytes.starts_with(kSnapshotMagic)) return std::nullopt;
  const int version = bytes[kVersionAt] - '0';
  return version >= kOldest && version <= kVersion ? std::optional(version) : std::nullopt;
}

}  // namespace

void write_snapshot(const City& city, const std::filesystem::path& path) {
  std::string body;
  Writer out(body);
  const CityProfile& profile = city.profile;
  out.text(profile.id);
  out.text(profile.title.de);
  out.text(profile.title.en);
  out.text(profile.crs);
  out.integer(static_cast<std::uint64_t>(profile.year));
  out.integer(profile.synthetic ? 1 : 0);
  out.text(profile.note.de);
  out.text(profile.note.en);
  const std::vector<std::unique_ptr<Table>> own = empty_tables();
  out.integer(own.size());
  std::set<std::string, std::less<>> known;
  for (const std::unique_ptr<Table>& table : own) {
    write_table(out, city.table(table->table_name()));
    known.emplace(table->table_name());
  }
  std::vector<std::string> others;
  for (const std::string& name : city.table_names())
    if (!known.contains(name)) others.push_back(name);
  out.integer(others.size());
  for (const std::string& name : others) write_described(out, city.table(name));
  write_file(path, std::string(kSnapshotMagic) + std::to_string(kVersion) + hash_text(body).hex() + body);
}

bool is_older_snapshot(const std::filesystem::path& path) {
  const std::optional<int> version = version_of(read_file(path));
  return version && *version < kVersion;
}

City read_snapshot(const std::filesystem::path& path) {
  const std::string bytes = read_file(path);
  const std::optional<int> version = version_of(bytes);
  if (!version) SnapshotReader("", path.string()).fail();
  const std::string_view body = std::string_view(bytes).substr(kHead);
  if (hash_text(body).hex() != std::string_view(bytes).substr(kHashAt, kHead - kHashAt))
    SnapshotReader("", path.string()).fail();
  SnapshotReader in(body, path.string());
  City city;
  city.profile.id = in.text();
  city.profile.title.de = in.text();
  city.profile.title.en = in.text();
  city.profile.crs = in.text();
  city.profile.year = static_cast<int>(in.integer());
  city.profile.synthetic = in.integer() != 0;
  city.profile.note.de = in.text();
  city.profile.note.en = in.text();
  const std::size_t tables = in.counted(1);
  for (std::size_t table = 0; table < tables; ++table) {
    check_stop();
    city.put(read_table(in, *version));
  }
  const std::size_t others = in.counted(1);
  for (std::size_t other = 0; other < others; ++other) {
    std::shared_ptr<const Table> table = read_described(in);
    if (city.has(table->table_name())) in.fail();
    city.put(std::move(table));
  }
  check_references(city, in);
  return city;
}

}  // namespace planspiel
