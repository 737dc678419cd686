#include "engine/run/schedule.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace planspiel {

namespace {

/// Which model writes each field. Throws Error(plugin) for two writers.
std::map<std::string, std::size_t, std::less<>> writers_of(const std::vector<Declaration>& declarations) {
  std::map<std::string, std::size_t, std::less<>> writers;
  for (std::size_t model = 0; model < declarations.size(); ++model)
    for (const FieldSpec& field : declarations[model].writes) {
      const auto [known, is_new] = writers.emplace(field.name, model);
      if (!is_new) {
        std::vector<std::string> names{declarations[known->second].model, declarations[model].model};
        std::sort(names.begin(), names.end());
        throw Error(ErrorKind::plugin, "field '" + field.name + "' is written by '" + names[0] + "' and by '" +
                                           names[1] + "': a field has one writer");
      }
    }
  return writers;
}

/// "'a' reads 'x' of 'b', 'b' reads 'y' of 'a'": one circle among the models that are left.
std::string circle_text(const std::vector<Declaration>& declarations, const std::vector<std::set<std::size_t>>& needs,
                        const std::vector<std::size_t>& left,
                        const std::map<std::string, std::size_t, std::less<>>& writers) {
  std::vector<std::size_t> path{left.front()};
  std::size_t repeated = 0;
  for (bool closed = false; !closed;) {
    const auto& next = needs[path.back()];
    const auto step = std::find_if(next.begin(), next.end(), [&](std::size_t model) {
      return std::find(left.begin(), left.end(), model) != left.end();
    });
    const auto seen = std::find(path.begin(), path.end(), *step);
    closed = seen != path.end();
    repeated = static_cast<std::size_t>(seen - path.begin());
    path.push_back(*step);
  }
  std::vector<std::string> parts;
  for (std::size_t at = repeated; at + 1 < path.size(); ++at)
    for (const std::string& field : declarations[path[at]].reads)
      if (writers.find(field)->second == path[at + 1]) {
        parts.push_back("'" + declarations[path[at]].model + "' reads '" + field + "' of '" +
                        declarations[path[at + 1]].model + "'");
        break;
      }
  return join(parts, ", ");
}

/// The writers of the fields that each model reads. Throws Error(plugin) for a field without writer.
std::vector<std::set<std::size_t>> needs_of(const std::vector<Declaration>& declarations,
                                            const std::map<std::string, std::size_t, std::less<>>& writers) {
  std::vector<std::string> written;
  for (const auto& [field, model] : writers) written.push_back(field);
  const auto writer = [&](const Declaration& reader, const std::string& field) {
    const auto found = writers.find(field);
    if (found == writers.end())
      throw Error(ErrorKind::plugin, "'" + reader.model + "' reads the field '" + field +
                                         "' that no model writes: " + nearest_known(field, written));
    return found->second;
  };
  std::vector<std::set<std::size_t>> needs(declarations.size());
  for (std::size_t model = 0; model < declarations.size(); ++model) {
    for (const std::string& field : declarations[model].reads) needs[model].insert(writer(declarations[model], field));
    for (const std::string& field : declarations[model].roots) writer(declarations[model], field);
  }
  return needs;
}

}  // namespace

std::vector<std::size_t> schedule(const std::vector<Declaration>& declarations) {
  const auto writers = writers_of(declarations);
  const auto needs = needs_of(declarations, writers);
  std::vector<std::size_t> left(declarations.size());
  for (std::size_t model = 0; model < left.size(); ++model) left[model] = model;
  std::sort(left.begin(), left.end(),
            [&](std::size_t a, std::size_t b) { return declarations[a].model < declarations[b].model; });
  std::vector<std::size_t> order;
  std::vector<char> done(declarations.size(), 0);
  while (!left.empty()) {
    std::vector<std::size_t> next, later;
    for (const std::size_t model : left) {
      const bool ready =
          std::all_of(needs[model].begin(), needs[model].end(), [&](std::size_t need) { return done[need] != 0; });
      (ready ? next : later).push_back(model);
    }
    if (next.empty())
      throw Error(ErrorKind::plugin,
                  "models wait for each other in a circle: " + circle_text(declarations, needs, left, writers));
    for (const std::size_t model : next) done[model] = 1;
    order.insert(order.end(), next.begin(), next.end());
    left = std::move(later);
  }
  return order;
}

}  // namespace planspiel
