#include "plugins/fire/location_files/locate_tool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/location/backup_cover.hpp"
#include "engine/location/expected_cover.hpp"
#include "engine/location/maximal_cover.hpp"
#include "engine/location/p_centre.hpp"
#include "engine/location/set_cover.hpp"
#include "plugins/fire/location_files/location_file.hpp"
#include "plugins/fire/search_streams.hpp"

namespace planspiel::fire {

namespace {

constexpr std::size_t kShownPlaces = 10;

std::string first_names(const std::vector<std::string>& names) {
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(kShownPlaces, names.size()));
  return join({names.begin(), end}, ", ");
}

std::size_t wanted_sites(const LocateOptions& options, const LocationFile& file) {
  if (options.p == 0 && !file.p)
    throw Error(ErrorKind::config, options.input + " does not say how many sites: give -p N");
  const std::size_t p = options.p > 0 ? static_cast<std::size_t>(options.p) : *file.p;
  if (p > file.site_names.size())
    throw Error(ErrorKind::config,
                fmt::format("{} sites are to be chosen, but {} has {}: {}{}", p, options.input, file.site_names.size(),
                            first_names(file.site_names), file.site_names.size() > kShownPlaces ? ", …" : ""));
  return p;
}

location::CoverProblem cover_of(const LocateOptions& options, const LocationFile& file) {
  if (file.cover) return *file.cover;
  const double radius = options.radius > 0.0 ? options.radius : file.radius.value_or(0.0);
  if (!(radius > 0.0))
    throw Error(ErrorKind::config, options.input + " does not say how far a site reaches: give --radius R");
  location::CoverProblem cover = covered_within(file.distances, radius);
  cover.fixed = file.distances.fixed;
  return cover;
}

/// "c (weight 7), d (weight 1), …".
std::string named(const LocationFile& file, const std::vector<double>& weight,
                  const std::vector<location::PlaceNumber>& places) {
  std::string text;
  for (std::size_t k = 0; k < std::min(kShownPlaces, places.size()); ++k)
    text += fmt::format("{}{} (weight {})", k == 0 ? "" : ", ", file.place_names[places[k]],
                        format_number(weight[places[k]]));
  return text + (places.size() > kShownPlaces ? ", …" : "");
}

/// Distance of a place to its nearest site, and that site.
std::pair<double, location::SiteNumber> nearest_site(const location::MedianProblem& problem,
                                                     location::PlaceNumber place) {
  std::pair<double, location::SiteNumber> nearest{problem.to(place, 0), 0};
  for (location::SiteNumber site = 1; site < problem.sites; ++site)
    nearest = std::min(nearest, {problem.to(place, site), site});
  return nearest;
}

void refuse_uncovered(const LocationFile& file, const location::CoverProblem& cover) {
  const std::vector<location::PlaceNumber> places = location::uncoverable(cover);
  if (places.empty()) return;
  std::string near;
  if (!file.cover) {
    const auto [distance, site] = nearest_site(file.distances, places[0]);
    near = std::isfinite(distance)
               ? fmt::format("; '{}' is {} from '{}', its nearest site", file.place_names[places[0]],
                             format_number(distance), file.site_names[site])
               : fmt::format("; '{}' has a way to no site", file.place_names[places[0]]);
  }
  throw Error(ErrorKind::config,
              fmt::format("{} of {} places are covered by no site: {}{}; give these a site, a larger "
                          "radius, or leave them out",
                          places.size(), cover.places, named(file, cover.weight, places), near));
}

/// Places with weight that have a way to no site make every sum of distances infinite.
void refuse_unreachable(const LocationFile& file) {
  std::vector<location::PlaceNumber> places;
  for (location::PlaceNumber place = 0; place < file.distances.places; ++place)
    if (file.distances.weight[place] > 0.0 && !std::isfinite(nearest_site(file.distances, place).first))
      places.push_back(place);
  if (places.empty()) return;
  throw Error(ErrorKind::config,
              fmt::format("{} of {} places have a way to no site: {}; give these a distance, the "
                          "weight 0, or leave them out",
                          places.size(), file.distances.places, named(file, file.distances.weight, places)));
}

void refuse_no_weight(const LocationFile& file) {
  const std::vector<double>& weight = file.cover ? file.cover->weight : file.distances.weight;
  if (std::all_of(weight.begin(), weight.end(), [](double w) { return w == 0.0; }))
    throw Error(ErrorKind::config, "all weights are 0: every choice of sites would be best");
}

Value list_of(const std::vector<Text>& notes) {
  Value list = Value::list();
  for (const Text& note : notes) list.push_back(note.en);
  return list;
}

/// Sites that are open in every answer, by their names.
void fix_sites(const std::vector<std::string>& names, LocationFile& file) {
  std::vector<location::SiteNumber> fixed;
  for (const std::string& name : names) {
    const auto found = std::find(file.site_names.begin(), file.site_names.end(), name);
    if (found == file.site_names.end())
      throw Error(ErrorKind::config,
                  fmt::format("--fixed: there is no site '{}': sites are {}{}", name, first_names(file.site_names),
                              file.site_names.size() > kShownPlaces ? ", …" : ""));
    fixed.push_back(static_cast<location::SiteNumber>(found - file.site_names.begin()));
  }
  std::sort(fixed.begin(), fixed.end());
  fixed.erase(std::unique(fixed.begin(), fixed.end()), fixed.end());
  if (file.cover) file.cover->fixed = fixed;
  file.distances.fixed = std::move(fixed);
}

/// What was asked and has no part in the answer.
std::vector<Text> unused(const LocateOptions& options, const LocationFile& file) {
  std::vector<Text> notes;
  const std::string task(choice_name(options.problem));
  if (options.problem == LocationTask::lscp && options.p > 0)
    notes.push_back({"-p wird nicht gebraucht: lscp findet, wie viele Standorte nötig sind",
                     "-p is not used: lscp finds how many sites are needed"});
  const bool is_expected = options.problem == LocationTask::expected;
  if (options.problem == LocationTask::backup && options.p > 0)
    notes.push_back({"-p wird nicht gebraucht: backup nimmt so wenige Standorte, wie alle erreichen",
                     "-p is not used: backup takes as few sites as cover all"});
  if (!is_expected && options.busy != LocateOptions{}.busy)
    notes.push_back({"--busy wird nicht gebraucht: für " + task + " sind Einheiten frei",
                     "--busy is not used: " + task + " takes units as free"});
  if (!is_expected && options.per_site != 1)
    notes.push_back({"--per-site wird nicht gebraucht: " + task + " öffnet einen Standort oder nicht",
                     "--per-site is not used: " + task + " opens a site or not"});
  if (options.radius > 0.0 && file.cover)
    notes.push_back({"--radius wird nicht gebraucht: die Datei sagt, wer wen erreicht",
                     "--radius is not used: the file says who covers whom"});
  else if (options.radius > 0.0 &&
           (options.problem == LocationTask::p_median || options.problem == LocationTask::p_centre))
    notes.push_back(
        {"--radius wird nicht gebraucht: " + task + " hat keinen", "--radius is not used: " + task + " has none"});
  return notes;
}

location::LocationAnswer solve_cover(const LocateOptions& options, const LocationFile& file,
                                     const location::SearchLimits& limits, std::vector<Text>& notes) {
  location::CoverProblem cover = cover_of(options, file);
  if (options.problem == LocationTask::lscp) {
    refuse_uncovered(file, cover);
    return location::solve_set_cover(cover, limits);
  }
  if (options.problem == LocationTask::backup) {
    refuse_uncovered(file, cover);
    const location::BackupCoverAnswer answer = location::solve_backup_cover(cover, limits);
    const std::string sites = format_number(answer.cover.value), least = format_number(answer.cover.bound);
    notes.push_back({fmt::format("{} Standorte erreichen alle Orte; weniger als {} reichen nicht. Der Wert ist das "
                                 "Gewicht, das sie zweimal oder öfter erreichen",
                                 sites, least),
                     fmt::format("{} sites cover all places; no fewer than {} do. The value is the weight that they "
                                 "cover twice or more",
                                 sites, least)});
    return answer.backup;
  }
  const std::vector<location::PlaceNumber> places = location::uncoverable(cover);
  if (!places.empty())
    notes.push_back({fmt::format("{} von {} Orten erreicht kein Standort: {}", places.size(), cover.places,
                                 named(file, cover.weight, places)),
                     fmt::format("{} of {} places are covered by no site: {}", places.size(), cover.places,
                                 named(file, cover.weight, places))});
  cover.cost.clear();  // p sites, whatever they cost
  if (options.problem == LocationTask::expected)
    return location::solve_expected_cover(cover,
                                          {.units = wanted_sites(options, file),
                                           .most_per_site = static_cast<std::uint32_t>(options.per_site),
                                           .busy = options.busy},
                                          limits);
  return location::solve_maximal_cover(cover, wanted_sites(options, file), limits);
}

location::LocationAnswer solve(const LocateOptions& options, const LocationFile& file,
                               const location::SearchLimits& limits, std::vector<Text>& notes) {
  if (options.problem != LocationTask::lscp) refuse_no_weight(file);
  if (options.problem != LocationTask::p_median && options.problem != LocationTask::p_centre)
    return solve_cover(options, file, limits, notes);
  if (file.cover)
    throw Error(ErrorKind::config,
                options.input + " says who covers whom and no distances: solve mclp, lscp, backup or expected with it");
  refuse_unreachable(file);
  const std::size_t p = wanted_sites(options, file);
  return options.problem == LocationTask::p_centre ? location::solve_p_centre(file.distances, p, limits)
                                                   : location::solve_p_median(file.distances, p, limits);
}

}  // namespace

