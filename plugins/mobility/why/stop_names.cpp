#include "plugins/mobility/why/stop_names.hpp"

#include <algorithm>
#include <set>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::mobility {

namespace {

constexpr std::size_t kLongestMark = 3;  ///< of a platform: "A", "G1", "12b"
constexpr std::size_t kMostShown = 8;    ///< names in a message

/// "Hauptbahnhof Bstg A" without its platform; other names as they are.
std::string without_platform(const std::string& name) {
  const auto words = split(name, ' ');
  if (words.size() < 3 || words.back().empty() || words.back().size() > kLongestMark) return name;
  return join({words.begin(), words.end() - 2}, " ");
}

bool is_called(const std::string& stop, const std::string& name) {
  return stop == name || stop.starts_with(name + " (") || without_platform(stop) == name;
}

std::string complaint(const Stops& stops, const std::string& name) {
  std::set<std::string> all, containing;
  for (const std::string& stop : stops.name) {
    all.insert(stop);
    if (!name.empty() && stop.find(name) != std::string::npos)
      containing.insert(without_platform(stop.substr(0, stop.find(" ("))));
  }
  const std::string none = "no stop is called '" + name + "': ";
  if (containing.empty()) return none + nearest_known(name, std::vector<std::string>(all.begin(), all.end()));
  std::vector<std::string> shown;
  for (const std::string& each : containing)
    if (shown.size() < kMostShown) shown.push_back("'" + each + "'");
  const bool more = containing.size() > shown.size();
  return none + "did you mean " + join(shown, " or ") + (more ? " or others?" : "?");
}

}  // namespace

std::vector<StopId> stops_named(const Stops& stops, const std::string& name) {
  std::vector<StopId> named;
  for (const StopId stop : stops.ids())
    if (is_called(stops.name[stop], name)) named.push_back(stop);
  if (named.empty()) throw Error(ErrorKind::config, complaint(stops, name));
  return named;
}

}  // namespace planspiel::mobility
