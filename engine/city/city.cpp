#include "engine/city/city.hpp"

#include <algorithm>
#include <mutex>

#include "engine/base/error.hpp"
#include "engine/city/kept_table.hpp"

namespace planspiel {

namespace {

[[noreturn]] void fail_fit(std::string_view table, const std::string& what) {
  throw Error(ErrorKind::input, "table '" + std::string(table) + "' does not fit the plugin that is loaded: " + what +
                                    ": make the city or the run again");
}

/// Fills a table's columns from those of the same names that were kept.
class FillFromKept final : public ColumnVisitor {
 public:
  FillFromKept(const KeptTable& kept) : name_(kept.table_name()), columns_(kept_columns(kept)) {}
  void visit(ColumnCells& column) override {
    const auto found = std::ranges::find(columns_, column.name(), &KeptColumn::name);
    if (found == columns_.end()) fail_fit(name_, "it has no column '" + std::string(column.name()) + "'");
    const std::vector<std::string_view> choices = column.choices();
    if (found->kind != column.kind() || !std::ranges::equal(found->choices, choices))
      fail_fit(name_, "its column '" + std::string(column.name()) + "' is of another kind");
    try {
      for (std::size_t row = 0; row < found->cells.size(); ++row) column.set(row, found->cells[row]);
    } catch (const std::bad_variant_access&) {
      fail_fit(name_, "its column '" + std::string(column.name()) + "' has empty cells, and may not");
    }
  }

 private:
  std::string_view name_;
  std::vector<KeptColumn> columns_;
};

}  // namespace

/// A table with its digest, computed when first asked for.
struct City::Entry {
  explicit Entry(std::shared_ptr<const Table> the_table) : table(std::move(the_table)) {}
  std::shared_ptr<const Table> table;
  mutable std::once_flag once{};
  mutable Digest kept{};
  const Digest& digest() const {
    std::call_once(once, [this] { kept = table->digest(); });
    return kept;
  }
};

City::City() {
  for (std::unique_ptr<Table>& table : empty_tables()) put(std::shared_ptr<const Table>(std::move(table)));
}

void City::put(std::shared_ptr<const Table> changed) {
  std::string name(changed->table_name());
  tables_[std::move(name)] = std::make_shared<const Entry>(std::move(changed));
}

bool City::has(std::string_view name) const { return tables_.find(name) != tables_.end(); }

std::vector<std::string> City::table_names() const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : tables_) names.push_back(name);
  return names;
}

const Table& City::table(std::string_view name) const {
  const auto found = tables_.find(name);
  if (found == tables_.end())
    throw Error(ErrorKind::config,
                "the city has no table '" + std::string(name) + "': " + nearest_known(name, table_names()));
  return *found->second->table;
}

void City::fail_kind(std::string_view table) {
  throw Error(ErrorKind::plugin,
              "table '" + std::string(table) +
                  "' is not of the kind that was asked for: its plugin was not loaded when the city was read");
}

Digest City::digest(std::string_view name) const {
  table(name);  // the message for an unknown name
  return tables_.find(name)->second->digest();
}

Digest City::digest() const {
  Hasher hasher;
  hasher.text(profile.id).text(profile.title.de).text(profile.title.en).text(profile.crs);
  hasher.integer(static_cast<std::uint64_t>(profile.year)).integer(profile.synthetic ? 1 : 0);
  hasher.text(profile.note.de).text(profile.note.en);
  for (const auto& [name, entry] : tables_) hasher.text(name).digest(entry->digest());
  return hasher.finish();
}

City with_tables(City city, const TableKinds& kinds) {
  for (const TableKind& kind : kinds) {
    std::unique_ptr<Table> made = kind.make();
    const std::string_view name = made->table_name();
    if (city.has(name)) {
      const Table& there = city.table(name);
      const auto* kept = dynamic_cast<const KeptTable*>(&there);
      if (!kept) continue;
      if (!kept->is_described()) fail_fit(name, "it was read without it");
      made->resize(kept->size());
      made->external_ids() = kept->external_ids();
      FillFromKept fill(*kept);
      made->visit(fill);
    }
    city.put(std::move(made));
  }
  return city;
}

}  // namespace planspiel
