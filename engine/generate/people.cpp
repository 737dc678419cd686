#include "engine/generate/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/csv.hpp"
#include "engine/base/math.hpp"
#include "engine/base/projection.hpp"
#include "engine/city/road_index.hpp"
#include "engine/city/table_csv.hpp"
#include "engine/generate/choice_column.hpp"
#include "engine/generate/figures.hpp"
#include "engine/generate/zones.hpp"

namespace planspiel::generate {

namespace {

std::vector<double> profile_of(const Csv& csv, std::size_t row) {
  std::vector<double> shares;
  for (const std::string& part : split(csv.text(row, "departure"), ' '))
    shares.push_back(parse_quantity(part, unit("")));
  return shares;
}

/// External zones with their distance and direction from the city's middle.
struct Around {
  ZoneId zone;
  double residents, jobs, distance_km, angle;
};

std::vector<Around> zones_around(const Zones& zones) {
  const Point middle = residents_middle(zones);
  std::vector<Around> around;
  for (const ZoneId zone : zones.ids())
    if (!zones.district[zone])
      around.push_back({zone, zones.residents[zone], zones.jobs[zone], in_km(distance(middle, zones.centre[zone])),
                        std::atan2(zones.centre[zone].y_m - middle.y_m, zones.centre[zone].x_m - middle.x_m)});
  return around;
}

class DemandWriter {
 public:
  explicit DemandWriter(CityBuilder& builder)
      : demand_(builder[tables::external_demand]), zones_(builder[tables::zones]) {}
  void add(const Csv& csv, std::size_t row, ZoneId from, std::optional<ZoneId> to, double tours) {
    const std::string pair = zones_.id[from] + (to ? "-" + zones_.id[*to] : "");
    const ExternalDemandId id = demand_.add(csv.text(row, "kind") + ":" + pair);
    demand_.demand_kind[id] = choice_of<ExternalKind>(csv, row, "kind");
    demand_.from[id] = from;
    demand_.to[id] = to;
    demand_.tours[id] = tours;
    demand_.car_share[id] = csv.number(row, "car_share");
    demand_.source[id] = csv.text(row, "source");
    demand_.certainty[id] = choice_of<Certainty>(csv, row, "certainty");
    profiles_.push_back(profile_of(csv, row));
  }
  void finish() {
    demand_.departure = {};
    for (const auto& profile : profiles_) demand_.departure.push_back(profile);
  }

