#include "plugins/mobility/day/tours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

namespace planspiel::mobility {

namespace {

constexpr std::size_t kPurposes = PurposeAxis::kCount;

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

/// Cumulative shares of destinations for each home zone.
class DestinationTable {
 public:
  DestinationTable(std::size_t zones, const std::vector<float>& crow, const std::vector<double>& attraction,
                   Decay decay)
      : zones_(zones), cumulated_(zones * zones), attraction_(attraction) {
    for_each_row<ZoneId>(zones, [&](ZoneId home) {
      for (std::size_t d = 0; d < zones; ++d)
        cumulated_[home.index() * zones + d] =
            static_cast<float>(math::exp(-math::pow(crow[home.index() * zones + d] / decay.scale_m, decay.shape)));
    });
  }
  /// Adds who arrives in each zone when these are made in each; `factor` multiplies the attraction.
  void add_arrivals(const std::vector<double>& made, const std::vector<double>& factor,
                    std::vector<double>& arrivals) const {
    std::vector<double> row_sum(zones_, 0.0);
    for_each_row<ZoneId>(zones_, [&](ZoneId home) {
      if (!(made[home.index()] > 0.0)) return;
      for (std::size_t d = 0; d < zones_; ++d)
        row_sum[home.index()] += cumulated_[home.index() * zones_ + d] * attraction_[d] * factor[d];
    });
    for_each_row<ZoneId>(zones_, [&](ZoneId to) {
      double sum_to = 0.0;
      for (std::size_t o = 0; o < zones_; ++o)
        if (row_sum[o] > 0.0)
          sum_to +=
              made[o] * cumulated_[o * zones_ + to.index()] * attraction_[to.index()] * factor[to.index()] / row_sum[o];
      arrivals[to.index()] += sum_to;
    });
  }
  void scale_attraction(const std::vector<double>& factor) {
    for (std::size_t d = 0; d < zones_; ++d) attraction_[d] *= factor[d];
  }
  /// Turns weights into cumulative shares.
  void finish() {
    for_each_row<ZoneId>(zones_, [&](ZoneId home) {
      double total = 0.0;
      float* row = cumulated_.data() + home.index() * zones_;
      for (std::size_t d = 0; d < zones_; ++d) total += row[d] * attraction_[d];
      double running = 0.0;
      for (std::size_t d = 0; d < zones_; ++d) {
        running += row[d] * attraction_[d];
        row[d] = static_cast<float>(total > 0.0 ? running / total : (d == home.index() ? 1.0 : 0.0));
      }
    });
  }
  std::size_t draw(std::size_t home, double uniform) const {
    const float* row = cumulated_.data() + home * zones_;
    return std::min<std::size_t>(
        zones_ - 1, static_cast<std::size_t>(std::upper_bound(row, row + zones_, static_cast<float>(uniform)) - row));
  }

