#include "plugins/mobility/day/day_model.hpp"

#include <fmt/format.h>

#include "plugins/mobility/day/accounts.hpp"

namespace planspiel::mobility {

DayModel::DayModel(Ports& ports)
    : options_(ports.options<DayOptions>()),
      tables_(ports),
      out_(ports),
      root_{ports.root(fields::constant),
            {ports.root(fields::constant_commuter), ports.root(fields::constant_other),
             ports.root(fields::constant_visitor)},
            ports.root(fields::home_office)} {}

void DayModel::write_constants(const Day& day) {
  for (std::size_t mode = 0; mode < Mode::kCount; ++mode)
    out_.constant(ScalarId(0), Mode(mode)) = day.coefficients.modes.constant[mode];
  for (std::size_t kind = 0; kind < kAroundKinds; ++kind)
    for (const ZoneId zone : tables_.zones.ids()) {
      const AroundConstant& constant = day.around.of_kind[kind][zone];
      (*out_.around_constant[kind])(zone, mode::car_passenger) = constant.passenger;
      (*out_.around_constant[kind])(zone, mode::transit) = constant.transit;
    }
  out_.home_office[ScalarId(0)] = day.home_office;
}

/// Whose numbers these are; what became of the trips to zones that are closed to cars.
void DayModel::tell(const Day& day, const FixedPoint& found, RunContext& context) const {
  if (tables_.coefficients.size() == 0)
    context.warn(
        "mobility.coefficients_of_family",
        {"die Stadt hat keine eigenen Koeffizienten (Tabelle 'mobility_coefficients'): die Menschen verhalten sich, "
         "wie die Zeilen der Familie sagen, die an Erhebungen einer anderen Stadt angepasst wurden; planspiel list "
         "coefficients "
         "nennt sie",
         "the city has no coefficients of its own (table 'mobility_coefficients'): people behave as the family's "
         "rows say, which were fitted to surveys of another city; planspiel list coefficients names them and their "
         "sources"});
  if (found.missed_shares > 0)
    context.warn(
        "mobility.car_share_missed",
        {fmt::format("{} Gruppen von Menschen aus dem Umland erreichen ihren bekannten Autoanteil nicht: zu "
                     "wenige von ihnen haben öffentlichen Verkehr, oder alle",
                     found.missed_shares),
         fmt::format("{} groups of people from around do not reach their known car share: too few of them have "
                     "public transport, or none has none",
                     found.missed_shares)});
  if (found.residual > options_.residual || day.roads.largest_gap() > options_.gap)
    context.warn(
        "mobility.not_converged",
        {fmt::format("nach {} Runden beendet, bei einem Nachfrageresiduum von {:.2e} und einer relativen Lücke "
                     "von {:.2e}",
                     options_.rounds, found.residual, day.roads.largest_gap()),
         fmt::format("stopped after {} rounds at a demand residual of {:.2e} and a relative gap of {:.2e}",
                     options_.rounds, found.residual, day.roads.largest_gap())});
  std::size_t closed = 0;
  double edge = 0.0;
  std::array<double, Mode::kCount> by_mode{};
  for (const ZoneId zone : tables_.zones.ids()) {
    edge += out_.edge_parking[zone];
    if (!day.supply.stops.closed(zone)) continue;
    ++closed;
    for (std::size_t mode = 0; mode < Mode::kCount; ++mode) by_mode[mode] += out_.arrivals(zone, Mode(mode));
  }
  if (closed == 0) return;
  const bool inside = day.car.has(Errand::delivery);
  const double within_m = day.coefficients.modes.longest_edge_walk_m, by_car = by_mode[3] + by_mode[4];
  context.warn(
      "mobility.closed_zones",
      {fmt::format("{} Zellen sind für Autos gesperrt: {:.0f} Autos am Tag bleiben an ihrem Rand, bis {:.0f} m "
                   "zu Fuß; man erreicht sie zu Fuß {:.0f}, mit dem Rad {:.0f}, mit dem öffentlichen Verkehr "
                   "{:.0f}, mit dem Auto (ausgenommene Bewohner, oder am Rand abgestellt) {:.0f}; Waren werden "
                   "{} entladen",
                   closed, edge, within_m, by_mode[0], by_mode[1], by_mode[2], by_car,
                   inside ? "darin, wo Lieferungen ausgenommen sind, sonst am Rand" : "am Rand"),
       fmt::format("{} zones are closed to cars: {:.0f} cars a day are left at their edge, within {:.0f} m on "
                   "foot; people reach them on foot {:.0f}, by bike {:.0f}, by public transport {:.0f}, by car "
                   "(residents who are exempt, or left at the edge) {:.0f}; goods are unloaded {}",
                   closed, edge, within_m, by_mode[0], by_mode[1], by_mode[2], by_car,
                   inside ? "inside where deliveries are exempt, else at the edge" : "at the edge")});
}

void DayModel::write_rounds(const Day& day, const FixedPoint& found) {
  out_.demand_residual[ScalarId(0)] = found.residual;
  out_.round_residual.set_rows(found.rounds.size());
  out_.round_gap.set_rows(found.rounds.size());
  out_.round_territory_gap.set_rows(found.rounds.size());
  for (std::size_t row = 0; row < found.rounds.size(); ++row) {
    const RoundId round(row);
    out_.round_residual[round] = found.rounds[row].residual;
    out_.round_gap[round] = found.rounds[row].gap;
    out_.round_territory_gap[round] = found.rounds[row].territory_gap;
  }
  for (const Hour hour : kHoursOfDay) {
    out_.relative_gap(ScalarId(0), hour) = day.roads.hour(hour).relative_gap;
    out_.territory_gap(ScalarId(0), hour) = day.roads.hour(hour).territory_gap;
  }
}

void DayModel::run(RunContext& context) {
  context.progress({"Menschen und Wege", "people and ways"}, 0.0);
  const std::vector<NamedNumber> rows = coefficients_of(tables_.coefficients, options_.coefficients);
  for (std::size_t row = 0; row < rows.size(); ++row)
    out_.coefficient(ScalarId(0), CoefficientAxis(row)) = rows[row].value;
  Day day(tables_, rows, {.seed = context.seed(), .fraction = options_.sample}, root_);
  const FixedPoint found = find_fixed_point(day, options_, root_.constant == nullptr, context);
  context.progress({"Bilanzen", "accounts"}, 0.0);
  write_constants(day);
  write_rounds(day, found);
  account_transit(day, account_people(day, tables_, out_), tables_, out_);
  account_roads(day, found.cars, tables_, out_);
  tell(day, found, context);
}

}  // namespace planspiel::mobility