 private:
  ExternalDemand& demand_;
  const Zones& zones_;
  std::vector<std::vector<double>> profiles_;
};

/// Between places around: pairs of zones at least a third of a circle apart, by the product of their weights.
void add_between(DemandWriter& writer, const Csv& csv, std::size_t row, const std::vector<Around>& around,
                 const std::vector<double>& weight) {
  constexpr double kThirdOfACircle = 2.09;
  const auto apart = [](double a, double b) {
    const double difference = std::abs(a - b);
    return std::min(difference, 6.283185307179586 - difference) > kThirdOfACircle;
  };
  double sum = 0.0;
  for (std::size_t a = 0; a < around.size(); ++a)
    for (std::size_t b = 0; b < around.size(); ++b)
      if (apart(around[a].angle, around[b].angle)) sum += weight[a] * weight[b];
  for (std::size_t a = 0; a < around.size(); ++a)
    for (std::size_t b = 0; b < around.size(); ++b)
      if (apart(around[a].angle, around[b].angle))
        writer.add(csv, row, around[a].zone, around[b].zone, csv.number(row, "tours") * weight[a] * weight[b] / sum);
}

/// By residents and exp(-distance / decay).
std::vector<double> weights_of(const std::vector<Around>& around, double decay_km) {
  std::vector<double> weights;
  for (const Around& place : around) weights.push_back(place.residents * math::exp(-place.distance_km / decay_km));
  return weights;
}

void add_kind(DemandWriter& writer, const Csv& csv, std::size_t row, const std::vector<Around>& around) {
  const std::vector<double> weight = weights_of(around, csv.number(row, "decay_km"));
  const std::string& to = csv.text(row, "to");
  if (to == "around") return add_between(writer, csv, row, around, weight);
  if (to != "city")
    throw Error(ErrorKind::input, csv.place(row) + ": column 'to': '" + to + "' is unknown: city or around");
  double sum = 0.0;
  for (const double one : weight) sum += one;
  for (std::size_t i = 0; i < around.size(); ++i)
    writer.add(csv, row, around[i].zone, std::nullopt, csv.number(row, "tours") * weight[i] / sum);
}

/// Jobs of external zones become those of residents of the city: the published number of commuters out, by the jobs of
/// the municipalities and exp(-distance / decay). Without the figure nobody works outside.
void set_jobs_around(Zones& zones, const std::vector<Around>& around, const Figures& figures) {
  const double commuters = figures.find("commuters_out", "persons").value_or(0.0),
               decay_km = figures.find("commuters_out_decay", "km").value_or(1.0);
  double sum = 0.0;
  for (const Around& place : around) sum += place.jobs * math::exp(-place.distance_km / decay_km);
  for (const Around& place : around)
    zones.jobs[place.zone] = sum > 0.0 ? commuters * place.jobs * math::exp(-place.distance_km / decay_km) / sum : 0.0;
}

/// The first of the rules (parking_rules.csv) that a zone fits.
std::size_t parking_rule(const Csv& rules, double jobs_per_resident, double people_per_km2) {
  for (std::size_t row = 0; row < rules.size(); ++row)
    if (jobs_per_resident >= rules.number(row, "jobs_per_resident") &&
        people_per_km2 >= rules.number(row, "people_per_km2"))
      return row;
  return rules.size();
}

/// Whether the zone's middle lies within the radius of a licence area.
bool is_licensed(const Csv& areas, const Projection& projection, Point centre) {
  for (std::size_t row = 0; row < areas.size(); ++row) {
    const Point place = projection.to_metres(LonLat::degrees(areas.number(row, "lon"), areas.number(row, "lat")));
    if (distance(place, centre).value <= 1000.0 * std::sqrt(areas.number(row, "area_km2") / 3.14159)) return true;
  }
  return false;
}

/// Sources of the tables; those that are about the city that the tables were made for only where it is this one.
void read_sources(CityBuilder& builder, const std::filesystem::path& file, bool of_this_city) {
  const Csv csv = Csv::read(file);
  Sources& sources = builder[tables::sources];
  for (std::size_t row = 0; row < csv.size(); ++row) {
    if (!of_this_city && csv.number(row, "of_place") != 0.0) continue;
    const SourceId source = sources.add(csv.text(row, "id"));
    sources.title[source] = csv.text(row, "title");
    sources.licence[source] = csv.text(row, "licence");
    sources.date[source] = csv.text(row, "date");
    sources.certainty[source] = choice_of<Certainty>(csv, row, "certainty");
  }
}

}  // namespace

void make_external_demand(CityBuilder& builder, const Settings& settings) {
  Zones& zones = builder[tables::zones];
  const std::vector<Around> around = zones_around(zones);
  const std::filesystem::path file = settings.folder / "external_kinds.csv";
  if (around.empty() || !std::filesystem::exists(file)) return;
  const Csv csv = Csv::read(file);
  DemandWriter writer(builder);
  for (std::size_t row = 0; row < csv.size(); ++row) add_kind(writer, csv, row, around);
  writer.finish();
  set_jobs_around(zones, around, Figures(settings));
}

void make_parking(CityBuilder& builder, const Settings& settings) {
  const std::filesystem::path areas_file = settings.folder / "parking_areas.csv",
                              rules_file = settings.folder / "parking_rules.csv";
  if (!std::filesystem::exists(areas_file) || !std::filesystem::exists(rules_file)) return;
  const Csv areas = Csv::read(areas_file), rules = Csv::read(rules_file);
  const Projection projection(settings.profile.crs);
  const Zones& zones = builder[tables::zones];
  const Polygon inner = inner_city(builder[tables::areas]);
  Parking& parking = builder[tables::parking];
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    if (!is_licensed(areas, projection, zones.centre[zone]) && !inner.contains(zones.centre[zone])) continue;
    const std::size_t rule = parking_rule(
        rules, zones.jobs[zone] / std::max(1.0, zones.residents[zone]),
        (zones.residents[zone] + zones.jobs[zone]) / std::max(0.01, zones.outline[zone].area().value * 1e-6));
    if (rule == rules.size()) continue;
    const ParkingId row = parking.add("p" + zones.id[zone]);
    parking.zone[row] = zone;
    parking.price[row] = EurosPerHour(rules.number(rule, "price") / 3600.0);
    parking.day_maximum[row] = Euros(rules.number(rule, "day_maximum"));
    parking.search[row] = Seconds(60.0 * rules.number(rule, "search"));
    parking.source[row] = rules.text(rule, "source");
  }
}