 private:
  std::size_t zones_;
  std::vector<float> cumulated_;
  std::vector<double> attraction_;
};

double sum(const std::vector<double>& values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

/// Those who share destinations: how many each zone makes, and where they may go.
struct Seekers {
  DestinationTable* table = nullptr;
  std::vector<double> made{};
};

/// One factor for each destination, for all seekers alike, so that the arrivals are in proportion to what is wanted
/// (Furness): every job once, for a resident or for somebody from around.
void balance(const std::vector<Seekers>& all, std::vector<double> wanted, int rounds) {
  double made = 0.0;
  for (const Seekers& seekers : all) made += sum(seekers.made);
  const double places = sum(wanted);
  if (!(made > 0.0) || !(places > 0.0)) return;
  for (double& place : wanted) place *= made / places;
  std::vector<double> factor(wanted.size(), 1.0);
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> arrivals(wanted.size(), 0.0);
    for (const Seekers& seekers : all) seekers.table->add_arrivals(seekers.made, factor, arrivals);
    for (std::size_t d = 0; d < wanted.size(); ++d)
      if (arrivals[d] > 0.0) factor[d] *= wanted[d] / arrivals[d];
  }
  for (const Seekers& seekers : all) seekers.table->scale_attraction(factor);
}

constexpr int kBalanceRounds = 40;
constexpr std::size_t kCommuters = kPurposes, kOtherPeople = kPurposes + 1;  ///< tables of people from around

/// Tours per person of a group for a purpose, and the row of the behaviour table they follow.
struct Habit {
  double tours = 0.0;
  std::optional<BehaviourId> row{};
};
using Habits = std::vector<std::array<Habit, kPurposes>>;

Habits habits_of(const PeopleTables& tables) {
  Habits habits(tables.groups.size());
  for (const bool general : {true, false})
    for (const BehaviourId row : tables.behaviour.ids()) {
      if (tables.behaviour.group[row].has_value() == general) continue;
      for (const PersonGroupId group : tables.groups.ids())
        if (general || *tables.behaviour.group[row] == group)
          habits[group.index()][static_cast<std::size_t>(tables.behaviour.purpose[row])] = {tables.behaviour.tours[row],
                                                                                            row};
    }
  return habits;
}

std::size_t draw_hour(std::span<const double> shares, double uniform) {
  double running = 0.0;
  for (std::size_t hour = 0; hour < shares.size(); ++hour) {
    running += shares[hour];
    if (uniform < running) return hour;
  }
  return shares.size() - 1;
}

class TourMaker {
 public:
  TourMaker(const PeopleTables& tables, const DayOptions& options, std::uint64_t seed, const std::vector<float>& crow,
            const Coefficients& coefficients)
      : tables_(tables),
        options_(options),
        person_(seed, "mobility.person"),
        tour_(seed, "mobility.tour"),
        external_(seed, "mobility.external"),
        habits_(habits_of(tables)),
        coefficients_(coefficients) {
    for (const PersonGroupId group : tables.groups.ids())
      licences_ += tables.groups.share[group] * tables.groups.licence[group];
    const std::size_t zones = tables.zones.size();
    for (std::size_t purpose = 0; purpose < kPurposes; ++purpose)
      destinations_.emplace_back(zones, crow, attractions(static_cast<Purpose>(purpose)),
                                 coefficients.destinations.decay[purpose]);
    std::vector<double> jobs(zones, 0.0), around(zones, 0.0);
    for (const ZoneId zone : tables.zones.ids())
      if (tables.zones.district[zone]) {
        jobs[zone.index()] = tables.zones.jobs[zone];
        around[zone.index()] =
            tables.zones.jobs[zone] + coefficients.destinations.around_per_resident * tables.zones.residents[zone];
      }
    destinations_.emplace_back(zones, crow, jobs, coefficients.destinations.around_decay);
    destinations_.emplace_back(zones, crow, around, coefficients.destinations.around_decay);
    balance_jobs();
    balance({{&destinations_[2], residents()}}, attractions(Purpose::education), kBalanceRounds);
    for (DestinationTable& table : destinations_) table.finish();
  }

  Tours make() {
    const std::size_t zones = tables_.zones.size();
    std::vector<std::vector<Tour>> of_zone(zones);
    Tours result;
    result.residents.assign(zones, 0.0);
    for (auto& kind : result.known_car_share) kind.assign(zones, 0.0);
    for_each_block(zones, [&](std::size_t zone) {
      if (tables_.zones.district[ZoneId(zone)]) result.residents[zone] = add_residents(ZoneId(zone), of_zone[zone]);
    });
    for (const ExternalDemandId row : tables_.external.ids()) add_external(row, of_zone, result);
    result.first_of_zone.push_back(0);
    for (const auto& list : of_zone) {
      result.tours.insert(result.tours.end(), list.begin(), list.end());
      result.first_of_zone.push_back(static_cast<std::uint32_t>(result.tours.size()));
    }
    return result;
  }

 private:
  std::vector<double> attractions(Purpose purpose) const {
    std::vector<double> attracted;
    for (const ZoneId zone : tables_.zones.ids())
      attracted.push_back(attraction(tables_.zones, zone, purpose, coefficients_.destinations));
    return attracted;
  }

  std::vector<double> residents() const {
    std::vector<double> people;
    for (const ZoneId zone : tables_.zones.ids())
      people.push_back(tables_.zones.district[zone] ? tables_.zones.residents[zone] : 0.0);
    return people;
  }

  /// Tours of commuters from around that start in each zone.
  std::vector<double> commuters() const {
    std::vector<double> tours(tables_.zones.size(), 0.0);
    for (const ExternalDemandId row : tables_.external.ids())
      if (tables_.external.demand_kind[row] == ExternalKind::commuter)
        tours[tables_.external.from[row].index()] += tables_.external.tours[row];
    return tours;
  }

