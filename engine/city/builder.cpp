#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/city/city.hpp"
#include "engine/city/table_faults.hpp"

namespace planspiel {

namespace {

using RowMap = std::vector<std::uint32_t>;

/// Faults in words, the first hundred in full.
std::string listed(const std::vector<Finding>& faults) {
  constexpr std::size_t kMost = 100;
  std::string text = "the city has " + std::to_string(faults.size()) + (faults.size() == 1 ? " fault:" : " faults:");
  for (std::size_t i = 0; i < std::min(kMost, faults.size()); ++i) text += "\n  " + text_of(faults[i]);
  if (faults.size() > kMost) text += "\n  … and " + std::to_string(faults.size() - kMost) + " more";
  return text;
}

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
RowMap sort_rows(Table& table) {
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
  if (found != tables_.end()) return *found->second;
  std::vector<std::string> known;
  for (const auto& [known_name, table] : tables_) known.push_back(known_name);
  throw Error(ErrorKind::config, "there is no table '" + std::string(name) + "': " + nearest_known(name, known));
}

City CityBuilder::build() {
  auto tables = std::exchange(tables_, std::move(CityBuilder(profile_).tables_));
  std::vector<Finding> wrong;
  std::vector<const Table*> all;
  for (const auto& [name, table] : tables) all.push_back(table.get());
  add_reference_faults(all, wrong);
  if (!wrong.empty()) {  // nothing more can be said without following them
    for (const Table* table : all) add_id_faults(*table, wrong);
    throw Error(ErrorKind::input, listed(wrong));
  }
  std::map<std::string, RowMap, std::less<>> new_rows;
  for (const auto& [name, table] : tables) new_rows[name] = sort_rows(*table);
  for (const auto& [name, table] : tables) {
    Renumber renumber(new_rows);
    table->visit(renumber);
  }
  City city;
  city.profile = profile_;
  for (auto& [name, table] : tables) city.put(std::move(table));
  wrong = faults(city);
  if (!wrong.empty()) throw Error(ErrorKind::input, listed(wrong));
  return derive(std::move(city));
}

}  // namespace planspiel