void add_units(CityBuilder& builder, StationId station, const Settings& settings) {
  const Csv strengths = Csv::read(settings.folder / "unit_strengths.csv");
  const Stations& stations = builder[tables::stations];
  Units& units = builder[tables::units];
  for (std::size_t row = 0; row < strengths.size(); ++row) {
    if (strengths.text(row, "station_type") != stations.type[station]) continue;
    const UnitId unit = units.add(stations.id[station] + "/" + strengths.text(row, "unit"));
    units.station[unit] = station;
    units.vehicle_type[unit] = strengths.text(row, "type");
    units.functions[unit] = static_cast<std::int32_t>(strengths.number(row, "functions"));
    units.turnout[unit] = Seconds(strengths.number(row, "turnout"));
    units.availability[unit] = strengths.number(row, "availability");
    units.certainty[unit] = choice_of<Certainty>(strengths, row, "certainty");
  }
}

void read_plain_tables(CityBuilder& builder, const Settings& settings, bool of_this_city) {
  for (const char* table :
       {"person_groups", "behaviour", "goods", "fares", "prices", "fleet", "standards", "incident_rates"})
    read_table_csv(builder, table, settings.profile, settings.folder / (std::string(table) + ".csv"));
  read_sources(builder, settings.folder / "sources.csv", of_this_city);
}

void read_plugin_tables(CityBuilder& builder, const TableKinds& kinds, const CityProfile& profile,
                        const std::vector<std::filesystem::path>& folders) {
  for (const TableKind& kind : kinds) {
    std::unique_ptr<Table> table = kind.make();
    const std::string name(table->table_name());
    builder.add_table(std::move(table));
    const auto folder = std::ranges::find_if(
        folders, [&](const auto& each) { return std::filesystem::is_regular_file(each / (name + ".csv")); });
    if (folder != folders.end()) read_table_csv(builder, name, profile, *folder / (name + ".csv"));
  }
}

void make_fire_service(CityBuilder& builder, const Settings& settings) {
  const Csv csv = Csv::read(settings.folder / "fire_stations.csv");
  const Projection projection(settings.profile.crs);
  const RoadIndex roads(builder[tables::roads]);
  Stations& stations = builder[tables::stations];
  for (std::size_t row = 0; row < csv.size(); ++row) {
    const Point place = projection.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
    const auto road = roads.nearest(place, Metres(1500.0), {.access = access::walk, .last_class = RoadClass::service});
    if (!road) continue;  // outside the generated streets
    const StationId station = stations.add(csv.text(row, "id"));
    stations.name[station] = csv.text(row, "name");
    // Positions are approximate: a station that falls beside all streets stands at the nearest one.
    const auto shape = builder[tables::roads].shape[road->edge];
    stations.position[station] = road->distance.value <= 250.0 ? place : shape.front();
    stations.professional[station] = csv.number(row, "professional") != 0.0;
    stations.type[station] = csv.text(row, "type");
    stations.certainty[station] = choice_of<Certainty>(csv, row, "certainty");
    stations.source[station] = csv.text(row, "source");
    add_units(builder, station, settings);
  }
}

}  // namespace planspiel::generate