  /// Employed residents and commuters from around share the jobs of the territory; jobs of external zones are for
  /// residents alone. In persons, present or not, so that working at home changes nobody's place of work. The
  /// registered commuters are those who fill the jobs that residents leave, at least as many as come on the day.
  void balance_jobs() {
    double rate = 0.0;
    for (const PersonGroupId group : tables_.groups.ids())
      rate += tables_.groups.share[group] * tables_.groups.employed[group];
    std::vector<double> employed = residents(), coming = commuters(), wanted = attractions(Purpose::work);
    for (double& people : employed) people *= rate;
    double jobs_here = 0.0, jobs_around = 0.0;
    for (const ZoneId zone : tables_.zones.ids())
      (tables_.zones.district[zone] ? jobs_here : jobs_around) += wanted[zone.index()];
    const double stay = std::max(0.0, sum(employed) - jobs_around), come = sum(coming),
                 registered = come > 0.0 ? std::max(come, jobs_here - stay) : 0.0;
    if (come > 0.0)
      for (double& people : coming) people *= registered / come;
    for (const ZoneId zone : tables_.zones.ids())
      if (tables_.zones.district[zone] && jobs_here > 0.0) wanted[zone.index()] *= (stay + registered) / jobs_here;
    balance({{&destinations_[0], employed}, {&destinations_[kCommuters], coming}}, wanted, kBalanceRounds);
  }

  double add_residents(ZoneId zone, std::vector<Tour>& tours) const {
    const double residents = tables_.zones.residents[zone];
    const auto persons = static_cast<std::uint64_t>(std::llround(residents * options_.sample));
    const double weight = persons > 0 ? residents / static_cast<double>(persons) : 0.0;
    for (std::uint64_t number = 0; number < persons; ++number)
      add_person(zone, (zone_address(zone) << 24) + number, static_cast<float>(weight), tours);
    return persons > 0 ? residents : 0.0;
  }

  /// The external id's hash: rows may shift when zones are added, addresses may not.
  std::uint64_t zone_address(ZoneId zone) const { return stream_number(tables_.zones.id[zone]) & 0xffffffffffull; }

  void add_person(ZoneId zone, std::uint64_t address, float weight, std::vector<Tour>& tours) const {
    const PersonGroups& groups = tables_.groups;
    const auto draw = [&](std::uint64_t which) { return person_.uniform(address, which); };
    double running = 0.0;
    std::size_t group_row = groups.size() - 1;
    const double age = draw(0);
    for (const PersonGroupId group : groups.ids()) {
      running += groups.share[group];
      if (age < running) {
        group_row = group.index();
        break;
      }
    }
    const PersonGroupId group(group_row);
    const bool licence = draw(1) < groups.licence[group];
    const double cars =
        std::min(1.0, coefficients_.people.drivers_per_car * tables_.zones.cars_per_1000[zone] / 1000.0 / licences_);
    std::uint8_t bits = 0;
    if (licence && draw(2) < cars) bits |= person::car;
    if (draw(3) < groups.transit_pass[group]) bits |= person::pass;
    if (draw(4) < groups.bike[group]) bits |= person::bike;
    const double income = draw(5), low = coefficients_.people.income_low;
    bits |= static_cast<std::uint8_t>((income < low                                        ? 0
                                       : income < low + coefficients_.people.income_middle ? 1
                                                                                           : 2)
                                      << person::income_shift);
    const bool employed = draw(6) < groups.employed[group];
    const bool student = !employed && draw(7) < groups.student[group] / std::max(1e-9, 1.0 - groups.employed[group]);
    const bool at_home = draw(8) < groups.home_office[group];
    for (std::size_t purpose = 0; purpose < kPurposes; ++purpose) {
      const Habit& habit = habits_[group_row][purpose];
      if (!habit.row || (purpose == 0 && (!employed || at_home)) || (purpose == 2 && !student)) continue;
      const double wanted = habit.tours, chance = draw(16 + purpose);
      const auto count = static_cast<int>(wanted) + (chance < wanted - std::floor(wanted) ? 1 : 0);
      for (int number = 0; number < count; ++number)
        tours.push_back(one_tour(zone, purpose, *habit.row,
                                 address * 64 + purpose * 8 + static_cast<std::uint64_t>(number), bits, weight));
    }
  }

