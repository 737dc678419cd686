// The whole day on a town drawn in the test: what the accounts must add up to.
#include "plugins/mobility/day/day_model.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "engine/base/error.hpp"
#include "engine/run/observer.hpp"
#include "engine/run/ports.hpp"
#include "plugins/fields.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::mobility {
namespace {

/// A and D are 3 km apart. Everybody in A is employed, has a licence and a car; the jobs are in D. One tour a day.
City town(double toll_eur = 0.0, double parking_eur = 0.0) {
  const auto more = [=](CityBuilder& builder) {
    Zones& zones = builder[tables::zones];
    for (const ZoneId zone : zones.ids()) {
      zones.residents[zone] = zones.id[zone] == "A" ? 1000.0 : 0.0;
      zones.jobs[zone] = zones.id[zone] == "D" ? 1000.0 : 0.0;
      zones.cars_per_1000[zone] = 2000.0;
    }
    PersonGroups& groups = builder[tables::person_groups];
    const PersonGroupId all = groups.add("all");
    groups.age_to[all] = 100.0;
    groups.share[all] = groups.employed[all] = groups.licence[all] = 1.0;
    Behaviour& behaviour = builder[tables::behaviour];
    const BehaviourId work = behaviour.add("work");
    behaviour.purpose[work] = Purpose::work;
    behaviour.tours[work] = 1.0;
    behaviour.duration[work] = Seconds(8.0 * 3600.0);
    behaviour.departure = {};
    std::vector<double> at_seven(24, 0.0);
    at_seven[7] = 1.0;
    behaviour.departure.push_back(at_seven);
    Prices& prices = builder[tables::prices];
    for (const auto& [id, value] : {std::pair{"petrol", 2.0},
                                    {"petrol_use", 5.0},
                                    {"diesel", 2.0},
                                    {"diesel_use", 5.0},
                                    {"electricity", 0.4},
                                    {"electricity_use", 20.0},
                                    {"plug_in_electric", 0.5}})
      prices.value[prices.add(id)] = value;
    Fares& fares = builder[tables::fares];
    fares.price[fares.add("single")] = Euros(3.0);
    Fleet& fleet = builder[tables::fleet];
    const FleetId petrol = fleet.add("petrol"), battery = fleet.add("battery");
    fleet.share[petrol] = 0.75;
    fleet.share[battery] = 0.25;
    fleet.propulsion[battery] = Propulsion::battery;
    if (parking_eur > 0.0) {
      Parking& parking = builder[tables::parking];
      const ParkingId row = parking.add("D");
      parking.zone[row] = *zones.find("D");
      parking.price[row] = Euros(100.0) / Seconds(3600.0);
      parking.day_maximum[row] = Euros(parking_eur);
    }
    if (toll_eur > 0.0) {
      Tolls& tolls = builder[tables::tolls];
      const TollId toll = tolls.add("toll");
      tolls.price[toll] = Euros(toll_eur);
      tolls.roads = {};
      tolls.zones = {};
      tolls.roads.push_back(std::vector<EdgeId>{});
      tolls.zones.push_back(std::vector<ZoneId>{*zones.find("D")});
    }
  };
  return test::town("A---B---C---D", {.step = Metres(250.0), .zones = true, .more = more}).city;
}

/// The fields of a day.
class DayOf {
 public:
  explicit DayOf(City city, const std::string& options = "") : city_(std::move(city)) {
    const ModelEntry entry{"mobility.day", [](Ports& ports) { return std::make_unique<DayModel>(ports); }};
    const City empty =
        with_tables(City(), {{[]() -> std::unique_ptr<Table> { return std::make_unique<CityCoefficients>(); }, {}}});
    const Declared declared = declare_model(entry, empty);
    BoundPorts ports(declared, {.city = city_, .empty_city = empty, .options = parse_toml(options, "options")});
    RunObserver observer;
    RunContext context(1, {}, observer);
    entry.make(ports)->run(context);
    written_ = ports.written();
    notes_ = context.notes();
  }
  /// Sum of everything in a field.
  template <class Row, class Value, class... Axes>
  double sum(const Field<Row, Value, Axes...>& field) const {
    double all = 0.0;
    for (const double value : written_.at(field.spec.name).grid->raw()) all += value;
    return all;
  }
  template <class Row, class Value, class... Axes>
  const Grid<Row, Value, Axes...>& field(const Field<Row, Value, Axes...>& field) const {
    return static_cast<const Grid<Row, Value, Axes...>&>(*written_.at(field.spec.name).grid);
  }
  double trips(Mode mode) const { return field(fields::trips)(zone('A'), mode, PurposeAxis(Purpose::work)); }
  ZoneId zone(char letter) const { return test::zone(city_, letter); }
  const City& city() const { return city_; }
  const std::vector<Note>& notes() const { return notes_; }

