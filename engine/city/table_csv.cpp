#include "engine/city/table_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/options.hpp"
#include "engine/base/projection.hpp"

namespace planspiel {

namespace {

using RowsById = std::map<std::string, std::size_t, std::less<>>;

std::uint32_t parse_hours(const std::string& text) {
  std::uint32_t mask = 0;
  for (const std::string& part : split(text, ' ')) {
    std::uint32_t one = 0;
    OptionSet set;
    set.hours("hours", one, {});
    set.read(Value::table({{"hours", part}}));
    mask |= one;
  }
  return mask;
}

/// Fills one column after the other from the texts of a CSV file.
class FillColumns final : public ColumnVisitor {
 public:
  FillColumns(const Csv& csv, CityBuilder& builder, const CityProfile& profile, std::size_t first_row)
      : csv_(csv), builder_(builder), projection_(profile.crs), first_row_(first_row) {
    known_.insert("id");
  }

  void visit(ColumnCells& column) override {
    const std::string name(column.name());
    if (column.kind() == ColumnKind::point) return fill_points(column, name);
    known_.insert(name);
    if (!csv_.has(name)) {
      if (!column.spec().optional && !column.spec().derived) csv_.column(name);  // throws with the list of columns
      return;
    }
    const RowsById references = rows_of(column.spec().references);
    const std::size_t at = csv_.column(name);
    for (std::size_t row = 0; row < csv_.size(); ++row)
      with_context(csv_.place(row) + ": column '" + name + "'",
                   [&] { column.set(first_row_ + row, cell(column, row, at, references)); });
  }

  /// Throws for columns that nobody asked for.
  void check_unknown() const {
    const std::vector<std::string> names(known_.begin(), known_.end());
    for (const std::string& name : csv_.columns())
      if (!known_.contains(name))
        throw Error(ErrorKind::input, csv_.place(0) + ": unknown column '" + name + "': " + nearest_known(name, names));
  }

 private:
  void fill_points(ColumnCells& column, const std::string& name) {
    known_.insert(name + "_lon");
    known_.insert(name + "_lat");
    if (!csv_.has(name + "_lon") && column.spec().optional) return;
    for (std::size_t row = 0; row < csv_.size(); ++row)
      column.set(first_row_ + row, projection_.to_metres(LonLat::degrees(csv_.number(row, name + "_lon"),
                                                                         csv_.number(row, name + "_lat"))));
  }

  RowsById rows_of(std::string_view table) const {
    RowsById rows;
    if (table.empty()) return rows;
    const std::vector<std::string>& ids = builder_.table(table).external_ids();
    for (std::size_t row = 0; row < ids.size(); ++row) rows.emplace(ids[row], row);
    return rows;
  }

  static std::int64_t reference(const std::string& text, const RowsById& rows, std::string_view table) {
    const auto found = rows.find(text);
    if (found == rows.end())
      throw Error(ErrorKind::input, "'" + text + "' is no id of table '" + std::string(table) + "'");
    return static_cast<std::int64_t>(found->second);
  }

  Cell cell(const ColumnCells& column, std::size_t row, std::size_t at, const RowsById& references) const {
    const std::string text(trim(csv_.text(row, at)));
    switch (column.kind()) {
      case ColumnKind::text:
        return text;
      case ColumnKind::number:
        return csv_.number(row, at) * (column.spec().unit.empty() ? 1.0 : unit(column.spec().unit).factor);
      case ColumnKind::integer:
      case ColumnKind::flag:
        return static_cast<std::int64_t>(csv_.number(row, at));
      case ColumnKind::hours:
        return static_cast<std::int64_t>(parse_hours(text));
      case ColumnKind::choice: {
        const auto choices = column.choices();
        const auto found = std::find(choices.begin(), choices.end(), text);
        const std::vector<std::string> names(choices.begin(), choices.end());
        if (found == choices.end())
          throw Error(ErrorKind::input, "'" + text + "' is unknown: " + nearest_known(text, names));
        return static_cast<std::int64_t>(found - choices.begin());
      }
      case ColumnKind::reference:
        if (text.empty() && column.spec().optional) return {};
        return reference(text, references, column.spec().references);
      case ColumnKind::references: {
        std::vector<std::int64_t> list;
        for (const std::string& part : split(text, ' '))
          if (!part.empty()) list.push_back(reference(part, references, column.spec().references));
        return list;
      }
      case ColumnKind::numbers: {
        std::vector<double> list;
        for (const std::string& part : split(text, ' '))
          if (!part.empty())
            list.push_back(parse_quantity(part, unit("")) *
                           (column.spec().unit.empty() ? 1.0 : unit(column.spec().unit).factor));
        return list;
      }
      default:
        throw Error(ErrorKind::input, "a geometry does not fit into a CSV file");
    }
  }

  const Csv& csv_;
  CityBuilder& builder_;
  Projection projection_;
  std::size_t first_row_;
  std::set<std::string> known_;
};

}  // namespace

void read_table_csv(CityBuilder& builder, std::string_view name, const CityProfile& profile,
                    const std::filesystem::path& path) {
  const Csv csv = Csv::read(path);
  if (csv.size() == 0) return;
  Table& table = builder.table(name);
  const std::size_t first = table.size();
  PLANSPIEL_CHECK(first == 0);  // lists can only be filled from the first row on
  table.resize(csv.size());
  for (std::size_t row = 0; row < csv.size(); ++row)
    table.external_ids()[row] = csv.has("id") ? csv.text(row, "id") : fmt::format("{}{:04}", name, row + 1);
  FillColumns fill(csv, builder, profile, first);
  table.visit(fill);
  fill.check_unknown();
}

}  // namespace planspiel
