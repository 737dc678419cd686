#include "plugins/emissions/road_emissions.hpp"

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "plugins/fields.hpp"
#include "tests/unit/plugins/emissions/emissions_day.hpp"

using namespace planspiel;
using planspiel::emissions::Pollutant;
using planspiel::test::EmissionsDay;
namespace emission_fields = planspiel::emissions::fields;

namespace {

const emissions::VehicleType kPetrol{Vehicle::car, Propulsion::petrol, "Medium", "Euro 4"};
const emissions::VehicleType kBus{Vehicle::bus, Propulsion::diesel, "Urban Buses Standard 15 - 18 t", "Euro VI D-E"};
const ScalarId kOne(std::size_t{0});

StopId add_stop(CityBuilder& builder, const std::string& id, Point where) {
  const StopId stop = builder[tables::stops].add(id);
  builder[tables::stops].position[stop] = where;
  return stop;
}

void add_line(CityBuilder& builder, const std::string& id, TransitMode mode, const std::vector<StopId>& stops,
              Metres length) {
  Lines& lines = builder[tables::lines];
  const LineId line = lines.add(id);
  lines.transit_mode[line] = mode;
  lines.stops = with_last(lines.stops, stops);
  std::vector<Seconds> arrival;
  for (std::size_t i = 0; i < stops.size(); ++i) arrival.push_back(Seconds(120.0 * double(i)));
  lines.arrival = with_last(lines.arrival, arrival);
  lines.length[line] = length;
  Headways& headways = builder[tables::headways];
  const HeadwayId headway = headways.add(id);
  headways.line[headway] = line;
  headways.hours[headway] = Hours{1u << 8 | 1u << 9};
  headways.headway[headway] = 10.0_min;
}

/// Two streets of 1 km; all cars alike. Metro and bus run A–B 12 times.
City town_with_traffic() {
  return test::town("A---------B---------C", {.free_speed = 50.0_km_h,
                                              .zones = true,
                                              .more =
                                                  [](CityBuilder& builder) {
                                                    test::add_vehicle(builder[tables::fleet], "car", kPetrol, 1.0);
                                                    test::add_vehicle(builder[tables::fleet], "bus", kBus, 1.0);
                                                    const StopId a = add_stop(builder, "a", test::place(builder, 'A')),
                                                                 b = add_stop(builder, "b", test::place(builder, 'B'));
                                                    add_line(builder, "U1", TransitMode::metro, {a, b}, 1.0_km);
                                                    add_line(builder, "53", TransitMode::bus, {a, b}, 1.0_km);
                                                  }})
      .city;
}

TEST(RoadEmissions, CarsTimesLengthTimesFactor) {
  EmissionsDay day(town_with_traffic());
  const EdgeId edge = test::road(day.city, 'A', 'B');
  day.grid(fields::vehicle_flow)(edge, Hour(8), Vehicle::car) = 600.0_per_h;
  day.run();
  // 600 cars, 1 km, 177.978 g CO2 and 0.045065 g NOx per km at 50 km/h
  EXPECT_NEAR(day.result(emission_fields::road.mass)(edge, Hour(8), Pollutant::co2_ttw).value, 600 * 177.978, 2.0);
  EXPECT_NEAR(day.result(emission_fields::road.mass)(edge, Hour(8), Pollutant::nox).value, 600 * 0.045065, 1e-3);
  EXPECT_EQ(day.result(emission_fields::road.mass)(edge, Hour(9), Pollutant::co2_ttw).value, 0.0);
  EXPECT_NEAR(in_km(day.result(emission_fields::vehicle_distance)(kOne, Vehicle::car)), 600.0, 1e-9);
  EXPECT_NEAR(day.result(emission_fields::by_vehicle.mass)(kOne, Vehicle::car, Pollutant::co2_ttw).value, 600 * 177.978,
              2.0);
}

TEST(RoadEmissions, SlowTrafficBurnsMore) {
  EmissionsDay day(town_with_traffic());
  const EdgeId edge = test::road(day.city, 'A', 'B');
  for (const Hour hour : {Hour(3), Hour(8)}) day.grid(fields::vehicle_flow)(edge, hour, Vehicle::car) = 100.0_per_h;
  day.grid(fields::road_speed)(edge, Hour(8)) = 9.0_km_h;
  day.run();
  const auto& co2 = day.result(emission_fields::road.mass);
  EXPECT_GT(co2(edge, Hour(8), Pollutant::co2_ttw), 1.8 * co2(edge, Hour(3), Pollutant::co2_ttw));
  EXPECT_NEAR(day.result(emission_fields::slow_share)[kOne], 0.5, 1e-12);
}

TEST(RoadEmissions, AVehicleWithoutFleetIsNamed) {
  EmissionsDay day(town_with_traffic());
  day.grid(fields::vehicle_flow)(EdgeId(std::size_t{0}), Hour(8), Vehicle::van) = 1.0_per_h;
  try {
    day.run();
    FAIL() << "expected an error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "the table fleet has no row for 'van', which drives on the roads");
  }
}

TEST(RoadEmissions, ColdStartsCountAtTheZoneOfStart) {
  EmissionsDay day(town_with_traffic());
  const ZoneId zone = test::zone(day.city, 'B');
  day.grid(fields::car_starts)(zone, Hour(7)) = 10.0;
  day.grid(fields::car_start_distance)(zone, Hour(7)) = 124.0_km;
  day.run();
  const emissions::VehicleFactors car(emissions::FactorTable::shipped(), kPetrol, {});
  const Grams one = car.cold_start(12.4_km, 25.0_km_h)[Pollutant::co2_ttw];
  EXPECT_NEAR(day.result(emission_fields::cold.mass)(zone, Hour(7), Pollutant::co2_ttw).value, 10.0 * one.value, 1e-6);
  EXPECT_NEAR(one.value, 12.4 * 0.28216 * 0.38 * 233.6, 12.0);  // about 0.3 kg: km, cold share, excess, g/km at 25 km/h
}

TEST(RoadEmissions, TrainsDrawElectricityInTheirDistrict) {
  EmissionsDay day(town_with_traffic());
  day.run(parse_toml("grid_year = 2023", "options"));
  const DistrictId district(std::size_t{0});
  const TransitVehicleAxis metro(static_cast<std::size_t>(TransitMode::metro));
  // 2 hours · 6 departures · 1 km · 12 kWh, 442 g each
  EXPECT_NEAR(in_kWh(day.result(emission_fields::transit.energy)(district, metro)), 144.0, 1e-9);
  EXPECT_NEAR(day.result(emission_fields::transit.mass)(district, metro, Pollutant::co2_wtw).value, 144.0 * 442.0,
              1e-6);
  EXPECT_EQ(day.result(emission_fields::transit.mass)(district, metro, Pollutant::co2_ttw).value, 0.0);
}

TEST(RoadEmissions, RunsOfATimetableCountAsThoseByHeadwayDo) {
  const City by_headway = town_with_traffic();
  Departures runs;
  for (const char* run : {"first", "second", "third"}) {
    const DepartureId row = runs.add(run);
    runs.line[row] = *by_headway[tables::lines].find("U1");
    runs.time[row] = 8.5_h;
  }
  EmissionsDay day(by_headway.with(Headways()).with(std::move(runs)));
  day.run(parse_toml("grid_year = 2023", "options"));
  const TransitVehicleAxis metro(static_cast<std::size_t>(TransitMode::metro));
  const DistrictId district(std::size_t{0});
  // 3 runs · 1 km · 12 kWh
  EXPECT_NEAR(in_kWh(day.result(emission_fields::transit.energy)(district, metro)), 36.0, 1e-9);
}

TEST(RoadEmissions, BusesCountOnceOnLinksOrByLine) {
  const TransitVehicleAxis bus(static_cast<std::size_t>(TransitMode::bus));
  const DistrictId district(std::size_t{0});
  EmissionsDay by_line(town_with_traffic());
  by_line.run();
  EXPECT_EQ(by_line.result(emission_fields::buses_by_line)[kOne], 1.0);
  const Grams all = by_line.result(emission_fields::transit.mass)(district, bus, Pollutant::nox);
  EXPECT_GT(all.value, 0.0);

  EmissionsDay on_links(town_with_traffic());  // 9 of the 12 bus-km
  on_links.grid(fields::vehicle_flow)(test::road(on_links.city, 'A', 'B'), Hour(8), Vehicle::bus) = 9.0_per_h;
  on_links.run();
  EXPECT_NEAR(on_links.result(emission_fields::buses_by_line)[kOne], 0.25, 1e-12);
  EXPECT_NEAR(on_links.result(emission_fields::transit.mass)(district, bus, Pollutant::nox) / all, 0.25, 1e-12);
}

TEST(RoadEmissions, BusesBurnAtTheirOwnSpeedWhichHoldsTheirStops) {
  const auto co2 = [](Speed bus_speed) {
    EmissionsDay day(town_with_traffic());
    const EdgeId edge = test::road(day.city, 'A', 'B');
    day.grid(fields::vehicle_flow)(edge, Hour(8), Vehicle::bus) = 12.0_per_h;
    day.grid(fields::bus_speed)[edge] = bus_speed;
    day.run();
    return day.result(emission_fields::road.mass)(edge, Hour(8), Pollutant::co2_ttw).value;
  };
  const emissions::VehicleFactors bus(emissions::FactorTable::shipped(), kBus, {});
  EXPECT_NEAR(co2(18.0_km_h), 12.0 * in_g_km(bus.at(18.0_km_h)[Pollutant::co2_ttw]), 1.0);
  EXPECT_NEAR(co2(80.0_km_h), 12.0 * in_g_km(bus.at(50.0_km_h)[Pollutant::co2_ttw]),
              1.0);  // not above the link's 50 km/h
}

TEST(RoadEmissions, ResidentsWhoAreEverybodyEmitWhatTheRoadsDo) {
  EmissionsDay day(town_with_traffic());
  const EdgeId ab = test::road(day.city, 'A', 'B'), bc = test::road(day.city, 'B', 'C');
  day.grid(fields::vehicle_flow)(ab, Hour(8), Vehicle::car) = 300.0_per_h;
  day.grid(fields::vehicle_flow)(bc, Hour(8), Vehicle::car) = 200.0_per_h;
  day.grid(fields::road_speed)(bc, Hour(8)) = 10.0_km_h;
  const ZoneId home = test::zone(day.city, 'A');
  day.grid(fields::resident_car_distance)(home, Hour(8)) = 500.0_km;
  day.grid(fields::resident_car_time)(home, Hour(8)) = Seconds(3600.0 * (300.0 / 50.0 + 200.0 / 10.0));
  day.grid(fields::car_starts)(home, Hour(8)) = 100.0;
  day.grid(fields::car_start_distance)(home, Hour(8)) = 500.0_km;
  day.run();
  const auto& road = day.result(emission_fields::road.mass);
  const Grams everything = road(ab, Hour(8), Pollutant::co2_ttw) + road(bc, Hour(8), Pollutant::co2_ttw) +
                           day.result(emission_fields::cold.mass)(home, Hour(8), Pollutant::co2_ttw);
  EXPECT_NEAR(day.result(emission_fields::residents.mass)(home, Pollutant::co2_ttw) / everything, 1.0, 1e-9);
}

/// Carbon of plug-in hybrids only, on one street in one hour.
double plug_in_co2(std::optional<double> electric) {
  City city = town_with_traffic();
  Fleet fleet = city.copy(tables::fleet);
  fleet.propulsion[*fleet.find("car")] = Propulsion::plug_in_hybrid;
  fleet.euro[*fleet.find("car")] = "Euro 6d";
  Prices prices = city.copy(tables::prices);
  if (electric) prices.value[prices.add("plug_in_electric")] = *electric;
  EmissionsDay day(city.with(std::move(fleet)).with(std::move(prices)));
  const EdgeId edge = test::road(day.city, 'A', 'B');
  day.grid(fields::vehicle_flow)(edge, Hour(8), Vehicle::car) = 300.0_per_h;
  day.run();
  return day.result(emission_fields::road.mass)(edge, Hour(8), Pollutant::co2_ttw).value;
}

TEST(RoadEmissions, ThePricesTableSaysHowFarPlugInHybridsDriveOnTheirBattery) {
  EXPECT_GT(plug_in_co2(0.0), 0.0);
  EXPECT_NEAR(plug_in_co2(0.75) / plug_in_co2(0.0), 0.25, 1e-12);
}

TEST(RoadEmissions, PlugInHybridsWithoutTheirShareAreRefused) {
  try {
    plug_in_co2(std::nullopt);
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("row 'plug_in_electric'"), std::string::npos);
  }
}