  Tour one_tour(ZoneId home, std::size_t purpose, BehaviourId row, std::uint64_t address, std::uint8_t bits,
                float weight) const {
    Tour tour;
    tour.home = static_cast<std::uint16_t>(home.index());
    tour.destination = static_cast<std::uint16_t>(destinations_[purpose].draw(home.index(), tour_.uniform(address, 0)));
    tour.purpose = static_cast<std::uint8_t>(purpose);
    tour.person = bits;
    tour.weight = weight;
    set_hours(tour, draw_hour(tables_.behaviour.departure[row], tour_.uniform(address, 1)),
              in_hours(tables_.behaviour.duration[row]), address, tour_);
    return tour;
  }

  void set_hours(Tour& tour, std::size_t hour, double stay_h, std::uint64_t address, const RandomStream& random) const {
    const TimeCoefficients& c = coefficients_.times;
    tour.out_hour = static_cast<std::uint8_t>(hour);
    tour.stay_h = static_cast<float>(stay_h * (c.stay_least + c.stay_spread * random.uniform(address, 2)));
    const double back = static_cast<double>(hour) + random.uniform(address, 3) + tour.stay_h + c.way_h;
    tour.back_hour = static_cast<std::uint8_t>(static_cast<int>(back) % 24);
  }

  void add_external(ExternalDemandId row, std::vector<std::vector<Tour>>& of_zone, Tours& result) const {
    const ExternalDemand& external = tables_.external;
    const ExternalKind kind = external.demand_kind[row];
    if (kind != ExternalKind::commuter && kind != ExternalKind::other && kind != ExternalKind::visitor) return;
    const std::size_t zone = external.from[row].index();
    const auto count = static_cast<std::uint64_t>(std::llround(external.tours[row] * options_.sample));
    const std::uint64_t first = stream_number(external.id[row]) << 20;
    result.known_car_share[static_cast<std::size_t>(kind)][zone] = external.car_share[row];
    for (std::uint64_t number = 0; number < count; ++number) {
      const std::uint64_t address = first + number;
      Tour tour;
      tour.home = static_cast<std::uint16_t>(zone);
      tour.destination =
          static_cast<std::uint16_t>(destinations_[kind == ExternalKind::commuter ? kCommuters : kOtherPeople].draw(
              zone, external_.uniform(address, 0)));
      tour.purpose = static_cast<std::uint8_t>(kExternalTour + static_cast<int>(kind));
      tour.weight = static_cast<float>(external.tours[row] / static_cast<double>(count));
      set_hours(
          tour, draw_hour(external.departure[row], external_.uniform(address, 1)),
          kind == ExternalKind::commuter ? coefficients_.times.stay_commuter_h : coefficients_.times.stay_around_h,
          address, external_);
      of_zone[zone].push_back(tour);
    }
  }

  PeopleTables tables_;
  const DayOptions& options_;
  RandomStream person_, tour_, external_;
  Habits habits_;
  const Coefficients& coefficients_;
  double licences_ = 0.0;  ///< per resident
  std::vector<DestinationTable> destinations_;
};

}  // namespace

double home_office_share(const PersonGroups& groups) {
  double employed = 0.0, at_home = 0.0;
  for (const PersonGroupId group : groups.ids()) {
    employed += groups.share[group] * groups.employed[group];
    at_home += groups.share[group] * groups.employed[group] * groups.home_office[group];
  }
  return employed > 0.0 ? at_home / employed : 0.0;
}

void scale_commuters(Tours& tours, double factor) {
  for (Tour& tour : tours.tours)
    if (tour.purpose == kCommuterTour) tour.weight *= static_cast<float>(factor);
}

std::vector<float> crow_distances(const Zones& zones, const DestinationCoefficients& c) {
  const std::size_t count = zones.size();
  std::vector<float> crow(count * count);
  for_each_row<ZoneId>(count, [&](ZoneId from) {
    const double inside = zones.outline[from].empty() ? c.inside_unknown.value
                                                      : c.inside_zone * std::sqrt(zones.outline[from].area().value);
    for (const ZoneId to : zones.ids())
      crow[from.index() * count + to.index()] =
          static_cast<float>(std::max(from == to ? inside : c.leaving_zone * inside,
                                      c.detour * distance(zones.centre[from], zones.centre[to]).value));
  });
  return crow;
}

Tours make_tours(const PeopleTables& tables, const DayOptions& options, std::uint64_t seed,
                 const std::vector<float>& crow, const Coefficients& coefficients) {
  return TourMaker(tables, options, seed, crow, coefficients).make();
}

}  // namespace planspiel::mobility
