#include "plugins/mobility/why/select_link_tool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/city/entry_titles.hpp"

namespace planspiel::mobility {

namespace {

constexpr double kGap = 1e-4;

const Field<EdgeId, Flow> kBundle{
    "mobility.selected_flow",
    "1/h",
    {"Verkehr über die gewählte Straße", "Traffic over the chosen road"},
    Better::neutral,
    {"Pkw-Einheiten, die vor oder nach dieser die gewählte Straße befahren; kein Wert, wo keine es tun",
     "passenger-car units that pass the chosen link before or after this one; no value where none do"}};

}  // namespace

void SelectLinkOptions::describe(OptionSet& set) {
  set.text("row", row, {{"Straße", "Road"}, {"Kennung", "id"}});
  set.integer("hour", hour, {{"Stunde", "Hour"}, {"8 ist 8 bis 9 Uhr", "8 is from 8 to 9 h"}}, {0, 23});
}

/// What stays between questions: the day, and one hour's paths.
struct SelectLinkTool::Prepared {
  SolvedDay solved;
  DemandAtTimes demand{};
  std::optional<Hour> hour{};
  PathFlows flows{};

  Prepared(const SolvedDayPorts& ports, std::uint64_t seed) : solved(ports, seed) {
    compute_demand(solved.day.tours, solved.day.choice(), demand);
  }
};

/// Who passes a link.
struct SelectLinkTool::Users {
  std::vector<float> share;    ///< of the trips of each pair of centroids, row-major
  std::vector<double> bundle;  ///< PCU/h of those who pass, on arcs of the shrunk network
};

SelectLinkTool::SelectLinkTool(Ports& ports)
    : options_(ports.options<SelectLinkOptions>()), ports_(ports), districts_(ports.table(tables::districts)) {}

void SelectLinkTool::prepare(Hour hour, RunContext& context) {
  if (!prepared_) {
    context.progress({"Menschen", "people"}, 0.0);
    prepared_ = std::make_shared<Prepared>(ports_, context.seed());
  }
  Prepared& p = *prepared_;
  if (p.hour == hour) return;
  context.check_stop();
  context.progress({"Wege", "paths"}, 0.5);
  p.hour.reset();
  p.flows = p.solved.day.roads.paths(hour, p.demand.cars, kGap);
  p.hour = hour;
}

SelectLinkTool::Users SelectLinkTool::users_of(std::uint32_t arc) const {
  const PathFlows& flows = prepared_->flows;
  const CarNetwork& car = prepared_->solved.day.car;
  const std::size_t centroids = car.entries.centroids();
  Users users{std::vector<float>(centroids * centroids, 0.0f), std::vector<double>(car.shrunk_delay.size(), 0.0)};
  if (arc == ShrunkGraph::kNone) return users;
  for (const PathFlows::Pair& pair : flows.pairs)
    for (std::uint32_t path = pair.path; path != PathFlows::kNone; path = flows.paths[path].next) {
      const double flow = flows.paths[path].flow;
      const auto arcs = flows.arcs(flows.paths[path]);
      if (!(flow > 0.0) || std::find(arcs.begin(), arcs.end(), arc) == arcs.end()) continue;
      users.share[pair.origin * centroids + pair.destination] += static_cast<float>(flow / pair.demand);
      for (const std::uint32_t each : arcs) users.bundle[each] += flow;
    }
  return users;
}

/// Adds up everybody of the hour who passes, by places and by purpose.
SelectLinkTool::Counts SelectLinkTool::count(const Users& users) const {
  const Day& day = prepared_->solved.day;
  const std::size_t hour = prepared_->hour->index();
  const ModeLogit choice = day.choice();
  Counts counts;
  const auto add = [&](ZoneId from, ZoneId to, const Text& purpose, double vehicles) {
    counts.between[{place_name(ports_.tables.zones, districts_, from),
                    place_name(ports_.tables.zones, districts_, to)}] += vehicles;
    counts.purpose[{purpose.de, purpose.en}] += vehicles;
    counts.all += vehicles;
  };
  const auto pass = [&](ZoneId from, ZoneId to) {
    const Entries& entries = day.car.entries;
    double share = 0.0;
    for (const Entries::Way& a : entries.of(from))
      for (const Entries::Way& b : entries.of(to))
        share += a.share * b.share * users.share[a.centroid * entries.centroids() + b.centroid];
    return share;
  };
  for (const Tour& tour : day.tours.tours) {
    if (tour.out_hour != hour && tour.back_hour != hour) continue;
    const TourChoice chosen = choice.choose(tour);
    const double out = tour.out_hour == hour ? pass(chosen.car.home, chosen.car.destination) : 0.0,
                 back = tour.back_hour == hour ? pass(chosen.car.destination, chosen.car.home) : 0.0;
    if (!(out > 0.0 || back > 0.0)) continue;
    const double cars = tour.weight * chosen.share[mode::car_driver.index()];
    const Text purpose = tour.purpose < kExternalTour
                             ? title_of_entry("purpose", kPurposeNames[tour.purpose])
                             : title_of_entry("external_kind", kExternalKindNames[tour.purpose - kExternalTour]);
    if (out > 0.0) add(tour.home_zone(), tour.destination_zone(), purpose, cars * out);
    if (back > 0.0) add(tour.destination_zone(), tour.home_zone(), purpose, cars * back);
  }
  for (const VehicleTrip& trip : day.vehicle_trips[hour])
    if (const double share = pass(trip.origin(), trip.destination()); share > 0.0)
      add(trip.origin(), trip.destination(),
          trip.vehicle == 0 ? Text{"Durchgangsverkehr", "through traffic"}
                            : title_of_entry("vehicle", kVehicleNames[trip.vehicle]),
          trip.weight * share);
  return counts;
}

ToolAnswer SelectLinkTool::answer(const SelectLinkOptions& wanted, RunContext& context) {
  const Roads& roads = ports_.tables.roads;
  const EdgeId edge = row_named(roads, wanted.row);
  prepare(Hour(static_cast<std::size_t>(wanted.hour)), context);
  const CarNetwork& car = prepared_->solved.day.car;
  const std::uint32_t arc = car.arc_of_edge[edge.index()];
  const Users users = users_of(arc == CarNetwork::kNoArc ? ShrunkGraph::kNone : car.shrunk.arc_of[arc]);
  const Counts counts = count(users);
  AnswerTable between{.title = {"Woher – wohin", "From – to"}, .columns = {{{"Kfz", "vehicles"}, "1/h", 0}}};
  for (const auto& [places, vehicles] : counts.between) {
    const std::string label = places.first + " – " + places.second;
    between.rows.push_back({{label, label}, {vehicles}});
  }
  AnswerTable purposes{.title = {"Wozu", "What for"}, .columns = {{{"Kfz", "vehicles"}, "1/h", 0}}};
  for (const auto& [purpose, vehicles] : counts.purpose)
    purposes.rows.push_back({{purpose.first, purpose.second}, {vehicles}});
  ToolAnswer result;
  result.answer = Value::table({{"row", wanted.row}, {"hour", wanted.hour}, {"vehicles", counts.all}});
  const std::string street = roads.id[edge] + " " + roads.name[edge];
  result.text = {fmt::format("{}, {} Uhr: {} Kfz\n", street, wanted.hour, format_number(counts.all, 0, Language::de)),
                 fmt::format("{}, {} h: {:.0f} vehicles\n", street, wanted.hour, counts.all)};
  result.tables = {largest_first(std::move(between)), largest_first(std::move(purposes))};
  auto field = std::make_shared<Grid<EdgeId, Flow>>(std::vector<std::size_t>{roads.size()});
  const std::vector<double> bundle = car.shrunk.spread(users.bundle);
  constexpr double kNobody = std::numeric_limits<double>::quiet_NaN();
  for (const EdgeId road : roads.ids()) (*field)[road] = Flow(kNobody);
  for (std::size_t link = 0; link < car.links(); ++link)
    if (bundle[link] > 0.0) (*field)[car.edge_of_arc[link]] = Flow(bundle[link] / 3600.0);
  result.fields.emplace(kBundle.spec.name, FieldValues{kBundle.spec, field});
  return result;
}

ToolAnswer SelectLinkTool::run(RunContext& context) { return answer(options_, context); }

ToolAnswer SelectLinkTool::update(const Value& edit, RunContext& context) {
  return answer(read_options<SelectLinkOptions>(edit), context);
}

}  // namespace planspiel::mobility