TEST(RoadEmissions, ResidentsShareTheTrainTheyRide) {
  EmissionsDay day(town_with_traffic());
  const TransitVehicleAxis metro(static_cast<std::size_t>(TransitMode::metro));
  day.grid(fields::transit_person_distance)(kOne, metro) = 1000.0_km;
  day.grid(fields::resident_transit_distance)(test::zone(day.city, 'C'), metro) = 250.0_km;
  day.run();
  EXPECT_NEAR(in_kWh(day.result(emission_fields::residents.energy)[test::zone(day.city, 'C')]), 144.0 / 4.0, 1e-9);
}

TEST(RoadEmissions, AreTheSameForAnyNumberOfThreads) {
  const auto run = [](int threads) {
    EmissionsDay day(town_with_traffic());
    auto& flow = day.grid(fields::vehicle_flow);
    const RandomStream random(7, "test");
    for (const EdgeId edge : day.city[tables::roads].ids())
      for (const Hour hour : kHoursOfDay)
        flow(edge, hour, Vehicle::car) = Flow(random.uniform(edge.index(), hour.index()));
    const ThreadLimit limit(threads);
    day.run();
    return day;
  };
  const EmissionsDay one = run(1), four = run(4);
  ASSERT_EQ(one.written.size(), 13u);
  for (const auto& [name, field] : one.written) {
    const auto a = field.grid->raw(), b = four.written.at(name).grid->raw();
    EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end())) << name;
  }
}

}  // namespace
