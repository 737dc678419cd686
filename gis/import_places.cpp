#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/filled.hpp"
#include "engine/generate/figures.hpp"
#include "engine/generate/jobs.hpp"
#include "engine/generate/people.hpp"
#include "engine/generate/zones.hpp"
#include "gis/district_shares.hpp"
#include "gis/import_steps.hpp"

namespace planspiel::importing {

namespace {

double number_or(const Source& source, const VectorRow& row, const std::string& meaning, double otherwise) {
  return source.has(meaning) ? row.numbers.at(source.columns.at(meaning)).value_or(otherwise) : otherwise;
}

std::string text_or(const Source& source, const VectorRow& row, const std::string& meaning,
                    const std::string& otherwise) {
  return source.has(meaning) ? row.texts.at(source.columns.at(meaning)) : otherwise;
}

std::size_t unknown_in(const Source& source, const std::vector<VectorRow>& rows, const std::string& meaning) {
  if (!source.has(meaning)) return 0;
  const std::string& column = source.columns.at(meaning);
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const VectorRow& row) { return !row.numbers.at(column); }));
}

/// Cars per 1,000 residents by district id, from districts.csv of the compact tables.
std::map<std::string, double> known_cars(const Description& description) {
  std::map<std::string, double> cars;
  const std::filesystem::path file = description.settings.folder / "districts.csv";
  if (!std::filesystem::exists(file)) return cars;
  const Csv csv = Csv::read(file);
  for (std::size_t row = 0; row < csv.size(); ++row) cars[csv.text(row, "id")] = csv.number(row, "cars_per_1000");
  return cars;
}

const Text kDistricts{"Stadtbezirksteile", "districts"};
constexpr double kWholeShare = 0.95;  ///< a zone with less of its area in its district is mentioned

/// Whether the middle of the compact tables' city lies in a district, or is not known.
bool is_city_of(const std::vector<VectorRow>& districts, std::optional<Point> middle) {
  return !middle || std::any_of(districts.begin(), districts.end(),
                                [&](const VectorRow& row) { return row.outline.contains(*middle); });
}

/// A zone before it is written.
struct ZoneDraft {
  std::string id, name;
  DistrictId district{};
  Polygon outline{};
  double residents = 0.0, jobs = 0.0;
  std::optional<double> school_places{}, retail{}, leisure{};
};

std::optional<double> optional_number(const Source& source, const VectorRow& row, const std::string& meaning) {
  return source.has(meaning) ? row.numbers.at(source.columns.at(meaning)) : std::nullopt;
}

/// The zones that lie in the districts for the most part, each in the one with most of it; says what is left out.
std::vector<ZoneDraft> zones_inside(Work& work, const std::vector<VectorRow>& rows) {
  const Source& source = work.description.zones;
  const Districts& districts = work.builder[tables::districts];
  const DistrictShares shares(districts);
  for (const Text& overlap : shares.overlaps())
    work.report.lines.push_back(filled("Stadtbezirksteile: {}", "districts: {}", overlap));
  std::vector<ZoneDraft> drafts;
  std::size_t left_out = 0, cut = 0;
  double residents_out = 0.0, jobs_out = 0.0;
  for (const VectorRow& row : rows) {
    const double residents = number_or(source, row, "residents", 0.0), jobs = number_or(source, row, "jobs", 0.0);
    const auto [inside, share] = shares.home_of(row.outline);
    if (!inside) {
      ++left_out;
      residents_out += residents;
      jobs_out += jobs;
      continue;
    }
    cut += share < kWholeShare ? 1 : 0;
    drafts.push_back({row.id, text_or(source, row, "name", districts.name[*inside] + " " + row.id), *inside,
                      row.outline, residents, jobs, optional_number(source, row, "school_places"),
                      optional_number(source, row, "retail"), optional_number(source, row, "leisure")});
  }
  if (left_out > 0)
    work.report.lines.push_back(
        filled("Zellen: {} weggelassen, die mit dem größten Teil ihrer Fläche in keinem Stadtbezirksteil liegen "
               "({:.0f} Bewohner, {:.0f} "
               "Arbeitsplätze)",
               "zones: {} with most of their area in no district left out ({:.0f} residents, {:.0f} jobs)", left_out,
               residents_out, jobs_out));
  if (cut > 0)
    work.report.lines.push_back(
        filled("Zellen: {} liegen mit weniger als {:.0f} % in ihrem Stadtbezirksteil; sie zählen dort ganz",
               "zones: {} lie in their district by less than {:.0f} %; they count there as a whole", cut,
               100.0 * kWholeShare));
  return drafts;
}

