#include "plugins/fire/locate/locate_tool.hpp"

#include <fmt/format.h>

#include <numeric>

#include "plugins/fire/locate/location_file.hpp"
#include "plugins/fire/location/maximal_cover.hpp"
#include "plugins/fire/location/p_centre.hpp"
#include "plugins/fire/location/set_cover.hpp"

namespace planspiel::fire {

namespace {

std::size_t wanted_sites(const LocateOptions& options, const LocationFile& file) {
  if (options.p > 0) return static_cast<std::size_t>(options.p);
  if (file.p) return *file.p;
  throw Error(ErrorKind::config, options.input + " does not say how many sites: give -p N");
}

CoverProblem cover_of(const LocateOptions& options, const LocationFile& file) {
  if (file.cover) return *file.cover;
  const double radius = options.radius > 0.0 ? options.radius : file.radius.value_or(0.0);
  if (!(radius > 0.0))
    throw Error(ErrorKind::config, options.input + " does not say how far a site reaches: give --radius R");
  return covered_within(file.distances, radius);
}

LocationAnswer solve(const LocateOptions& options, const LocationFile& file, const SearchLimits& limits) {
  if (options.problem == "lscp") return solve_set_cover(cover_of(options, file), limits);
  if (options.problem == "mclp") {
    CoverProblem cover = cover_of(options, file);
    cover.cost.clear();  // p sites, whatever they cost
    return solve_maximal_cover(cover, wanted_sites(options, file), limits);
  }
  if (file.cover)
    throw Error(ErrorKind::config,
                options.input + " says who covers whom and no distances: solve lscp or mclp with it");
  const std::size_t p = wanted_sites(options, file);
  return options.problem == "p-centre" ? solve_p_centre(file.distances, p, limits)
                                       : solve_p_median(file.distances, p, limits);
}

}  // namespace

void LocateOptions::describe(OptionSet& set) {
  set.choice(
      "problem", problem, {"mclp", "lscp", "p-median", "p-centre"},
      {{"Aufgabe", "Problem"},
       {"mclp: mit p Standorten am meisten erreichen; lscp: alle mit den billigsten; p-median: kleinste Summe der "
        "Wege; p-centre: kleinster längster Weg",
        "mclp: cover most with p sites; lscp: cover all with the cheapest; p-median: least sum of distances; "
        "p-centre: least longest distance"}});
  set.choice("format", format, {"orlib-pmed", "orlib-scp", "tsplib", "points", "matrix"},
             {{"Format", "Format"}, {"der Datei", "of the file"}});
  set.text("input", input, {{"Datei", "File"}, {"mit der Aufgabe", "with the problem"}}).required();
  set.integer("p", p, {{"Standorte", "Sites"}, {"0: wie in der Datei", "0: as in the file"}}, {0, 10000000});
  set.number("radius", radius,
             {{"Reichweite", "Radius"},
              {"bis zu der erreicht wird; 0: wie in der Datei", "≤ it is covered; 0: as in the file"}},
             {0.0, 1e12});
  set.number("gap", gap, {{"Lücke", "Gap"}, {"relativ, bei der aufgehört wird", "relative, at which to stop"}},
             {0.0, 0.5});
  set.number("seconds", seconds, {{"Rechenzeit", "CPU time"}, {"Sekunden, höchstens", "seconds, at most"}},
             {0.01, 864000.0});
}

LocateTool::LocateTool(Ports& ports) : options_(ports.options<LocateOptions>()) {}

ToolAnswer LocateTool::run(RunContext& context) {
  const LocationFile file = read_location_file(options_.format, options_.input);
  context.check_stop();
  const LocationAnswer answer = solve(options_, file, {.gap = options_.gap, .cpu_seconds = options_.seconds});
  Value open = Value::list();
  std::string names;
  for (const SiteNumber site : answer.open) {
    open.push_back(file.site_names[site]);
    names += (names.empty() ? "" : ", ") + file.site_names[site];
  }
  ToolAnswer told;
  told.answer = Value::table({{"problem", options_.problem},
                              {"p", answer.open.size()},
                              {"value", answer.value},
                              {"bound", answer.bound},
                              {"gap", relative_gap(answer)},
                              {"open", open},
                              {"nodes", static_cast<std::size_t>(answer.nodes)}});
  told.text = fmt::format("value  {}\nbound  {}\ngap    {:.4g} %\nsites  {}: {}\n", format_number(answer.value),
                          format_number(answer.bound), 100.0 * relative_gap(answer), answer.open.size(), names);
  return told;
}

}  // namespace planspiel::fire
