#include "engine/city/city.hpp"

#include <mutex>

#include "engine/base/error.hpp"

namespace planspiel {

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

}  // namespace planspiel