/// Every district has a zone: its own outline where no zone belongs to it.
void fill_districts(Work& work, std::vector<ZoneDraft>& drafts) {
  const Districts& districts = work.builder[tables::districts];
  std::set<DistrictId> with_zone;
  for (const ZoneDraft& draft : drafts) with_zone.insert(draft.district);
  for (const DistrictId district : districts.ids()) {
    if (with_zone.contains(district)) continue;
    drafts.push_back({"district:" + districts.id[district], districts.name[district], district,
                      districts.outline[district], districts.residents[district], districts.jobs[district]});
    work.report.lines.push_back(filled("Zellen: Stadtbezirksteil '{}' hat keine Zelle; sein eigener Umriss ist eine",
                                       "zones: district '{}' has no zone; its own outline is one",
                                       districts.id[district]));
  }
}

/// Residents of the zones of a district are scaled to the district's; where the zones have none, by area.
void scale_residents(Work& work, std::vector<ZoneDraft>& drafts) {
  const Districts& districts = work.builder[tables::districts];
  std::vector<double> sum(districts.size(), 0.0), area(districts.size(), 0.0);
  for (const ZoneDraft& draft : drafts) {
    sum[draft.district.index()] += draft.residents;
    area[draft.district.index()] += draft.outline.area().value;
  }
  double least = 1e9, most = 0.0;
  for (ZoneDraft& draft : drafts) {
    const std::size_t at = draft.district.index();
    const double wanted = districts.residents[draft.district];
    if (sum[at] > 0.0) {
      least = std::min(least, wanted / sum[at]);
      most = std::max(most, wanted / sum[at]);
      draft.residents *= wanted / sum[at];
    } else {
      draft.residents = wanted * draft.outline.area().value / std::max(1.0, area[at]);
    }
  }
  work.report.lines.push_back(
      filled("Zellen: Bewohner auf die der Stadtbezirksteile skaliert, mit einem Faktor von {:.2f} bis {:.2f}",
             "zones: residents scaled to those of the districts, by a factor of {:.2f} to {:.2f}", least, most));
}

void scale_jobs(Work& work, std::vector<ZoneDraft>& drafts) {
  double jobs = 0.0;
  for (const ZoneDraft& draft : drafts) jobs += draft.jobs;
  if (!(work.description.jobs_total > 0.0) || !(jobs > 0.0)) return;
  const double factor = work.description.jobs_total / jobs;
  for (ZoneDraft& draft : drafts) draft.jobs *= factor;
  work.report.lines.push_back(filled("Zellen: {:.0f} Arbeitsplätze auf {:.0f} skaliert (Faktor {:.2f})",
                                     "zones: {:.0f} jobs scaled to {:.0f} (factor {:.2f})", jobs,
                                     work.description.jobs_total, factor));
}

/// By workplaces, where the description asks for it ([jobs]).
void spread_zone_jobs(Work& work, std::vector<ZoneDraft>& drafts) {
  const generate::Settings& settings = work.description.settings;
  if (!(settings.jobs_in_centre > 0.0)) return;
  std::vector<generate::WorkArea> areas;
  for (const ZoneDraft& draft : drafts) areas.push_back({draft.outline, draft.residents, draft.jobs});
  const std::vector<double> jobs = generate::spread_jobs(areas, settings);
  for (std::size_t i = 0; i < jobs.size(); ++i) drafts[i].jobs = jobs[i];
  work.report.assumptions.push_back(filled(
      "angenommen: Arbeitsplätze nach Arbeitsstätten verteilt, {:.0f} % davon nach der Dichte der Mitte, der Rest wie "
      "in der Datei",
      "assumed: jobs spread by workplaces, {:.0f} % of them by the density of the centre, the rest as the file says",
      100.0 * settings.jobs_in_centre));
}

void write_zone(Work& work, const ZoneDraft& draft) {
  Zones& zones = work.builder[tables::zones];
  const ZoneId zone = zones.add(draft.id);
  zones.name[zone] = draft.name;
  zones.district[zone] = draft.district;
  zones.outline[zone] = draft.outline;
  zones.centre[zone] = draft.outline.centroid();
  zones.residents[zone] = draft.residents;
  zones.jobs[zone] = draft.jobs;
  generate::set_attractions(zones, zone);
  if (draft.school_places) zones.school_places[zone] = *draft.school_places;
  if (draft.retail) zones.retail[zone] = *draft.retail;
  if (draft.leisure) zones.leisure[zone] = *draft.leisure;
  zones.cars_per_1000[zone] = work.facts.districts[draft.district.index()].cars_per_1000;
}

}  // namespace