void LocateOptions::describe(OptionSet& set) {
  set.choice(
      "problem", problem,
      {{"Aufgabe", "Problem"},
       {"mclp: mit p Standorten am meisten erreichen; lscp: alle mit den billigsten; backup: alle mit den wenigsten, "
        "und "
        "davon am meisten doppelt; expected: mit p Einheiten am meisten, die nicht immer frei sind; p-median: kleinste "
        "Summe der Wege; p-centre: kleinster längster Weg",
        "mclp: cover most with p sites; lscp: cover all with the cheapest; backup: all with the fewest, and most of it "
        "twice; expected: most with p units that are not always free; p-median: least sum of distances; p-centre: "
        "least "
        "longest distance"}},
      {{"am meisten erreichen", "cover most"},
       {"alle erreichen", "cover all"},
       {"zweimal erreichen", "cover twice"},
       {"mit belegten Einheiten", "with busy units"},
       {"kleinste Summe der Wege", "least sum of distances"},
       {"kleinster längster Weg", "least longest distance"}});
  set.choice("format", format, {{"Format", "Format"}, {"der Datei", "of the file"}},
             {{"p-Median nach Beasley", "p-median after Beasley"},
              {"Überdeckung nach Beasley", "set cover after Beasley"},
              {"TSPLIB, Punkte", "TSPLIB, points"},
              {"Tabelle von Punkten", "table of points"},
              {"Tabelle von Wegen", "table of distances"}});
  set.text("input", input, {{"Datei", "File"}, {"mit der Aufgabe", "with the problem"}}).required();
  set.integer("p", p, {{"Standorte", "Sites"}, {"0: wie in der Datei", "0: as in the file"}}, {0, 10000000});
  set.number("radius", radius,
             {{"Reichweite", "Radius"},
              {"bis zu der erreicht wird; 0: wie in der Datei", "≤ it is covered; 0: as in the file"}},
             {0.0, 1e12});
  set.texts("fixed", fixed,
            {{"Vorhandene Standorte", "Fixed sites"}, {"in jeder Antwort offen", "open in every answer"}});
  set.number("busy", busy,
             {{"Auslastung", "Busy share"}, {"jeder Einheit; nur expected", "of each unit; expected only"}},
             {0.0, 0.99});
  set.integer("per_site", per_site,
              {{"Einheiten je Standort", "Units at a site"}, {"höchstens; nur expected", "at most; expected only"}},
              {1, 1000});
  set.text("decimal", decimal,
           {{"Dezimalzeichen", "Decimal mark"},
            {"einer Tabelle: . oder ,; leer: wie sie es zeigt", "of a table: . or ,; empty: as it shows"}});
  set.number("gap", gap, {{"Lücke", "Gap"}, {"relativ, bei der aufgehört wird", "relative, at which to stop"}},
             {0.0, 0.5});
  set.number("seconds", seconds, {{"Rechenzeit", "CPU time"}, {"Sekunden, höchstens", "seconds, at most"}},
             {0.01, 864000.0});
}

