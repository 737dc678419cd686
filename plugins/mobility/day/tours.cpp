#include "plugins/mobility/day/tours.hpp"

#include <cmath>

#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {

constexpr std::uint64_t kDestination = 0;  ///< draw of a tour; the next ones are its times

std::uint8_t bits_of(const Person& person) {
  return static_cast<std::uint8_t>((person.car ? person::car : 0) | (person.pass ? person::pass : 0) |
                                   (person.bike ? person::bike : 0) |
                                   (static_cast<unsigned>(person.income) << person::income_shift));
}

class TourMaker {
 public:
  TourMaker(const PeopleTables& tables, const TourStages& stages, const Sample& sample)
      : tables_(tables),
        stages_(stages),
        fraction_(sample.fraction),
        tour_(sample.seed, "mobility.tour"),
        external_(sample.seed, "mobility.external") {}

  Tours make() {
    const std::size_t zones = tables_.zones.size();
    Column<ZoneId, std::vector<Tour>> of_zone(zones);
    Tours result;
    result.residents.resize(zones);
    for (auto& kind : result.known_car_share) kind.resize(zones);
    for_each_block(zones, [&](std::size_t row) {
      const ZoneId zone(row);
      if (tables_.zones.district[zone]) result.residents[zone] = add_residents(zone, of_zone[zone]);
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
  double add_residents(ZoneId zone, std::vector<Tour>& tours) const {
    const double residents = tables_.zones.residents[zone];
    const auto persons = static_cast<std::uint64_t>(std::llround(residents * fraction_));
    if (persons == 0) return 0.0;
    const auto weight = static_cast<float>(residents / static_cast<double>(persons));
    for (std::uint64_t number = 0; number < persons; ++number) {
      const Person person = stages_.people.resident(zone, number);
      for (const Activity& activity : stages_.activities.of(person)) {
        Tour tour{.purpose = static_cast<std::uint8_t>(activity.purpose), .person = bits_of(person), .weight = weight};
        set_ends(
            tour, zone,
            stages_.destinations.of_resident(zone, activity.purpose, tour_.uniform(activity.address, kDestination)));
        set_times(tour, stages_.times.draw(tables_.behaviour.departure[activity.row],
                                           tables_.behaviour.duration[activity.row], tour_, activity.address));
        tours.push_back(tour);
      }
    }
    return residents;
  }

  static void set_ends(Tour& tour, ZoneId home, ZoneId destination) {
    tour.home = static_cast<std::uint16_t>(home.index());
    tour.destination = static_cast<std::uint16_t>(destination.index());
  }

  static void set_times(Tour& tour, const TourTimes& times) {
    tour.out_hour = static_cast<std::uint8_t>(times.out.index());
    tour.back_hour = static_cast<std::uint8_t>(times.back.index());
    tour.stay_h = times.stay_h;
  }

  void add_external(ExternalDemandId row, Column<ZoneId, std::vector<Tour>>& of_zone, Tours& result) const {
    const ExternalDemand& external = tables_.external;
    const ExternalKind kind = external.demand_kind[row];
    if (kind != ExternalKind::commuter && kind != ExternalKind::other && kind != ExternalKind::visitor) return;
    const ZoneId zone = external.from[row];
    const auto count = static_cast<std::uint64_t>(std::llround(external.tours[row] * fraction_));
    const std::uint64_t first = stream_number(external.id[row]) << 20;
    result.known_car_share[static_cast<std::size_t>(kind)][zone] = external.car_share[row];
    for (std::uint64_t address = first; address < first + count; ++address) {
      Tour tour{.purpose = static_cast<std::uint8_t>(kExternalTour + static_cast<int>(kind)),
                .weight = static_cast<float>(external.tours[row] / static_cast<double>(count))};
      set_ends(tour, zone, stages_.destinations.from_around(zone, kind, external_.uniform(address, kDestination)));
      set_times(tour, stages_.times.draw(external.departure[row], stages_.times.stay_of(kind), external_, address));
      of_zone[zone].push_back(tour);
    }
  }

  PeopleTables tables_;
  TourStages stages_;
  double fraction_;
  RandomStream tour_, external_;
};

}  // namespace

Tours make_tours(const PeopleTables& tables, const TourStages& stages, const Sample& sample) {
  return TourMaker(tables, stages, sample).make();
}

Tours make_tours(const PeopleTables& tables, const ZoneMatrix<float>& crow, const Coefficients& c,
                 const Sample& sample) {
  const People people(tables.zones, tables.groups, c.people, sample.seed);
  const Activities activities(tables.groups, tables.behaviour, sample.seed);
  const Destinations destinations({tables.zones, tables.groups, tables.external}, crow, c.destinations);
  const Times times(c.times);
  return make_tours(tables, TourStages{people, activities, destinations, times}, sample);
}

void scale_commuters(Tours& tours, double factor) {
  for (Tour& tour : tours.tours)
    if (tour.purpose == kCommuterTour) tour.weight *= static_cast<float>(factor);
}

}  // namespace planspiel::mobility