std::vector<VectorRow> rows_of(Work& work, const Source& source, const Text& name) {
  std::vector<Text> notes;
  std::vector<VectorRow> rows = read_vector(source.spec, work.description.settings.profile.crs, &notes);
  Text unknown;
  for (const auto& [meaning, column] : source.columns)
    if (std::find(source.spec.numbers.begin(), source.spec.numbers.end(), column) != source.spec.numbers.end())
      if (const std::size_t count = unknown_in(source, rows, meaning))
        unknown += filled("; `{}` in {} unbekannt", "; {} of {} unknown", meaning, count);
  work.report.lines.push_back(filled("{}: {} Zeilen aus {}{}", "{}: {} rows of {}{}", name, rows.size(),
                                     source.spec.file.filename().string(), unknown));
  for (const Text& note : notes) work.report.lines.push_back(name + same_text(": ") + note);
  return rows;
}

std::vector<VectorRow> near_rows(Work& work, const Source& source, const Text& name) {
  std::vector<VectorRow> rows = rows_of(work, source, name);
  check_near(rows, work.middle, source.spec);
  return rows;
}

namespace {

/// Residents of all districts, where the whole is said apart from them: scaled, or by area where none has any, until
/// the houses show where people live.
void scale_to_total(Work& work) {
  const double total = work.description.residents;
  if (!(total > 0.0)) return;
  Districts& districts = work.builder[tables::districts];
  double sum = 0.0, area_m2 = 0.0;
  for (const DistrictId district : districts.ids()) {
    sum += districts.residents[district];
    area_m2 += districts.outline[district].area().value;
  }
  work.districts_by_floors = !(sum > 0.0);
  for (const DistrictId district : districts.ids()) {
    const double share =
        sum > 0.0 ? districts.residents[district] / sum : districts.outline[district].area().value / area_m2;
    districts.residents[district] = total * share;
    work.facts.districts[district.index()].residents = total * share;
  }
  work.report.lines.push_back(
      sum > 0.0 ? filled("Stadtbezirksteile: {:.0f} Bewohner der Quellen auf {:.0f} skaliert",
                         "districts: {:.0f} residents of the sources scaled to {:.0f}", sum, total)
                : filled("Stadtbezirksteile: {:.0f} Bewohner nach der Geschossfläche der Wohnungen verteilt",
                         "districts: {:.0f} residents spread by the floor area of homes", total));
}

/// Those of the compact tables.
void add_own_districts(Work& work) {
  work.facts.districts = generate::read_districts(work.description.settings);
  Districts& districts = work.builder[tables::districts];
  for (const generate::District& own : work.facts.districts) generate::add_district(districts, own);
  work.report.lines.push_back(
      filled("Stadtbezirksteile: {} aus districts.csv", "districts: {} of districts.csv", districts.size()));
  scale_to_total(work);
}

}  // namespace

void add_districts(Work& work) {
  const Source& source = work.description.districts;
  if (!source.given) return add_own_districts(work);
  const std::vector<VectorRow> rows = rows_of(work, source, kDistricts);
  work.own_tables = is_city_of(rows, generate::Figures(work.description.settings).centre());
  const std::map<std::string, double> cars =
      work.own_tables ? known_cars(work.description) : std::map<std::string, double>();
  Districts& districts = work.builder[tables::districts];
  std::size_t without_cars = 0;
  for (const VectorRow& row : rows) {
    const DistrictId district = districts.add(row.id);
    districts.name[district] = text_or(source, row, "name", row.id);
    districts.borough[district] = text_or(source, row, "borough", "");
    districts.outline[district] = row.outline;
    districts.residents[district] = number_or(source, row, "residents", 0.0);
    districts.jobs[district] = number_or(source, row, "jobs", 0.0);
    const auto known = cars.find(row.id);
    if (known == cars.end() && !source.has("cars_per_1000")) ++without_cars;
    const double otherwise = known != cars.end() ? known->second : work.description.cars_per_1000;
    work.facts.districts.push_back({row.id, districts.name[district], districts.borough[district],
                                    districts.residents[district], districts.jobs[district],
                                    number_or(source, row, "cars_per_1000", otherwise), row.outline,
                                    row.outline.area().value * 1e-6});
  }
  scale_to_total(work);
  if (without_cars > 0)
    work.report.lines.push_back(filled("Stadtbezirksteile: {} ohne Pkw je 1.000 Bewohner; {:.0f} angenommen",
                                       "districts: {} without cars per 1,000 residents; {:.0f} assumed", without_cars,
                                       work.description.cars_per_1000));
}

