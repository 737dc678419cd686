#include "plugins/fire/response_model.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/parallel.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/incidents.hpp"
#include "plugins/fire/station_place.hpp"

namespace planspiel::fire {

namespace {

constexpr SquareMetres kCellArea{1e4};  ///< cells are squares of 100 m

/// Seconds from the call to the n-th arrival, n from 0; no number where fewer arrive.
Seconds nth_arrival(const std::vector<Arrival>& sorted, std::size_t n, Seconds call_handling) {
  if (n >= sorted.size()) return Seconds(std::numeric_limits<double>::quiet_NaN());
  return call_handling + Seconds(sorted[n].after_alarm_s);
}

}  // namespace

/// First alarms, and which of them each standard asks something of.
struct Response::Alarms {
  struct Type {
    AlarmPlan plan{};
    double per_resident = 0.0, per_job = 0.0;
    std::vector<double> hour_share{};
    double incidents(double residents, double jobs, Hour hour) const {
      return (per_resident * residents + per_job * jobs) * hour_share[hour.index()];
    }
  };
  VehicleTypes vehicles{};
  std::vector<Type> types{};                            ///< of incidents
  std::vector<std::vector<std::size_t>> of_standard{};  ///< numbers of types, never empty
  bool professional_first = false;
  Chances chances;
};

/// What an hour has for all places.
struct Response::Hourly {
  Hour hour;
  const Alarms& alarms;
  const Column<BuildingId, double>& jobs;
  const reach::DriveTimes& drive;
  const std::vector<DutyUnit>& units;
  const std::vector<Demand>& demands;

  /// P(in time) of each standard at a building: `chance[k]`.
  void likely(const std::vector<Arrival>& sorted, double residents, double jobs_there,
              std::vector<double>& chance) const {
    std::vector<std::vector<std::size_t>> sent(alarms.types.size());
    for (std::size_t type = 0; type < sent.size(); ++type)
      send_first_alarm(sorted, alarms.types[type].plan, alarms.professional_first, sent[type]);
    for (std::size_t k = 0; k < demands.size(); ++k) {
      double sum = 0.0, all = 0.0, even = 0.0;
      for (const std::size_t type : alarms.of_standard[k]) {
        const double weight = alarms.types[type].incidents(residents, jobs_there, hour);
        const double p = alarms.chances.in_time(sorted, sent[type], StandardId(k), Crews::drawn);
        sum += weight * p;
        all += weight;
        even += p / static_cast<double>(alarms.of_standard[k].size());
      }
      chance[k] = all > 0.0 ? sum / all : even;  // where nothing is expected to happen, all types count alike
    }
  }

