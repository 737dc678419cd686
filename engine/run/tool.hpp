#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "engine/run/model.hpp"
#include "engine/run/places.hpp"
#include "engine/run/tool_answer.hpp"

namespace planspiel {

/// A plugin's named function. Constructed with ports like a model (that is the slow part: `prepare`), then
/// asked once or, while something is dragged, many times.
class Tool {
 public:
  virtual ~Tool() = default;
  virtual ToolAnswer run(RunContext& context) = 0;
  /// The answer after a small edit ({station = "FW3", at = [lon, lat]}). Throws Error(config) where a tool has none.
  virtual ToolAnswer update(const Value& edit, RunContext& context);
};

struct ToolEntry {
  std::string name;  ///< "stations"
  Text title;
  Text help;
  bool needs_city = true;  ///< false: works on files or facts alone (`factor`, `assign`, `locate`)
  std::function<Value()> describe;
  std::function<std::unique_ptr<Tool>(Ports&)> make;
  /// Says of single rows of this domain why they are as they are, in tables: its options and edits are {row =
  /// external id} and, where it hangs on one, {hour}. The viewer offers it for what was clicked, the command line
  /// beside another scenario.
  std::optional<Domain> explains{};
  /// What it lists ("factors"): it then stands under `planspiel list`, not among the commands.
  std::string lists{};
  /// It answers for rows that somebody moves on a map. The viewer offers a panel for them.
  std::optional<Places> places{};
};

/// Registers a Tool class; `Options` is the struct it asks its ports for.
template <class ToolClass, class Options>
ToolEntry tool(std::string name, Text title, Text help, bool needs_city = true) {
  return {std::move(name),
          std::move(title),
          std::move(help),
          needs_city,
          [] {
            Options options;
            OptionSet set;
            options.describe(set);
            return set.to_value();
          },
          [](Ports& ports) -> std::unique_ptr<Tool> { return std::make_unique<ToolClass>(ports); },
          std::nullopt,
          {},
          std::nullopt};
}

/// The row that a question names. Throws Error(config).
template <class TableType>
auto row_named(const TableType& table, const std::string& id) {
  const auto found = table.find(id);
  if (!found)
    throw Error(ErrorKind::config, "no row of the table '" + std::string(TableType::kName) + "' is called '" + id +
                                       "': ids stand in the GeoPackage and in the viewer's details");
  return *found;
}

/// Marks a tool as one that explains rows of a domain.
inline ToolEntry explains(Domain domain, ToolEntry entry) {
  entry.explains = domain;
  return entry;
}

/// Marks a tool as one that answers for places.
inline ToolEntry places(Places declared, ToolEntry entry) {
  entry.places = std::move(declared);
  return entry;
}

/// Marks a tool as one that lists what a family ships.
inline ToolEntry lists(std::string what, ToolEntry entry) {
  entry.lists = std::move(what);
  return entry;
}

}  // namespace planspiel