void add_zones(Work& work) {
  const std::vector<VectorRow> rows = near_rows(work, work.description.zones, {"Zellen", "zones"});
  std::vector<ZoneDraft> drafts = zones_inside(work, rows);
  double before = 0.0;
  for (const ZoneDraft& draft : drafts) before += draft.residents;
  if (work.description.scale_to_districts) fill_districts(work, drafts);
  if (work.description.scale_to_districts) scale_residents(work, drafts);
  scale_jobs(work, drafts);
  spread_zone_jobs(work, drafts);
  generate::make_areas(work.builder, work.facts);
  double residents = 0.0, jobs = 0.0;
  Districts& districts = work.builder[tables::districts];
  std::vector<double> residents_of(districts.size(), 0.0), jobs_of(districts.size(), 0.0);
  for (const ZoneDraft& draft : drafts) {
    write_zone(work, draft);
    residents += draft.residents;
    jobs += draft.jobs;
    residents_of[draft.district.index()] += draft.residents;
    jobs_of[draft.district.index()] += draft.jobs;
  }
  for (const DistrictId district : districts.ids()) {
    if (!work.description.has_districts()) districts.residents[district] = residents_of[district.index()];
    if (!work.description.districts.has("jobs")) districts.jobs[district] = jobs_of[district.index()];
    work.facts.districts[district.index()].residents = districts.residents[district];
    work.facts.districts[district.index()].jobs = districts.jobs[district];
  }
  work.report.lines.push_back(
      filled("Zellen: {} im Stadtgebiet mit {:.0f} Bewohnern (die Datei nennt {:.0f}) und {:.0f} Arbeitsplätzen",
             "zones: {} in the territory with {:.0f} residents (the file says {:.0f}) and "
             "{:.0f} jobs",
             drafts.size(), residents, before, jobs));
}

void add_stops(Work& work) {
  const Source& source = work.description.stops;
  if (!source.given && !work.own_tables) return add_osm_stops(work);
  if (!source.given) {
    work.report.lines.push_back({"Haltestellen: keine Datei; es sind die der Linien der Kompakttabellen",
                                 "stops: no file; stops are those of the lines of the compact tables"});
    return;
  }
  Box extent;
  for (const Point place : work.builder[tables::nodes].position) extent.add(place);
  Stops& stops = work.builder[tables::stops];
  std::size_t outside = 0;
  for (const VectorRow& row : near_rows(work, source, {"Haltestellen", "stops"})) {
    if (!extent.contains(row.place)) {
      ++outside;
      continue;
    }
    const StopId stop = stops.add(row.id);
    stops.name[stop] = text_or(source, row, "name", row.id);
    stops.position[stop] = row.place;
  }
  work.report.lines.push_back(filled("Haltestellen: {} im Bereich der Straßen, {} außerhalb weggelassen",
                                     "stops: {} within the extent of the roads, {} outside left out", stops.size(),
                                     outside));
}

void add_stations(Work& work) {
  const Source& source = work.description.stations;
  if (!source.given && !work.own_tables) return add_osm_stations(work);
  if (!source.given) {
    generate::make_fire_service(work.builder, work.description.settings);
    work.report.lines.push_back(filled(
        "Wachen: keine Datei; {} aus den Kompakttabellen, an eine Straße gerückt, wo sie mehr als 250 m davon entfernt "
        "liegen",
        "stations: no file; {} of the compact tables, moved to a road where they "
        "lie more than 250 m off",
        work.builder[tables::stations].size()));
    return;
  }
  Stations& stations = work.builder[tables::stations];
  for (const VectorRow& row : near_rows(work, source, {"Wachen", "stations"})) {
    const StationId station = stations.add(row.id);
    stations.name[station] = text_or(source, row, "name", row.id);
    stations.position[station] = row.place;
    stations.professional[station] = number_or(source, row, "professional", 0.0) != 0.0;
    stations.type[station] = text_or(source, row, "type", stations.professional[station] ? "Zugwache" : "volunteer");
    stations.certainty[station] = Certainty::found;
    stations.source[station] = source.spec.file.filename().string();
    const std::size_t units_before = work.builder[tables::units].size();
    generate::add_units(work.builder, station, work.description.settings);
    if (work.builder[tables::units].size() == units_before)
      throw Error(ErrorKind::input, fmt::format("{} (id '{}'): unit_strengths.csv has no units for type '{}'",
                                                row.where, row.id, stations.type[station]));
  }
}

}  // namespace planspiel::importing