  /// Calls body(row, arrivals) for every row, in parallel; no arrivals where the place has no road.
  template <class Row, class Body>
  void for_each_place(const Column<Row, reach::MaybeRoadPlace>& places, Body&& body) const {
    for_each_piece(places.size(), 256, [&](std::size_t begin, std::size_t end) {
      std::vector<double> drive_s(drive.sites());
      std::vector<Arrival> sorted;
      for (std::size_t at = begin; at < end; ++at) {
        const Row row(at);
        sorted.clear();
        if (places[row] && !drive_s.empty()) {
          drive.to(*places[row], drive_s);
          arrivals(units, drive_s, sorted);
        }
        body(row, sorted);
      }
    });
  }
};

/// Rows by district.
struct Response::Groups {
  Adjacency<DistrictId, BuildingId> buildings;
  Adjacency<DistrictId, CellId> cells;
};

Response::Response(Ports& ports)
    : options_(ports.options<ResponseOptions>()),
      tables_(ports),
      cells_(ports.table(tables::cells)),
      districts_(ports.table(tables::districts)),
      road_speed_(ports.reads(planspiel::fields::road_speed)),
      first_(ports.writes(fields::first_arrival)),
      second_(ports.writes(fields::second_arrival)),
      completion_(ports.writes(fields::completion)),
      in_time_(ports.writes(fields::in_time)),
      probability_(ports.writes(fields::probability)),
      cell_arrival_(ports.writes(fields::cell_arrival)),
      incidents_(ports.writes(fields::incidents)),
      covered_residents_(ports.writes(fields::coverage_residents)),
      covered_buildings_(ports.writes(fields::coverage_buildings)),
      covered_incidents_(ports.writes(fields::coverage_incidents)),
      covered_area_(ports.writes(fields::coverage_area)),
      covered_area_all_(ports.writes(fields::coverage_area_all)),
      probable_residents_(ports.writes(fields::probable_residents)),
      probable_incidents_(ports.writes(fields::probable_incidents)),
      district_residents_(ports.writes(fields::residents)),
      district_buildings_(ports.writes(fields::buildings)),
      district_incidents_(ports.writes(fields::district_incidents)),
      district_area_(ports.writes(fields::area)),
      district_area_all_(ports.writes(fields::area_all)) {}

void Response::run(RunContext& context) {
  const FirePlaces places(tables_);
  const auto cell_places = reach::places_of(cells_, tables_.roads, places.opposite);
  warn_of_stations(context, places.station);
  const Column<BuildingId, double> jobs = jobs_of(tables_.buildings, tables_.zones);
  expect_incidents(tables_.rates, tables_.buildings, jobs, incidents_);
  const Groups groups = group();
  std::vector<Demand> demands;
  for (const StandardId standard : tables_.standards.ids()) demands.push_back(demand_of(tables_.standards, standard));

  Alarms alarms = alarms_of(demands);
  const Origins origins = origins_of(places.station);
  reach::DriveNetwork network(tables_.roads, tables_.nodes.size(), engine_law(options_.drive));
  reach::DriveTimes drive(network, origins.place);
  Met<BuildingId> met_buildings(tables_.buildings.size(), demands.size()), probable(met_buildings);
  Met<CellId> met_cells(cells_.size(), demands.size());
  std::fill(in_time_.values().begin(), in_time_.values().end(), 1.0);
  std::fill(probability_.values().begin(), probability_.values().end(), 1.0);
  for (const Hour hour : kHoursOfDay) {
    context.check_stop();
    context.progress({"Stunden", "hours"}, static_cast<double>(hour.index()) / static_cast<double>(Hour::kCount));
    use_hour(network, road_speed_, hour);
    drive.search();
    std::vector<DutyUnit> units = units_on_duty(tables_.units, tables_.stations, origins.station, hour);
    for (DutyUnit& unit : units) unit.type = alarms.vehicles.number(tables_.units.vehicle_type[unit.unit]);
    const Hourly now{hour, alarms, jobs, drive, units, demands};
    serve_buildings(now, places.building, met_buildings, probable);
    serve_cells(now, cell_places, met_cells);
    cover_districts(groups, hour, met_buildings, probable, met_cells);
  }
  for (Seconds& time : completion_.values())
    if (!(time.value < std::numeric_limits<double>::infinity()))
      time = Seconds(std::numeric_limits<double>::quiet_NaN());
}

/// A standard of which no incident type's plan sends enough is judged as if the plan sent what it demands.
Response::Alarms Response::alarms_of(const std::vector<Demand>& demands) const {
  std::vector<double> turnouts_s;
  for (const UnitId unit : tables_.units.ids()) turnouts_s.push_back(tables_.units.turnout[unit].value);
  Alarms alarms{.chances = Chances(turnouts_s, demands, options_.spread)};
  const std::vector<double> even(Hour::kCount, 1.0 / static_cast<double>(Hour::kCount));
  for (const IncidentRateId type : tables_.rates.ids())
    alarms.types.push_back({first_alarm_of(tables_.rates, type, alarms.vehicles), tables_.rates.per_resident[type],
                            tables_.rates.per_job[type], shares_of_day(tables_.rates, type)});
  for (const Demand& demand : demands) {
    std::vector<std::size_t> counting;
    for (std::size_t type = 0; type < tables_.rates.size(); ++type)
      if (counts(demand, alarms.types[type].plan)) counting.push_back(type);
    if (counting.empty()) {
      counting.push_back(alarms.types.size());
      Alarms::Type nothing;  // weighs nothing: nobody asks this standard of any incident
      nothing.plan.functions = demand.functions;
      nothing.hour_share = even;
      alarms.types.push_back(std::move(nothing));
    }
    alarms.of_standard.push_back(std::move(counting));
  }
  for (const DispatchId row : tables_.dispatch.ids())
    alarms.professional_first = tables_.dispatch.first_due[row] == FirstDue::professional_first;
  return alarms;
}

void Response::warn_of_stations(RunContext& context, const Column<StationId, reach::MaybeRoadPlace>& places) const {
  const auto& closed = tables_.stations.closed;
  if (std::all_of(closed.begin(), closed.end(), [](const auto& is_closed) { return is_closed; }))
    context.warn("no_station", {"es gibt keine offene Wache: niemand kommt zu einem Einsatz, und jeder Anteil ist 0",
                                "there is no open station: nobody answers an incident, and every share is 0"});
  for (const StationId station : tables_.stations.ids())
    if (!tables_.stations.closed[station] && !places[station])
      context.warn("station_without_road",
                   {"keine Straße, auf der Feuerwehrfahrzeuge fahren dürfen, liegt im Umkreis von 300 m um '" +
                        tables_.stations.name[station] + "': ihre Einheiten rücken nicht aus",
                    "no road that fire engines may use lies within 300 m of '" + tables_.stations.name[station] +
                        "': its units do not turn out"},
                   tables_.stations.id[station]);
}

/// Arrivals at buildings; completion, in_time and probability keep their worst hour.
void Response::serve_buildings(const Hourly& now, const Column<BuildingId, reach::MaybeRoadPlace>& places,
                               Met<BuildingId>& met, Met<BuildingId>& probable) {
  now.for_each_place(places, [&](BuildingId building, const std::vector<Arrival>& sorted) {
    first_(building, now.hour) = nth_arrival(sorted, 0, options_.call_handling);
    second_(building, now.hour) = nth_arrival(sorted, 1, options_.call_handling);
    std::vector<double> chance(now.demands.size());
    now.likely(sorted, tables_.buildings.residents[building], now.jobs[building], chance);
    for (const StandardId standard : met.standards()) {
      const Demand& demand = now.demands[standard.index()];
      const double complete_s = completion_s(sorted, demand);
      Seconds& worst = completion_(building, standard);
      worst = std::max(worst, Seconds(complete_s));
      const bool in_time = fire::in_time(complete_s, demand);
      const double likely = chance[standard.index()];
      met(building, standard) = in_time ? 1.0f : 0.0f;
      probable(building, standard) = static_cast<float>(likely);
      if (!in_time) in_time_(building, standard) = 0.0;
      double& least = probability_(building, standard);
      least = std::min(least, likely);
    }
  });
}

void Response::serve_cells(const Hourly& now, const Column<CellId, reach::MaybeRoadPlace>& places, Met<CellId>& met) {
  now.for_each_place(places, [&](CellId cell, const std::vector<Arrival>& sorted) {
    cell_arrival_(cell, now.hour) = nth_arrival(sorted, 0, options_.call_handling);
    for (const StandardId standard : met.standards()) {
      const Demand& demand = now.demands[standard.index()];
      met(cell, standard) = in_time(completion_s(sorted, demand), demand) ? 1.0f : 0.0f;
    }
  });
}

/// Finds the rows of each district and writes what does not depend on the standard.
Response::Groups Response::group() {
  Column<BuildingId, std::optional<DistrictId>> of_building(tables_.buildings.size());
  for (const BuildingId building : tables_.buildings.ids())
    of_building[building] = tables_.zones.district[tables_.buildings.zone[building]];
  Column<CellId, std::optional<DistrictId>> of_cell(cells_.size());
  for (const CellId cell : cells_.ids()) of_cell[cell] = cells_.district[cell];
  Groups groups{rows_by_district(of_building, districts_.size()), rows_by_district(of_cell, districts_.size())};
  for (const DistrictId district : districts_.ids()) {
    const auto buildings = groups.buildings[district];
    const auto cells = groups.cells[district];
    const auto by_road =
        std::count_if(cells.begin(), cells.end(), [&](CellId cell) { return cells_.road[cell].has_value(); });
    district_buildings_[district] = static_cast<double>(buildings.size());
    district_area_[district] = kCellArea * static_cast<double>(by_road);
    district_area_all_[district] = kCellArea * static_cast<double>(cells.size());
    for (const BuildingId building : buildings) {
      district_residents_[district] += tables_.buildings.residents[building];
      for (const Hour hour : kHoursOfDay) district_incidents_(district, hour) += incidents_(building, hour);
    }
  }
  return groups;
}

void Response::cover_districts(const Groups& groups, Hour hour, const Met<BuildingId>& buildings,
                               const Met<BuildingId>& probable, const Met<CellId>& cells) {
  cover(
      groups.buildings, buildings, hour, [&](BuildingId row) { return tables_.buildings.residents[row]; },
      covered_residents_);
  cover(
      groups.buildings, buildings, hour, [](BuildingId) { return 1.0; }, covered_buildings_);
  cover(
      groups.buildings, buildings, hour, [&](BuildingId row) { return incidents_(row, hour); }, covered_incidents_);
  cover(
      groups.buildings, probable, hour, [&](BuildingId row) { return tables_.buildings.residents[row]; },
      probable_residents_);
  cover(
      groups.buildings, probable, hour, [&](BuildingId row) { return incidents_(row, hour); }, probable_incidents_);
  cover(
      groups.cells, cells, hour, [&](CellId row) { return cells_.road[row] ? 1.0 : 0.0; }, covered_area_);
  cover(
      groups.cells, cells, hour, [](CellId) { return 1.0; }, covered_area_all_);
}

}  // namespace planspiel::fire
