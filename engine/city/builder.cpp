#include <algorithm>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/city/city.hpp"

namespace planspiel {

namespace {

using RowMap = std::vector<std::uint32_t>;

/// Faults in words, the first hundred in full.
std::string listed(const std::vector<Finding>& faults) {
  constexpr std::size_t kMost = 100;
  std::string text = "the city has " + std::to_string(faults.size()) + (faults.size() == 1 ? " fault:" : " faults:");
  for (std::size_t i = 0; i < std::min(kMost, faults.size()); ++i)
    text += "\n  " + faults[i].table + " '" + faults[i].external_id + "': " + faults[i].message;
  if (faults.size() > kMost) text += "\n  … and " + std::to_string(faults.size() - kMost) + " more";
  return text;
}

void throw_if_any(const std::vector<Finding>& faults) {
  if (!faults.empty()) throw Error(ErrorKind::input, listed(faults));
}

/// Finds references that point at no row.
class CheckReferences final : public ColumnVisitor {
 public:
  CheckReferences(const Table& table, const std::map<std::string, std::size_t, std::less<>>& sizes,
                  std::vector<Finding>& faults)
      : table_(table), sizes_(sizes), faults_(faults) {}
  void visit(ColumnCells& column) override {
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
    if (column.spec().derived) return;
    faults_.push_back({Finding::Severity::error, std::string(table_.table_name()), table_.external_ids()[row],
                       "column '" + std::string(column.name()) + "' names row " + std::to_string(reference) + " of '" +
                           std::string(column.spec().references) + "', which has " + std::to_string(size) + " rows"});
  }
  const Table& table_;
  const std::map<std::string, std::size_t, std::less<>>& sizes_;
  std::vector<Finding>& faults_;
};

class Permute final : public ColumnVisitor {
 public:
  explicit Permute(const RowMap& order) : order_(order) {}
  void visit(ColumnCells& column) override { column.permute(order_); }

 private:
  const RowMap& order_;
};

class Renumber final : public ColumnVisitor {
 public:
  explicit Renumber(const std::map<std::string, RowMap, std::less<>>& new_rows) : new_rows_(new_rows) {}
  void visit(ColumnCells& column) override {
    if (column.spec().references.empty() || column.spec().derived) return;
    const auto found = new_rows_.find(column.spec().references);
    if (found != new_rows_.end()) column.renumber(found->second);
  }

 private:
  const std::map<std::string, RowMap, std::less<>>& new_rows_;
};

/// Sorts a table by external id; the result says where each old row went.
RowMap sort_rows(Table& table, std::vector<Finding>& faults) {
  std::vector<std::string>& ids = table.external_ids();
  RowMap order(ids.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return ids[a] != ids[b] ? ids[a] < ids[b] : a < b; });
  Permute permute(order);
  table.visit(permute);
  std::vector<std::string> sorted;
  sorted.reserve(ids.size());
  RowMap new_row(ids.size());
  for (std::size_t row = 0; row < order.size(); ++row) {
    new_row[order[row]] = static_cast<std::uint32_t>(row);
    sorted.push_back(std::move(ids[order[row]]));
  }
  ids = std::move(sorted);
  const auto fault = [&](const std::string& id, const char* what) {
    faults.push_back({Finding::Severity::error, std::string(table.table_name()), id, what});
  };
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (ids[row].empty())
      fault("", "has no external id");
    else if (row > 0 && ids[row] == ids[row - 1])
      fault(ids[row], "is there twice: external ids are unique in a table");
  }
  return new_row;
}

}  // namespace

CityBuilder::CityBuilder(CityProfile profile) : profile_(std::move(profile)) {
  for (std::unique_ptr<Table>& table : empty_tables()) add_table(std::move(table));
}

void CityBuilder::add_table(std::unique_ptr<Table> table) {
  std::string name(table->table_name());
  tables_[std::move(name)] = std::move(table);
}

Table& CityBuilder::table(std::string_view name) {
  const auto found = tables_.find(name);
  if (found == tables_.end()) throw Error(ErrorKind::config, "there is no table '" + std::string(name) + "'");
  return *found->second;
}

City CityBuilder::build() {
  std::vector<Finding> wrong;
  std::map<std::string, std::size_t, std::less<>> sizes;
  for (const auto& [name, table] : tables_) sizes[name] = table->size();
  for (const auto& [name, table] : tables_) {
    CheckReferences check(*table, sizes, wrong);
    table->visit(check);
  }
  throw_if_any(wrong);
  std::map<std::string, RowMap, std::less<>> new_rows;
  for (const auto& [name, table] : tables_) new_rows[name] = sort_rows(*table, wrong);
  throw_if_any(wrong);
  for (const auto& [name, table] : tables_) {
    Renumber renumber(new_rows);
    table->visit(renumber);
  }
  City city;
  city.profile = profile_;
  for (auto& [name, table] : tables_) city.put(std::shared_ptr<const Table>(std::move(table)));
  tables_.clear();
  throw_if_any(faults(city));
  return derive(std::move(city));
}

}  // namespace planspiel
