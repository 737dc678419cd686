#include "engine/generate/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/csv.hpp"
#include "engine/base/math.hpp"
#include "engine/base/projection.hpp"
#include "engine/city/road_index.hpp"
#include "engine/city/table_csv.hpp"

namespace planspiel::generate {

namespace {

constexpr double kCommutersOut = 222000.0;  ///< residents with work outside, of 823,583 employed (Pendleratlas 2021)
constexpr double kEmployedResidents = 823583.0;

template <class Choice>
Choice choice_of(const Csv& csv, std::size_t row, const char* column) {
  const auto names = choice_names(Choice{});
  const auto found = std::find(names.begin(), names.end(), csv.text(row, column));
  if (found == names.end())
    throw Error(ErrorKind::input,
                csv.place(row) + ": column '" + column + "': '" + csv.text(row, column) + "' is unknown");
  return static_cast<Choice>(found - names.begin());
}

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
  double people = 0.0, x = 0.0, y = 0.0;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) {
      people += zones.residents[zone];
      x += zones.residents[zone] * zones.centre[zone].x_m;
      y += zones.residents[zone] * zones.centre[zone].y_m;
    }
  const Point middle = Point::metres(x / people, y / people);
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

/// Through traffic: pairs of zones at least a third of a circle apart, by the product of their weights.
void add_through(DemandWriter& writer, const Csv& csv, std::size_t row, const std::vector<Around>& around,
                 const std::vector<double>& weight) {
  const auto apart = [](double a, double b) {
    const double difference = std::abs(a - b);
    return std::min(difference, 6.283185307179586 - difference) > 2.09;
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

}  // namespace

void make_external_demand(CityBuilder& builder, const Facts&, const Settings& settings) {
  Zones& zones = builder[tables::zones];
  const std::vector<Around> around = zones_around(zones);
  const std::filesystem::path file = settings.folder / "external_kinds.csv";
  if (around.empty() || !std::filesystem::exists(file)) return;
  const Csv csv = Csv::read(file);
  DemandWriter writer(builder);
  for (std::size_t row = 0; row < csv.size(); ++row) {
    std::vector<double> weight;
    double sum = 0.0;
    for (const Around& place : around) {
      weight.push_back(place.residents * math::exp(-place.distance_km / csv.number(row, "decay_km")));
      sum += weight.back();
    }
    if (csv.text(row, "kind") == "through") {
      add_through(writer, csv, row, around, weight);
      continue;
    }
    for (std::size_t i = 0; i < around.size(); ++i)
      writer.add(csv, row, around[i].zone, std::nullopt, csv.number(row, "tours") * weight[i] / sum);
  }
  writer.finish();
  double resident_sum = 0.0, weight_sum = 0.0;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) resident_sum += zones.residents[zone];
  for (const Around& place : around) weight_sum += place.jobs * math::exp(-place.distance_km / 18.0);
  const double commuters_out = kCommutersOut / kEmployedResidents * 0.5185 * resident_sum;
  for (const Around& place : around)
    zones.jobs[place.zone] = commuters_out * place.jobs * math::exp(-place.distance_km / 18.0) / weight_sum;
}

void make_parking(CityBuilder& builder, const Settings& settings) {
  const std::filesystem::path file = settings.folder / "parking_areas.csv";
  if (!std::filesystem::exists(file)) return;
  const Csv csv = Csv::read(file);
  const Projection projection(settings.profile.crs);
  const Zones& zones = builder[tables::zones];
  Parking& parking = builder[tables::parking];
  for (const ZoneId zone : zones.ids()) {
    if (!zones.district[zone]) continue;
    bool licensed = false;
    for (std::size_t row = 0; row < csv.size() && !licensed; ++row) {
      const Point centre = projection.to_metres(LonLat::degrees(csv.number(row, "lon"), csv.number(row, "lat")));
      licensed =
          distance(centre, zones.centre[zone]).value <= 1000.0 * std::sqrt(csv.number(row, "area_km2") / 3.14159);
    }
    if (!licensed && !zones.inside_ring[zone]) continue;
    const double density =
        (zones.residents[zone] + zones.jobs[zone]) / std::max(0.01, zones.outline[zone].area().value * 1e-6);
    const bool centre = zones.jobs[zone] > 1.5 * zones.residents[zone] && density > 15000.0;
    const ParkingId row = parking.add("p" + zones.id[zone]);
    parking.zone[row] = zone;
    parking.price[row] = EurosPerHour((centre ? 2.5 : 1.3) / 3600.0);
    parking.day_maximum[row] = Euros(centre ? 18.0 : 7.0);
    parking.search[row] = Seconds(centre ? 420.0 : 240.0);
    parking.source[row] = "licence areas: LH München; prices 2022 recalled; search time assumed";
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

void read_plain_tables(CityBuilder& builder, const Settings& settings) {
  for (const char* table :
       {"person_groups", "behaviour", "goods", "fares", "prices", "fleet", "standards", "incident_rates", "sources"})
    read_table_csv(builder, table, settings.profile, settings.folder / (std::string(table) + ".csv"));
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
