#include "plugins/mobility/day/destinations.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr int kBalanceRounds = 40;

double attraction(const Zones& zones, ZoneId zone, Purpose purpose, const DestinationCoefficients& c) {
  const bool external = !zones.district[zone];
  switch (purpose) {
    case Purpose::work:
      return zones.jobs[zone];
    case Purpose::business:
      return zones.jobs[zone];
    case Purpose::education:
      return external ? 0.0 : zones.school_places[zone];
    case Purpose::shopping:
      return external ? c.outside_retail * zones.residents[zone] * c.outside_shopping : zones.retail[zone];
    case Purpose::errands:
      return external ? 0.0 : zones.retail[zone] + c.errands_per_job * zones.jobs[zone];
    case Purpose::leisure:
      return external ? c.outside_leisure * zones.residents[zone] : zones.leisure[zone];
    case Purpose::escort:
      return external ? 0.0 : zones.school_places[zone] + c.escort_per_resident * zones.residents[zone];
  }
  return 0.0;
}

Column<ZoneId, double> attractions(const Zones& zones, Purpose purpose, const DestinationCoefficients& c) {
  Column<ZoneId, double> attracted;
  for (const ZoneId zone : zones.ids()) attracted.push_back(attraction(zones, zone, purpose, c));
  return attracted;
}

/// Jobs inside, and so much for each resident there.
Column<ZoneId, double> inside(const Zones& zones, double per_resident) {
  Column<ZoneId, double> attracted(zones.size());
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) attracted[zone] = zones.jobs[zone] + per_resident * zones.residents[zone];
  return attracted;
}

Column<ZoneId, double> residents(const Zones& zones) {
  Column<ZoneId, double> people(zones.size());
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone]) people[zone] = zones.residents[zone];
  return people;
}

/// Tours of commuters from around that start in each zone.
Column<ZoneId, double> commuters(const Zones& zones, const ExternalDemand& external) {
  Column<ZoneId, double> tours(zones.size());
  for (const ExternalDemandId row : external.ids())
    if (external.demand_kind[row] == ExternalKind::commuter) tours[external.from[row]] += external.tours[row];
  return tours;
}

constexpr auto row_of(Purpose purpose) { return static_cast<std::size_t>(purpose); }

}  // namespace

ZoneMatrix<float> crow_distances(const Zones& zones, const DestinationCoefficients& c) {
  ZoneMatrix<float> crow(zones.size());
  for_each_row<ZoneId>(zones.size(), [&](ZoneId from) {
    const double inside = zones.outline[from].empty() ? c.inside_unknown.value
                                                      : c.inside_zone * std::sqrt(zones.outline[from].area().value);
    for (const ZoneId to : zones.ids())
      crow(from, to) = static_cast<float>(std::max(from == to ? inside : c.leaving_zone * inside,
                                                   c.detour * distance(zones.centre[from], zones.centre[to]).value));
  });
  return crow;
}

Destinations::Destinations(const DestinationTables& tables, const ZoneMatrix<float>& crow,
                           const DestinationCoefficients& c)
    : commuters_(crow, inside(tables.zones, 0.0), c.around_decay),
      others_(crow, inside(tables.zones, c.around_per_resident), c.around_decay) {
  for (std::size_t purpose = 0; purpose < PurposeAxis::kCount; ++purpose)
    of_purpose_.emplace_back(crow, attractions(tables.zones, static_cast<Purpose>(purpose), c), c.decay[purpose]);
  balance_jobs(tables, c);
  balance({{&of_purpose_[row_of(Purpose::education)], residents(tables.zones)}},
          attractions(tables.zones, Purpose::education, c), kBalanceRounds);
  for (DestinationTable& table : of_purpose_) table.finish();
  commuters_.finish();
  others_.finish();
}

/// Employed residents and commuters from around share the jobs of the territory; jobs of external zones are for
/// residents alone. In persons, present or not, so that working at home changes nobody's place of work. The registered
/// commuters are those who fill the jobs that residents leave, at least as many as come on the day.
void Destinations::balance_jobs(const DestinationTables& tables, const DestinationCoefficients& c) {
  const Zones& zones = tables.zones;
  double rate = 0.0;
  for (const PersonGroupId group : tables.groups.ids())
    rate += tables.groups.share[group] * tables.groups.employed[group];
  Column<ZoneId, double> employed = residents(zones), coming = commuters(zones, tables.external),
                         wanted = attractions(zones, Purpose::work, c);
  for (double& people : employed.values()) people *= rate;
  double jobs_here = 0.0, jobs_around = 0.0;
  for (const ZoneId zone : zones.ids()) (zones.district[zone] ? jobs_here : jobs_around) += wanted[zone];
  const double stay = std::max(0.0, sum(employed) - jobs_around), come = sum(coming),
               registered = come > 0.0 ? std::max(come, jobs_here - stay) : 0.0;
  if (come > 0.0)
    for (double& people : coming.values()) people *= registered / come;
  for (const ZoneId zone : zones.ids())
    if (zones.district[zone] && jobs_here > 0.0) wanted[zone] *= (stay + registered) / jobs_here;
  balance({{&of_purpose_[row_of(Purpose::work)], employed}, {&commuters_, coming}}, wanted, kBalanceRounds);
}

ZoneId Destinations::of_resident(ZoneId home, Purpose purpose, double uniform) const {
  return of_purpose_[row_of(purpose)].draw(home, uniform);
}

ZoneId Destinations::from_around(ZoneId home, ExternalKind kind, double uniform) const {
  return (kind == ExternalKind::commuter ? commuters_ : others_).draw(home, uniform);
}

}  // namespace planspiel::mobility