 private:
  City city_;
  FieldMap written_;
  std::vector<Note> notes_;
};

TEST(Day, EverybodyMakesOneTour) {
  const DayOf day(town());
  EXPECT_NEAR(day.sum(fields::trips), 2000.0, 1e-6);
  EXPECT_NEAR(day.sum(fields::residents), 1000.0, 1e-9);
  EXPECT_NEAR(day.sum(fields::trips_by_hour), 2000.0, 1e-6);
  EXPECT_NEAR(day.sum(fields::departures), 1.0, 1e-9);
}

TEST(Day, CarsAreTheDriversOfTheTrips) {
  const DayOf day(town());
  const double drivers = day.trips(mode::car_driver);
  EXPECT_GT(drivers, 100.0);
  EXPECT_NEAR(day.sum(planspiel::fields::car_starts), drivers, 1e-3 * drivers);
  // Out in the morning: 3 km over three links
  const EdgeId road = test::road(day.city(), 'B', 'C');
  const double flow = in_per_hour(day.field(planspiel::fields::road_flow)(road, Hour{7u}));
  EXPECT_NEAR(flow, 0.5 * drivers, 1e-3 * drivers);
  EXPECT_NEAR(day.sum(fields::vehicle_distance), 3000.0 * drivers, 5.0 * drivers);
}

TEST(Day, AQuarterOfTheCarsIsEmissionFree) {
  const DayOf day(town());
  const double cars = day.trips(mode::car_driver) + day.trips(mode::car_passenger), all = day.sum(fields::trips);
  EXPECT_NEAR(day.sum(fields::emission_free_trips), all - 0.75 * cars, 1e-6);
}

TEST(Day, ADayTollIsPaidOnceByEachWhoDrivesIn) {
  const DayOf free(town()), charged(town(6.0));
  EXPECT_EQ(free.sum(fields::toll_revenue), 0.0);
  EXPECT_LT(charged.trips(mode::car_driver), free.trips(mode::car_driver));
  EXPECT_NEAR(charged.sum(fields::toll_revenue), 6.0 * 0.5 * charged.trips(mode::car_driver), 1e-6);
}

TEST(Day, HalfOfThoseWhoDriveToWorkPayForParking) {
  const DayOf day(town(0.0, 8.0));
  EXPECT_NEAR(day.sum(fields::parking_revenue), 0.5 * 8.0 * 0.5 * day.trips(mode::car_driver), 1e-6);
  const DayOf all(town(0.0, 8.0), "[coefficients]\nmodes.paying_at_work = 1");
  EXPECT_NEAR(all.sum(fields::parking_revenue), 8.0 * 0.5 * all.trips(mode::car_driver), 1e-6);
}

TEST(Day, TheMedianIsTheOneWayThatAllMake) {
  const DayOf day(town());
  EXPECT_NEAR(day.field(fields::median_distance)(ScalarId(0u), mode::walk), 3.06, 0.1);
  EXPECT_NEAR(day.field(fields::median_distance_by_purpose)(ScalarId(0u), PurposeAxis(Purpose::work)), 3.06, 0.1);
}

TEST(Day, WithoutTrainsNobodyRides) { EXPECT_EQ(DayOf(town()).trips(mode::transit), 0.0); }

/// The same town with a tram from A to D and back, every ten minutes.
City town_with_tram() {
  City city = town();
  Stops stops;
  Lines lines;
  Headways headways;
  for (const char letter : {'A', 'D'}) {
    const StopId stop = stops.add(std::string(1, letter));
    stops.position[stop] = city[tables::zones].centre[test::zone(city, letter)];
  }
  for (const auto& [name, from, to] : {std::tuple{"there", StopId(0u), StopId(1u)}, {"back", StopId(1u), StopId(0u)}}) {
    const LineId line = lines.add(name);
    lines.transit_mode[line] = TransitMode::tram;
    lines.length[line] = Metres(3000.0);
    lines.stops = with_last(lines.stops, {from, to});
    lines.arrival = with_last(lines.arrival, {Seconds(0.0), Seconds(360.0)});
    const HeadwayId row = headways.add(name);
    headways.line[row] = line;
    headways.headway[row] = Seconds(600.0);
  }
  city.put(std::make_shared<const Stops>(stops));
  city.put(std::make_shared<const Lines>(lines));
  city.put(std::make_shared<const Headways>(headways));
  return city;
}

TEST(Day, EveryTripByTransitIsARideOnItsLine) {
  const DayOf day(town_with_tram());
  const double riders = day.trips(mode::transit);
  ASSERT_GT(riders, 10.0);
  EXPECT_NEAR(day.sum(fields::line_boardings), riders, 1e-4 * riders);
  EXPECT_NEAR(day.sum(fields::stop_boardings), riders, 1e-4 * riders);
  EXPECT_NEAR(day.sum(fields::stop_alightings), riders, 1e-4 * riders);
  EXPECT_NEAR(day.field(fields::line_boardings)(LineId(0u), Hour{7u}), 0.5 * riders, 1e-4 * riders);
  EXPECT_NEAR(day.field(fields::line_load)(LineId(0u), Hour{7u}), 0.5 * riders, 1e-4 * riders);
  EXPECT_NEAR(day.field(fields::transit_boardings)(ScalarId(0u), TransitMode::tram), riders, 1e-4 * riders);
  // What is ridden is what is reported as ridden: 3 km each.
  EXPECT_NEAR(day.sum(planspiel::fields::transit_person_distance), 3000.0 * riders, 3.0 * riders);
}

TEST(Day, ACityWithoutCoefficientsSaysSo) {
  const DayOf day(town());
  ASSERT_EQ(day.notes().size(), 1u);
  EXPECT_EQ(day.notes()[0].code, "mobility.coefficients_of_family");
  CityCoefficients own;
  own.value[own.add("modes.paying_at_work")] = 1.0;
  City city = town(0.0, 8.0);
  city.put(std::make_shared<const CityCoefficients>(own));
  const DayOf heard(city);
  EXPECT_TRUE(heard.notes().empty());
  EXPECT_NEAR(heard.sum(fields::parking_revenue), 8.0 * 0.5 * heard.trips(mode::car_driver), 1e-6);
}

TEST(Day, KeepsTheCoefficientsThatHeld) {
  const DayOf day(town(), "[coefficients]\nroads.value_of_time = \"20 EUR/h\"");
  std::size_t at = 0;
  while (family_coefficients()[at].name != "roads.value_of_time") ++at;
  EXPECT_EQ(day.field(fields::coefficient)(ScalarId(0u), CoefficientAxis(at)), 20.0);
}

}  // namespace
}  // namespace planspiel::mobility