LocateTool::LocateTool(Ports& ports) : options_(ports.options<LocateOptions>()) {}

ToolAnswer LocateTool::run(RunContext& context) {
  LocationFile file = read_location_file(std::string(choice_name(options_.format)), options_.input, options_.decimal);
  fix_sites(options_.fixed, file);
  context.check_stop();
  std::vector<Text> notes = file.notes;
  const location::LocationAnswer answer =
      solve(options_, file, {.gap = options_.gap, .cpu_seconds = options_.seconds, .streams = kSearchStreams}, notes);
  for (Text& note : unused(options_, file)) notes.push_back(std::move(note));
  Value open = Value::list();
  std::string names;
  for (const location::SiteNumber site : answer.open) {
    open.push_back(file.site_names[site]);
    names += (names.empty() ? "" : ", ") + file.site_names[site];
  }
  ToolAnswer told;
  told.answer = Value::table({{"problem", choice_name(options_.problem)},
                              {"p", answer.open.size()},
                              {"value", answer.value},
                              {"bound", answer.bound},
                              {"gap", relative_gap(answer)},
                              {"open", open},
                              {"notes", list_of(notes)},
                              {"nodes", static_cast<std::size_t>(answer.nodes)}});
  const std::string value = format_number(answer.value), bound = format_number(answer.bound),
                    gap = fmt::format("{:.4g}", 100.0 * relative_gap(answer));
  told.text = {
      fmt::format("Wert       {}\nSchranke   {}\nLücke      {} %\nStandorte  {}: {}\n", value, bound, gap,
                  answer.open.size(), names),
      fmt::format("value  {}\nbound  {}\ngap    {} %\nsites  {}: {}\n", value, bound, gap, answer.open.size(), names)};
  for (const Text& note : notes) told.text += note + same_text("\n");
  return told;
}

}  // namespace planspiel::fire
